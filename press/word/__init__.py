"""The brief as a document for comments (DOCX): the words of the EPUB with notes at the foot, by pandoc."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from press.book.content import outputs


def _choose_outputs(_app: Sphinx, config: Config) -> None:
    """Take the still forms of what cells show."""
    outputs.prefer_still(config, "docx")


def setup(app: Sphinx) -> None:
    """Register the builder."""
    from press.word.docx_builder import DocxBuilder

    app.add_builder(DocxBuilder)
    app.connect("config-inited", _choose_outputs, priority=400)
