"""Meetings: summits of the allies, American visits, talks with Pyongyang, and the tests between."""

from __future__ import annotations

import pandas as pd

from brief import tables


def summits_a_year(by_president: pd.DataFrame) -> pd.DataFrame:
    """Return the table `summits_by_president` in order of term, with `years` counted and `a_year`.

    Terms are counted in calendar years from first to last, or to the year in which the source stopped
    counting ("count to 21 May 2021").
    """
    ordered = by_president.sort_values("term_start", ignore_index=True)
    stopped = ordered["source"].str.extract(r"count to .*?(\d{4})\)")[0].astype("Int64")
    end = stopped.fillna(ordered["term_end"])
    years = (end - ordered["term_start"]).astype("float64")
    return ordered.assign(counted_to=end, years=years, a_year=ordered["summits"].astype("float64") / years)


def rate(counted: pd.DataFrame) -> float:
    """Return summits a year over several terms of what `summits_a_year` returns."""
    return float(counted["summits"].sum() / counted["years"].sum())


def visits_by_decade(visits: pd.DataFrame, names: dict[str, str], visitor: str = "president") -> pd.DataFrame:
    """Return visits by partner and decade up to the last complete year, zeros included.

    Columns `partner_iso3`, `partner`, `decade`, `visits`. Years after the last that the table covers whole
    are left out: there a missing row may be a missing record.
    """
    last = tables.last_full_year("leader_visits")
    counted = visits[(visits["visitor"] == visitor) & (visits["year"] <= last)]
    decade = (counted["year"] // 10 * 10).rename("decade")
    table = counted.assign(decade=decade).pivot_table(
        index="iso3", columns="decade", values="visits", aggfunc="sum", fill_value=0
    )
    long = table.stack().rename("visits").reset_index().rename(columns={"iso3": "partner_iso3"})
    return long.assign(partner=long["partner_iso3"].map(names), visits=long["visits"].astype(int))


def talks(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table `talks` in order, with `broke_off`: true where a channel closed instead of opening."""
    ordered = table.sort_values("date", ignore_index=True)
    return ordered.assign(broke_off=ordered["kind"].eq("break").astype(bool))


def last_meeting(table: pd.DataFrame, dyad: str) -> pd.Series:
    """Return the last row of a dyad ("US-DPRK", "inter-Korean") in which the sides met."""
    met = talks(table)
    return met[(met["dyad"] == dyad) & ~met["broke_off"]].iloc[-1]


def yields(tests: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """Return each estimate of a nuclear test's yield beside its test, in kilotons.

    `low` is missing where a source only says "less than". `least` and `most` are the bounds over all
    sources of the test, `sources` their number.
    """
    joined = tests[["test_no", "date", "magnitude"]].merge(estimates, on="test_no", validate="one_to_many")
    bounds = joined.groupby("test_no").agg(
        least=("yield_low_kt", "min"), most=("yield_high_kt", "max"), sources=("estimate_no", "size")
    )
    renamed = joined.rename(columns={"yield_low_kt": "low", "yield_high_kt": "high"})
    return renamed.merge(bounds, left_on="test_no", right_index=True)
