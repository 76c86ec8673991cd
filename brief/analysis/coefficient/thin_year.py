"""What is done with 2024, a year with few votes: they are left open, taken, or the year is left out whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from brief.analysis.coefficient import indicators
from brief.analysis.coefficient.indicators import Indicator

THIN_YEAR = 2024  # the year before the last, with few votes
TREATMENTS = ("left open", "few votes taken", "left out whole")  # the first is the published one


def few_taken(chosen: Iterable[Indicator], values: pd.DataFrame) -> pd.DataFrame:
    """Return the values with the readings of the thin year that rest on too little to be published."""
    return _with_thin_year(values, {one.indicator_id: indicators.series(one) for one in _lowered(chosen)})


def few_errors(chosen: Iterable[Indicator], errors: pd.DataFrame) -> pd.DataFrame:
    """Return the standard errors with those of the thin year's readings that rest on too little."""
    lowered = [one for one in _lowered(chosen) if one.error]
    return _with_thin_year(errors, indicators.errors(lowered))


def left_out(values: pd.DataFrame) -> pd.DataFrame:
    """Return the values without those of the thin year."""
    kept = values.copy()
    kept.loc[kept.index == THIN_YEAR] = np.nan
    return kept


def treated(
    chosen: Iterable[Indicator], values: pd.DataFrame, fill: Callable[[pd.DataFrame], pd.DataFrame]
) -> tuple[pd.DataFrame, ...]:
    """Return the values under each of TREATMENTS, gaps filled by `fill`; a year left out stays out."""
    return fill(values), fill(few_taken(chosen, values)), left_out(fill(left_out(values)))


def _lowered(chosen: Iterable[Indicator]) -> list[Indicator]:
    """Return the indicators that ask for a least number, without that demand."""
    return [dataclasses.replace(one, least="") for one in chosen if one.least]


def _with_thin_year(table: pd.DataFrame, found: dict[str, pd.Series] | pd.DataFrame) -> pd.DataFrame:
    """Return a table (year x indicator) with its gaps of the thin year filled from `found`."""
    filled = table.copy()
    for name in (name for name in found if name in table and THIN_YEAR in table.index):
        if pd.isna(filled.loc[THIN_YEAR, name]):
            filled.loc[THIN_YEAR, name] = found[name].loc[THIN_YEAR]
    return filled
