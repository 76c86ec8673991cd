"""Control totals: what the years that are over add up to, kept apart from the tables.

A slip in one cell of a settled year shows against them: how many rows a year has, what its figures and its
days add up to, how often each code stands, a sum of its words. They are kept in `control_totals.csv`;
`make settle` writes them anew when a source has changed its past.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from brief import tables
from brief.agreement.rules import Rule
from brief.agreement.settled import SETTLED, Settled
from press.errors import DataError
from press.system import records

FILE = Path(__file__).with_name("control_totals.csv")
_HEAD = ("table", "total", "of", "is")
_DIGITS = 6
_WHERE = f"brief/agreement/{FILE.name}"
_WAY_OUT = "bring back its last version (git checkout), or run `make settle`"

Totals = dict[tuple[str, str], str]  # by what is added up, and of which year or code


def totals(rows: pd.DataFrame, settled: Settled) -> Totals:
    """Return the totals of a table's settled rows: by year of rows, days and figures, by code of rows."""
    dated = rows[settled.dated] if settled.dated else pd.Series(0, index=rows.index)
    by_day = pd.api.types.is_datetime64_any_dtype(dated)
    year = (dated.dt.year if by_day else dated).astype("int64")
    held, year = rows[year <= settled.last_year], year[year <= settled.last_year]
    years = year.reset_index(drop=True).groupby(year.to_numpy()).indices  # the places of each year's rows
    found = {("rows", str(of)): str(len(places)) for of, places in years.items()}
    if by_day:
        days = held[settled.dated].dt.day_of_year.groupby(year).sum()
        found |= {("days of the year", str(of)): str(total) for of, total in days.items()}
    for column in settled.figures:
        figures = held[column].to_numpy(dtype=float, na_value=np.nan)
        found |= {(column, str(of)): _sum(figures[places]) for of, places in years.items()}
    for column in settled.words:
        cells = _as_words(held[column])
        found |= {(f"words of {column}", str(of)): _digest(cells[places]) for of, places in years.items()}
    for column in settled.codes:
        found |= {(column, of): str(count) for of, count in Counter(_as_words(held[column])).items()}
    return found


def _as_words(column: pd.Series) -> np.ndarray:
    """Return the cells of a column as texts, empty where nothing is known."""
    return column.astype("string").fillna("").to_numpy(dtype=object)


def _sum(figures: np.ndarray) -> str:
    """Return the sum of the figures that are known, exact in the digits that are kept."""
    known = figures[~np.isnan(figures)]
    whole = sum((Decimal(f"{figure:.{_DIGITS}f}") for figure in known.tolist()), Decimal(0))
    return format(whole.normalize(), "f")


def _digest(cells: np.ndarray) -> str:
    """Return a short sum of words: one letter that is other shows."""
    return hashlib.sha256("\0".join(cells).encode()).hexdigest()[:8]


def kept() -> dict[str, Totals]:
    """Return the totals that are kept, by table."""
    try:
        return _by_table(FILE.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise DataError(f"{_WHERE} cannot be read ({problem}); {_WAY_OUT}") from None


@functools.lru_cache(maxsize=1)
def _by_table(text: str) -> dict[str, Totals]:
    """Return what the file's text keeps: every settled table asks for it."""
    rows = list(map(tuple, csv.reader(io.StringIO(text, newline=""), strict=True)))
    if (rows[0] if rows else ()) != _HEAD:
        raise DataError(f"{_WHERE}, row 1: its columns are not {', '.join(_HEAD)}; {_WAY_OUT}")
    found: dict[str, Totals] = {}
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(_HEAD) or row[0] not in SETTLED:
            raise DataError(f"{_WHERE}, row {number}: it keeps no total of a settled table; {_WAY_OUT}")
        found.setdefault(row[0], {})[row[1], row[2]] = row[3]
    return found


def _kept_before() -> dict[str, Totals]:
    """Return the totals that are kept, none where they cannot be read: they are written anew."""
    try:
        return kept()
    except DataError:
        return {}


def settle() -> str:
    """Write the totals of all tables as they are; return how many are other than they were, and which."""
    before = _kept_before()
    now = {name: totals(tables.load(name), settled) for name, settled in SETTLED.items()}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEAD)
    for name, found in now.items():
        writer.writerows((name, *key, value) for key, value in sorted(found.items()))
    records.replace(FILE, text.getvalue().encode())
    moved = [
        f"{name}: {total}, {of or 'empty'}: was {was.get((total, of), 'none')}, "
        f"is {found.get((total, of), 'none')}"
        for name, found in now.items()
        for was in [before.get(name, {})]
        for total, of in sorted(was.keys() | found.keys())
        if was.get((total, of)) != found.get((total, of))
    ]
    count = sum(map(len, now.values()))
    return "\n".join([f"{count} control totals kept; {len(moved)} of them are other than they were", *moved])


def _rule(name: str, settled: Settled) -> Rule:
    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        was, now = kept().get(name, {}), totals(rows, settled)
        for key in sorted(was.keys() | now.keys()):
            if was.get(key) != now.get(key):
                total, of = key
                yield (
                    f"data/{name}.csv: the total of {total}, {of or 'empty'}, up to {settled.last_year} is "
                    f"{now.get(key, 'none')}, and was {was.get(key, 'none')} when it was kept; compare those "
                    "rows with their source, and run `make settle` if the source has changed its past"
                )

    return Rule((name,), find)


RULES = tuple(_rule(name, settled) for name, settled in SETTLED.items())
