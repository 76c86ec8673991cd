"""What moved the political tie in 2025: Washington's own votes in the UN, or Seoul's."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from brief.analysis.coefficient import index, indicators
from brief.analysis.coefficient.index import Coefficient

DISTANCE = "un_distance"


def known_values(pillar: str) -> pd.DataFrame:
    """Return the values of a pillar's indicators as rows: `indicator`, `unit`, `year`, `value`.

    Gaps stay missing; years before an indicator's first value and after its last are left out.
    """
    chosen = [one for one in indicators.described("index") if one.pillar == pillar]
    values = indicators.values(chosen)
    parts = []
    for one in chosen:
        line = values[one.indicator_id]
        line = line.loc[line.first_valid_index() : line.last_valid_index()]
        parts.append(
            pd.DataFrame(
                {"indicator": one.name, "unit": one.unit, "year": line.index, "value": line.to_numpy()}
            )
        )
    return pd.concat(parts, ignore_index=True)


def distance_moves(points: pd.DataFrame, ally: str, start: int, end: int) -> dict[str, float]:
    """Return how the distance between Washington and an ally changed and who made it.

    `points` is `un_ideal_points`. `by_us` and `by_ally` add up to `change` (as long as the two did not
    pass each other); a positive part widens the distance.
    """
    place = _places(points, ["USA", ally], [start, end])
    side = 1.0 if place[start, "USA"] >= place[start, ally] else -1.0
    by_us = side * (place[end, "USA"] - place[start, "USA"])
    by_ally = -side * (place[end, ally] - place[start, ally])
    return {"change": float(by_us + by_ally), "by_us": float(by_us), "by_ally": float(by_ally)}


def allies_moves(points: pd.DataFrame, allies: list[str], start: int, end: int) -> pd.DataFrame:
    """Return `distance_moves` for several allies that have a position in both years, one row an ally."""
    known = points[points["year"].isin([start, end])].groupby("iso3")["year"].nunique()
    present = [ally for ally in allies if known.get(ally, 0) == 2]
    rows = [{"iso3": ally, **distance_moves(points, ally, start, end)} for ally in present]
    return pd.DataFrame(rows).sort_values("change", ascending=False, ignore_index=True)


def had_washington_stood_still(made: Coefficient, points: pd.DataFrame, since: int, end: int) -> Coefficient:
    """Return the coefficient as it would be if the US position of `end` were still that of `since`."""
    if DISTANCE not in made.values:
        return made
    place = _places(points, ["USA", "KOR"], [since, end])
    values = made.values.copy()
    values.loc[end, DISTANCE] = abs(place[since, "USA"] - place[end, "KOR"])
    return index.like(made, list(made.indicators), values)


def washingtons_part(made: Coefficient, points: pd.DataFrame, start: int, end: int) -> dict[str, float]:
    """Return the points that the UN distance adds to a change, split by who moved.

    `total` is what the indicator adds, `by_us` and `by_ally` how much of it each state's move makes:
    the score is linear in the distance, so the points divide as the distance does. All are NaN where the
    distance is no part of the coefficient.
    """
    total = float(index.contributions(made, start, end).get(DISTANCE, float("nan")))
    moves = distance_moves(points, "KOR", start, end)
    scale = total / moves["change"]
    return {"total": total, "by_us": scale * moves["by_us"], "by_ally": scale * moves["by_ally"]}


def _places(
    points: pd.DataFrame, states: Sequence[str], years: Sequence[int]
) -> dict[tuple[int, str], float]:
    """Return the positions of some states in some years, by year and state."""
    rows = points[points["year"].isin(years) & points["iso3"].isin(states)]
    return dict(zip(zip(rows["year"], rows["iso3"], strict=True), rows["ideal_point"], strict=True))
