"""How long the book takes to build: this way beside the stock way, and how the time grows."""

from __future__ import annotations

import math
import statistics

import pandas as pd

from press.prose import number, percent, spelled

CASES = {
    "cold": "from nothing",
    "warm": "nothing changed",
    "sentence": "one sentence changed",
    "cell": "one cell changed",
    "table": "one table changed",
    "theme": "the style changed",
}


def beside(times: pd.DataFrame) -> pd.DataFrame:
    """Return one row a case in the order of `CASES`: `case`, `ours_s`, `stock_s`, `ratio`.

    `times` is the table `build_times`. Seconds of wall clock: ours for pages and PDF, stock for pages
    alone. `ratio` is ours by stock, the median of the ratios within rounds. Cases that were not
    measured both ways are left out.
    """
    by_way = {way: part.set_index("case") for way, part in times.groupby("way")}
    ours, stock = by_way["brief"], by_way["stock"]
    both = [case for case in CASES if case in ours.index and case in stock.index]
    return pd.DataFrame(
        {
            "case": both,
            "ours_s": ours.loc[both, "wall_s"].to_numpy(),
            "stock_s": stock.loc[both, "wall_s"].to_numpy(),
            "ratio": stock.loc[both, "ratio"].to_numpy(),
        }
    )


def rounds(times: pd.DataFrame, *, paired: bool) -> str:
    """Return over how many rounds the pairs of `beside`, or all else, are medians: "5", or "1 to 5"."""
    pairs = times["case"].isin(list(CASES)) & times["way"].isin(["brief", "stock"])
    found = times.loc[pairs if paired else ~pairs, "rounds"]
    few, many = int(found.min()), int(found.max())
    return str(many) if few == many else f"{few} to {many}"


def measured(times: pd.DataFrame, way: str, case: str, column: str = "wall_s") -> float | None:
    """Return one figure of `build_times`, or None when it was not measured."""
    found = times.loc[(times["way"] == way) & (times["case"] == case), column]
    return float(found.iloc[0]) if len(found) else None


def exponent(growth: pd.DataFrame, grown: str, column: str) -> float:
    """Return the exponent of a power law fitted by least squares to the logarithms: 1 is in step.

    `growth` is the table `build_growth`; `grown` says what grows in it ("chapters" or "rows").
    Raises ValueError when fewer than two sizes were measured.
    """
    part = growth[growth["grown"] == grown]
    if len(part) < 2:
        raise ValueError(
            f"build_growth holds fewer than two sizes of {grown}; measure with tools/bench_scale.py"
        )
    across, up = ([math.log(value) for value in part[name]] for name in ("size", column))
    return statistics.linear_regression(across, up).slope


def spread(growth: pd.DataFrame, grown: str, column: str) -> float:
    """Return by how many per cent the largest value of a column is above the smallest."""
    part = growth.loc[growth["grown"] == grown, column].astype(float)
    return float(100 * (part.max() / part.min() - 1))


def standing(ratio: float) -> str:
    """Return how a time stands to another, for "ready ... the usual tools take"; `ratio`: ours by theirs."""
    if 0.9 <= ratio <= 1.1:
        return "in about the time that"
    if ratio < 1:
        return f"in {percent(100 * ratio)} of the time that"
    return f"only after {number(ratio, 1)} times the time that"


def told_load(load: float, cores: int) -> str:
    """Return in words what else ran: `load` is the number of processes that wanted one of the cores."""
    if load <= cores / 2:
        return "Nothing else of weight ran on it."
    return (
        f"In the minute before the start {number(load)} processes wanted its {spelled(cores)} cores. If they "
        "ran on, the seconds are too long and the comparison is rough."
    )
