"""The alliance coefficient: three pillars of yearly indicators brought to one scale and averaged.

Built step by step after OECD and JRC (2008), Handbook on Constructing Composite Indicators: the
indicators (`brief.analysis.coefficient.indicators`), normalisation, weights, aggregation, and the way
back to the details. Scores and index run from 0 (the loosest tie of the span) to 100 (the closest).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import indicators as described
from brief.analysis.coefficient.indicators import PILLARS, Indicator
from press.errors import BriefError

NORMALISATIONS = ("min-max", "rank", "z-score")
AGGREGATIONS = ("arithmetic", "geometric")
FULL = 100.0
FLOOR = 0.1  # geometric means are taken of scores lifted to 0.1-1, so that one zero does not decide all
COVERAGE = "indicators that come and go"


class CoefficientError(BriefError):
    """An indicator or a weight with which no coefficient can be computed: the message names it."""


@dataclass(frozen=True)
class Coefficient:
    """A coefficient and all that it was made of; years are rows everywhere.

    `values` are in the indicators' units, `scores` on 0-100 with closer ties higher. What follows from them
    is computed where it is asked for: many coefficients are made for one change between two years.
    """

    indicators: tuple[Indicator, ...]
    pillar_weights: Mapping[str, float]
    values: pd.DataFrame
    scores: pd.DataFrame
    normalisation: str = NORMALISATIONS[0]
    aggregation: str = AGGREGATIONS[0]

    @cached_property
    def pillars(self) -> pd.DataFrame:
        """Return each pillar's mean score by year, 0-100."""
        return pillar_scores(self.scores, list(self.indicators))

    @cached_property
    def index(self) -> pd.Series:
        """Return the coefficient by year, 0-100."""
        return weighted(self.pillars, self.pillar_weights, self.aggregation)

    @cached_property
    def coverage(self) -> pd.Series:
        """Return the share of the weight that is known by year, in per cent."""
        return _coverage(self.scores, list(self.indicators), self.pillar_weights)

    @cached_property
    def low(self) -> pd.Series:
        """Return what the index would be if every missing indicator scored 0."""
        return self._with_missing_at(0.0)

    @cached_property
    def high(self) -> pd.Series:
        """Return what the index would be if every missing indicator scored 100."""
        return self._with_missing_at(FULL)

    def _with_missing_at(self, end: float) -> pd.Series:
        filled = pillar_scores(self.scores.fillna(end), list(self.indicators))
        return weighted(filled, self.pillar_weights, self.aggregation)

    def change(self, start: int, end: int) -> float:
        """Return the index's change in points over the indicators known in both years (like with like)."""
        return float(contributions(self, start, end).sum())

    def known_in_both(self, start: int, end: int) -> list[str]:
        """Return the indicators with a value in both years."""
        rows = [self.scores.index.get_loc(year) for year in (start, end)]
        return list(self.scores.columns[np.isfinite(self.scores.to_numpy()[rows]).all(axis=0)])


@assumptions.record
def published() -> Coefficient:
    """Return the published coefficient of Seoul and Washington, 1991-2025: min-max, equal weights, means.

    In a run with other assumptions, what they make of it.
    """
    assumed = assumptions.current()
    chosen = [one for one in described.described("index") if one.indicator_id not in assumed.without]
    return compute(
        chosen,
        described.values(chosen).loc[: assumed.last_year],
        pillar_weights=dict(zip(PILLARS, assumed.weights, strict=True)),
        normalisation=assumed.normalisation,
    )


def compute(
    indicators: list[Indicator],
    values: pd.DataFrame | None = None,
    *,
    pillar_weights: Mapping[str, float] | None = None,
    normalisation: str = NORMALISATIONS[0],
    aggregation: str = AGGREGATIONS[0],
) -> Coefficient:
    """Return the coefficient of some indicators; `values` (year x indicator) are read when not given.

    Weights are by pillar and need not sum to 1; inside a pillar indicators weigh alike. Raises
    CoefficientError naming an indicator without two different values, or weights that cannot be used.
    """
    values = described.values(indicators) if values is None else values
    weights = checked_weights(dict.fromkeys(PILLARS, 1.0) if pillar_weights is None else pillar_weights)
    scores = normalised(values, indicators, normalisation)
    return _assembled(indicators, values, scores, weights, normalisation, aggregation)


def from_scores(made: Coefficient, scores: pd.DataFrame) -> Coefficient:
    """Return a coefficient like `made` whose scores (0 to 100) were set in another way."""
    return _assembled(
        list(made.indicators), made.values, scores, made.pillar_weights, "given", made.aggregation
    )


def _assembled(
    indicators: list[Indicator],
    values: pd.DataFrame,
    scores: pd.DataFrame,
    weights: Mapping[str, float],
    normalisation: str,
    aggregation: str,
) -> Coefficient:
    pillars = [pillar for pillar in PILLARS if any(one.pillar == pillar for one in indicators)]
    used = {pillar: weights[pillar] for pillar in pillars if weights.get(pillar, 0) > 0}
    if not used:
        raise CoefficientError(
            f"weights: none of the pillars of the indicators ({', '.join(pillars)}) has a weight above 0"
        )
    return Coefficient(tuple(indicators), used, values, scores, normalisation, aggregation)


