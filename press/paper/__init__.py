"""Paper: the resolved document tree of the whole book, set as PDF by Typst. No TeX, no browser, no network.

`builder` gathers the chapters, `writer` and the modules it calls turn nodes into Typst, `template/` holds the
design, and `compile` makes PDF/UA-1 and PDF/A-2a of it, with the brief's own fonts.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from press.book.content import outputs

TEMPLATE = Path(__file__).with_name("template")  # the design


def _choose_outputs(_app: Sphinx, config: Config) -> None:
    """Take the still forms of what cells show."""
    outputs.prefer_still(config, "typst")


def setup(app: Sphinx) -> None:
    """Register the builder."""
    from press.paper.pdf_builder import TypstBuilder

    app.add_builder(TypstBuilder)
    app.add_config_value("paper_size", "a4", "")
    app.connect("config-inited", _choose_outputs, priority=400)
