"""Marks at the numbers that moved since the last edition: each opens a note that tells the old value.

Without script: a button and the note that it opens, for keyboard, finger and screen reader alike. Nothing is
marked on paper or in the EPUB, which are read without the book's earlier state at hand.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from press.book.content import facts
from press.book.templating import render
from press.editions import comparing, edition_file
from press.editions.changes import NUMBER
from press.editions.edition_file import Edition
from press.editions.facts import values_in
from press.page.beside import ways
from press.page.html_builder import way_to_top

OPTION = "brief_before"  # what the last edition told: known to Sphinx, so that pages follow a change of it
_UNMARKED = (nodes.title, nodes.reference, nodes.literal)


def setup(app: Sphinx) -> None:
    """Register the marks."""
    app.add_config_value(OPTION, {}, "html")
    app.connect("config-inited", _look_back, priority=200)
    app.connect("doctree-resolved", insert)


def _look_back(app: Sphinx, config: Config) -> None:
    """Note what the last edition before this one told."""
    before = previous(Path(app.srcdir), config.brief_edition.edition)
    if before is None:
        return
    why = {}
    found = ways.found(Path(app.srcdir))
    if found is not None and found.old.edition == before.edition:
        why = {one.name: one.why.sentence for one in found.of(NUMBER)}
    told = {name: fact.printed for name, fact in before.facts.items()}
    config[OPTION] = {"edition": before.edition, "told": told, "why": why}


def previous(root: Path, edition: str) -> Edition | None:
    """Return the newest edition on file before the present one; None for a book that has none."""
    known = edition_file.known(root)
    if not edition_file.is_id(edition):
        return edition_file.read(root, known[-1]) if known else None
    earlier = [name for name in known if edition_file.order(name) < edition_file.order(edition)]
    return edition_file.read(root, earlier[-1]) if earlier else None


def insert(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Set a mark behind each number of a page that moved, once a fact."""
    if app.builder.format != "html":
        return
    before = getattr(app.config, OPTION)
    for name, node, old in moved(app, doctree, docname):
        why = before["why"].get(name)
        mark = render(
            "page/templates/was.html",
            anchor=ways.mark(node[facts.NAME]),
            edition=before["edition"],
            old=old,
            why=why or "",
            link="" if why is None else ways.to_entry(way_to_top(app.builder, docname), name),
        )
        node.parent.insert(node.parent.index(node) + 1, nodes.raw("", str(mark), format="html"))


def moved(app: Sphinx, doctree: nodes.document, docname: str) -> list[tuple[str, nodes.inline, str]]:
    """Return the numbers of a page that moved, each once: name in the edition, node, old words."""
    told = getattr(app.config, OPTION).get("told", {})
    found: dict[str, tuple[str, nodes.inline, str]] = {}
    for node in facts.shown(doctree):
        name = comparing.fact_name(docname, node[facts.NAME])
        old = told.get(name, "")
        if name not in found and old and not _is_same(old, node.astext()) and not _is_unmarked(node):
            found[name] = name, node, old
    return list(found.values())


def _is_same(old: str, new: str) -> bool:
    """Tell whether two texts print the same numbers."""
    return values_in(old) == values_in(new)


def _is_unmarked(node: nodes.Node) -> bool:
    """Tell whether a fact stands where no button may: in a heading, a link, code."""
    above = node.parent
    while above is not None:
        if isinstance(above, _UNMARKED):
            return True
        above = above.parent
    return False
