"""Numbers in the text that light their marks in a figure: which words they are, told to the page's script.

The page is told, too, whether a figure of its has steps.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from press.book.content import facts
from press.book.figure_node import chart_figure

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> None:
    """Register the marking of the numbers, and of the pages that have any."""
    app.connect("doctree-resolved", mark)
    app.connect("html-page-context", _tell)


def mark(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each number that a figure of its page lights the classes that the script finds it by."""
    if app.builder.format != "html":
        return
    shown = list(facts.shown(doctree))
    for figure in doctree.findall(chart_figure):
        for fact in figure.bundle.lights:
            found = [node for node in shown if node[facts.NAME] == fact]
            for node in found:
                node["classes"] += ["lights", f"lights-{figure.bundle.name}--{fact}"]
            if not found:
                logger.warning(
                    "%s: figure %s lights the number %s, which no text of the page tells",
                    docname,
                    figure.bundle.name,
                    fact,
                )


def _tell(
    _app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Tell the page's template which scripts it needs."""
    shown = [] if doctree is None else [figure.bundle for figure in doctree.findall(chart_figure)]
    context["has_lights"] = any(bundle.lights for bundle in shown)
    context["has_steps"] = any(bundle.steps for bundle in shown)
