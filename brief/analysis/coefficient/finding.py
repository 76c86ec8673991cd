"""The finding of the coefficient in words that the figures choose, for the chapter and the summary."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from brief import tables
from brief.analysis.coefficient import index, moves, uncertainty
from press import prose

LAST = 2025
LAST_FULL = 2023  # the last year before LAST with both votes and polls: 2024 has too few votes
SINCE = {"since_2015": 2015, "since_2021": 2021, "three_years": 2022}  # the article is of November 2025


@dataclass(frozen=True)
class Period:
    """How the coefficient moved over one period: points as published, and how many draws agree."""

    start: int
    end: int
    points: float
    fell: float  # share of the draws in which it fell

    @property
    def verb(self) -> str:
        """Return "rose by 1.4 points" or its like."""
        return f"{prose.change(0, self.points)} by {prose.number(abs(self.points), 1)} points"

    @property
    def likelihood(self) -> str:
        """Return the calibrated word for a fall."""
        return prose.likelihood(self.fell)

    @property
    def fell_percent(self) -> str:
        """Return the share of the draws in which it fell, such as "48%"."""
        return prose.percent(100 * self.fell)


@dataclass(frozen=True)
class Finding:
    """What the coefficient says. `with_last` and `without_last` hold the periods with and without 2025.

    `to_full` holds them up to the last year that is well covered.
    """

    with_last: dict[str, Period]
    without_last: dict[str, Period]
    to_full: dict[str, Period]
    stood_still: dict[str, float]  # change of each period had Washington still voted as in LAST_FULL

    @property
    def sentence(self) -> str:
        """Return the finding in two sentences, the thin year beside the well-covered one."""
        since, full = self.with_last["since_2015"], self.to_full["since_2015"]
        before = self.without_last["since_2015"]
        return (
            f"On the published weights the alliance coefficient {since.verb} between {since.start} and "
            f"{since.end}; across {prose.number(uncertainty.DRAWS)} other ways of building it, a fall is "
            f"{since.likelihood}. "
            f"Up to {full.end}, the last year before with votes and polls, it {full.verb}, and a fall is "
            f"{full.likelihood}; up to {before.end}, for which less is known, it {before.verb}, and a fall "
            f"is {before.likelihood}"
        )


@functools.cache
def finding() -> Finding:
    """Return the finding of the published coefficient and its draws."""
    made, drawn = index.published(), uncertainty.published()
    shorter = index.until(made, LAST - 1)
    drawn_shorter = uncertainty.published_without(LAST)
    points = tables.load("un_ideal_points")
    return Finding(
        {
            name: Period(year, LAST, made.change(year, LAST), drawn.fell(year, LAST))
            for name, year in SINCE.items()
        },
        {
            name: Period(year, LAST - 1, shorter.change(year, LAST - 1), drawn_shorter.fell(year, LAST - 1))
            for name, year in SINCE.items()
        },
        {
            name: Period(year, LAST_FULL, made.change(year, LAST_FULL), drawn.fell(year, LAST_FULL))
            for name, year in SINCE.items()
        },
        {
            name: moves.had_washington_stood_still(made, points, LAST_FULL, LAST).change(year, LAST)
            for name, year in SINCE.items()
        },
    )


def words() -> dict[str, str]:
    """Return the finding's facts under the names that a chapter binds: `bind(**words())`.

    For each period (`since_2015`, `since_2021`, `three_years`): `..._moved`, `..._fell` (share of the
    draws), `..._word` (likelihood of a fall) and the same with `_to_2024` and `_to_2023`.
    """
    found = finding()
    facts = {"coef_finding": found.sentence}
    for name in SINCE:
        periods = {"": found.with_last, "_to_2024": found.without_last, "_to_2023": found.to_full}
        for suffix, period in ((suffix, held[name]) for suffix, held in periods.items()):
            facts |= {
                f"coef_{name}_moved{suffix}": period.verb,
                f"coef_{name}_fell{suffix}": period.fell_percent,
                f"coef_{name}_word{suffix}": period.likelihood,
            }
        still = found.stood_still[name]
        facts[f"coef_{name}_stood_still"] = (
            f"{prose.change(0, still, up='risen')} by {prose.number(abs(still), 1)} points"
        )
    return facts
