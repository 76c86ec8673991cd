"""What the answer hangs on: the share of each choice in the spread, and what one choice alone does.

Shares are Sobol indices (Saltelli and others 2010; Jansen's estimator for totals), computed with SALib on
the draws of `brief.analysis.coefficient.uncertainty`, each factor taken as a group of its random numbers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import index, indicators, thin_year, uncertainty
from brief.analysis.coefficient.index import AGGREGATIONS, NORMALISATIONS, Coefficient
from brief.analysis.coefficient.indicators import PILLARS
from brief.analysis.coefficient.uncertainty import FACTORS, GAPS, Material

BASE_DRAWS = 2048
PUBLISHED = "as published"
AROUND = tuple(filter(None, uncertainty.SHIFTS))  # years: starts beside the chosen one are other choices


@dataclass(frozen=True)
class Choice:
    """One way to build the coefficient differently: its kind, its name and the coefficient it makes."""

    kind: str
    name: str
    made: Coefficient
    as_read: bool = False

    def compares(self, start: int, end: int) -> bool:
        """Return whether what the choice adds is known in both years."""
        added = self.made.indicators[-1].indicator_id
        return self.kind != "alternative" or added in self.made.known_in_both(start, end)

    def change(self, start: int, end: int) -> float:
        """Return the change between two years under this choice, in points."""
        if self.as_read:
            return float(self.made.index[end] - self.made.index[start])
        ends = like_with_like(self.made, start, end)
        return float(ends.iloc[1] - ends.iloc[0])


@assumptions.record
def sobol(start: int, end: int, base: int = BASE_DRAWS, seed: int = uncertainty.SEED) -> pd.DataFrame:
    """Return first-order and total Sobol indices of the change between two years, by factor.

    Columns: `factor`, `first_order`, `total` and their 95 per cent half-widths. A first-order index is
    the share of the variance that goes when the factor alone is fixed; a total one the share that is
    left when all others are fixed.
    """
    from SALib.analyze import sobol as analysis
    from SALib.sample import sobol as sampling

    material = uncertainty.published().material
    problem = _problem(material)
    uniform = sampling.sample(problem, base, calc_second_order=False, seed=seed)
    changes = uncertainty.changes(material, uncertainty.choices(uniform, material), start, end)
    found = analysis.analyze(problem, changes, calc_second_order=False, seed=seed)
    return pd.DataFrame(
        {
            "factor": list(dict.fromkeys(problem["groups"])),
            "first_order": found["S1"],
            "first_order_half_width": found["S1_conf"],
            "total": found["ST"],
            "total_half_width": found["ST_conf"],
        }
    ).sort_values("total", ascending=False, ignore_index=True)


def single_choices(start: int, end: int) -> pd.DataFrame:
    """Return the change between two years when one choice is made differently and all else as published.

    Columns: `kind`, `choice`, `points`, `flips` (whether the sign is other than the published one).
    The years around the first one are among the choices. Choices under which the two years cannot be
    compared are left out, and an alternative whose series does not reach both of them.
    """
    rows = [
        (choice.kind, choice.name, choice.change(start, end))
        for choice in _choices()
        if choice.compares(start, end)
    ]
    made = index.published()
    around = [start + away for away in AROUND if start + away < end]
    rows += [("base year", f"starting in {year}", made.change(year, end)) for year in around]
    found = pd.DataFrame(rows, columns=["kind", "choice", "points"])
    found = found[np.isfinite(found["points"])].reset_index(drop=True)
    return found.assign(flips=np.sign(found["points"]) != np.sign(found["points"].iloc[0]))


def like_with_like(made: Coefficient, start: int, end: int) -> pd.Series:
    """Return the index in two years over the indicators that are known in both, under the choices made."""
    pair = made.scores.loc[[start, end]]
    shared = pair[made.known_in_both(start, end)].reindex(columns=pair.columns)
    pillars = index.pillar_scores(shared, list(made.indicators))
    return index.weighted(pillars, made.pillar_weights, made.aggregation)


def pillar_moves(start: int, end: int, pillar: str = "political") -> tuple[float, float]:
    """Return the change in points if one pillar had all the weight, and if the others shared it alike."""
    alike = dict.fromkeys(PILLARS, 1 / len(PILLARS))  # whatever they weigh: each has all the weight in turn
    made = dataclasses.replace(index.published(), pillar_weights=alike)
    parts = index.contributions(made, start, end)
    pillar_of = {one.indicator_id: one.pillar for one in made.indicators}
    moved = parts.groupby(pillar_of).sum() / pd.Series(made.pillar_weights)
    return float(moved[pillar]), float(moved.drop(pillar).mean())


def tipping_weight(start: int, end: int, pillar: str = "political") -> float | None:
    """Return the weight of one pillar (0 to 1, the others alike) at which the change is zero, if any."""
    mine, others = pillar_moves(start, end, pillar)
    weight = others / (others - mine) if others != mine else np.nan
    return float(weight) if 0 <= weight <= 1 else None


@assumptions.record
def _choices() -> tuple[Choice, ...]:
    """Return every single choice with its coefficient, which serves all pairs of years."""
    return tuple(_made_differently())


def _made_differently() -> Iterator[Choice]:
    made = index.published()
    chosen, values = list(made.indicators), made.values
    yield Choice("published", PUBLISHED, made)
    for method in (method for method in NORMALISATIONS if method != made.normalisation):
        scaled = dataclasses.replace(made, normalisation=method)
        yield Choice("scale", f"{method} as the scale", index.like(scaled, chosen, values))
    geometric = dataclasses.replace(made, aggregation=AGGREGATIONS[1])
    yield Choice("mean", "geometric mean", index.like(geometric, chosen, values))
    carried = values.ffill(limit=uncertainty.CARRIED_YEARS)
    yield Choice("gaps", "gaps carried forward", index.like(made, chosen, carried))
    yield Choice("gaps", "as the series reads", made, as_read=True)
    for pillar in PILLARS:
        weights = {other: float(other != pillar) for other in PILLARS}
        other = dataclasses.replace(made, pillar_weights=weights)
        yield Choice("pillar", f"without the {pillar} pillar", index.like(other, chosen, values))
    for one in chosen:
        rest = [other for other in chosen if other is not one]
        yield Choice("indicator", f"without {_inside(one.label)}", index.like(made, rest, values))
    yield from _thin_year(made)
    yield from _alternatives(made)


def _thin_year(made: Coefficient) -> Iterator[Choice]:
    """Yield the other treatments of the thin year: its few votes taken, or the year left out whole."""
    chosen, values = list(made.indicators), made.values
    year, few = thin_year.THIN_YEAR, thin_year.few_taken(chosen, values)
    yield Choice("thin year", f"with the few votes of {year}", index.like(made, chosen, few))
    yield Choice("thin year", f"{year} left out", index.like(made, chosen, thin_year.left_out(values)))


def _alternatives(made: Coefficient) -> Iterator[Choice]:
    for other in indicators.described("alternative"):
        kept = [one for one in made.indicators if one.indicator_id != other.replaces]
        added = made.values.join(indicators.values([other]))
        if added[other.indicator_id].nunique() < 2:  # in a record that ends before it begins to move
            continue
        instead = f"with {_inside(other.label)}" + (" instead" if other.replaces else "")
        yield Choice("alternative", instead, index.like(made, [*kept, other], added))


def _inside(label: str) -> str:
    """Return a label as it stands inside a sentence."""
    return label if label[:2].isupper() or label[:5] == "China" else label[0].lower() + label[1:]


def _problem(material: Material) -> dict[str, Any]:
    sizes = uncertainty.blocks(material)
    groups = [factor for factor in FACTORS for _ in range(sizes[factor])]
    names = [f"{group} {place}" for place, group in enumerate(groups)]
    return {"num_vars": len(names), "names": names, "groups": groups, "bounds": [[0.0, 1.0]] * len(names)}


def gap_treatments() -> tuple[str, ...]:
    """Return the treatments of gaps that are drawn."""
    return GAPS
