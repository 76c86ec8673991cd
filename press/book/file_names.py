"""The names of what is sent out: pages link to it, paper and EPUB are written to it or name it.

The documents' begin with the name of the brief's PDF, which `brief_pdf` gives.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.config import Config

from press.figures.bundle import Bundle

PAPER_NAMES = {"a4": "A4", "letter": "US Letter"}
OFFPRINTS = "offprints"  # the folder that they are written to, beside the brief


def stem(config: Config) -> str:
    """Return the name of the brief's PDF without its ending."""
    return PurePosixPath(config.brief_pdf).stem or "book"


def summary(config: Config, paper: str) -> str:
    """Return the file of the two-page summary on a paper of PAPER_NAMES."""
    return f"{stem(config)}-summary{'' if paper == 'a4' else '-' + paper}.pdf"


def translated_summary(config: Config, language: str) -> str:
    """Return the file of the two-page summary in another language, on A4."""
    return f"{stem(config)}-summary-{language}.pdf"


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


def numbers(bundle: Bundle) -> str:
    """Return the file of a figure's numbers in the web book."""
    return f"figures/{bundle.name}.csv"


def web_address(config: Config, file: str) -> str:
    """Return the address of a file of the web book, "" when the book has none (`html_baseurl`)."""
    base = config.html_baseurl.rstrip("/")
    return f"{base}/{file}" if base else ""
