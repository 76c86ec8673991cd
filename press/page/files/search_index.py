"""The search index: one entry a section, as a script, so that it loads from a folder too."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from press.book import shared_trees
from press.book.figure_node import chart_figure


def write(app: Sphinx, target: Path, docnames: list[str], also: list[dict[str, str]]) -> None:
    """Write the entries of all pages, link, page, title and text of each section, and those of `also`."""
    entries = [entry for docname in docnames for entry in _entries(app, docname)] + also
    text = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"window.briefSearch={text};\n", encoding="utf-8")


def _entries(app: Sphinx, docname: str) -> list[dict[str, str]]:
    doctree = shared_trees.tree(app.env, docname)
    link, page = app.builder.get_target_uri(docname), app.env.titles[docname].astext()
    return [
        {
            "link": f"{link}#{section['ids'][0]}",
            "page": page,
            "title": " ".join(title.astext() for title in section.children[:1]),
            "text": _own_text(section),
        }
        for section in doctree.findall(nodes.section)
    ]


def _own_text(section: nodes.section) -> str:
    """Return the words of a section without those of its subsections: paragraphs, cells, headlines."""
    return " ".join(text for child in section.children for text in _words(child))


def _without_references(text: str, node: nodes.Element) -> str:
    """Return a text without the names of figures and tables that stand for numbers not yet known."""
    names = {found.astext() for found in node.findall(addnodes.pending_xref) if found["reftype"] == "numref"}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(f" ({name})", "").replace(name, "the figure")
    return text


def _words(node: nodes.Node) -> list[str]:
    if isinstance(node, (nodes.section, nodes.title, nodes.literal_block, nodes.comment)):
        return []
    if isinstance(node, chart_figure):
        return [node["headline"], node["alt"]]
    if isinstance(node, nodes.TextElement):
        return [_without_references(" ".join(node.astext().split()), node)]
    return [text for child in node.children for text in _words(child)]
