"""How sure the coefficient is: thousands of ways to build it, drawn at random and all computed.

Each draw makes every choice anew: how indicators are brought to one scale, the weights of pillars and
of indicators (flat Dirichlet: every weighting as likely as any other), the mean, which indicator is
left out, what is done with gaps, how two years are compared, the year one starts from, what is done with
the year that has few votes, and the error of the UN positions. After Saisana, Saltelli and Tarantola
(2005) and OECD and JRC (2008), step 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import index as coefficient
from brief.analysis.coefficient import indicators, thin_year
from brief.analysis.coefficient.index import AGGREGATIONS, FULL, NORMALISATIONS, Coefficient
from brief.analysis.coefficient.indicators import PILLARS

DRAWS = 10_000
AT_ONCE = 1_000  # draws that are computed together
SEED = 20251106
CARRIED_YEARS = 3
GAPS = ("dropped", "carried forward", "interpolated")
COMPARISONS = ("like with like", "as the series reads")
SHIFTS = (-2, -1, 0, 1, 2)  # years by which a start is moved
NOTHING = "nothing"
FACTORS = (
    "normalisation",
    "mean",
    "gaps",
    "comparison",
    "indicator left out",
    "base year",
    f"year {thin_year.THIN_YEAR}",
    "pillar weights",
    "indicator weights",
    "error of UN positions",
)


@dataclass(frozen=True)
class Material:
    """What every draw starts from: values and errors as arrays (year x indicator), and who belongs where."""

    names: tuple[str, ...]
    pillar_of: np.ndarray
    closer: np.ndarray
    years: np.ndarray
    filled: np.ndarray  # treatment of the thin year x gaps x year x indicator
    errors: np.ndarray  # treatment of the thin year x year x indicator, 0 where there is none

    @property
    def noisy(self) -> np.ndarray:
        """Return the positions of the indicators that have an error."""
        return np.flatnonzero((self.errors > 0).any(axis=(0, 1)))


@dataclass(frozen=True)
class Choices:
    """The choices of each draw; `left_out` is an indicator's position, or their number for nothing."""

    normalisation: np.ndarray
    mean: np.ndarray
    gaps: np.ndarray
    comparison: np.ndarray
    left_out: np.ndarray
    shift: np.ndarray  # years by which the start is moved, where it is
    thin_year: np.ndarray
    pillar_weights: np.ndarray  # draw x pillar
    indicator_weights: np.ndarray  # draw x indicator
    noise: np.ndarray  # draw x year x noisy indicator, in standard errors

    def __len__(self) -> int:
        return len(self.normalisation)

    def at(self, part: slice) -> Choices:
        """Return the choices of some of the draws."""
        return Choices(*(getattr(self, field.name)[part] for field in fields(self)))

    def listed(self, material: Material) -> pd.DataFrame:
        """Return every draw's choices in words and weights, one row a draw."""
        names = np.array([*material.names, NOTHING])
        words = {
            "normalisation": np.array(NORMALISATIONS)[self.normalisation],
            "mean": np.array(AGGREGATIONS)[self.mean],
            "gaps": np.array(GAPS)[self.gaps],
            "comparison": np.array(COMPARISONS)[self.comparison],
            "indicator left out": names[self.left_out],
            "base year": self.shift,
            FACTORS[6]: np.array(thin_year.TREATMENTS)[self.thin_year],
        }
        pillars = {
            f"weight of {pillar}": self.pillar_weights[:, place] for place, pillar in enumerate(PILLARS)
        }
        each = {
            f"weight of {name}": self.indicator_weights[:, place] for place, name in enumerate(material.names)
        }
        years = {
            f"UN error {year}" if place == 0 else f"error {place + 1} {year}": self.noise[:, row, place]
            for place in range(self.noise.shape[2])
            for row, year in enumerate(material.years)
        }
        return pd.DataFrame({**words, **pillars, **each, **years})


