"""Opinion polls: one line per pollster, question, country asked and country asked about.

Two pollsters, or two questions of one pollster, are never joined: their wording, scale and sample
differ, and the join would make a trend that nobody measured.
"""

from __future__ import annotations

import re

import pandas as pd

from press import prose

_HALF = re.compile(r"(\d{4})-H([12])")
LINE = ["series", "country_surveyed_iso3", "target_iso3"]


def answers(opinion: pd.DataFrame, series: list[str], surveyed: list[str] | None = None) -> pd.DataFrame:
    """Return the answers of the given series, each with the date at which it is drawn.

    `opinion` is the table `opinion`. `when` is the first day of the fieldwork, or the middle of the
    year where only the year is known (`day_known` is false then); `worked_out` is true where the
    compiler computed the value from a reported change. Raises ValueError for a series that the
    table does not have.
    """
    missing = sorted(set(series) - set(opinion["series"]))
    if missing:
        raise ValueError(f'no poll called "{missing[0]}" in the table opinion; look in its column series')
    chosen = opinion[opinion["series"].isin(series)]
    if surveyed is not None:
        chosen = chosen[chosen["country_surveyed_iso3"].isin(surveyed)]
    middle = pd.to_datetime(chosen["year"].astype("string") + "-07-01")
    start = chosen["fieldwork_start"]
    return chosen.assign(
        when=start.where(start.notna(), middle),
        day_known=start.notna(),
        worked_out=~chosen["published"].astype(bool),
    ).sort_values([*LINE, "when"], ignore_index=True)


def both_years(answered: pd.DataFrame, before: int, after: int, *, latest: bool = False) -> pd.DataFrame:
    """Return the lines that were asked in both years: the first answer of each, and the change.

    With `latest` the last answer of the later year takes the place of its first.

    The result has `series`, `pollster`, `question`, `before`, `after` and `change`.
    """
    yearly = answered.sort_values("when").groupby([*LINE, "year"], dropna=False, as_index=False)
    first, last = yearly.first(), yearly.last()
    key = ["series", "target_iso3"]
    old, new = first[first["year"] == before], (last if latest else first)
    new = new[new["year"] == after]
    both = old[[*key, "pollster", "question", "value"]].merge(new[[*key, "value"]], on=key)
    both = both.rename(columns={"value_x": "before", "value_y": "after"})
    both["change"] = both["after"] - both["before"]
    return both[["series", "pollster", "question", "before", "after", "change"]]


def value(answered: pd.DataFrame, series: str, target: str | None, when: str) -> float:
    """Return one answer by series, country asked about and the year or month of `when`.

    Raises LookupError when there is not exactly one such answer.
    """
    chosen = answered[
        (answered["series"] == series) & (answered["when"].dt.strftime("%Y-%m-%d").str.startswith(when))
    ]
    if target is not None:
        chosen = chosen[chosen["target_iso3"] == target]
    if len(chosen) != 1:
        raise LookupError(f"{len(chosen)} answers of {series} about {target} at {when}; name one")
    return float(chosen["value"].iloc[0])


def fieldwork_in_words(when: str) -> str:
    """Return when a survey asked ("2022-11-10/2022-11-12", "2021-H1", "2022-04", "2013") in words."""
    first, _, last = when.partition("/")
    if last:
        return f"{fieldwork_in_words(first)} to {fieldwork_in_words(last)}"
    if found := _HALF.fullmatch(when):
        return f"{'first' if found[2] == '1' else 'second'} half of {found[1]}"
    parts = when.count("-")
    return prose.day(when) if parts == 2 else prose.month(f"{when}-01") if parts == 1 else when
