"""North Korean launches: by day, month and year, the gaps between them, and their pace.

A *launch day* is a calendar day (Korean date) on which at least one ballistic missile or space
launcher was fired. Cruise missiles, artillery and engine tests are out of scope, as they are in the
CNS/NTI table. A row of that table whose day is not known (`date_precision` other than "day") is
left out of days: it dates a month, and counts in yearly figures only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from brief.article import ARTICLE_DAY, Span, months_after, months_before

COUNTS = ["missiles", "missiles_min", "missiles_max"]
KINDS = {
    **dict.fromkeys(["CRBM", "SRBM", "CRBM/SRBM"], "Short range"),
    **dict.fromkeys(["MRBM", "IRBM", "HGV", "SLBM"], "Medium range, submarine"),
    **dict.fromkeys(["ICBM", "SLV"], "Long range, space"),
}
UNKNOWN_KIND = "Class not known"
COLUMNS = ["date", "missiles", "missiles_min", "missiles_max", "classes", "icbm", "table"]


def launch_days(
    missiles: pd.DataFrame, added: pd.DataFrame, disagreements: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row a launch day, in order, with the missiles fired and the range of the sources.

    `missiles`, `added` and `disagreements` are the tables `missiles`, `missile_events_added` and
    `missile_count_disagreements`. `missiles` in the result is the count of CNS/NTI, or the least
    count of an added launch; `missiles_max` is missing where a source says only "several". `classes`
    lists the classes fired ("ICBM;SRBM"), `icbm` is true with an intercontinental missile among
    them, and `table` names where the day comes from.
    """
    counted = _counted(missiles)
    lacking = added[~added["date"].isin(counted["date"])]
    days = pd.concat([counted, _added(lacking)], ignore_index=True)
    if disagreements is not None:
        days = _widened(days, disagreements)
    return days.sort_values("date", ignore_index=True)[COLUMNS]


def _counted(missiles: pd.DataFrame) -> pd.DataFrame:
    dated = missiles[missiles["date_precision"] == "day"]
    days = dated.groupby("date", as_index=False).agg(
        missiles=("missile_id", "size"),
        classes=("class", lambda fired: ";".join(sorted(set(fired)))),
        icbm=("class", lambda fired: bool((fired == "ICBM").any())),
    )
    return days.assign(missiles_min=days["missiles"], missiles_max=days["missiles"], table="missiles").astype(
        {"missiles": "Int64", "missiles_min": "Int64", "missiles_max": "Int64"}
    )


def _added(added: pd.DataFrame) -> pd.DataFrame:
    days = added.groupby("date", as_index=False).agg(
        missiles_min=("missiles_min", "sum"),
        missiles_max=("missiles_max", lambda most: most.sum(skipna=False)),
        classes=("class", lambda fired: ";".join(sorted(set(fired.str.replace("/", ";"))))),
        icbm=("class", lambda fired: bool((fired == "ICBM").any())),
    )
    return days.assign(missiles=days["missiles_min"], table="missile_events_added")


def _widened(days: pd.DataFrame, disagreements: pd.DataFrame) -> pd.DataFrame:
    other = days["date"].map(disagreements.set_index("date")["missiles_alternative"]).astype("Int64")
    both = pd.concat([days["missiles_min"], days["missiles_max"], other], axis=1)
    known = days["missiles_max"].notna()
    return days.assign(
        missiles_min=both.min(axis=1).astype("Int64"),
        missiles_max=both.max(axis=1).astype("Int64").where(known),
    )