@dataclass(frozen=True)
class Simulation:
    """The coefficient under every draw's choices: `scores` is draw x year x indicator, on 0-1."""

    made: Coefficient
    material: Material
    choices: Choices
    scores: np.ndarray

    @cached_property
    def paths(self) -> np.ndarray:
        """Return the coefficient by draw and year, on 0-100; many ask for changes between two years only."""
        return FULL * _index(self.material, self.choices, self.scores)

    def band(self, share: float = 0.9) -> pd.DataFrame:
        """Return the middle `share` of the draws by year: `lower`, `median`, `upper`.

        `widened_lower` and `widened_upper` are the same edges when every value that is missing in a
        year scores 0, or 100: what the missing ones could do.
        """
        edge = (1 - share) / 2
        lower, middle, upper = np.nanquantile(self.paths, [edge, 0.5, 1 - edge], axis=0)
        least, most = (self._with_missing_at(end) for end in (0.0, 1.0))
        return pd.DataFrame(
            {
                "lower": lower,
                "median": middle,
                "upper": upper,
                "widened_lower": np.minimum(lower, np.nanquantile(least, edge, axis=0)),
                "widened_upper": np.maximum(upper, np.nanquantile(most, 1 - edge, axis=0)),
            },
            index=self.made.index.index,
        )

    def _with_missing_at(self, end: float) -> np.ndarray:
        """Return the paths when missing values score `end`; an indicator that is left out stays out."""
        out = self.choices.left_out[:, None] == np.arange(len(self.material.names))
        paths = np.empty(self.scores.shape[:2])
        for part in _parts(len(self.choices)):
            scores = self.scores[part]
            filled = np.where(np.isnan(scores) & ~out[part, None, :], end, scores)
            paths[part] = FULL * _index_at_once(self.material, self.choices.at(part), filled)
        return paths

    def changes(self, start: int, end: int) -> np.ndarray:
        """Return each draw's change between just these two years, in points, compared as the draw says."""
        return compared(self.material, self.choices, self.scores, np.full(len(self.choices), start), end)

    def changes_around(self, start: int, end: int) -> np.ndarray:
        """Return each draw's change to `end` in points, from `start` or the year near it that it chose."""
        starts = moved_starts(self.material, self.choices, start, end)
        return compared(self.material, self.choices, self.scores, starts, end)


def middle(changes: np.ndarray, share: float = 0.9) -> tuple[float, float]:
    """Return the edges of the middle `share` of the draws' changes, in points."""
    edge = (1 - share) / 2
    low, high = np.nanquantile(changes, [edge, 1 - edge])
    return float(low), float(high)


def fell(changes: np.ndarray) -> float:
    """Return the share of the draws that can be compared in which the coefficient fell."""
    return float((changes[np.isfinite(changes)] < 0).mean())


@assumptions.record
def published(draws: int = DRAWS, seed: int = SEED) -> Simulation:
    """Return the simulation behind the published band: same draws and seed, same bytes."""
    made = coefficient.published()
    return simulate(made, indicators.errors(list(made.indicators)), draws=draws, seed=seed)


@assumptions.record
def published_without(year: int, draws: int = DRAWS, seed: int = SEED) -> Simulation:
    """Return the simulation as if the record ended before `year`: scales are set anew."""
    made = coefficient.until(coefficient.published(), year - 1)
    return simulate(made, indicators.errors(list(made.indicators)).loc[: year - 1], draws=draws, seed=seed)


def simulate(made: Coefficient, errors: pd.DataFrame, *, draws: int = DRAWS, seed: int = SEED) -> Simulation:
    """Draw every choice `draws` times and compute the coefficient under each.

    `errors` holds standard errors (year x indicator) for the indicators that have them.
    """
    material = material_of(made, errors)
    uniform = np.random.default_rng(seed).random((draws, width(material)))
    return run(made, material, choices(uniform, material))


def run(made: Coefficient, material: Material, chosen: Choices) -> Simulation:
    """Return the coefficient under given choices."""
    return Simulation(made, material, chosen, _scores(material, chosen))


