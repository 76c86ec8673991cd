"""Corrections of the sources: data with a reason (`data/corrections.csv`), applied when a table is loaded.

Each names one cell, what the source says and what is used instead. When the source no longer says
that, the correction is stale and loading stops: the editor decides whether the source was mended.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import pandas as pd

from press.errors import DataError


def apply(name: str, table: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its corrections made; `corrections` is the table of that name, as read.

    Raises DataError when a correction names no row, or a cell that holds another value than it says.
    """
    mine = corrections[corrections["table"] == name]
    corrected = table.copy() if len(mine) else table
    in_words = functools.cache(lambda column: table[column].astype("string"))  # by which rows are named
    for correction in mine.itertuples():
        place = f"data/corrections.csv, row {correction.Index + 2}"
        row = _row(table, correction.row, in_words, f"{place}: {name}")
        if correction.column not in table:
            raise DataError(f"{place}: {name} has no column {correction.column}; name one that it has")
        found = corrected.loc[row, correction.column]
        if not _same(found, correction.value_in_source):
            raise DataError(
                f"{place}: {name} ({correction.row}) holds {found} in {correction.column}, not "
                f"{correction.value_in_source} as the correction says; take the correction out if the source "
                "was mended"
            )
        numeric = pd.api.types.is_numeric_dtype(corrected[correction.column])
        corrected.loc[row, correction.column] = (
            float(correction.value_used) if numeric else correction.value_used
        )
    return corrected


def _same(found: float | str, written: str) -> bool:
    """Return whether a cell, a number or words, holds what a correction says that it does."""
    if pd.isna(found):
        return False
    if isinstance(found, str):
        return found == written
    return abs(float(found) - float(written)) <= 1e-9


def _row(table: pd.DataFrame, key: str, in_words: Callable[[str], pd.Series], place: str) -> int:
    """Return the index of the row that a key such as "country=FRA;year=2024" names."""
    chosen = pd.Series(True, index=table.index)
    for part in key.split(";"):
        column, _, value = part.partition("=")
        if column not in table:
            raise DataError(f"{place} has no column {column}; name a column of its key")
        chosen &= in_words(column) == value
    if chosen.sum() != 1:
        raise DataError(f"{place}: {chosen.sum()} rows fit {key}; name exactly one")
    return int(table.index[chosen][0])
