"""A frame around each table of the text: one that is too wide for a phone scrolls by itself, not the page."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

_OPENED = Markup('<div class="table-scroll" role="group" tabindex="0" aria-label="Table: {}">\n')


def insert(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put every table of a resolved page into a frame that the keyboard can scroll."""
    if app.builder.format != "html":
        return
    for table in list(doctree.findall(nodes.table)):
        place, parent = table.parent.index(table), table.parent
        opened = _OPENED.format(_name(table))
        parent.insert(place + 1, nodes.raw("", "</div>\n", format="html"))
        parent.insert(place, nodes.raw("", str(opened), format="html"))


def _name(table: nodes.table) -> str:
    """Return a table's caption, or else its columns."""
    caption = next(iter(table.findall(nodes.title)), None)
    if caption is not None:
        return caption.astext()
    head = next(iter(table.findall(nodes.thead)), None)
    columns = [entry.astext() for entry in head.findall(nodes.entry)] if head is not None else []
    return ", ".join(columns)