def material_of(made: Coefficient, errors: pd.DataFrame) -> Material:
    """Return what draws start from: the values with gaps treated in each way, and their errors."""
    names = list(made.values.columns)
    chosen = list(made.indicators)
    fills = (
        lambda values: values,
        lambda values: values.ffill(limit=CARRIED_YEARS),
        lambda values: values.interpolate(limit_area="inside"),
    )
    filled = [thin_year.treated(chosen, made.values, fill) for fill in fills]
    noise = errors.reindex(index=made.values.index, columns=names)
    few = thin_year.few_errors(chosen, noise)
    return Material(
        tuple(names),
        np.array([PILLARS.index(one.pillar) for one in made.indicators]),
        np.array([one.closer for one in made.indicators]),
        np.asarray(made.values.index),
        np.array([[frame.to_numpy(dtype=float) for frame in frames] for frames in zip(*filled, strict=True)]),
        np.array([frame.fillna(0.0).to_numpy(dtype=float) for frame in (noise, few, noise)]),
    )


def blocks(material: Material) -> dict[str, int]:
    """Return how many random numbers each factor takes, in order."""
    return {
        **dict.fromkeys(FACTORS[:7], 1),
        "pillar weights": len(PILLARS),
        "indicator weights": len(material.names),
        "error of UN positions": len(material.years) * len(material.noisy),
    }


def width(material: Material) -> int:
    """Return how many random numbers one draw takes."""
    return sum(blocks(material).values())


def choices(uniform: np.ndarray, material: Material) -> Choices:
    """Turn uniform numbers (draw x `width`) into choices."""
    from scipy.special import ndtri

    edges = np.cumsum([0, *blocks(material).values()])
    parts = {
        name: uniform[:, start:end] for name, start, end in zip(FACTORS, edges[:-1], edges[1:], strict=True)
    }
    noise = ndtri(np.clip(parts["error of UN positions"], 1e-12, 1 - 1e-12))
    return Choices(
        _picked(parts["normalisation"], len(NORMALISATIONS)),
        _picked(parts["mean"], len(AGGREGATIONS)),
        _picked(parts["gaps"], len(GAPS)),
        _picked(parts["comparison"], len(COMPARISONS)),
        _picked(parts["indicator left out"], len(material.names) + 1),
        np.array(SHIFTS)[_picked(parts["base year"], len(SHIFTS))],
        _picked(parts[FACTORS[6]], len(thin_year.TREATMENTS)),
        dirichlet(parts["pillar weights"]),
        dirichlet(parts["indicator weights"]),
        noise.reshape(len(uniform), len(material.years), len(material.noisy)),
    )


def _picked(uniform: np.ndarray, options: int) -> np.ndarray:
    """Return one of several options a draw, each as likely as the others."""
    return np.minimum((uniform[:, 0] * options).astype(int), options - 1)


def dirichlet(uniform: np.ndarray) -> np.ndarray:
    """Return weights that sum to 1, drawn flat over all weightings (normalised exponentials)."""
    exponential = -np.log(np.clip(uniform, 1e-300, 1.0))
    exponential += 1e-300
    return exponential / exponential.sum(axis=1, keepdims=True)


def changes(material: Material, chosen: Choices, start: int, end: int) -> np.ndarray:
    """Return each draw's change to `end` in points, from `start` or the year near it that the draw chose."""
    found, noiseless = np.empty(len(chosen)), _noiseless(material)
    for part in _parts(len(chosen)):
        mine = chosen.at(part)
        scores, starts = _scores_at_once(material, mine, noiseless), moved_starts(material, mine, start, end)
        found[part] = compared(material, mine, scores, starts, end)
    return found


def moved_starts(material: Material, chosen: Choices, start: int, end: int) -> np.ndarray:
    """Return each draw's first year; a year that would not lie before `end` is mirrored to before `start`."""
    moved = start + chosen.shift
    mirrored = np.where(moved < end, moved, start - chosen.shift)
    return np.clip(mirrored, material.years[0], material.years[-1])


