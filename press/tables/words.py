"""What a word of a table stands for: one without a meaning is an error, never a silent default."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from press.errors import DataError


def known(column: pd.Series, meanings: Mapping[str, str], table: str, name: str) -> pd.Series:
    """Return what each word of a column stands for.

    `table` and `name` say where the column comes from. Raises DataError naming the first word without a
    meaning, and those that have one.
    """
    unknown = column[~column.isin(list(meanings))]
    if len(unknown):
        raise DataError(
            f'data/{table}.csv, column {name}: no chart knows what "{unknown.iloc[0]}" means; use one of '
            f"{', '.join(meanings)}, or give it a meaning"
        )
    return column.map(meanings)
