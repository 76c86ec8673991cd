"""Reads a table that a source publishes as text: its columns by name, each row whole."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from press.errors import FetchError
from press.fetch import kinds
from press.fetch.sources import Row


@dataclass(frozen=True)
class Sheet:
    """The rows of a published table, and what the editor has to accept: columns new to the reader."""

    rows: list[Row]
    doubts: tuple[str, ...] = ()


def read(
    content: bytes,
    where: str,
    needed: Sequence[str],
    others: Collection[str] | None = None,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> Sheet:
    """Return a delimited text as rows of the columns that are needed.

    `others` are columns that may stand there too; without them any may. Raises FetchError when the text is in
    another encoding, when a column is missing, or when a row is cut.
    """
    text = kinds.text(content, where, encoding)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip() for name in next(lines, [])]
    columns(header, where, needed)
    doubts = () if others is None else tuple(new_columns(header, where, (*needed, *others)))
    return Sheet(list(_rows(lines, header, where, needed)), doubts)


def columns(header: Sequence[str], where: str, needed: Iterable[str]) -> None:
    """Raise FetchError when a column is missing; name the one that it may be called now."""
    for name in needed:
        if name not in header:
            near = difflib.get_close_matches(name, header, 1, 0.5)
            now = f'; "{near[0]}" may be its new name' if near else ""
            raise FetchError(
                f'{where} has no column "{name}"{now}; see what it is called, and correct the reader'
            )


def new_columns(header: Sequence[str], where: str, known: Collection[str]) -> Iterable[str]:
    """Yield a sentence for each column that the reader does not know."""
    for name in header:
        if name not in known:
            yield f'{where} has a new column "{name}", which may change what the others mean'


def number(cell: str, where: str) -> float:
    """Return a cell as a number. Raises FetchError when it is none."""
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        raise FetchError(
            f'{where}: "{cell}" is no number; see what it stands for, and correct the reader'
        ) from None


def _rows(
    lines: Iterable[list[str]], header: Sequence[str], where: str, needed: Sequence[str]
) -> Iterable[Row]:
    for row_no, cells in enumerate(lines, 2):
        if not cells:
            continue
        if len(cells) != len(header):
            raise FetchError(
                f"{where}, row {row_no}: {len(cells)} cells, where the header has {len(header)}; the file is "
                "cut or has another form: fetch it again"
            )
        whole = dict(zip(header, cells, strict=True))
        yield {name: whole[name].strip() for name in needed}
