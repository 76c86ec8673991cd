"""Cells chosen by chance, and a plausible other value for each."""

from __future__ import annotations

import csv
import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from press.tables import datapackage

CODES = 12  # a column of words with at most so many different ones is taken for a list


@dataclass
class Change:
    """A changed cell (its row as a spreadsheet counts, the heading is 1) and what noticed it."""

    table: str
    row: int
    column: str
    kind: str
    before: str
    after: str
    noticed: str = ""  # a check, "visible", or nothing
    told: str = ""


@functools.cache
def cells(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a table's cells as its file has them, the heading first."""
    path = datapackage.DATA / datapackage.resource(name)["path"]
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(map(tuple, csv.reader(lines)))


def chosen(name: str, count: int, chance: random.Random) -> Iterator[Change]:
    """Yield so many changes of a table, each of another cell that holds something."""
    head, *rows = cells(name)
    fields = {field["name"]: field for field in datapackage.resource(name)["schema"]["fields"]}
    filled = [(row, place) for row, line in enumerate(rows) for place, cell in enumerate(line) if cell]
    for row, place in sorted(chance.sample(filled, min(count, len(filled)))):
        column = [line[place] for line in rows]
        kind = kind_of(fields[head[place]], column)
        after = changed(column[row], kind, fields[head[place]], column, chance)
        if after != column[row]:
            yield Change(name, row + 2, head[place], kind, column[row], after)


def kind_of(field: dict[str, Any], column: list[str]) -> str:
    """Return what a cell holds: a figure, a date, a code, or words."""
    if field["type"] in ("number", "integer", "year"):
        return "figure"
    if field["type"] in ("date", "boolean"):
        return str(field["type"])
    short = max(map(len, column)) <= 40
    listed = "enum" in field.get("constraints", {}) or field.get("lists") or len(set(column)) <= CODES
    return "code" if short and listed else "words"


def changed(cell: str, kind: str, field: dict[str, Any], column: list[str], chance: random.Random) -> str:
    """Return another cell that could stand there."""
    if kind == "figure":
        return _figure(cell, field["type"], chance)
    if kind == "date":
        return str((pd.Timestamp(cell) + pd.Timedelta(days=chance.choice((-30, -7, -1, 1, 7, 30)))).date())
    if kind == "boolean":
        return {"true": "false", "false": "true"}.get(cell, cell)
    others = sorted({*column, *field.get("constraints", {}).get("enum", ())} - {cell, ""})
    if others and (kind == "code" or chance.random() < 0.5):
        return chance.choice(others)
    at = chance.randrange(len(cell))
    return cell[:at] + cell[at + 1 :] or "x"


def _figure(cell: str, kind: str, chance: random.Random) -> str:
    value = float(cell)
    if kind == "year" or (kind == "integer" and abs(value) < 20):
        return str(int(value) + chance.choice((-1, 1)))
    factor = 1 + chance.choice((-1, 1)) * chance.uniform(0.03, 0.5)
    digits = len(cell.partition(".")[2])
    return f"{value * factor if value else 1:.{digits}f}"
