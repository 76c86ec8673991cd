"""Figures in the document tree: from a notebook's output to a numbered, labelled node.

A notebook output of type FIGURE_MIME becomes a `chart_figure` node that Sphinx numbers and that
`{numref}` finds as `fig-<name>`. The writers of the page and of the paper both read its bundle.
"""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx

from brief.publish.errors import PublishError

FIGURE_MIME = "application/vnd.brief.figure+json"
REQUIRED = ("name", "headline", "subtitle", "alt", "columns", "rows", "sources", "spec", "svg")


class chart_figure(nodes.General, nodes.Element):
    """One chart with its words, numbers, sources, specification and drawings (`bundle`)."""

    @property
    def bundle(self) -> dict[str, Any]:
        """The figure as its notebook gave it."""
        return self["bundle"]


class FigureOutput:
    """MyST-NB's hook: reads our figures out of a notebook's outputs."""

    mime_priority_overrides: ClassVar = [("*", FIGURE_MIME, 0)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """Return a figure's node, nothing for its other forms, None for what is not ours."""
        if "brief" in data.output_metadata and data.mime_type != FIGURE_MIME:
            return []
        if data.mime_type != FIGURE_MIME or inline:
            return None
        return [_node(renderer.renderer.document, data.content)]


def _node(document: nodes.document, bundle: dict[str, Any]) -> chart_figure:
    missing = [key for key in REQUIRED if not bundle.get(key)]
    if missing:
        name = bundle.get("name", "without a name")
        raise PublishError(
            f"{document['source']}: figure {name} has no {', '.join(missing)}; every figure carries them"
        )
    label = f"fig-{bundle['name']}"
    node = chart_figure(bundle=bundle, names=[label])
    document.note_explicit_target(node)
    return node


def headline(node: nodes.Node) -> str:
    """Return the words that a reference by name shows."""
    return node["bundle"]["headline"]


def figure_number(builder: Any, docname: str, node: nodes.Element) -> str:
    """Return the number that Sphinx gave the figure in this book, such as "3.2"."""
    numbers = builder.env.toc_fignumbers.get(docname, {}).get("figure", {})
    number = next((numbers[name] for name in node["ids"] if name in numbers), ())
    return ".".join(map(str, number))


def setup(app: Sphinx) -> None:
    """Make the node known to Sphinx, numbered like a figure."""
    from brief.publish.page import figure_html

    app.add_enumerable_node(
        chart_figure,
        "figure",
        headline,
        html=(figure_html.visit_chart_figure, figure_html.depart_chart_figure),
    )
