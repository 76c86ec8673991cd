"""What the tables amount to, by name: the coefficient and each indicator, for a fetch to tell what moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from brief.analysis.coefficient import index

DIGITS = 6  # significant ones


def all_values() -> Mapping[str, str]:
    """Return every computed value as text: the coefficient by year, then the indicators in their units."""
    made = index.published()
    indicators = {one.name: made.values[one.indicator_id] for one in made.indicators}
    named = {"coefficient": made.index, **indicators}
    return dict(pair for title, series in named.items() for pair in _by_year(title, series))


def _by_year(title: str, series: pd.Series) -> Iterator[tuple[str, str]]:
    for year, value in series.dropna().items():
        yield f"{title} {year}", f"{value:.{DIGITS}g}"
