"""The finding of the coefficient in words that the figures choose, for the chapter and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from brief import assumptions, tables
from brief.analysis.coefficient import index, indicators, moves, uncertainty
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.uncertainty import Simulation
from press import prose

FULL_YEAR = 2023  # the last year before the last with both votes and polls: 2024 has too few votes
FIRST_BASE_YEAR = 2008
NARROW = 2.0  # points: a decimal is told only where the band is no wider
AGREED = 0.9  # share of the draws that must agree before a direction is told
UNTOLD = "no direction can be told"
WAYS = FELL, ROSE, STOOD = "fell", "rose", "stood still"
NOTHING = 1e-9  # points: what sums of floats leave of no change


@dataclass(frozen=True)
class Period:
    """How the coefficient moved over one period: points as published, and what the draws say of it.

    The draws start in `start` or up to two years from it, but for a period that `by_base_year` gives.
    """

    start: int
    end: int
    points: float
    low: float  # 5th percentile of the draws, in points
    high: float  # 95th percentile
    fell: float  # share of the draws in which it fell

    @property
    def change(self) -> str:
        """Return the change with its sign, such as "−5", and no decimal that the band does not carry."""
        return rounded(self.points, self.low, self.high)

    @property
    def band(self) -> str:
        """Return the span of nine in ten draws, such as "−43 to +30"."""
        return " to ".join(rounded(edge, self.low, self.high) for edge in (self.low, self.high))

    @property
    def told(self) -> str:
        """Return the change and its band in short, such as "−5 points (−43 to +30)"."""
        if self.start >= self.end:
            return f"nothing that can be compared: it starts in {self.start}"
        unit = "point" if self.change.lstrip("+\N{MINUS SIGN}") == "1" else "points"
        return f"{self.change} {unit} ({self.band})"

    @property
    def moved(self) -> str:
        """Return "changed by −5 points (nine in ten ways of building it: −43 to +30)" or its like."""
        return f"changed by {self.told.replace('(', '(nine in ten ways of building it: ')}"

    @property
    def ways(self) -> str:
        """Return in how many of a hundred ways of building it the coefficient fell."""
        return f"{prose.number(100 * self.fell)} of 100"

    @property
    def way(self) -> str:
        """Return what the published coefficient did, one of WAYS."""
        if abs(self.points) <= NOTHING:
            return STOOD
        return FELL if self.points < 0 else ROSE

    @property
    def direction(self) -> str:
        """Return which way it went if nine in ten draws agree, else that no direction can be told."""
        if self.fell >= AGREED:
            return "it fell"
        return "it rose" if self.fell <= 1 - AGREED else UNTOLD


def rounded(points: float, low: float, high: float) -> str:
    """Return points with their sign: whole where their band (`low` to `high`) is wider than NARROW."""
    return signed(points, 0 if high - low > NARROW else 1)


def signed(points: float, digits: int = 0) -> str:
    """Return points with their sign, such as "+5" and "−5"; what rounds to nought has none."""
    text = prose.number(points, digits)
    return f"+{text}" if points > 0 and text.strip("0.") else text


@dataclass(frozen=True)
class Finding:
    """What the coefficient says. `with_last` and `without_last` hold the periods with and without 2025.

    `to_full` holds them up to the last year that is well covered; `stood_still` had Washington still
    voted as in `full_year`; `without_votes` if the votes were no part of the coefficient.
    """

    with_last: dict[str, Period]
    without_last: dict[str, Period]
    to_full: dict[str, Period]
    stood_still: dict[str, Period]
    without_votes: dict[str, Period]

    @property
    def sentence(self) -> str:
        """Return the finding in two sentences: the change with its band, and what the start does to it."""
        since = self.with_last["since_2015"]
        return (
            f"From {since.start} to {since.end} the alliance coefficient {since.moved}: {since.direction}. "
            f"{dependence(by_base_year())}"
        )


@assumptions.cached
def finding() -> Finding:
    """Return the finding of the published coefficient and its draws."""
    made, drawn = index.published(), uncertainty.published()
    last, full = assumptions.current().last_year, full_year()
    shorter, drawn_shorter = index.until(made, last - 1), uncertainty.published_without(last)
    still = moves.had_washington_stood_still(made, tables.load("un_ideal_points"), full, last)
    voteless = index.without(made, moves.DISTANCE)
    return Finding(
        _periods(made, drawn, last),
        _periods(shorter, drawn_shorter, last - 1),
        _periods(made, drawn, full),
        _periods(still, _drawn(still), last),
        _periods(voteless, _drawn(voteless), last),
    )


def full_year() -> int:
    """Return the last year before the last one with both votes and polls."""
    return min(FULL_YEAR, assumptions.current().last_year - 1)


def since() -> dict[str, int]:
    """Return the first years of the periods that are told; the article is of November 2025."""
    assumed = assumptions.current()
    return {"since_2015": assumed.base_year, "since_2021": 2021, "three_years": assumed.last_year - 3}


@assumptions.cached
def by_base_year() -> tuple[Period, ...]:
    """Return the change to the last year from each base year, with the band of draws that start there."""
    made, drawn = index.published(), uncertainty.published()
    last = assumptions.current().last_year
    years = range(FIRST_BASE_YEAR, last)
    return tuple(_told(made, year, last, drawn.changes(year, last)) for year in years)


def period(made: Coefficient, drawn: Simulation, start: int, end: int) -> Period:
    """Return how a coefficient moved between two years, with the band of its draws around the first."""
    if start >= end:
        return Period(start, end, 0.0, 0.0, 0.0, 0.5)
    return _told(made, start, end, drawn.changes_around(start, end))


def _told(made: Coefficient, start: int, end: int, changes: np.ndarray) -> Period:
    low, high = uncertainty.middle(changes)
    return Period(start, end, made.change(start, end), low, high, uncertainty.fell(changes))


def _periods(made: Coefficient, drawn: Simulation, end: int) -> dict[str, Period]:
    return {name: period(made, drawn, year, end) for name, year in since().items()}


def _drawn(made: Coefficient) -> Simulation:
    return uncertainty.simulate(made, indicators.errors(list(made.indicators)))


def dependence(periods: Iterable[Period]) -> str:
    """Return in words how the direction depends on the year one starts from, and if any is told."""
    held = list(periods)
    told = {one.start: one.direction for one in held if one.direction != UNTOLD}
    agree = "nine in ten ways of building it agree"
    if len(told) == len(held):
        sure = f"from each of these years {agree}"
    else:
        sure = f"{f'only from {year_runs(told)}' if told else 'from none of these years'} do {agree}"
    which = f" that {min(told.values())}" if len(set(told.values())) == 1 else ""
    return f"By {held[0].end} it {by_way_in_words(by_way(held))}; {sure}{which}"


def by_way(periods: Iterable[Period]) -> dict[str, list[int]]:
    """Return the base years by what the published coefficient did from them, without the ways of none."""
    held = list(periods)
    found = {way: [one.start for one in held if one.way == way] for way in WAYS}
    return {way: years for way, years in found.items() if years}


def by_way_in_words(ways: Mapping[str, Iterable[int]]) -> str:
    """Return "fell if one starts in 2015, and rose if one starts in 2016", of years by their way."""
    *first, last = [f"{way} if one starts in {year_runs(years)}" for way, years in ways.items()]
    return f"{', '.join(first)}, and {last}" if first else last


def year_runs(years: Iterable[int]) -> str:
    """Return years in words with runs of three and more joined: "2014–2016, 2020 and 2022–2024"."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return prose.listed(
        [
            words
            for run in runs
            for words in ([f"{run[0]}\N{EN DASH}{run[-1]}"] if len(run) > 2 else map(str, run))
        ],
        last="or",
    )


def words() -> dict[str, str]:
    """Return the finding's facts under the names that a chapter binds: `bind(**words())`.

    For each period (`since_2015`, `since_2021`, `three_years`): `..._moved` (change with its band),
    `..._fell` (in how many of a hundred ways) and `..._direction`; the change in short and the ways
    `_to_2024` and `_to_2023`; and the change in short had Washington `_stood_still` and `_without_votes`.
    """
    found = finding()
    facts = {"coef_finding": found.sentence, "coef_base_years": dependence(by_base_year())}
    others = {
        "_to_2024": found.without_last,
        "_to_2023": found.to_full,
        "_stood_still": found.stood_still,
        "_without_votes": found.without_votes,
    }
    for name, one in found.with_last.items():
        facts[f"coef_{name}_moved"], facts[f"coef_{name}_direction"] = one.moved, one.direction
        facts |= {f"coef_{name}_change{suffix}": held[name].told for suffix, held in others.items()}
        facts |= {
            f"coef_{name}_fell{suffix}": held[name].ways
            for suffix, held in {"": found.with_last, **others}.items()
        }
    return facts
