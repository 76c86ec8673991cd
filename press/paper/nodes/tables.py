"""Tables: columns as wide as their words need, heads repeated, very wide ones on a turned page."""

from __future__ import annotations

import re

from docutils import nodes

from press.paper.markup import array, call, invoke, label, string
from press.paper.writer import Writer, classes, elements, renders

MEASURE, FULL, TURNED = 372.0, 484.0, 690.0  # points: text column, text and margin, turned page
_DAY = re.compile(r"\d{1,2}\s\w+\s\d{4}")
LETTER = 4.1  # points: width of a letter of 8.5 pt sans, with a little room
GUTTER = 12.0
DENSE_LETTERS = 3600  # a table of more is one to look things up in
SHORT_ROWS, SHORT_LETTERS = 16, 1800  # a table of no more than both is at most a third of a page
TALL_CELL = 500  # letters: a row with such a cell may break


@renders(nodes.table)
def table(writer: Writer, node: nodes.table) -> str:
    """Write a table with its caption."""
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    group = _group(writer, node)
    least, ideal = _needs(group)
    width = _width(least, ideal)
    return invoke(
        "data-table",
        string(writer.number(node, "table")),
        label(writer.anchor(node["ids"][0])) if node["ids"] else "none",
        f"[{writer.children(title)}]" if title is not None else "none",
        columns=array([f"{share:.1f}fr" for share in _shares(least, ideal, width)]),
        width=f"{width:.0f}pt",
        **_keeping(group),
        head=array(_cells(writer, group, nodes.thead)),
        cells=array(_cells(writer, group, nodes.tbody)),
    )


def _group(writer: Writer, node: nodes.table) -> nodes.tgroup:
    """Return the rows and columns of a table. Raises PublishError for a table without any."""
    for child in node.children:
        if isinstance(child, nodes.tgroup):
            return child
    raise writer.problem(node, "the table has no columns")


def _keeping(group: nodes.tgroup) -> dict[str, str]:
    """Return what stays together on a page, a short table or each row of low cells, and how dense it is."""
    rows = list(group.findall(nodes.row))
    tallest = max((len(cell.astext()) for row in rows for cell in row.children), default=0)
    letters = sum(len(row.astext()) for row in rows)
    return {
        "whole": "true" if len(rows) <= SHORT_ROWS and letters <= SHORT_LETTERS else "false",
        "rows_whole": "true" if tallest <= TALL_CELL else "false",
        "dense": "true" if letters > DENSE_LETTERS else "false",
    }


def _cells(writer: Writer, group: nodes.tgroup, kind: type[nodes.Element]) -> list[str]:
    """Return the cells of the head or of the body, row by row."""
    rows = [row for part in group.children if isinstance(part, kind) for row in elements(part)]
    return [_cell(writer, entry, kind is nodes.thead) for row in rows for entry in elements(row)]


def _cell(writer: Writer, entry: nodes.Element, head: bool) -> str:
    """Return a cell with its alignment and its span."""
    side = next((name[5:] for name in classes(entry) if name.startswith("text-")), "left")
    inner = writer.blocks(entry)
    if _DAY.fullmatch(entry.astext().strip()):  # a day stands on one line
        inner = call("box", inner)
    said = call("strong", inner) if head and inner else inner
    spans = {"colspan": entry.get("morecols", 0) + 1, "rowspan": entry.get("morerows", 0) + 1}
    options = "".join(f", {key}: {count}" for key, count in spans.items() if count > 1)
    return f"table.cell(align: {side}{options})[{said}]"


def _needs(group: nodes.tgroup) -> tuple[list[float], list[float]]:
    """Return each column's least width (its longest word) and the width of its longest cell, in points."""
    columns: int = group["cols"]
    least, ideal = [20.0] * columns, [20.0] * columns
    for row in group.findall(nodes.row):
        for place, entry in enumerate(elements(row)[:columns]):
            words = entry.astext().split()
            if entry.get("morecols") or not words:
                continue
            least[place] = max(least[place], min(max(map(len, words)), 24) * LETTER + GUTTER)
            ideal[place] = max(ideal[place], len(" ".join(words)) * LETTER + GUTTER)
    return least, ideal


def _width(least: list[float], ideal: list[float]) -> float:
    """Return the narrowest of text column, full width and turned page that holds the table well."""
    if sum(ideal) <= MEASURE:
        return MEASURE
    return FULL if sum(least) <= FULL else TURNED


def _shares(least: list[float], ideal: list[float], width: float) -> list[float]:
    """Return the columns' widths: the longest word first, then room in proportion to what is left to set."""
    if sum(ideal) <= width:
        return [want * width / sum(ideal) for want in ideal]
    room = width - sum(least)
    if room <= 0:
        return least
    wants = [(want - need) ** 0.6 for want, need in zip(ideal, least, strict=True)]
    return [need + room * want / (sum(wants) or 1) for need, want in zip(least, wants, strict=True)]
