"""What happened day by day around the article: events, launches and exercises on one calendar."""

from __future__ import annotations

import pandas as pd

from brief.analysis.alliance.information import NARROWING
from brief.article import Span

LANES = {
    "missile/nuclear test": "Weapons",
    "exercise": "Drills and forces",
    "basing": "Drills and forces",
    "summit": "Talks and treaties",
    "treaty": "Talks and treaties",
    "sanctions": "Sanctions and crises",
    "crisis": "Sanctions and crises",
    "trade": "Trade",
    "domestic politics": "Politics at home",
}
STRONG = ("primary", "major")


def calendar(events: pd.DataFrame, days: pd.DataFrame, exercises: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Return what is recorded in a span of days, in order, each happening once.

    `days` comes from `launches.launch_days`. Columns: date, until (the last day, later than `date`
    for exercises only), lane, what, actors, source, weak (only reposts or aggregators tell of it)
    and missiles (launched that day; missing where none is counted).
    """
    named = exercises[exercises["status"].str.startswith("held") & (exercises["date_precision"] == "day")]
    told = _events(events, days, named)
    parts = [told, _launches(days, told), _exercises(named, told)]
    table = pd.concat(parts, ignore_index=True)
    fired = table["date"].map(days.set_index("date")["missiles"]).where(table["lane"] == "Weapons")
    table = table.assign(missiles=fired.astype("Int64"))
    return table[span.holds(table["date"])].sort_values(["date", "lane"], kind="stable", ignore_index=True)


def _events(events: pd.DataFrame, days: pd.DataFrame, exercises: pd.DataFrame) -> pd.DataFrame:
    """Return the events whose day is known; a launch or an exercise of another table confirms its event."""
    known = events[events["date_precision"] == "day"].drop_duplicates(["date", "event"])
    drill, fired = known["category"] == "exercise", known["category"] == "missile/nuclear test"
    lasts = known["date"].map(exercises.drop_duplicates("date").set_index("date")["end_date"]).where(drill)
    confirmed = (fired & known["date"].isin(days["date"])) | lasts.notna()
    return pd.DataFrame(
        {
            "date": known["date"],
            "until": lasts.fillna(known["date"]),
            "lane": known["category"].map(LANES).fillna("Politics at home"),
            "what": known["event"],
            "actors": known["actors"],
            "source": known["source_publisher"],
            "weak": ~known["source_tier"].isin(STRONG) & ~confirmed,
        }
    )


def _launches(days: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return launch days that no event tells of."""
    lacking = days[~days["date"].isin(told.loc[told["lane"] == "Weapons", "date"])]
    words = [_fired(row.missiles, row.classes) for row in lacking.itertuples()]
    row = {"lane": "Weapons", "actors": "PRK", "source": "the tables of launches", "weak": False}
    return pd.DataFrame({"date": lacking["date"], "until": lacking["date"], "what": words}).assign(**row)


def _fired(missiles: int, classes: str) -> str:
    kind = "of unknown class" if classes == "Unknown" else f"({classes.replace(';', ', ')})"
    return f"North Korea launches {missiles} missile{'' if missiles == 1 else 's'} {kind}."


def _exercises(named: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Return named exercises whose first day no event tells of."""
    lacking = named[~named["date"].isin(told.loc[told["until"] > told["date"], "date"])]
    return pd.DataFrame(
        {
            "date": lacking["date"],
            "until": lacking["end_date"].fillna(lacking["date"]),
            "what": lacking["exercise"].str.replace("(with JPN)", "with Japan")
            + ": "
            + lacking["status"]
            + ".",
            "actors": lacking["participants"],
        }
    ).assign(lane="Drills and forces", source="the table of exercises", weak=False)


def in_words(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entries of a calendar as a table to read: Day, What, Told by (weak sources say so)."""
    told_by = entries["source"] + entries["weak"].map({True: " (weak)", False: ""})
    return pd.DataFrame({"Day": entries["date"], "What": entries["what"], "Told by": told_by})


def steps(events: pd.DataFrame, sharing: pd.DataFrame, since: str) -> pd.DataFrame:
    """Return steps of sanctions and of information sharing since a day, in order.

    Columns: date, lane ("Sanctions" or "Information sharing"), what, restricts (a step back) and weak.
    A step is weak when its source is a copy, a repost or an aggregator.
    """
    sanctions = events[(events["category"] == "sanctions") & (events["date"] >= since)]
    shared = sharing[(sharing["date"] >= since) & (sharing["kind"] != "trigger")]
    table = pd.concat(
        [
            sanctions.rename(columns={"event": "what"}).assign(
                lane="Sanctions", weak=~sanctions["source_tier"].isin(STRONG), kind=sanctions["category"]
            ),
            shared.rename(columns={"event": "what"}).assign(
                lane="Information sharing", weak=~shared["source_tier"].isin(STRONG)
            ),
        ]
    )
    table = table.assign(restricts=table["kind"].isin(NARROWING))
    return table[["date", "date_precision", "lane", "what", "kind", "restricts", "weak"]].sort_values(
        "date", ignore_index=True
    )
