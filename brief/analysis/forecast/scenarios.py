"""Long-term scenarios: what each assumes, what it would do to the coefficient, and what points to it.

A scenario says which past its ties repeat: the 10th, 50th or 90th percentile of all five-year changes
of a pillar since 1991. Its effect on the coefficient follows from that. How likely each scenario is,
the reader decides; the page starts from equal weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from brief.analysis.alliance.votes import FEW_VOTES
from brief.analysis.coefficient.index import Coefficient, contributions

SPAN = 5
ROUNDED_TO = {"military_burden": 1}  # the last year's figure is published with one decimal
Reading = tuple[str, float, str, float]  # when, value, later when, later value


def pillar_changes(made: Coefficient, span: int = SPAN) -> pd.DataFrame:
    """Return what each pillar added to the coefficient over every span of years, in points.

    One row a start year, one column a pillar; indicators known in both years only, like with like.
    """
    pillar_of = {one.indicator_id: one.pillar for one in made.indicators}
    starts = [year for year in made.scores.index if year + span in made.scores.index]
    shared = [year for year in starts if made.known_in_both(year, year + span)]
    rows = {year: contributions(made, year, year + span).groupby(pillar_of).sum() for year in shared}
    return pd.DataFrame(rows).T.rename_axis("start")


def effects(scenarios: pd.DataFrame, changes: pd.DataFrame) -> pd.DataFrame:
    """Return the scenarios with what each pillar and the coefficient would move, in points.

    `scenarios` is that table, `changes` comes from `pillar_changes`.
    """
    table = scenarios.copy()
    for pillar in changes:
        levels = scenarios[f"{pillar}_percentile"].to_numpy(dtype=float)
        table[pillar] = np.percentile(changes[pillar].dropna(), levels)
    return table.assign(change=table[list(changes)].sum(axis=1))


def expected_change(change: pd.Series, weights: pd.Series) -> float:
    """Return the expected change of the coefficient under weights, which need not sum to 1."""
    return float(np.average(change, weights=weights))


def signposts(posts: pd.DataFrame, readings: Mapping[str, Reading]) -> pd.DataFrame:
    """Return the signposts with what their measure was and is, and whether it points there now.

    `readings` maps a measure to (when, value, later when, later value). `points` is missing where no
    table shows the signpost.
    """
    rows = [readings.get(measure) for measure in posts["measure"].fillna("")]
    known = pd.DataFrame(
        [row or (None, np.nan, None, np.nan) for row in rows],
        columns=["before", "was", "latest", "now"],
        index=posts.index,
    )
    up, down = known["now"] > known["was"], known["now"] < known["was"]
    points = up.where(posts["direction"] == "up", down).astype("boolean").mask(known["now"].isna())
    return posts.join(known).assign(points=points)


def measured(
    load: Callable[[str], pd.DataFrame], days: pd.DataFrame, last_day: pd.Timestamp
) -> dict[str, Reading]:
    """Return each measure's two latest readings. `load` gives a table by name, `days` the launch days."""
    exports = load("trade_korea").query("partner_iso3 == 'USA' and flow == 'export'")
    troops = load("us_troops").query("host_iso3 == 'KOR'")
    burden = load("military_expenditure").query("iso3 == 'KOR'")
    votes = load("un_ideal_point_distance")
    ours = votes[[set(pair) == {"KOR", "USA"} for pair in zip(votes["iso3_a"], votes["iso3_b"], strict=True)]]
    found = {
        "us_export_share": _last_two(exports, "partner_share_pct"),
        "troops_korea": _last_two(troops, "personnel"),
        "military_burden": _last_two(burden, "spending_pct_gdp"),
        "vote_distance": _last_two(ours[ours["votes"] >= FEW_VOTES], "distance"),
        "field_events": _field_events(load("exercises_named")),
        "launch_days": _launch_years(days, last_day),
    }
    return {name: _rounded(reading, ROUNDED_TO.get(name, 6)) for name, reading in found.items()}


def _rounded(reading: Reading, digits: int) -> Reading:
    before, was, latest, now = reading
    return before, round(was, digits), latest, round(now, digits)


def _last_two(table: pd.DataFrame, column: str) -> Reading:
    known = table.dropna(subset=[column]).sort_values("year").tail(2)
    (first, was), (last, now) = known[["year", column]].itertuples(index=False)
    return str(first), float(was), str(last), float(now)


def _field_events(exercises: pd.DataFrame) -> Reading:
    spring = exercises[
        exercises["exercise"].str.match(r"Freedom Shield") & exercises["field_training_events"].notna()
    ]
    return _last_two(spring.assign(year=spring["date"].dt.year), "field_training_events")


def _launch_years(days: pd.DataFrame, last_day: pd.Timestamp) -> Reading:
    age = (last_day - days["date"]).dt.days
    return "the year before", float(age.between(365, 729).sum()), "last 365 days", float((age < 365).sum())
