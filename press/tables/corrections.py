"""Corrections of the sources: data with a reason (`data/corrections.csv`), applied when a table is loaded.

Each names one cell, what the source says and what is used instead. When the source no longer says
that, the correction is stale and loading stops: the editor decides whether the source was mended.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Collection
from typing import Any

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
            near = _near(str(correction.column), table.columns)
            raise DataError(f"{place}: {name} has no column {correction.column}{near}")
        found = corrected.loc[row, correction.column]
        if not _same(found, correction.value_in_source):
            raise DataError(
                f"{place}: {name} ({correction.row}) holds {found} in {correction.column}, not "
                f"{correction.value_in_source} as the correction says; take the correction out if the source "
                "was mended"
            )
        numeric = pd.api.types.is_numeric_dtype(corrected[correction.column])
        corrected.loc[row, correction.column] = (
            _number(correction, place) if numeric else correction.value_used
        )
    return corrected


def _number(correction: Any, place: str) -> float:
    """Return the number that a correction puts in place of another. Raises DataError for a word."""
    try:
        return float(correction.value_used)
    except (TypeError, ValueError):
        raise DataError(
            f"{place}: value_used is {correction.value_used}, and {correction.column} holds numbers; write a "
            "number"
        ) from None


def check_tables(corrections: pd.DataFrame, known: Collection[str], own: str) -> None:
    """Raise DataError for a correction of a table that is not there, or of `own`, that of corrections."""
    for correction in corrections.itertuples():
        place, name = f"data/corrections.csv, row {correction.Index + 2}", str(correction.table)
        if name == own:
            raise DataError(f"{place}: the table of corrections is not corrected itself; mend its row")
        if name not in known:
            raise DataError(f"{place}: there is no table {name}{_near(name, known)}")


def _near(name: str, known: Collection[str]) -> str:
    """Return what to write in place of a name that is not there."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]}?" if near else f"; name one of {', '.join(sorted(known))}"


def _same(found: float | str, written: str) -> bool:
    """Return whether a cell, a number or words, holds what a correction says that it does."""
    if pd.isna(found):
        return False
    if isinstance(found, str):
        return found == written
    try:
        return abs(float(found) - float(written)) <= 1e-9
    except ValueError:  # a word, which no number is
        return False


def _row(table: pd.DataFrame, key: str, in_words: Callable[[str], pd.Series], place: str) -> int:
    """Return the index of the row that a key such as "country=FRA;year=2024" names."""
    chosen = pd.Series(True, index=table.index)
    for part in key.split(";"):
        column, is_named, value = part.partition("=")
        if not is_named:
            raise DataError(
                f"{place}: {part} is no column=value; name a row by its key, such as country=FRA;year=2024"
            )
        if column not in table:
            raise DataError(f"{place} has no column {column}{_near(column, table.columns)}")
        chosen &= in_words(column) == value
    if chosen.sum() != 1:
        raise DataError(f"{place}: {chosen.sum()} rows fit {key}; name exactly one")
    return int(table.index[chosen][0])
