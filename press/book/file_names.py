"""The names of the documents that are sent out: pages link to them, paper and EPUB are written to them.

All begin with the name of the brief's PDF, which `brief_pdf` gives.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.config import Config

PAPER_NAMES = {"a4": "A4", "letter": "US Letter"}
OFFPRINTS = "offprints"  # the folder that they are written to, beside the brief


def stem(config: Config) -> str:
    """Return the name of the brief's PDF without its ending."""
    return PurePosixPath(config.brief_pdf).stem or "book"


def summary(config: Config, paper: str) -> str:
    """Return the file of the two-page summary on a paper of PAPER_NAMES."""
    return f"{stem(config)}-summary{'' if paper == 'a4' else '-' + paper}.pdf"


def slides(config: Config, ending: str) -> str:
    """Return the file of the slides, as "pdf" or "html"."""
    return f"{stem(config)}-slides.{ending}"


def ebook(config: Config) -> str:
    """Return the file of the EPUB."""
    return f"{stem(config)}.epub"


def offprint(config: Config, docname: str, called: str) -> str:
    """Return the file of a chapter's offprint; `called` is its number, such as "3" or "Appendix A"."""
    parts = (stem(config), called.lower().replace(" ", "-"), docname.rsplit("/", 1)[-1])
    return f"{OFFPRINTS}/{'-'.join(filter(None, parts))}.pdf"
