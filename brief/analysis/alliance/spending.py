"""Military spending as a burden: of the economy, and of each inhabitant."""

from __future__ import annotations

import pandas as pd


def burden(spending: pd.DataFrame, macro: pd.DataFrame) -> pd.DataFrame:
    """Return the military burden by state and year.

    `spending` is the table `military_expenditure`, `macro` gives the population. The result has
    `iso3`, `year`, `pct_gdp` (per cent of GDP), `usd_billion` (the year's prices), `usd_per_head`
    (2023 prices and rates, missing where the population is) and `rounded`: true where the figure is
    a rounded one from the press, not one of SIPRI's table.
    """
    people = macro[["iso3", "year", "population"]]
    merged = spending.merge(people, on=["iso3", "year"], how="left")
    heads = merged["population"].astype("float64")
    return pd.DataFrame(
        {
            "iso3": merged["iso3"],
            "year": merged["year"].astype("int64"),
            "pct_gdp": merged["spending_pct_gdp"],
            "usd_billion": merged["spending_usd_million"] / 1000,
            "usd_per_head": 1e6 * merged["spending_usd_million_2023"] / heads,
            "rounded": merged["vintage"].str.contains("rounded"),
        }
    )
