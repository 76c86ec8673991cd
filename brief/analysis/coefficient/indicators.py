"""From the description of an indicator (`data/indicators.csv`) to its yearly values.

A row of the description says which rows of which table count, which column is read, and how the rows
of a year become one value. To add an indicator, add its table and its row: nothing else has to change.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brief import tables
from press.errors import DataError

FIRST_YEAR, LAST_YEAR = 1991, 2025
YEARS = pd.RangeIndex(FIRST_YEAR, LAST_YEAR + 1, name="year")
PILLARS = ("security", "economic", "political")
PER_CENT = 100.0

Loader = Callable[[str], pd.DataFrame]


@dataclass(frozen=True)
class Indicator:
    """One row of `data/indicators.csv`, typed: what is measured, from which rows, and which way is closer."""

    indicator_id: str
    name: str
    label: str
    pillar: str
    direction: str
    unit: str
    status: str
    replaces: str
    table: str
    rows: str
    value: str
    combine: str
    share_of: str
    rows_needed: int
    window_years: int
    complete_from: int
    ends: int
    least: str
    error: str
    definition: str
    why: str

    @property
    def closer(self) -> bool:
        """Whether a higher value means a closer tie."""
        return self.direction == "closer"


def described(*statuses: str) -> list[Indicator]:
    """Return the described indicators of the given statuses, in the table's order, pillar by pillar.

    Statuses are those of the column `status`; "index" also finds "index and peers", and so does
    "peers". Without a status all are returned.
    """
    return [
        one
        for one in _described()
        if not statuses or set(statuses) & {one.status, *one.status.split(" and ")}
    ]


@functools.cache
def _described() -> tuple[Indicator, ...]:
    found = [_typed(row) for row in tables.load("indicators").to_dict("records")]
    return tuple(sorted(found, key=lambda one: PILLARS.index(one.pillar)))


def values(
    indicators: list[Indicator], *, country: str = "KOR", partner: str = "USA", load: Loader | None = None
) -> pd.DataFrame:
    """Return the values of indicators by year (1991-2025), one column an indicator, gaps left missing."""
    columns = {
        one.indicator_id: series(one, country=country, partner=partner, load=load) for one in indicators
    }
    return pd.DataFrame(columns, index=YEARS, dtype=float)


def errors(
    indicators: list[Indicator], *, country: str = "KOR", partner: str = "USA", load: Loader | None = None
) -> pd.DataFrame:
    """Return the standard errors by year, one column an indicator that has them."""
    found = {
        one.indicator_id: _errors(one, country, partner, load)
        if load
        else _book_errors(one, country, partner)
        for one in indicators
        if one.error
    }
    return pd.DataFrame(found, index=YEARS, dtype=float)


@functools.cache
def _book_errors(one: Indicator, country: str, partner: str) -> pd.Series:
    """Return the errors in the book's own tables, which do not change while it runs."""
    return _errors(one, country, partner, load_table)


def _errors(one: Indicator, country: str, partner: str, read: Loader) -> pd.Series:
    rows = _covered(_matching(read(one.table), one, one.rows, {"country": country, "partner": partner}), one)
    return _column(rows, one, one.error).groupby(_years(rows)).mean().astype(float)


def series(
    one: Indicator, *, country: str = "KOR", partner: str = "USA", load: Loader | None = None
) -> pd.Series:
    """Return one indicator by year for a pair of states, over all years of its table within 1991-2025.

    Raises DataError naming the indicator when its description does not fit its table.
    """
    return _series(one, country, partner, load) if load else _book_series(one, country, partner)


@functools.cache
def _book_series(one: Indicator, country: str, partner: str) -> pd.Series:
    """Return what `series` returns of the book's own tables, which do not change while it runs."""
    return _series(one, country, partner, load_table)


def _series(one: Indicator, country: str, partner: str, read: Loader) -> pd.Series:
    places = {"country": country, "partner": partner}
    table = read(one.table)
    rows = _covered(_matching(table, one, one.rows, places), one)
    amounts = _yearly(rows, one, one.value, one.rows_needed)
    if one.share_of:
        base = _base(one, table, rows, places, read)
        amounts = PER_CENT * amounts / base.reindex(amounts.index).where(lambda known: known > 0)
    return amounts.reindex(YEARS).rename(one.indicator_id)


def coverage(indicators: list[Indicator], known: pd.DataFrame) -> pd.DataFrame:
    """Return for each indicator the first and last year with a value and how many years have one."""
    years = [known[one.indicator_id].dropna().index for one in indicators]
    return pd.DataFrame(
        {
            "indicator_id": [one.indicator_id for one in indicators],
            "first_year": [int(found.min()) if len(found) else None for found in years],
            "last_year": [int(found.max()) if len(found) else None for found in years],
            "years_known": [len(found) for found in years],
        }
    )


def load_table(name: str) -> pd.DataFrame:
    """Return a table of `data/`, or one that is worked out from several (DERIVED)."""
    return DERIVED[name]() if name in DERIVED else _loaded(name)


@functools.cache
def _loaded(name: str) -> pd.DataFrame:
    return tables.load(name)


