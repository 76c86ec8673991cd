"""Other ways to start the coefficient: one choice after another is made otherwise.

The years around the base year, each question and each single reading of the polls left out, the thin year
left out, and another release of the UN positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from brief import assumptions, tables
from brief.analysis.coefficient import index as coefficient
from brief.analysis.coefficient import sensitivity, thin_year
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.moves import DISTANCE

POLLS = {"confidence": "confidence in the president", "favourable": "the view of the United States"}
OTHER_RELEASE = "un_distance_july_2025"


@dataclass(frozen=True)
class Case:
    """One way to start: its name, the coefficient as it then is, and the base year."""

    name: str
    made: Coefficient
    start: int = field(default_factory=lambda: assumptions.current().base_year)
    last: int = field(default_factory=lambda: assumptions.current().last_year)
    _added: dict[int, pd.Series] = field(default_factory=dict, repr=False, compare=False)  # by year of start

    def added(self, since: int | None = None) -> pd.Series:
        """Return what each indicator adds to the change to the last year, in points."""
        since = self.start if since is None else since
        if since not in self._added:
            self._added[since] = coefficient.contributions(self.made, since, self.last)
        return self._added[since]

    def rose(self, name: str) -> bool | None:
        """Return whether an indicator's score is higher in the last year; None if it is not known in both."""
        scores = self.made.scores
        if name not in scores or scores.loc[[self.start, self.last], name].isna().any():
            return None
        return bool(scores.loc[self.last, name] > scores.loc[self.start, name])


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


def _without(made: Coefficient, year: int, name: str) -> Coefficient:
    values = made.values.copy()
    values.loc[year, name] = np.nan
    return coefficient.like(made, list(made.indicators), values)


def _other_release(values: pd.DataFrame) -> pd.DataFrame:
    """Return the values with the distances of another release, which ends a year earlier."""
    table = tables.load(OTHER_RELEASE)
    pair = table[(table["iso3_a"] == "USA") & (table["iso3_b"] == "KOR")].set_index("year")["distance"]
    return values.assign(**{DISTANCE: pair.reindex(values.index)})
