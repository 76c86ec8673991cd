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

from press.book import appendices, shared_trees
from press.book.bibliography import citing
from press.book.content import latex, outputs, spoken_math
from press.book.content.pieces import unshown
from press.book.figure_node import chart_figure
from press.configuration.parts import Searched
from press.system import digests


def write(app: Sphinx, target: Path, docnames: list[str], also: list[dict[str, str]]) -> None:
    """Write the entries of all pages, link, page, title and text of each section, and those of `also`.

    An entry `also` has, each with what it stands for, the words that readers look for it by.
    """
    now = _named_now(app.env)
    entries = [entry for docname in docnames for entry in _entries(app, docname, now)] + also
    named = [{**entry, **_names(entry, app.config.brief_searched)} for entry in entries]
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    target.write_text(f"window.briefSearch={text};\n", encoding="utf-8")


def _names(entry: dict[str, str], searched: Iterable[Searched]) -> dict[str, list[tuple[str, str]]]:
    said = f"{entry['title']} {entry['text']}"
    found = [(one.word, one.finds) for one in searched if one.finds in said]
    return {"also": found} if found else {}


def get_ready(app: Sphinx) -> None:
    """Read the words of the pages that the last build left."""
    now = _named_now(app.env)
    for docname in shared_trees.kept(app):
        _entries(app, docname, now)


def _named_now(env: BuildEnvironment) -> str:
    """Return a fingerprint of what pages may name of others: titles, numbers of figures, works."""
    titles = sorted((name, title.astext()) for name, title in env.titles.items())
    numbers = sorted(env.toc_fignumbers.items())
    return digests.text(repr([titles, numbers, citing.listed(env)]))


def _entries(app: Sphinx, docname: str, now: str) -> list[dict[str, str]]:
    tree = shared_trees.tree(app.env, docname)
    link, page = app.builder.get_target_uri(docname), app.env.titles[docname].astext()
    return [
        {"link": f"{link}#{anchor}", "page": page, "title": title, "text": text}
        for anchor, title, text in _sections(app.env, tree, now)
    ]


@functools.lru_cache(maxsize=256)
def _sections(env: BuildEnvironment, tree: nodes.document, _now: str) -> list[tuple[str, str, str]]:
    """Return anchor, title and text of each section of a page, which may name others (`_named_now`)."""
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
    """Return the text of an element: formulas in words; pages, figures and works as the page names them."""
    if isinstance(node, nodes.literal_block):
        return " ".join(node.astext().split())
    if not any(isinstance(one, nodes.math | addnodes.pending_xref) for one in node.findall(nodes.Element)):
        return " ".join(node.astext().split())
    said = node.deepcopy()
    for formula in list(said.findall(nodes.math)):
        formula.parent.replace(formula, nodes.Text(_spoken(formula)))
    for link in list(said.findall(addnodes.pending_xref)):
        if name := _name(env, link):
            link.parent.replace(link, nodes.Text(name))
    return " ".join(said.astext().split())


def _name(env: BuildEnvironment, link: addnodes.pending_xref) -> str:
    """Return what a page calls that to which a link without words of its own leads, "" for other links."""
    if link.get("refdomain") == "cite":
        return citing.words(env, link["reftarget"], in_text=link["reftype"] in ("t", "ts"))
    if link["reftype"] == "numref":
        return appendices.named(env, link["reftarget"])
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
