"""What an ordinary Jupyter Book holds, brought into nodes that every medium can set.

`html_reader` turns HTML into nodes, `raw_html` finds it in the text, `outputs` in what cells give,
`directives` adds margin notes, folds, tabs and cards, `latex` makes MathML of formulas, `facts` keeps the
names of what is bound.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from press.book.content import outputs


def _choose(_app: Sphinx, config: Config) -> None:
    """Leave out Sphinx's own index pages, as the theme has a search, and links of pictures to themselves."""
    config.html_scaled_image_link = False
    config.html_use_index = False
    config.html_domain_indices = False


def _choose_outputs(_app: Sphinx, config: Config) -> None:
    """Take what this engine reads of cells' outputs before anything else."""
    outputs.prefer_ours(config)


def setup(app: Sphinx) -> None:
    """Register directives, what is made of them, and how the new nodes are written as HTML and XHTML."""
    from press.book.content import (
        chapter_checks,
        claimed_words,
        directives,
        facts,
        followers,
        letters,
        pieces,
        raw_html,
    )

    directives.load_design(app)
    app.add_role_to_domain("glue", "text", facts.FactRole(), override=True)
    app.add_directive("margin", directives.Margin, override=True)
    app.add_transform(directives.OrdinaryParts)
    app.add_transform(directives.PlainAddresses)
    app.add_transform(raw_html.OrdinaryHtml)
    letters.keep_backslashes()
    claimed_words.setup(app)
    followers.setup(app)
    app.connect("config-inited", _choose)
    app.connect("config-inited", _choose_outputs, priority=400)
    app.connect("source-read", chapter_checks.leave_metadata_out)
    app.connect("doctree-read", chapter_checks.check)
    writers: dict[type[nodes.Element], tuple[Callable[..., Any], Callable[..., Any] | None]] = {
        pieces.line_break: (directives.visit_line_break, None),
        pieces.folded: (directives.visit_folded, directives.depart_folded),
        pieces.folded_title: (directives.visit_folded_title, directives.depart_folded_title),
        pieces.unshown: (directives.visit_unshown, None),
    }
    for node, both in writers.items():
        app.add_node(node, html=both, xhtml=both)