def without(made: Coefficient, name: str) -> Coefficient:
    """Return the coefficient computed without one of its indicators, or as it is if that is none of them."""
    kept = [one for one in made.indicators if one.indicator_id != name]
    return like(made, kept, made.values.drop(columns=name, errors="ignore"))


def until(made: Coefficient, year: int) -> Coefficient:
    """Return the coefficient computed as if the record ended with `year`: its scale is set anew."""
    return like(made, list(made.indicators), made.values.loc[:year])


def like(made: Coefficient, indicators: list[Indicator], values: pd.DataFrame) -> Coefficient:
    """Return the coefficient of other indicators or values, weighted, scaled and averaged as `made` is."""
    return compute(
        indicators,
        values,
        pillar_weights=made.pillar_weights,
        normalisation=made.normalisation,
        aggregation=made.aggregation,
    )


def checked_weights(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights that sum to 1. Raises CoefficientError for a negative one or a sum of 0."""
    for name, weight in weights.items():
        if not np.isfinite(weight) or weight < 0:
            raise CoefficientError(f"weights: {name} has {weight}; a weight is 0 or more")
    total = float(sum(weights.values()))
    if total <= 0:
        raise CoefficientError(
            f"weights: {', '.join(weights)} sum to 0; give at least one of them a weight above 0"
        )
    return {name: weight / total for name, weight in weights.items()}


def normalised(
    values: pd.DataFrame, indicators: list[Indicator], method: str = NORMALISATIONS[0]
) -> pd.DataFrame:
    """Return scores from 0 to 100, closer ties higher.

    Raises CoefficientError naming an indicator that has no range.
    """
    names = [one.indicator_id for one in indicators]
    measured = values[names].to_numpy(dtype=float)
    for place, one in enumerate(indicators):
        _check_range(measured[:, place], values.index, one)
    scores = score(measured, np.array([one.closer for one in indicators]), method)
    return pd.DataFrame(FULL * scores, index=values.index, columns=names)


def score(values: np.ndarray, closer: np.ndarray, method: str) -> np.ndarray:
    """Return scores of 0 to 1 for an array whose second last axis is years; missing stays missing.

    min-max: the place between the lowest and the highest value of the span; rank: the share of other
    years that lie below (ties count half); z-score: the normal distribution at the standardised value.
    """
    known = np.isfinite(values)
    if method == "min-max":
        low, high = np.nanmin(values, axis=-2, keepdims=True), np.nanmax(values, axis=-2, keepdims=True)
        placed = (values - low) / (high - low)
    elif method == "rank":
        placed = _rank(values, known)
    elif method == "z-score":
        placed = _z_score(values)
    else:
        raise CoefficientError(
            f'normalisation "{method}" is not known; use one of {", ".join(NORMALISATIONS)}'
        )
    return np.where(closer, placed, 1 - placed)


def aggregate(pillars: np.ndarray, weights: np.ndarray, aggregation: str) -> np.ndarray:
    """Return the weighted mean of pillars (last axis, 0 to 1); a pillar that is not known has no weight."""
    known = np.isfinite(pillars)
    effective = np.where(known, weights, 0.0)
    total = effective.sum(axis=-1)
    filled = np.where(known, pillars, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        if aggregation == "arithmetic":
            return (effective * filled).sum(axis=-1) / total
        if aggregation == "geometric":
            logs = (effective * np.log(FLOOR + (1 - FLOOR) * filled)).sum(axis=-1) / total
            return (np.exp(logs) - FLOOR) / (1 - FLOOR)
    raise CoefficientError(f'aggregation "{aggregation}" is not known; use one of {", ".join(AGGREGATIONS)}')


def pillar_scores(scores: pd.DataFrame, indicators: list[Indicator]) -> pd.DataFrame:
    """Return each pillar's mean score by year over the indicators that are known."""
    members = {pillar: [one.indicator_id for one in indicators if one.pillar == pillar] for pillar in PILLARS}
    table, place_of = scores.to_numpy(dtype=float), {name: at for at, name in enumerate(scores.columns)}
    means = {
        pillar: _known_mean(table[:, [place_of[name] for name in ids]])
        for pillar, ids in members.items()
        if ids
    }
    return pd.DataFrame(means, index=scores.index)


def weighted(
    pillars: pd.DataFrame, weights: Mapping[str, float], aggregation: str = AGGREGATIONS[0]
) -> pd.Series:
    """Return the index by year: the pillars' mean under the weights, over the pillars that are known."""
    shares = np.array([weights.get(pillar, 0.0) for pillar in pillars])
    combined = aggregate(pillars.to_numpy() / FULL, shares, aggregation)
    return pd.Series(FULL * combined, index=pillars.index, name="index")


def reweighted(made: Coefficient, pillar_weights: Mapping[str, float]) -> pd.Series:
    """Return the series under other pillar weights: what the sliders of the live chart show."""
    return weighted(made.pillars, checked_weights(pillar_weights), made.aggregation)


def effective_weights(made: Coefficient, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the weight of each indicator in each year's index; over the known ones they sum to 1."""
    known = made.scores.notna() if known is None else known
    weights = _shared_out(made, list(known), known.to_numpy(dtype=bool))
    return pd.DataFrame(weights, index=known.index, columns=known.columns)


def _shared_out(made: Coefficient, names: list[str], present: np.ndarray) -> np.ndarray:
    """Return the weight of each indicator (column of `present`) in each year (row) over the known ones."""
    pillars = sorted({one.pillar for one in made.indicators})
    pillar_of = {one.indicator_id: pillars.index(one.pillar) for one in made.indicators}
    places = np.array([pillar_of[name] for name in names])
    counts = present @ (places[:, None] == np.arange(len(pillars))).astype(float)  # year x pillar
    shares = np.where(counts > 0, [made.pillar_weights.get(pillar, 0.0) for pillar in pillars], 0.0)
    with np.errstate(invalid="ignore"):  # a year or a pillar without any indicator has no weight to share
        each = shares / shares.sum(axis=1, keepdims=True) / counts
    return np.where(present, np.nan_to_num(each)[:, places], 0.0)


def contributions(made: Coefficient, start: int, end: int) -> pd.Series:
    """Return what each indicator known in both years adds to the change between them, in points.

    Exact for the arithmetic mean, for which it is meant. Indicators that are missing in one of the
    years add nothing. Raises CoefficientError when no indicator is known in both.
    """
    before, after = made.scores.to_numpy()[[made.scores.index.get_loc(year) for year in (start, end)]]
    shared = np.isfinite(before) & np.isfinite(after)
    if not shared.any():
        raise CoefficientError(f"no indicator is known both in {start} and in {end}; compare other years")
    weights = _shared_out(made, list(made.scores), shared[None, :])[0]
    points = np.where(shared, weights * (after - before), 0.0)
    return pd.Series(points, index=made.scores.columns, name="points")


def yearly_contributions(made: Coefficient) -> pd.DataFrame:
    """Return what each indicator adds to each year's change of the series, in points.

    The column COVERAGE holds what indicators that appear or drop out do. The columns add up to the
    change of the arithmetic index (Bennet's decomposition: mean weight times change of score).
    """
    weights = effective_weights(made)
    before, after = weights.shift(1), weights
    moved = (0.5 * (before + after) * made.scores.diff()).where(
        made.scores.notna() & made.scores.shift(1).notna()
    )
    parts = moved.fillna(0.0)
    change = made.index.diff()
    return parts.assign(**{COVERAGE: change - parts.sum(axis=1)}).iloc[1:]


def _check_range(values: np.ndarray, years: pd.Index, one: Indicator) -> None:
    rows = np.flatnonzero(~np.isnan(values))
    known = values[rows]
    if not len(known):
        reason = "has no value in any year"
    elif len(known) == 1:
        reason = f"has a single value ({years[rows[0]]})"
    elif known.max() - known.min() <= 1e-12 * max(1.0, abs(known.max())):
        reason = f"is {known[0]:g} in every year"
    else:
        return
    raise CoefficientError(
        f"indicator {one.indicator_id} ({one.name}) {reason}; an indicator needs two different values: "
        "correct its rows, or give it the status left out in data/indicators.csv"
    )


def _rank(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    mine, others = values[..., :, None, :], values[..., None, :, :]
    below = (mine > others).sum(axis=-2) + 0.5 * ((mine == others).sum(axis=-2) - 1)
    return np.where(known, below / (known.sum(axis=-2, keepdims=True) - 1), np.nan)


def _z_score(values: np.ndarray) -> np.ndarray:
    from scipy.special import ndtr

    mean, spread = np.nanmean(values, axis=-2, keepdims=True), np.nanstd(values, axis=-2, keepdims=True)
    return ndtr((values - mean) / spread)


def _known_mean(values: np.ndarray) -> np.ndarray:
    """Return the mean of each row over what is known; missing where nothing is."""
    known = np.isfinite(values)
    with np.errstate(invalid="ignore"):
        return np.where(known, values, 0.0).sum(axis=1) / known.sum(axis=1)


def _coverage(scores: pd.DataFrame, indicators: list[Indicator], weights: Mapping[str, float]) -> pd.Series:
    known = pillar_scores(scores.notna(), indicators)  # the share of each pillar's indicators
    pillars = sorted(known)
    present = np.array([weights.get(pillar, 0.0) for pillar in pillars])
    covered = FULL * (known[pillars].to_numpy() * present).sum(axis=1) / present.sum()
    return pd.Series(covered, index=scores.index, name="coverage")
