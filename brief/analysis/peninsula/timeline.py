"""Events as a timeline: how exactly each is dated, who is named, and what the allies differed on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from press import prose

KINDS = {
    "summit": "Summits",
    "treaty": "Treaties",
    "basing": "Forces and bases",
    "exercise": "Exercises",
    "trade": "Trade",
    "sanctions": "Sanctions",
    "missile/nuclear test": "Tests",
    "crisis": "Crises",
    "domestic politics": "Politics at home",
}

THAAD_WORDS = r"THAAD|Lotte|anti-missile launchers|air-defence assets"


def dated(events: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Return the table `events` ready to draw: one row an event, in order.

    `start` and `end` bound what is known of the date (an event known by its year spans that year),
    `middle` lies between them, `first_named` is the short name of the first actor, `actors` the short
    names of all, and `kind` the category in plain words. `names` maps country codes to short names.
    """
    ordered = events.sort_values(["date", "event_id"], ignore_index=True)
    known = zip(ordered["date"], ordered["date_precision"], strict=True)
    end = pd.Series([date + _length(precision) for date, precision in known], index=ordered.index)
    actors = ordered["actors"].str.split(";")
    return ordered.assign(
        start=ordered["date"],
        end=end,
        middle=ordered["date"] + (end - ordered["date"]) / 2,
        first_named=actors.str[0].map(names),
        actors=actors.map(lambda codes: ", ".join(names[code] for code in codes)),
        kind=ordered["category"].map(KINDS),
        when=when(ordered),
    )


def by_decade_and_kind(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events of each kind in each decade (`decade`, `kind`, `events`), zeros included."""
    decade = (events["date"].dt.year // 10 * 10).rename("decade")
    counts = pd.crosstab(decade, events["category"].map(KINDS).rename("kind"))
    return counts.stack().rename("events").reset_index()


def frictions(events: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """Return the events that the table `frictions` reads as differences between the allies, in order.

    Columns of both tables, and `decade`. Raises ValueError when a reading names an event that does
    not name both allies: the rule of that table.
    """
    joined = readings.merge(events, on="event_id", how="left").sort_values("date", ignore_index=True)
    both = joined["actors"].str.split(";").map(lambda codes: {"USA", "KOR"} <= set(codes))
    if not both.all():
        strangers = ", ".join(joined.loc[~both, "event_id"])
        raise ValueError(f"frictions: {strangers} does not name both allies as actors; take the row out")
    return joined.assign(decade=joined["date"].dt.year // 10 * 10)


def kept(
    events: pd.DataFrame, readings: pd.DataFrame, *, until: int, without: Sequence[str], borderline: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events up to a year, and the readings of differences (table `frictions`) among them.

    Differences over the subjects in `without` are left out, those of which it can be argued who moved first
    too, unless `borderline`.
    """
    shown = events[events["date"].dt.year <= until]
    counted = readings["event_id"].isin(shown["event_id"]) & ~readings["subject"].isin(list(without))
    if not borderline:
        counted &= ~readings["borderline"]
    return shown, readings[counted]


def first_moves(frictions_read: pd.DataFrame, since: str = "1945-01-01") -> dict[str, int]:
    """Return how many of the frictions from a day on each ally opened: {"USA": n, "KOR": n}."""
    late = frictions_read[frictions_read["date"] >= pd.Timestamp(since)]
    counts = late["first_move_iso3"].value_counts()
    return {ally: int(counts.get(ally, 0)) for ally in ("USA", "KOR")}


def thaad(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events that tell of the missile defence (THAAD) or of the answers to it, in order."""
    return _chosen(events, events["event"].str.contains(THAAD_WORDS))


def democracy(events: pd.DataFrame, start: int = 1961, end: int = 1992) -> pd.DataFrame:
    """Return the events of South Korea's own politics between two years (both included), in order."""
    years = events["date"].dt.year.between(start, end)
    at_home = (events["category"] == "domestic politics") & (events["actors"] == "KOR")
    return _chosen(events, years & at_home)


def chosen(events: pd.DataFrame, ids: Sequence[str]) -> pd.DataFrame:
    """Return the events with these ids, in order of date. Raises KeyError for an id that is not there."""
    missing = sorted(set(ids) - set(events["event_id"]))
    if missing:
        raise KeyError(f"events: there is no event {', '.join(missing)}")
    return _chosen(events, events["event_id"].isin(ids))


def day_of(events: pd.DataFrame, event_id: str) -> pd.Timestamp:
    """Return the date of an event. Raises KeyError when there is none with that id."""
    return chosen(events, [event_id])["date"].iloc[0]


def together(events: pd.DataFrame, *codes: str) -> int:
    """Return how many events name all these actors."""
    return int(events["actors"].str.split(";").map(lambda named: set(codes) <= set(named)).sum())


def _chosen(events: pd.DataFrame, mask: pd.Series) -> pd.DataFrame:
    return events[mask].sort_values(["date", "event_id"], ignore_index=True)


def _length(precision: str) -> pd.DateOffset:
    return {"day": pd.DateOffset(days=0), "month": pd.DateOffset(months=1), "year": pd.DateOffset(years=1)}[
        precision
    ]


def when(table: pd.DataFrame) -> list[str]:
    """Return the dates of a table in words that tell no more than is known: `date`, `date_precision`."""
    return [
        prose.dated(row.date, row.date_precision)
        + (", day not known" if row.date_precision == "year" else "")
        for row in table.itertuples()
    ]
