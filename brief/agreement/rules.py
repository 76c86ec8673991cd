"""Kinds of rules between cells: each yields a sentence with table, row, column, fault and way out.

A rule sees tables only. What a table's own description can say (types, ranges, lists, keys) stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

WAY_OUT = "compare the row with its source, then run `make refresh`"


@dataclass(frozen=True)
class Rule:
    """A rule over tables: `find` takes them in this order and yields a sentence for each thing amiss."""

    tables: tuple[str, ...]
    find: Callable[..., Iterator[str]]


def told(table: str, row: pd.Series, keys: Sequence[str], amiss: str) -> str:
    """Return the sentence for a row, named by its keys, of which something is amiss."""
    named = ", ".join(f"{key} {_word(row[key])}" for key in keys)
    return f"data/{table}.csv, {named}: {amiss}; {WAY_OUT}"


def _word(value: object) -> str:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else str(value)


def unbroken(table: str, by: list[str], gaps: Collection[str] = ()) -> Rule:
    """Each series, named by the columns `by`, has one row a year from its first year to its last.

    `gaps` names the years that a source leaves out, such as "TUR 1996".
    """

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        for key, part in rows.groupby(by):
            years = set(part["year"].dropna().astype(int))
            name = " ".join(map(str, key))
            for year in range(min(years), max(years)):
                if year not in years and f"{name} {year}" not in gaps:
                    yield f"data/{table}.csv: {name} has no row for {year} between its years; {WAY_OUT}"

    return Rule((table,), find)


def covers(table: str, column: str, values: int) -> Rule:
    """Each year has rows for so many values of a column, but the first and last years of a source."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        held = rows.groupby("year")[column].nunique()
        for year, count in held.items():
            if count != values:
                yield f"data/{table}.csv, year {year}: {count} of {values} {column}; {WAY_OUT}"

    return Rule((table,), find)


def determined(table: str, by: list[str], column: str, but: Collection[str] = ()) -> Rule:
    """Rows alike in the columns `by` are alike in another; values in `but` of the first may differ."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        known = rows.dropna(subset=by)
        pairs = known[~known[by[0]].isin(list(but))][[*by, column]].drop_duplicates()
        for key, part in pairs[pairs.duplicated(by, keep=False)].groupby(by):
            found = sorted(map(_word, part[column]))
            name = " ".join(map(_word, key))
            yield f"data/{table}.csv: {name} has {column} {' and '.join(found)}; {WAY_OUT}"

    return Rule((table,), find)


def ordered(table: str, column: str, keys: list[str]) -> Rule:
    """Rows stand in the order of a column."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        late = rows[column] < rows[column].shift()
        for _, row in rows[late.fillna(False)].iterrows():
            yield told(table, row, [*keys, column], "the row stands after a later one")

    return Rule((table,), find)


def numbered(table: str, by: str, column: str) -> Rule:
    """Within each value of `by` a column counts from 1 without a gap, in the order of the rows."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        expected = rows.groupby(by).cumcount() + 1
        for _, row in rows[(rows[column] != expected).fillna(True)].iterrows():
            yield told(table, row, [by, column], "the number is not the next one")

    return Rule((table,), find)


def own_words(table: str, column: str, keys: list[str]) -> Rule:
    """No two rows have the same words in a column: what was copied from another row shows."""

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        twice = rows[column].notna() & rows[column].duplicated(keep=False)
        for _, row in rows[twice].iterrows():
            yield told(table, row, keys, f"the {column} is that of another row")

    return Rule((table,), find)


def steady(
    table: str, by: list[str], column: str, most: float, since: Mapping[str, int] | None = None
) -> Rule:
    """A value differs from the mean of the years beside it by less than a factor exp(`most`).

    `since` gives the first year that counts of a series, by the first column of its name.
    """

    def find(rows: pd.DataFrame) -> Iterator[str]:
        """Yield a sentence for each row that breaks the rule."""
        yield from unsteady(table, rows, by, column, most, since or {})

    return Rule((table,), find)


def unsteady(
    table: str, rows: pd.DataFrame, by: list[str], column: str, most: float, since: Mapping[str, int]
) -> Iterator[str]:
    """Yield the sentence for each row that `steady` does not let pass."""
    for place, off in jumps(rows, by, column, most):
        row = rows.loc[place]
        if row["year"] >= since.get(str(row[by[0]]), 0):
            yield told(
                table, row, [*by, "year"], f"{column} {row[column]:g} is {off:.0%} off the years beside it"
            )


def jumps(rows: pd.DataFrame, by: list[str], column: str, most: float) -> Iterator[tuple[int, float]]:
    """Yield the index of each row whose value is off its neighbours, and by which share.

    The mean is that of logarithms; at the ends of a series only the neighbour that there is counts, with
    twice the room.
    """
    held = rows.sort_values([*by, "year"])
    values = held[column].astype("float64")
    logs = pd.Series(np.log(values.where(values > 0)), index=held.index)
    keys = [held[key] for key in by]
    before, after = (logs.groupby(keys).shift(move) for move in (1, -1))
    off = (logs - pd.concat([before, after], axis=1).mean(axis=1)).abs()
    room = pd.Series(most, index=held.index).where(before.notna() & after.notna(), 2 * most)
    for place in off.index[off > room]:
        yield place, float(np.exp(off[place]) - 1)


def differ(
    table: str, keys: list[str], rows: pd.DataFrame, pair: tuple[str, str], room: float
) -> Iterator[str]:
    """Yield the rows in which two columns differ by more than `room`, in their own unit."""
    first, second = (rows[column].astype("float64") for column in pair)
    for _, row in rows[(first - second).abs() > room].iterrows():
        yield told(table, row, keys, f"{pair[0]} is {row[pair[0]]:g}, by {pair[1]} {row[pair[1]]:g}")
