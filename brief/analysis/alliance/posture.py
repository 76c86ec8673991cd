"""The alliance's body: American troops by host, and what South Korea pays toward them."""

from __future__ import annotations

import re

import pandas as pd

from brief.article import Span

HOSTS = ["KOR", "DEU", "JPN", "GBR", "ITA"]
REGION = ["KOR", "JPN"]  # where the forecast of more forces, and its base rate, are counted


def by_host(troops: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the table `us_troops` with the host's short name, a row a host and year; gaps stay missing."""
    return troops.assign(host=troops["host_iso3"].map(names)).sort_values(["host", "year"], ignore_index=True)


def reported(troops: pd.DataFrame, host: str = "KOR") -> pd.Series:
    """Return a host's personnel by year from the Pentagon's own reports; other years are left out."""
    rows = troops[(troops["host_iso3"] == host) & troops["basis"].str.startswith("DMDC")]
    return rows.set_index("year")["personnel"].astype("float64").sort_index()


def around(troops: pd.DataFrame, quarters: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Return US personnel in South Korea and Japan by the last report before a span and the last within it.

    Two rows, indexed by the report's day; columns KOR and JPN. `troops` and `quarters` are the tables
    `us_troops` and `us_troops_quarters`; only reports that count both hosts are used.
    """
    reports = pd.concat([troops, quarters]).dropna(subset=["month"])
    reports = reports[reports["host_iso3"].isin(REGION)]
    day = pd.to_datetime(reports[["year", "month"]].astype(int).assign(day=1)) + pd.offsets.MonthEnd()
    counts = reports.assign(day=day).pivot(index="day", columns="host_iso3", values="personnel")
    counts = counts.dropna().sort_index()[REGION].astype(int)
    return pd.concat([counts[counts.index < span.start].tail(1), counts[span.holds(counts.index)].tail(1)])


def share_of_hosts(troops: pd.DataFrame, host: str = "KOR") -> pd.Series:
    """Return a host's share, in per cent, of the personnel in all hosts of the table, by year."""
    table = troops.pivot(index="year", columns="host_iso3", values="personnel").astype("float64")
    return 100 * table[host] / table.sum(axis=1, skipna=False)


def waves(evidence: pd.DataFrame) -> list[tuple[int, int]]:
    """Return the spans of years in which US troops in Korea were cut, as the evidence for C06 lists them.

    Raises ValueError when no row of the evidence for C06 gives spans of years.
    """
    figures = evidence.loc[evidence["claim_id"] == "C06", "figure"].dropna()
    spans = [span for text in figures for span in re.findall(r"\b(\d{4})-(\d{2})\b", text)]
    if not spans:
        raise ValueError("evidence: no row for C06 gives the years of the troop cuts")
    return [(int(first), int(first[:2] + last)) for first, last in spans]


def cut(reports: pd.Series, wave: tuple[int, int]) -> dict[str, float]:
    """Return personnel in the last report before a wave of cuts, its year, and the change to the last year.

    `reports` is what `reported` returns: one kind of count on both sides of the difference.
    """
    earlier = reports[reports.index < wave[0]]
    before, after = earlier.iloc[-1], reports[wave[1]]
    return {
        "before_year": int(earlier.index[-1]),
        "before": before,
        "after": after,
        "change": after - before,
        "change_pct": 100 * (after / before - 1),
    }


def usual_level(events: pd.DataFrame) -> int:
    """Return the level of US troops in Korea that documents name, read out of the defence act's event.

    Raises ValueError when no event names a level of troops.
    """
    found = events["event"].str.extract(r"([\d,]+) troops in Korea")[0].dropna()
    if found.empty:
        raise ValueError('events: no event names a level of "troops in Korea"')
    return int(found.iloc[-1].replace(",", ""))


def contributions(cost_sharing: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly contribution as drawn: amounts agreed, gaps, and the bounds of the formula.

    Columns `year`, `agreement`, `status`, `krw_billion`, `usd_million`, `least_krw_billion` and
    `most_krw_billion`. The formula of 2027-30 raises the last agreed amount by consumer prices, at most
    by the cap that the table's notes name: the bounds are no rise at all and the cap every year.
    """
    table = cost_sharing.sort_values("year", ignore_index=True).rename(
        columns={"contribution_krw_billion": "krw_billion", "contribution_usd_million": "usd_million"}
    )
    last = table.loc[table["krw_billion"].last_valid_index()]
    ahead = table["status"] == "formula only"
    years = (table["year"] - last["year"]).astype("float64")
    ceiling = last["krw_billion"] * (1 + cap(cost_sharing)) ** years
    table["least_krw_billion"] = last["krw_billion"]
    table["most_krw_billion"] = ceiling
    table.loc[~ahead, ["least_krw_billion", "most_krw_billion"]] = float("nan")
    return table[
        ["year", "agreement", "status", "krw_billion", "usd_million", "least_krw_billion", "most_krw_billion"]
    ]


def cap(cost_sharing: pd.DataFrame) -> float:
    """Return the yearly cap on the formula's rise as a share, read out of the table's notes (5% is 0.05)."""
    found = cost_sharing["note"].str.extract(r"capped at (\d+)% a year")[0].dropna()
    if found.empty:
        raise ValueError("cost_sharing: no note names the cap of the formula")
    return int(found.iloc[0]) / 100


def income_per_head(macro: pd.DataFrame, iso3: str = "KOR") -> pd.Series:
    """Return GDP per head in current US dollars by year."""
    rows = macro[macro["iso3"] == iso3].set_index("year").sort_index()
    return (rows["gdp_usd"] / rows["population"]).astype("float64")


def treaties(us_treaties: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return one row a treaty: `partners` in words, `treaty`, and the day of signature where it was read.

    Treaties with a known day come first, in order of signature. A treaty of many partners is one row; who
    joined it after the day of signature is told apart.
    """
    late = us_treaties["source"].str.endswith("joined later").map({True: " (joined later)", False: ""})
    named = us_treaties.assign(partners=us_treaties["partner_iso3"].map(names) + late)
    same = named["us_treaty"] + named["signed"].astype("string").fillna("")
    one_each = named.sort_values("partners").groupby(same, as_index=False)
    table = one_each.agg(
        partners=("partners", ", ".join), treaty=("us_treaty", "first"), signed=("signed", "min")
    )
    return table.sort_values(["signed", "partners"], na_position="last", ignore_index=True)[
        ["partners", "treaty", "signed"]
    ]
