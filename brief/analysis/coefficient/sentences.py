"""The sentences that hang on the coefficient's figures, and how to read from a case whether each holds.

They are those that a chapter guards with `require`, under the words that stand there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from brief import assumptions, tables
from brief.analysis.coefficient import finding, indicators, moves, uncertainty
from brief.analysis.coefficient import index as coefficient
from brief.analysis.coefficient.cases import Case
from brief.analysis.coefficient.moves import DISTANCE

DRAWS = 300
AGREED = 0.9
POLITICAL = [DISTANCE, "confidence"]


@dataclass(frozen=True)
class Guard:
    """A sentence of a chapter and how to read from a case whether it holds.

    `said` has {base}, {last} and {full} for the years compared and the last full one. Reading gives None
    where a case leaves nothing to read it from.
    """

    said: str
    holds: Callable[[Case], bool | None]
    chapter: str = "data"

    @property
    def words(self) -> str:
        """The words that stand in the chapter."""
        assumed = assumptions.current()
        return self.said.format(base=assumed.base_year, last=assumed.last_year, full=finding.full_year())


def _untold(case: Case) -> bool:
    """Whether neither direction is found by nine in ten ways of building it, its start moved as well."""
    errors = indicators.errors(list(case.made.indicators))
    material = uncertainty.material_of(case.made, errors)
    uniform = np.random.default_rng(uncertainty.SEED).random((DRAWS, uncertainty.width(material)))
    chosen = uncertainty.choices(uniform, material)
    fell = uncertainty.fell(uncertainty.changes(material, chosen, case.start, case.last))
    return bool(1 - AGREED < fell < AGREED)


def _fell(case: Case) -> bool:
    return case.made.change(case.start, case.last) < 0


def _first_lost(names: list[str], *, since_full: bool = False) -> Callable[[Case], bool | None]:
    """Return the reading of which indicators took most, in their order."""

    def holds(case: Case) -> bool | None:
        """Say of a case whether the sentence holds, None where it cannot be told."""
        since = finding.full_year() if since_full else case.start
        added = case.added(since)
        if not set(names) <= set(case.made.known_in_both(since, case.last)):
            return None
        return added.nsmallest(len(names)).index.tolist() == names and bool(added.min() < 0)

    return holds


def _washingtons(case: Case) -> bool | None:
    """Whether most of the loss since the last full year is Washington's own move."""
    full = finding.full_year()
    if DISTANCE not in case.made.known_in_both(full, case.last):
        return None
    lost = case.added(full)
    part = moves.washingtons_part(case.made, tables.load("un_ideal_points"), full, case.last)
    return bool(part["by_us"] < 0.5 * lost[lost < 0].sum())


def _pillars(case: Case) -> bool:
    after, before = (case.made.pillars.loc[year] for year in (case.last, case.start))
    return bool((after > before)[["security", "economic"]].all() and after["political"] < before["political"])


def _all(names: list[str], higher: bool) -> Callable[[Case], bool | None]:
    """Return the reading of whether all of some ties are closer, or all further apart."""

    def holds(case: Case) -> bool | None:
        """Say of a case whether the sentence holds, None where it cannot be told."""
        found = [case.rose(name) for name in names]
        return None if None in found else all(rose is higher for rose in found)

    return holds


def _without_last(case: Case) -> bool:
    if case.made.index.isna()[case.last - 1]:
        return coefficient.until(case.made, case.last - 2).change(case.start, case.last - 2) > 0
    return coefficient.until(case.made, case.last - 1).change(case.start, case.last - 1) > 0


def _larger_without_votes(case: Case) -> bool | None:
    if DISTANCE not in case.made.known_in_both(case.start, case.last):
        return None
    voteless = coefficient.without(case.made, DISTANCE)
    return voteless.change(case.start, case.last) < case.made.change(case.start, case.last) < 0


def _tips(case: Case) -> bool:
    """Whether there is a weight of politics at which the answer turns, with a fall above and a rise below."""
    added = case.added()
    pillar_of = {one.indicator_id: one.pillar for one in case.made.indicators}
    by_pillar = added.groupby(pillar_of).sum()
    return bool(by_pillar["political"] < 0 < by_pillar.drop("political").sum())