def compared(
    material: Material, chosen: Choices, scores: np.ndarray, starts: np.ndarray, end: int
) -> np.ndarray:
    """Return each draw's change in points from its own first year (`starts`) to `end`."""
    first, last = starts - material.years[0], end - material.years[0]
    pair = np.stack([scores[np.arange(len(scores)), first], scores[:, last]], axis=1)
    shared = np.isfinite(pair).all(axis=1, keepdims=True)
    like = np.where(shared | (chosen.comparison == 1)[:, None, None], pair, np.nan)
    ends = FULL * _index(material, chosen, like)
    return ends[:, 1] - ends[:, 0]


def _scores(material: Material, chosen: Choices) -> np.ndarray:
    """Return scores of 0 to 1 (draw x year x indicator), computed anew where there is noise."""
    scores = np.empty((len(chosen), len(material.years), len(material.names)))
    noiseless = _noiseless(material)
    for part in _parts(len(chosen)):
        scores[part] = _scores_at_once(material, chosen.at(part), noiseless)
    return scores


def _parts(draws: int) -> Iterator[slice]:
    """Yield the draws in parts of AT_ONCE: no draw looks at another, and a part takes little memory."""
    return (slice(first, first + AT_ONCE) for first in range(0, draws, AT_ONCE))


def _noiseless(material: Material) -> np.ndarray:
    """Return scores without errors: normalisation x treatment of the thin year x gaps x year x indicator."""
    return np.stack(
        [coefficient.score(material.filled, material.closer, method) for method in NORMALISATIONS]
    )


def _scores_at_once(material: Material, chosen: Choices, noiseless: np.ndarray) -> np.ndarray:
    scores = noiseless[chosen.normalisation, chosen.thin_year, chosen.gaps]
    for place, column in enumerate(material.noisy):
        noise = chosen.noise[:, :, place] * material.errors[chosen.thin_year, :, column]
        filled = material.filled[chosen.thin_year, chosen.gaps, :, column]
        values = np.maximum(filled + noise, 0.0)[:, :, None]
        for code, method in enumerate(NORMALISATIONS):
            mine = chosen.normalisation == code
            if mine.any():
                closer = material.closer[[column]]
                scores[mine, :, column] = coefficient.score(values[mine], closer, method)[:, :, 0]
    rows = np.flatnonzero(chosen.left_out < len(material.names))
    scores[rows, :, chosen.left_out[rows]] = np.nan
    return scores


def _index(material: Material, chosen: Choices, scores: np.ndarray) -> np.ndarray:
    """Return the index of 0 to 1 (draw x year)."""
    index = np.empty(scores.shape[:2])
    for part in _parts(len(chosen)):
        index[part] = _index_at_once(material, chosen.at(part), scores[part])
    return index


def _index_at_once(material: Material, chosen: Choices, scores: np.ndarray) -> np.ndarray:
    weighted, total = np.zeros((2, len(PILLARS), *scores.shape[:2]))  # a pillar's draws lie side by side
    for column, pillar in enumerate(material.pillar_of):
        score = np.ascontiguousarray(scores[:, :, column])
        known = np.isfinite(score)
        weight = np.where(known, chosen.indicator_weights[:, column, None], 0.0)
        total[pillar] += weight
        weighted[pillar] += weight * np.where(known, score, 0.0)
    pillars = np.divide(weighted, total, out=np.full_like(total, np.nan), where=total > 0)
    pillars = np.ascontiguousarray(np.moveaxis(pillars, 0, -1))
    index = np.empty(scores.shape[:2])
    for code, aggregation in enumerate(AGGREGATIONS):
        mine = chosen.mean == code
        index[mine] = coefficient.aggregate(
            pillars[mine], chosen.pillar_weights[mine][:, None, :], aggregation
        )
    return index
