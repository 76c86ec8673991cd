"""Years that nobody knows, made visible: a missing year becomes a row without a value."""

from __future__ import annotations

import pandas as pd


def opened(data: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return `data` with a row for every year between the first and the last of each group.

    `data` has a `year` column and the grouping columns `by`; the values of an added row are missing,
    so that a line drawn through them breaks instead of bridging what is not known.
    """
    parts = [_filled(part, by) for _, part in data.groupby(by, observed=True, sort=True)]
    return pd.concat(parts, ignore_index=True)[list(data.columns)] if parts else data


def _filled(part: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    years = pd.RangeIndex(int(part["year"].min()), int(part["year"].max()) + 1, name="year")
    full = part.set_index("year").reindex(years).reset_index()
    for column in by:
        full[column] = part[column].iloc[0]
    return full
