"""Geopolitical risk in the news, month by month, and North Korean acts by kind and year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from brief.article import Span

KINDS = {
    "ballistic missile": "Ballistic missiles, space launches",
    "space launch": "Ballistic missiles, space launches",
    "short-range missile (type as reported)": "Short-range missile, type unclear",
    "other short-range missile or rocket": "Short-range missile, type unclear",
    "labelled ballistic, text says cruise/SAM/anti-ship": "Short-range missile, type unclear",
    "cruise missile": "Cruise missiles",
    "air-defence missile": "Air-defence missiles",
    "artillery fire": "Artillery and rockets",
    "rocket artillery (MLRS)": "Artillery and rockets",
    "nuclear test": "Nuclear and engine tests",
    "engine test": "Nuclear and engine tests",
    "incursion / infiltration": "Clashes, incursions, attacks",
    "exchange of fire / clash": "Clashes, incursions, attacks",
    "attack / terror": "Clashes, incursions, attacks",
    "attack on or seizure of vessel or aircraft": "Clashes, incursions, attacks",
    "balloons / leaflets": "Balloons",
}
OTHER = "Other"


def acts_by_kind(provocations: pd.DataFrame, kinds: Mapping[str, str] = KINDS) -> pd.DataFrame:
    """Return year, kind, events: the counts of CSIS Beyond Parallel, its categories gathered into few."""
    named = provocations.assign(kind=provocations["category"].map(kinds).fillna(OTHER))
    return named.groupby(["year", "kind"], as_index=False)["events"].sum()


def two_counts(provocations: pd.DataFrame, days: pd.DataFrame, first_year: int) -> pd.DataFrame:
    """Return what two sources count a year: `csis_events` (ballistic and space) and `launch_days`.

    `days` comes from `launches.launch_days`. A year without a row in either source counts zero there.
    """
    acts = acts_by_kind(provocations)
    csis = acts[acts["kind"] == KINDS["ballistic missile"]].set_index("year")["events"]
    ours = days.groupby(days["date"].dt.year).size()
    years = pd.RangeIndex(first_year, int(max(csis.index.max(), ours.index.max())) + 1, name="year")
    counts = {"csis_events": csis.reindex(years), "launch_days": ours.reindex(years)}
    return pd.DataFrame(counts, index=years).fillna(0).astype(int).reset_index()


def monthly(risk: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """Return date, name, value: `columns` maps a column of the table to the name it is drawn under."""
    wide = risk.set_index("date")[list(columns)].rename(columns=columns)
    return wide.rename_axis(columns="name").stack().rename("value").reset_index()


def mean_of(risk: pd.DataFrame, column: str, span: Span) -> float:
    """Return the mean of a monthly column over the months whose middle, the 15th, lies in the span."""
    return float(risk.loc[span.holds(risk["date"] + pd.Timedelta(days=14)), column].mean())


def part_of(risk: pd.DataFrame, column: str, span: Span, first: str, last: str) -> float:
    """Return what part of a monthly column's sum over a span is of the months that begin between two days."""
    held = risk[span.holds(risk["date"] + pd.Timedelta(days=14))]
    return float(held.loc[held["date"].between(first, last), column].sum() / held[column].sum())


def share_of_months_above(risk: pd.DataFrame, column: str, value: float, since: str) -> float:
    """Return the share of months since a day, in per cent, that lie above a value."""
    months = risk.loc[risk["date"] >= since, column].dropna()
    return float((months > value).mean() * 100)