def _confidence_highest_then_lower(case: Case) -> bool | None:
    """Whether confidence stood highest in the base year and lower than in the last year in 2017."""
    known = case.made.values.get("confidence", pd.Series(dtype=float)).dropna()
    if not {case.start, 2017, case.last} <= set(known.index):
        return None
    return bool(known[case.start] == known.max() and known[2017] < known[case.last])


def _washington_away(case: Case) -> bool | None:
    """Whether the votes are further apart since the base year, and that by Washington's move."""
    if DISTANCE not in case.made.known_in_both(case.start, case.last):
        return None
    since = moves.washingtons_part(case.made, tables.load("un_ideal_points"), case.start, case.last)
    return bool(since["by_us"] < 0 and since["by_us"] < 2 * since["by_ally"])


def _washington_moved_far(case: Case) -> bool | None:
    """Whether Washington's move in the votes since the last full year is several times Seoul's."""
    full = finding.full_year()
    if DISTANCE not in case.made.known_in_both(full, case.last):
        return None
    moved = moves.distance_moves(tables.load("un_ideal_points"), "KOR", full, case.last)
    return bool(abs(moved["by_us"]) > 4 * abs(moved["by_ally"]))


def _depends_on_year(case: Case) -> bool:
    """Whether the sum fell from some years of start and rose from others."""
    seen = set()
    for year in range(case.last - 1, finding.FIRST_BASE_YEAR - 1, -1):
        if pd.notna(case.made.index[year]):
            seen.add(case.made.change(year, case.last) < 0)
        if len(seen) > 1:
            return True
    return False


_ARMS_AND_TRADE = _all(["arms", "us_exports"], True)
_VOTES_AND_CONFIDENCE = _all([DISTANCE, "confidence"], False)

GUARDS = (
    Guard("the fall since {base}", _fell),
    Guard("no direction can be told", _untold),
    Guard("whoever weighs it less finds a rise", _tips),
    Guard(
        "Counted from {base} the loss is first in confidence in the American president, then in the votes",
        _first_lost(["confidence", DISTANCE]),
    ),
    Guard("Counted from {full} it is first in the votes", _first_lost([DISTANCE], since_full=True)),
    Guard("and most of it is Washington's own move", _washingtons),
    Guard("The security and the economic pillar stand higher than in {base}", _pillars),
    Guard(
        "the American shares of arms and of trade are higher than in {base}",
        _all(["arms", "us_exports", "china_exports"], True),
    ),
    Guard("votes and confidence are further apart", _all([DISTANCE, "confidence"], False)),
    Guard("Without {last} there is no fall on the published weights", _without_last),
    Guard("Leave them out altogether, and the published fall is a little larger", _larger_without_votes),
    Guard(
        "from 2022 to 2023 the coefficient as published rose", lambda case: case.made.change(2022, 2023) > 0
    ),
    Guard(
        "Since {base} the American shares of South Korea's exports and arms imports have risen",
        _ARMS_AND_TRADE,
        "summary",
    ),
    Guard("further apart in votes and in trust", _VOTES_AND_CONFIDENCE, "summary"),
    Guard("In the United Nations Washington has moved away from Seoul", _washington_away, "summary"),
    Guard(
        "South Korean trust in the US president has fallen",
        _all(["confidence"], False),
        "summary",
    ),
    Guard(
        "Counted from {base} the coefficient lost most in South Koreans' confidence in the American "
        "president, then in the votes",
        _first_lost(["confidence", DISTANCE]),
        "summary",
    ),
    Guard(
        "counted from {full} first in the votes, then in the view of the United States and in that "
        "confidence",
        _first_lost([DISTANCE, "favourable", "confidence"], since_full=True),
        "summary",
    ),
    Guard("they were fewer still", _confidence_highest_then_lower, "summary"),
    Guard(
        "ties of trade and arms with the United States have tightened since {base}",
        _ARMS_AND_TRADE,
        "findings",
    ),
    Guard("those of votes and of trust have loosened", _VOTES_AND_CONFIDENCE, "findings"),
    Guard(
        "whether the sum is looser depends on the year one starts from and on the weight of politics",
        lambda case: _depends_on_year(case) and _tips(case),
        "findings",
    ),
    Guard("times as far as Seoul", _washington_moved_far, "findings"),
    Guard("it was lower in", _confidence_highest_then_lower, "findings"),
    Guard("finds a fall; whoever gives it less, a rise", _tips, "findings"),
)