def by_year_and_kind(missiles: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """Return missiles of both tables by year and kind: year, kind, missiles.

    Classes are gathered into the kinds of KINDS. Launches known only by month count too; of an added
    launch the least number stands. Years and kinds without a missile have no row.
    """
    main = pd.DataFrame({"date": missiles["date"], "class": missiles["class"], "missiles": 1})
    both = pd.concat([main, added[["date", "class"]].assign(missiles=added["missiles_min"].astype(int))])
    both = both.assign(year=both["date"].dt.year, kind=both["class"].map(KINDS).fillna(UNKNOWN_KIND))
    return both.groupby(["year", "kind"], as_index=False)["missiles"].sum()


def by_year(missiles: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return one row a year from the first to the last, years without a launch included.

    `missiles` is the main table, `days` comes from `launch_days`. Columns: missiles, of_main_table,
    lowest, highest (of all sources; where the most is not stated the least stands), launch_days and
    open_ended (a launch whose most is not stated). The index is the year.
    """
    undated = missiles[missiles["date_precision"] != "day"]
    parts = pd.concat([_yearly(days), _undated(undated)], ignore_index=True)
    table = parts.groupby("year").sum()
    years = pd.RangeIndex(table.index.min(), table.index.max() + 1, name="year")
    table = table.reindex(years, fill_value=0)
    return table.astype({"open_ended": bool})


def _yearly(days: pd.DataFrame) -> pd.DataFrame:
    """Return days with the columns that a year sums up."""
    return pd.DataFrame(
        {
            "year": days["date"].dt.year,
            "missiles": days["missiles"].astype(int),
            "of_main_table": days["missiles"].where(days["table"] == "missiles", 0).astype(int),
            "lowest": days["missiles_min"].astype(int),
            "highest": days["missiles_max"].fillna(days["missiles_min"]).astype(int),
            "launch_days": 1,
            "open_ended": days["missiles_max"].isna().astype(int),
        }
    )


def _undated(missiles: pd.DataFrame) -> pd.DataFrame:
    """Return missiles known by month only, in the same shape: they count, without a range or a day."""
    once = dict.fromkeys(["missiles", "of_main_table", "lowest", "highest"], 1) | dict.fromkeys(
        ["launch_days", "open_ended"], 0
    )
    return pd.DataFrame({"year": missiles["date"].dt.year}).assign(**once)


def by_month(days: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Return one row a calendar month that the span touches: month, launch_days and the three counts.

    Only days of the span count. A missing `missiles_max` is replaced by `missiles_min`.
    """
    months = pd.date_range(span.start.replace(day=1), span.last_day, freq="MS", name="month")
    within = _closed(days[span.holds(days["date"])])
    grouped = within.groupby(within["date"].dt.to_period("M").dt.to_timestamp())
    table = grouped[COUNTS].sum().assign(launch_days=grouped.size())
    return table.reindex(months, fill_value=0).astype(int).rename_axis("month").reset_index()


def gaps(days: pd.DataFrame) -> pd.DataFrame:
    """Return the quiet spans between launch days: after, until (dates) and days (from one to the other)."""
    dates = days["date"].drop_duplicates().sort_values()
    table = pd.DataFrame({"after": dates.shift(), "until": dates, "days": dates.diff().dt.days})
    return table.dropna().astype({"days": int}).reset_index(drop=True)


def _closed(days: pd.DataFrame) -> pd.DataFrame:
    """Return days with the least standing where the most is not stated."""
    return days.assign(missiles_max=days["missiles_max"].fillna(days["missiles_min"]))


def counted(days: pd.DataFrame, span: Span) -> pd.Series:
    """Return what happened in a span: launch_days and the three counts of missiles."""
    return _each_counted(days, [span]).iloc[0].rename(None)


def _each_counted(days: pd.DataFrame, spans: Sequence[Span]) -> pd.DataFrame:
    """Return what happened in each span, one row a span: launch_days and the three counts of missiles."""
    counts, dates = _closed(days)[COUNTS].to_numpy(dtype=int), days["date"]
    within = [span.holds(dates).to_numpy(dtype=bool) for span in spans]
    rows = [(held.sum(), *counts[held].sum(axis=0)) for held in within]
    return pd.DataFrame(rows, columns=["launch_days", *COUNTS])


def pace(days: pd.DataFrame, day: pd.Timestamp = ARTICLE_DAY, months: int = 6) -> pd.DataFrame:
    """Return the launches of the months before `day` beside three spans of the same length.

    Rows: "window" (the months before `day`), "before it" (as many months before those), "a year
    earlier" (the same months of the year before) and "after" (the months from `day` on). Columns:
    start, end (the last day), launch_days and the three counts.
    """
    window = months_before(months, day)
    spans = {
        "window": window,
        "before it": months_before(months, window.start),
        "a year earlier": months_before(months, day - pd.DateOffset(years=1)),
        "after": months_after(months, day),
    }
    rows = {
        name: pd.concat([pd.Series({"start": span.start, "end": span.last_day}), counted(days, span)])
        for name, span in spans.items()
    }
    return pd.DataFrame(rows).T.infer_objects().astype(dict.fromkeys(["launch_days", *COUNTS], int))


def grew_more_frequent(days: pd.DataFrame, day: pd.Timestamp = ARTICLE_DAY, months: int = 6) -> bool:
    """Return whether the months before `day` had more launch days than both spans they can be set against."""
    table = pace(days, day, months)["launch_days"]
    return bool(table["window"] > table["before it"] and table["window"] > table["a year earlier"])


def five_years(days: pd.DataFrame, day: pd.Timestamp = ARTICLE_DAY, spans: int = 4) -> list[int]:
    """Return the launch days of the last spans of five years before `day`, the oldest first."""
    ends = [day - pd.DateOffset(years=5 * back) for back in range(spans)]
    held = [Span(end - pd.DateOffset(years=5), end) for end in reversed(ends)]
    return [int(span.holds(days["date"]).sum()) for span in held]


def trailing(days: pd.DataFrame, first: str, last: pd.Timestamp, months: int = 6) -> pd.DataFrame:
    """Return, for the same day of every month, what the months before it held: date and the counts.

    The days are those of the article's date (the sixth), so that the article's own span is one of them.
    """
    marks = pd.date_range(pd.Timestamp(first), last, freq="MS") + pd.Timedelta(days=ARTICLE_DAY.day - 1)
    marks = marks[marks <= last]
    table = _each_counted(days, [months_before(months, mark) for mark in marks])
    return table.assign(date=marks)[["date", "launch_days", *COUNTS]]


def quiet_before(days: pd.DataFrame, date: str) -> int:
    """Return how many days before a launch day the last one lay."""
    table = gaps(days)
    return int(table.loc[table["until"] == date, "days"].item())


def chance_of_split(first: int, second: int) -> float:
    """Return how often a split at least as uneven would come if each launch day fell in either span alike.

    Two-sided exact binomial test with one half. It takes launch days as independent, which they are
    not (they come in bursts), so the true chance is higher.
    """
    total, less = first + second, min(first, second)
    tail = sum(math.comb(total, k) for k in range(less + 1)) / 2**total
    return min(1.0, 2 * tail)
