"""Reads a sheet of a workbook (.xls, .xlsx) as text: numbers as they are, days as ISO days."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from press.errors import FetchError
from press.fetch import sheets
from press.fetch.sources import Row

Cells = list[list[str]]


def cells(content: bytes, sheet: str, where: str) -> Cells:
    """Return the cells of a sheet; of the first without a name. Raises FetchError when it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
        if sheet and sheet not in names:
            raise FetchError(
                f'{where} has no sheet "{sheet}", it has {", ".join(names)}; see which it is now'
            )
        found = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except CalamineError as problem:
        raise FetchError(f"{where} is no workbook that can be read ({problem}); fetch it again") from None
    return [[_text(cell) for cell in row] for row in found]


def table(content: bytes, sheet: str, needed: Sequence[str], where: str) -> list[Row]:
    """Return the rows below the header, which is the first row that holds the first needed column."""
    found = cells(content, sheet, where)
    top = next((number for number, row in enumerate(found) if needed[0] in row), 0)
    header = found[top] if found else []
    sheets.columns(header, where, needed)
    return list(_rows(found[top + 1 :], header, needed))


def _rows(lines: Cells, header: Sequence[str], needed: Sequence[str]) -> Iterator[Row]:
    places = {name: header.index(name) for name in needed}
    for line in lines:
        row = {name: line[place] for name, place in places.items()}
        if any(row.values()):
            yield row


def _text(cell: Any) -> str:
    """Return a cell as text: a whole number without a fraction, a day as ISO writes it."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()
