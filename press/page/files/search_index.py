"""The search index: one entry a section, as a script, so that it loads from a folder too."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.book import shared_trees
from press.book.content import latex, outputs, spoken_math
from press.book.content.pieces import unshown
from press.book.figure_node import chart_figure
from press.configuration.parts import Searched
from press.system import digests


def write(app: Sphinx, target: Path, docnames: list[str], also: list[dict[str, str]]) -> None:
    """Write the entries of all pages, link, page, title and text of each section, and those of `also`.

    An entry `also` has, each with what it stands for, the words that readers look for it by.
    """
    titles = _titles(app.env)
    entries = [entry for docname in docnames for entry in _entries(app, docname, titles)] + also
    named = [{**entry, **_names(entry, app.config.brief_searched)} for entry in entries]
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"window.briefSearch={text};\n", encoding="utf-8")


def _names(entry: dict[str, str], searched: Iterable[Searched]) -> dict[str, list[tuple[str, str]]]:
    said = f"{entry['title']} {entry['text']}"
    found = [(one.word, one.finds) for one in searched if one.finds in said]
    return {"also": found} if found else {}


def get_ready(app: Sphinx) -> None:
    """Read the words of the pages that the last build left."""
    titles = _titles(app.env)
    for docname in shared_trees.kept(app):
        _entries(app, docname, titles)


def _titles(env: BuildEnvironment) -> str:
    """Return a fingerprint of all titles."""
    return digests.text(repr(sorted((name, title.astext()) for name, title in env.titles.items())))


def _entries(app: Sphinx, docname: str, titles: str) -> list[dict[str, str]]:
    tree = shared_trees.tree(app.env, docname)
    link, page = app.builder.get_target_uri(docname), app.env.titles[docname].astext()
    return [
        {"link": f"{link}#{anchor}", "page": page, "title": title, "text": text}
        for anchor, title, text in _sections(app.env, tree, titles)
    ]


@functools.lru_cache(maxsize=256)
def _sections(env: BuildEnvironment, tree: nodes.document, _titles_now: str) -> list[tuple[str, str, str]]:
    """Return anchor, title and text of each section of a page, which may tell titles of others."""
    return [
        (
            section["ids"][0],
            " ".join(title.astext() for title in section.children[:1]),
            _own_text(env, section),
        )
        for section in tree.findall(nodes.section)
    ]


def _own_text(env: BuildEnvironment, section: nodes.section) -> str:
    """Return the words of a section without those of its subsections: paragraphs, cells, headlines, code."""
    return " ".join(text for child in section.children[1:] for text in _words(env, child))


def _words(env: BuildEnvironment, node: nodes.Node) -> list[str]:
    if isinstance(node, _UNSAID) or "cell_input" in getattr(node, "attributes", {}).get("classes", ()):
        return []
    if isinstance(node, chart_figure):
        return [node["headline"], node["alt"]]
    if isinstance(node, nodes.math_block):
        return [_spoken(node)]
    if isinstance(node, nodes.TextElement):
        return [_said(env, node)]
    return [text for child in _shown(node) for text in _words(env, child)]


_UNSAID = (nodes.section, nodes.comment, nodes.target, nodes.substitution_definition, unshown)


def _shown(node: nodes.Node) -> list[nodes.Node]:
    """Return the children of a node; of the forms of what a cell gives, the best that stands still."""
    if not isinstance(node, nodes.container) or node.get("nb_element") != "mime_bundle":
        return list(node.children)
    order = {kind: place for place, kind in enumerate(outputs.STILL)}
    forms = [child for child in node.children if isinstance(child, nodes.Element)]
    return [*sorted(forms, key=lambda form: order.get(form.get("mime_type", ""), len(order)))[:1]]


def _said(env: BuildEnvironment, node: nodes.TextElement) -> str:
    """Return the text of an element: formulas in words, pages by their titles, no names for numbers."""
    if isinstance(node, nodes.literal_block):
        return " ".join(node.astext().split())
    if not any(isinstance(one, nodes.math | addnodes.pending_xref) for one in node.findall(nodes.Element)):
        return " ".join(node.astext().split())
    said = node.deepcopy()
    for formula in list(said.findall(nodes.math)):
        formula.parent.replace(formula, nodes.Text(_spoken(formula)))
    for link in list(said.findall(addnodes.pending_xref)):
        if title := _title(env, link):
            link.parent.replace(link, nodes.Text(title))
    return _without_references(" ".join(said.astext().split()), said)


def _title(env: BuildEnvironment, link: addnodes.pending_xref) -> str:
    """Return the title of the page that a link without words of its own leads to, "" for other links."""
    if link.get("refexplicit") or link["reftype"] not in ("doc", "myst"):
        return ""
    name, _ = env.relfn2path(
        f"{link['reftarget'].removesuffix('.md').removesuffix('.ipynb')}", link["refdoc"]
    )
    titled = env.titles.get(name) or env.titles.get(link["reftarget"])
    return titled.astext() if titled is not None else ""


def _spoken(formula: nodes.Element) -> str:
    """Return a formula in words, "" for one that cannot be read: that is told where it is set."""
    try:
        return spoken_math.spoken(latex.tree(formula.astext(), block=False))
    except ValueError:
        return ""


def _without_references(text: str, node: nodes.Element) -> str:
    """Return a text without the names of figures and tables that stand for numbers not yet known."""
    names = {found.astext() for found in node.findall(addnodes.pending_xref) if found["reftype"] == "numref"}
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(f" ({name})", "").replace(name, "the figure")
    return text
