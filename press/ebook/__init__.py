"""The book as EPUB 3: the same document tree, for readers on small screens and by ear. No script.

`translator` turns nodes into XHTML, `charts` the figures, `builder` runs it over the chapters, `package`
packs the files, and `access` says of them what a reader with a disability wants to know.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from press.book.content import outputs


def _choose_outputs(_app: Sphinx, config: Config) -> None:
    """Take the still forms of what cells show."""
    outputs.prefer_still(config, "ebook")


def setup(app: Sphinx) -> None:
    """Register the builder."""
    from press.ebook.epub_builder import EbookBuilder

    app.add_builder(EbookBuilder)
    app.connect("config-inited", _choose_outputs, priority=400)
