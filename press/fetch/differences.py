"""What new rows change in a table, by its key: added, changed, gone; revised history apart from news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from press.errors import FetchError
from press.fetch.sources import Reading, Row

Key = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A row whose cells differ: its key, and for each column what it held and what it holds."""

    key: Key
    cells: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Difference:
    """What becomes of a table: all its rows as they would be, and what differs from those it has.

    `old` is how many of the present rows the answers speak for. `news` are the keys of added rows that are
    dated after the day to which the table was complete: all else that differs is revised history.
    """

    table: str
    rows: list[Row]
    old: int
    added: list[Key]
    changed: list[Change]
    gone: list[Key]
    news: frozenset[Key]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)

    @property
    def moved(self) -> float:
        """The share of the old rows that are changed or gone, 0 to 1."""
        return (len(self.changed) + len(self.gone)) / self.old if self.old else 0.0

    @property
    def revised(self) -> int:
        """How many rows of the years that were complete are added, changed or gone."""
        return len(self.added) - len(self.news) + len(self.changed) + len(self.gone)


def compare(entry: dict[str, Any], complete_to: str, old: Sequence[Row], reading: Reading) -> Difference:
    """Return what a reading changes in a table of which `entry` is the description.

    `complete_to` is the day (ISO) to which the table is complete now. Rows that the answers do not speak for
    stay, and so do those dated after the day to which the answers are complete: silence is no "no" there.
    Raises FetchError when the reading holds two rows of one key.
    """
    key_columns = entry["schema"]["primaryKey"]
    new = _by_key(reading.rows, key_columns, entry["name"])
    before = {_key(row, key_columns): row for row in old}
    dated_by = entry.get("dates_rows", "")
    spoken = {key for key, row in before.items() if reading.speaks_for(row)}
    gone = {key for key in spoken - new.keys() if not _later(before[key], dated_by, reading.complete_to)}
    changed = [
        Change(key, cells) for key in new if key in before and (cells := _cells(before[key], new[key]))
    ]
    added = sorted(new.keys() - before.keys())
    news = frozenset(key for key in added if _later(new[key], dated_by, complete_to))
    kept = {key: row for key, row in before.items() if key not in gone}
    merged = kept | {key: _kept_as_written(before.get(key), row) for key, row in new.items()}
    rows = _ordered(merged, list(before))
    return Difference(entry["name"], rows, len(spoken), added, changed, sorted(gone), news)


def _by_key(rows: Iterable[Row], columns: Sequence[str], table: str) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        key = _key(row, columns)
        if key in found:
            raise FetchError(
                f"the answer gives two rows of {table} with one key ({', '.join(key)}); each may come once: "
                "see whether the publisher doubled it, and let the reader take one"
            )
        found[key] = row
    return found


def _key(row: Row, columns: Sequence[str]) -> Key:
    return tuple(row[column] for column in columns)


def _later(row: Row, column: str, day: str) -> bool:
    """Tell whether a row is dated after a day (or after the last whole year before it)."""
    written = row.get(column, "")
    if not written or not day:
        return False
    return f"{written}-12-31" > day if len(written) == 4 else written > day


def _cells(before: Row, now: Row) -> dict[str, tuple[str, str]]:
    return {
        column: (before.get(column, ""), cell)
        for column, cell in now.items()
        if not _same(before.get(column, ""), cell)
    }


def _same(before: str, now: str) -> bool:
    """Tell whether two cells say the same, as words or as numbers."""
    if before == now:
        return True
    try:
        return float(before) == float(now)
    except ValueError:
        return False


def _kept_as_written(before: Row | None, now: Row) -> Row:
    """Return a row in which what did not change is written as it was."""
    if before is None:
        return now
    return {
        column: before[column] if _same(before.get(column, ""), cell) else cell
        for column, cell in now.items()
    }


def _ordered(rows: dict[Key, Row], before: list[Key]) -> list[Row]:
    """Return rows in the order of the file: by key when it was, else new ones at the end."""
    if before == sorted(before):
        return [rows[key] for key in sorted(rows)]
    first = [key for key in before if key in rows]
    return [rows[key] for key in [*first, *sorted(rows.keys() - set(first))]]