def cost_sharing_in_dollars() -> pd.DataFrame:
    """Return Seoul's contribution by year in million US dollars.

    Agreements up to 2004 name dollars; later ones name won, which are converted at the year's average
    rate. Years without an agreed amount are left out.
    """
    rates = tables.load("exchange_rate").set_index("year")["won_per_usd"]
    agreed = tables.load("cost_sharing").query("status == 'agreed'").set_index("year")
    converted = 1000 * agreed["contribution_krw_billion"] / rates.reindex(agreed.index)
    dollars = agreed["contribution_usd_million"].fillna(converted).dropna()
    return dollars.rename("contribution_usd_million").reset_index()


DERIVED: dict[str, Callable[[], pd.DataFrame]] = {"cost_sharing_in_dollars": cost_sharing_in_dollars}
SOURCES = {"cost_sharing_in_dollars": ("cost_sharing", "exchange_rate")}


def source_tables(indicators: list[Indicator]) -> list[str]:
    """Return the tables of `data/` that indicators are computed from, each once."""
    named: list[str] = []
    for one in indicators:
        named += SOURCES.get(one.table, (one.table,))
        named += [one.share_of.split(":")[1]] if one.share_of.startswith("table:") else []
    return list(dict.fromkeys([*named, "indicators"]))


def _typed(row: Mapping[str, Any]) -> Indicator:
    whole = {"rows_needed": 1, "window_years": 1, "complete_from": 0, "ends": 0}
    clean = {key: "" if pd.isna(value) else value for key, value in row.items()}
    cells: dict[str, Any] = {
        key: int(clean[key] or whole[key]) if key in whole else str(clean[key])
        for key in Indicator.__annotations__
    }
    return Indicator(**cells)


def _matching(table: pd.DataFrame, one: Indicator, conditions: str, places: dict[str, str]) -> pd.DataFrame:
    """Return the rows that meet every condition, such as `iso3={country};flow=export`."""
    chosen = table
    for condition in filter(None, conditions.split(";")):
        contains = "~" in condition
        column, _, wanted = condition.partition("~" if contains else "=")
        cells = _column(chosen, one, column).astype("string")
        accepted = [option.format_map(places) for option in wanted.split("|")]
        if contains:
            met = np.logical_or.reduce(
                [cells.str.contains(option, regex=False).fillna(False) for option in accepted]
            )
        else:
            met = cells.isin(accepted)
        chosen = chosen[np.asarray(met, dtype=bool)]
    return chosen


def _covered(rows: pd.DataFrame, one: Indicator) -> pd.DataFrame:
    """Return the rows that rest on enough, such as `votes=20`: a year with less is left open."""
    if not one.least:
        return rows
    column, _, number = one.least.partition("=")
    return rows[_column(rows, one, column).astype(float) >= float(number)]


def _yearly(rows: pd.DataFrame, one: Indicator, value: str, rows_needed: int = 1) -> pd.Series:
    """Return one value a year: rows combined, years without a row filled with 0 where none means none."""
    amounts = _amounts(rows, one, value)
    grouped = amounts.dropna().groupby(_years(rows).loc[amounts.dropna().index])
    combined = (grouped.mean() if one.combine == "mean" else grouped.sum()).where(
        grouped.count() >= rows_needed
    )
    if one.complete_from:
        span = pd.RangeIndex(one.complete_from, _last_year(one) + 1)
        combined = (
            combined.reindex(span.union(combined.index)).where(lambda known: known.notna(), 0.0).loc[span]
        )
    if one.combine == "stock":
        return combined.cumsum()
    window = one.window_years
    return combined.rolling(window).sum() if window > 1 else combined


def _last_year(one: Indicator) -> int:
    """Return the last year in which no row means none: the last that the table covers whole."""
    whole = tables.last_full_year(one.table)
    return min(whole, one.ends) if one.ends else whole


def _amounts(rows: pd.DataFrame, one: Indicator, value: str) -> pd.Series:
    if value == "1":
        return pd.Series(1.0, index=rows.index)
    return sum(_column(rows, one, column).astype(float) for column in value.split("+"))


def _base(
    one: Indicator, table: pd.DataFrame, rows: pd.DataFrame, places: dict[str, str], read: Loader
) -> pd.Series:
    """Return what the value is a share of, by year."""
    kind, _, rest = one.share_of.partition(":")
    if kind == "column":
        return _yearly(rows, one, rest)
    if kind == "rows":
        return _yearly(_matching(table, one, rest, places), one, one.value, 1)
    if kind == "table":
        name, conditions, column, *factor = rest.split(":")
        other = _matching(read(name), one, conditions, places)
        return _yearly(other, one, column) / float(factor[0] if factor else 1)
    raise DataError(
        f'data/indicators.csv, {one.indicator_id}: share_of "{one.share_of}" is not understood; '
        "write column:NAME, rows:CONDITIONS or table:NAME:CONDITIONS:COLUMN"
    )


def _years(rows: pd.DataFrame) -> pd.Series:
    return rows["year"].astype(int) if "year" in rows else rows["date"].dt.year


def _column(rows: pd.DataFrame, one: Indicator, column: str) -> pd.Series:
    if column not in rows:
        raise DataError(
            f'data/indicators.csv, {one.indicator_id}: the table {one.table} has no column "{column}"; '
            f"it has {', '.join(rows.columns)}"
        )
    return rows[column]
