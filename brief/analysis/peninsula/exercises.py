"""Exercises of the allies: named ones since 1992, field events within them, and yearly counts to 2010."""

from __future__ import annotations

import pandas as pd

from press.tables.words import known

SERIES = {
    "Team Spirit": "Team Spirit",
    "Key Resolve": "Spring command post",
    "Dong Maeng": "Spring command post",
    "Freedom Shield": "Spring command post",
    "Foal Eagle": "Spring field exercise",
    "Ulchi Freedom": "August command post",
    "Combined Command Post Training": "Spring command post",
    "Vigilant": "Air",
    "Max Thunder": "Air",
    "Freedom Flag": "Air",
    "Freedom Edge": "With Japan",
    "Ssangyong": "Marines",
    "Korean Marine": "Marines",
}
NOT_HELD = "not held"
OUTCOMES = {
    "held": "held",
    **dict.fromkeys(("held, part postponed", "held, reduced", "held, cut short"), "held, but cut"),
    **dict.fromkeys(("postponed", "suspended", "cancelled", "ended"), NOT_HELD),
}
LAST_COUNTED_YEAR = 2010


def named(exercises: pd.DataFrame) -> pd.DataFrame:
    """Return the named exercises with `series`, `outcome` (held; held, but cut; not held), `place`.

    `place` is the day of its mark: the first day; the middle of the month or year where no more is known.
    Raises DataError for a status that is not known here.
    """
    outcome = known(exercises["status"], OUTCOMES, "exercises_named", "status")
    series = [
        _series(name, date) for name, date in zip(exercises["exercise"], exercises["date"], strict=True)
    ]
    return exercises.assign(
        series=series, outcome=outcome, year=exercises["date"].dt.year, place=_middle(exercises)
    )


def _series(name: str, date: pd.Timestamp) -> str:
    if name.startswith("Ulchi") or (date.month == 8 and "Command Post" in name):
        return "August command post"
    return next((series for start, series in SERIES.items() if name.startswith(start)), "Other")


def _middle(exercises: pd.DataFrame) -> pd.Series:
    """Return the day on which a mark stands: the first day, or the middle of the month or year known."""
    shift = exercises["date_precision"].map({"day": 0, "month": 14, "year": 182}).fillna(0)
    return exercises["date"] + pd.to_timedelta(shift, unit="D")


def field_events(exercises: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return year, field_events and status of one exercise, in order; years without a number are left out."""
    chosen = exercises[exercises["exercise"].str.fullmatch(rf"{name} \d{{4}}")]
    table = chosen.assign(year=chosen["date"].dt.year).dropna(subset=["field_training_events"])
    table = table.rename(columns={"field_training_events": "field_events"})
    return table[["year", "field_events", "status", "note"]].sort_values("year", ignore_index=True)


def counted_alike(exercises: pd.DataFrame, name: str) -> int:
    """Return the field events of an exercise by the rule of the year before.

    Raises ValueError when no source counts them so.
    """
    alike = exercises.set_index("exercise").loc[name, "field_training_events_alike"]
    if pd.isna(alike):
        raise ValueError(f"exercises_named: no source counts {name} by the rule of the year before")
    return int(alike)


def yearly(korea: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return iso3, year, exercises for Korea and its peers, with a zero where a counted year had none."""
    peers = others.pivot(index="year", columns="iso3", values="exercises")
    span = pd.RangeIndex(int(korea["year"].min()), LAST_COUNTED_YEAR + 1, name="year")
    wide = peers.reindex(span).fillna(0)
    wide["KOR"] = korea.set_index("year")["exercises"]
    return wide.melt(ignore_index=False, var_name="iso3", value_name="exercises").reset_index()
