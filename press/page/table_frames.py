"""A frame around each table of the text: one that is too wide for a phone scrolls by itself, not the page.

A table of prose would have columns of a few letters there. Its rows become entries: each cell under the
other, named by its column.
"""

from __future__ import annotations

import re

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from press.page.html_builder import SiteBuilder

_OPENED = Markup('<div class="table-scroll{}" role="group" tabindex="0" aria-label="Table: {}">\n')

_LABEL = Markup('<span class="cell-label" aria-hidden="true">{}</span>')
_DAY = re.compile(r"\d{1,2}\s\w+\s\d{4}")
PROSE = 60  # letters of a cell that a phone's column would break into ten lines or more


def insert(app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Put every table of a resolved page into a frame that the keyboard can scroll."""
    if not isinstance(app.builder, SiteBuilder):
        return
    for table in list(doctree.findall(nodes.table)):
        place, parent = table.parent.index(table), table.parent
        prose = _is_prose(table)
        opened = _OPENED.format(" prose" if prose else "", _name(table))
        parent.insert(place + 1, nodes.raw("", "</div>\n", format="html"))
        parent.insert(place, nodes.raw("", str(opened), format="html"))
        _keep_days(table)
        if prose:
            _name_cells(table)


def _keep_days(table: nodes.table) -> None:
    """Give each cell that is a day a class: it stands on one line."""
    for cell in table.findall(nodes.entry):
        if _DAY.fullmatch(cell.astext().strip()):
            cell["classes"].append("day")


def _name(table: nodes.table) -> str:
    """Return a table's caption, or else its columns."""
    caption = next(iter(table.findall(nodes.title)), None)
    if caption is not None:
        return caption.astext()
    return ", ".join(_columns(table))


def _columns(table: nodes.table) -> list[str]:
    head = next(iter(table.findall(nodes.thead)), None)
    return [entry.astext() for entry in head.findall(nodes.entry)] if head is not None else []


def _rows(table: nodes.table) -> list[list[nodes.entry]]:
    """Return the cells of a table's body; a table may have a head alone."""
    body = next(iter(table.findall(nodes.tbody)), nodes.tbody())
    return [[cell for cell in row.children if isinstance(cell, nodes.entry)] for row in body.children]


def _is_prose(table: nodes.table) -> bool:
    """Tell whether a table has three columns or more, a head and cells of prose, and no merged cells."""
    columns, rows = _columns(table), _rows(table)
    merged = any({"morecols", "morerows"} & set(cell.attributes) for row in rows for cell in row)
    longest = max((len(cell.astext()) for row in rows for cell in row), default=0)
    return (
        len(columns) > 2 and not merged and longest >= PROSE and all(len(row) == len(columns) for row in rows)
    )


def _name_cells(table: nodes.table) -> None:
    """Write the name of its column into each cell but the first, for screens where rows are entries."""
    for row in _rows(table):
        for name, cell in list(zip(_columns(table), row, strict=True))[1:]:
            label = nodes.raw("", str(_LABEL.format(name)), format="html")
            first = cell.children[0] if cell.children else None
            (first if isinstance(first, nodes.TextElement) else cell).insert(0, label)
