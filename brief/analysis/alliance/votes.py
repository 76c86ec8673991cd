"""Votes in the UN General Assembly: how far apart two states stand, and which of them moved.

Positions are Voeten's ideal points: Bailey, Strezhnev and Voeten (2017), "Estimating Dynamic State
Preferences from United Nations Voting Data", Journal of Conflict Resolution 61(2). A distance is
the absolute difference of two positions; bands are 90 per cent intervals.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pandas as pd

Z_90 = 1.645  # the points' own interval runs from the 5th to the 95th percentile
FEW_VOTES = 20  # an estimate that rests on fewer votes is drawn as weak


def distances(table: pd.DataFrame, state: str, others: list[str]) -> pd.DataFrame:
    """Return the distance of `state` from each of `others`, with its 90 per cent band.

    `table` is `un_ideal_point_distance`. The result has `iso3` (the other state), `year`,
    `distance`, `lower` (never under zero) and `upper`.
    """
    mine = table[(table["iso3_a"] == state) | (table["iso3_b"] == state)]
    other = mine["iso3_b"].where(mine["iso3_a"] == state, mine["iso3_a"])
    chosen = mine.assign(iso3=other)[other.isin(others)].drop_duplicates(["iso3", "year"])
    reach = Z_90 * chosen["standard_error"]
    return (
        chosen.assign(lower=(chosen["distance"] - reach).clip(lower=0), upper=chosen["distance"] + reach)
        .astype({"year": "int64"})
        .sort_values(["iso3", "year"], ignore_index=True)[["iso3", "year", "distance", "lower", "upper"]]
    )


def weak_years(points: pd.DataFrame) -> list[int]:
    """Return the years whose positions rest on fewer than FEW_VOTES votes (`points`: un_ideal_points)."""
    most = points.groupby("year")["votes"].max()
    return [int(year) for year in most.index[most < FEW_VOTES]]


def moves(points: pd.DataFrame, before: int, after: int) -> pd.DataFrame:
    """Return each state's position in two years and its move between them.

    The result has `iso3`, `before`, `after` with their 90 per cent bands (`before_lower`, ...), `move`,
    its `error` (half a 90 per cent band, the errors of the two years taken as independent; the estimates
    are joint, so this is approximate) and `clear`: true where the move is larger than its error.
    """
    values = points.set_index("iso3")[["year", "ideal_point", "lower", "upper"]]
    first, second = (values[values["year"] == year].drop(columns="year") for year in (before, after))
    first.columns, second.columns = ([name, f"{name}_lower", f"{name}_upper"] for name in ("before", "after"))
    both = first.join(second, how="inner").reset_index()
    halves = [(both[f"{when}_upper"] - both[f"{when}_lower"]) / 2 for when in ("before", "after")]
    move, error = both["after"] - both["before"], np.hypot(*halves)
    return both.assign(move=move, error=error, clear=move.abs() > error)


def gap_change(moved: pd.DataFrame, state: str, reference: str) -> dict[str, float]:
    """Return how the gap between two states changed and how much of it each made by moving.

    `moved` comes from `moves`. The gap is `reference` minus `state`; `by_reference` and `by_state`
    add up to `change`, and a positive part widens the gap.
    """
    rows = moved.set_index("iso3")
    by_reference, by_state = rows.loc[reference, "move"], -rows.loc[state, "move"]
    if rows.loc[reference, "before"] < rows.loc[state, "before"]:
        by_reference, by_state = -by_reference, -by_state
    return {
        "change": float(by_reference + by_state),
        "by_reference": float(by_reference),
        "by_state": float(by_state),
    }


def moved_more(moved: pd.DataFrame, one: str, other: str) -> float:
    """Return the probability that `one` moved farther, in its own direction, than `other` did.

    `moved` comes from `moves`. Each move's error is taken as normal and independent of the other's; the
    estimates are joint, so this is approximate.
    """
    rows = moved.set_index("iso3")
    direction = 1 if rows.loc[one, "move"] >= 0 else -1
    ahead = direction * (rows.loc[one, "move"] - rows.loc[other, "move"])
    spread = math.hypot(*rows.loc[[one, other], "error"]) / Z_90
    return 1 - NormalDist(ahead, spread).cdf(0)


def agreement(table: pd.DataFrame, others: list[str]) -> pd.DataFrame:
    """Return the share of votes, in per cent, on which South Korea agreed with each of `others`."""
    chosen = table[(table["iso3_a"] == "KOR") & table["iso3_b"].isin(others)]
    return pd.DataFrame(
        {
            "iso3": chosen["iso3_b"],
            "year": chosen["year"].astype("int64"),
            "agreement_pct": 100 * chosen["agreement_share"],
        }
    ).sort_values(["iso3", "year"], ignore_index=True)
