"""What a base rate known on the day of the article said about each of its short-term forecasts.

A forecast of something that nearly always happens tells nothing, true or not. How much a forecast
tells if it comes true is its surprise, -log2(base rate), in bits: 0 for a sure thing, 1 for the toss of
a coin (Shannon, 1948). Only rows dated before the article are used. Where no table counts the
thing, the base rate is not known and stays missing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from brief.article import AFTERMATH, ARTICLE_DAY, Span
from press.claims.vocabulary import CAME_TRUE

YEARS_BACK = 10
HOSTS = ("KOR", "JPN")
COLUMNS = ["item_id", "reading", "counted", "hits", "of", "base_rate", "bits"]

NOT_KNOWN = (
    ("F02", "A cyberattack laid to North Korea", "no table counts cyberattacks"),
    ("F03", "Seoul offers talks or gestures", "no table counts offers"),
    ("F06", "Washington lists more people, firms or ships", "no table counts listings"),
)


def readings(days: pd.DataFrame, spending: pd.DataFrame, troops: pd.DataFrame) -> pd.DataFrame:
    """Return one row a reading of a short-term forecast, with its base rate and bits where known.

    `days` comes from `launches.launch_days`; `spending` and `troops` are the tables
    `military_expenditure` and `us_troops`. `hits` of `of` past cases had the thing happen; the base rate
    is (hits + ½) / (of + 1), Jeffreys' estimate, so that it is never 0 or 1. The first reading of a
    forecast is that of its words; the article speaks of an escalation of launches.
    """
    counts = half_years(days[days["date"] < ARTICLE_DAY])
    known = [
        ("F01", "More launch days than in the half-year before", "half-years", *_share(np.diff(counts) > 0)),
        ("F01", "At least one launch", "half-years", *_share(counts[1:] > 0)),
        ("F04", "Seoul's military spending rises in real terms", *_years(spending_rises(spending))),
        ("F05", "More US troops in South Korea and Japan together", *_years(troop_rises(troops))),
    ]
    rows = [*known, *((item, reading, why, pd.NA, pd.NA) for item, reading, why in NOT_KNOWN)]
    table = pd.DataFrame(rows, columns=COLUMNS[:5]).astype({"hits": "Int64", "of": "Int64"})
    rate = (table["hits"].astype("Float64") + 0.5) / (table["of"].astype("Float64") + 1)
    table["base_rate"] = rate.astype(float)
    return table.assign(bits=-np.log2(table["base_rate"])).sort_values(
        "item_id", kind="stable", ignore_index=True
    )


def with_outcomes(table: pd.DataFrame, scored: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the readings with `came_true`: counted where the launch table counts it, else the ledger's.

    `scored` comes from `forecast_article.scored`.
    """
    verdicts = scored.set_index("item_id")["resolution"] == CAME_TRUE
    after, before = launches_in_window(days)
    counted = {
        "At least one launch": after > 0,
        "More launch days than in the half-year before": after > before,
    }
    came_true = [counted.get(row.reading, bool(verdicts[row.item_id])) for row in table.itertuples()]
    return table.assign(came_true=came_true)


def half_years(days: pd.DataFrame, end: pd.Timestamp = ARTICLE_DAY, years: int = YEARS_BACK) -> np.ndarray:
    """Return launch days in half-years of the calendar, counted back from `end`, oldest first.

    One half-year more than `years` need is returned, so that the first has one to be compared with.
    """
    halves = range(2 * years + 1, 0, -1)
    return np.array([int(_half_year(end, back).holds(days["date"]).sum()) for back in halves])


def _half_year(end: pd.Timestamp, back: int) -> Span:
    """Return the half-year that began `back` half-years before `end`: 6 May to 5 November, and so on."""
    return Span(*(end - pd.DateOffset(months=6 * one) for one in (back, back - 1)))


def spending_rises(spending: pd.DataFrame) -> pd.Series:
    """Return, for each year known before the article, whether Seoul's real spending rose."""
    korea = spending[(spending["iso3"] == "KOR") & (spending["year"] < ARTICLE_DAY.year)]
    change = korea.set_index("year").sort_index()["spending_usd_million_2023"].diff().dropna()
    return change > 0


def troop_rises(troops: pd.DataFrame) -> pd.Series:
    """Return, for each year since 1990, whether US personnel in South Korea and Japan rose.

    Ends with the year before the article: the report of September 2025 may not have been out.
    """
    chosen = troops[troops["host_iso3"].isin(HOSTS) & troops["year"].between(1989, ARTICLE_DAY.year - 1)]
    total = chosen.groupby("year")["personnel"].sum(min_count=len(HOSTS))
    return total.astype(float).diff().dropna() > 0


def launches_in_window(days: pd.DataFrame) -> tuple[int, int]:
    """Return launch days in the article's next six months and in the half-year before it."""
    after = int(AFTERMATH.holds(days["date"]).sum())
    return after, int(half_years(days[days["date"] < ARTICLE_DAY])[-1])


def _years(rose: pd.Series) -> tuple[str, int, int]:
    """Return which years were counted, in how many it rose, and how many there are."""
    return (f"years from {rose.index.min()} to {rose.index.max()}", *_share(rose.to_numpy()))


def _share(hits: np.ndarray) -> tuple[int, int]:
    return int(hits.sum()), len(hits)
