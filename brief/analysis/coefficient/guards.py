"""Which sentences on the coefficient fall when one choice of what it starts from is made otherwise.

The sentences are those that the chapter guards with `require`. Each is read anew from every case: the
years around the base year, each question and each single reading of the polls left out, the thin year
left out, and another release of the UN positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from brief import assumptions, tables
from brief.analysis.coefficient import finding, indicators, moves, sensitivity, thin_year, uncertainty
from brief.analysis.coefficient import index as coefficient
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.moves import DISTANCE

POLLS = {"confidence": "confidence in the president", "favourable": "the view of the United States"}
DRAWS = 300
OTHER_RELEASE = "un_distance_july_2025"
AGREED = 0.9


@dataclass(frozen=True)
class Case:
    """One way to start: its name, the coefficient as it then is, and the base year."""

    name: str
    made: Coefficient
    start: int = field(default_factory=lambda: assumptions.current().base_year)
    last: int = field(default_factory=lambda: assumptions.current().last_year)

    def added(self, since: int | None = None) -> pd.Series:
        """Return what each indicator adds to the change to the last year, in points."""
        return coefficient.contributions(self.made, self.start if since is None else since, self.last)

    def rose(self, name: str) -> bool | None:
        """Return whether an indicator's score is higher in the last year; None if it is not known in both."""
        scores = self.made.scores
        if name not in scores or scores.loc[[self.start, self.last], name].isna().any():
            return None
        return bool(scores.loc[self.last, name] > scores.loc[self.start, name])


@dataclass(frozen=True)
class Guard:
    """A sentence of the chapter and how to read from a case whether it holds.

    `said` has {base}, {last} and {full} for the years compared and the last full one. Reading gives None
    where a case leaves nothing to read it from.
    """

    said: str
    holds: Callable[[Case], bool | None]

    @property
    def words(self) -> str:
        """The words that stand in the chapter."""
        assumed = assumptions.current()
        return self.said.format(base=assumed.base_year, last=assumed.last_year, full=finding.full_year())


def cases() -> Iterator[Case]:
    """Yield the published case first, then every other."""
    made, assumed = coefficient.published(), assumptions.current()
    chosen, values = list(made.indicators), made.values
    yield Case("as published", made)
    around = (assumed.base_year + away for away in sensitivity.AROUND)
    for year in (year for year in around if year < assumed.last_year):
        yield Case(f"starting in {year}", made, year)
    for name, label in ((name, label) for name, label in POLLS.items() if name in values):
        yield Case(f"without {label}", coefficient.without(made, name))
        for year in values.loc[assumed.base_year :, name].dropna().index:
            yield Case(f"without the poll of {year} on {label}", _without(made, year, name))
    yield Case(f"without {thin_year.THIN_YEAR}", coefficient.like(made, chosen, thin_year.left_out(values)))
    if DISTANCE in values:
        other = coefficient.like(made, chosen, _other_release(values))
        yield Case("with the UN positions of July 2025", other)


def fallen() -> pd.DataFrame:
    """Return the sentences that do not hold in some case: `words`, `case`, `unread`; one row each.

    `unread` says that the case leaves nothing to read the sentence from. Raises ValueError naming a
    sentence that does not hold as published.
    """
    rows = []
    for case in _cases():
        for guard in GUARDS:
            held = guard.holds(case)
            if case.name == "as published" and not held and assumptions.current() == assumptions.BOOK:
                raise ValueError(f'the sentence "{guard.words}" does not hold as published')
            if not held:
                rows.append((guard.words, case.name, held is None))
    return pd.DataFrame(rows, columns=["words", "case", "unread"])


def in_words() -> pd.DataFrame:
    """Return `fallen` as a table to read: `Sentence`, `Does not hold`, `Nothing to read it from`."""
    found = fallen()
    columns = {"Does not hold": ~found["unread"], "Nothing to read it from": found["unread"]}
    listed = {name: found[rows].groupby("words")["case"].agg("; ".join) for name, rows in columns.items()}
    order = [guard.words for guard in GUARDS if guard.words in set(found["words"])]
    table = pd.DataFrame(listed).reindex(order).fillna("")
    return (
        table.rename_axis("Sentence")
        .reset_index()
        .assign(Sentence=lambda shown: "“" + shown["Sentence"] + "”")
    )


@assumptions.cached
def _cases() -> tuple[Case, ...]:
    return tuple(cases())


def _without(made: Coefficient, year: int, name: str) -> Coefficient:
    values = made.values.copy()
    values.loc[year, name] = np.nan
    return coefficient.like(made, list(made.indicators), values)


def _other_release(values: pd.DataFrame) -> pd.DataFrame:
    """Return the values with the distances of another release, which ends a year earlier."""
    table = tables.load(OTHER_RELEASE)
    pair = table[(table["iso3_a"] == "USA") & (table["iso3_b"] == "KOR")].set_index("year")["distance"]
    return values.assign(**{DISTANCE: pair.reindex(values.index)})


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
    Guard("Leave them out altogether, and that fall is larger", _larger_without_votes),
    Guard(
        "from 2022 to 2023 the coefficient as published rose", lambda case: case.made.change(2022, 2023) > 0
    ),
)
