"""Is Korea special? The coefficient of seven other allies with Washington, on what the tables hold for them.

The indicators are those of `data/indicators.csv` with the status "peers" (or "index and peers"). Each
ally is measured on its own range since 1991, as Korea is; `pooled` measures all on one range instead.
"""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import pandas as pd

from brief.analysis.coefficient import index, indicators
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.indicators import Indicator

ALLIES = ("KOR", "JPN", "DEU", "GBR", "ITA", "AUS", "PHL", "TUR")
KOREA = "KOR"


@functools.cache
def ally(country: str, *, pooled: bool = False) -> Coefficient:
    """Return an ally's coefficient on the indicators that exist for it; `pooled` sets one scale for all."""
    chosen, values = indicators.described("peers"), _values(country)
    kept = [one for one in chosen if values[one.indicator_id].nunique() > 1]
    made = index.compute(kept, values[[one.indicator_id for one in kept]])
    return _on_common_scale(made, kept) if pooled else made


@functools.cache
def _values(country: str) -> pd.DataFrame:
    return indicators.values(indicators.described("peers"), country=country)


def changes(start: int, end: int, *, pooled: bool = False, on: list[str] | None = None) -> pd.DataFrame:
    """Return each ally's change in points between two years on the indicators that they share, or on `on`.

    Columns: `iso3`, `points`, what each shared indicator adds, and `all_points` (the change over all
    that is known for the ally alone). Allies without one of the shared indicators are left out.
    """
    common, rows = on or shared(start, end), []
    for country in ALLIES:
        made = ally(country, pooled=pooled)
        if set(common) <= set(made.known_in_both(start, end)):
            parts = index.contributions(only(made, common), start, end)
            rows.append(
                {"iso3": country, "points": parts.sum(), **parts, "all_points": made.change(start, end)}
            )
    return pd.DataFrame(rows).sort_values("points", ascending=False, ignore_index=True)


def shared(start: int, end: int) -> list[str]:
    """Return the indicators known in both years for all allies, or for all but one of them."""
    known = pd.Series([name for country in ALLIES for name in ally(country).known_in_both(start, end)])
    counts = known.value_counts()
    named = [one.indicator_id for one in indicators.described("peers")]
    return [name for name in named if counts.get(name, 0) >= len(ALLIES) - 1]


def place(table: pd.DataFrame) -> int:
    """Return Korea's place from the top in the result of `changes`."""
    return int(table["points"].rank(ascending=False)[table["iso3"] == KOREA].iloc[0])


def partner(other: str) -> Coefficient:
    """Return Seoul's tie with another state on the indicators that the tables hold for Washington too."""
    chosen = comparable()
    values = indicators.values(chosen, partner=other)
    kept = [one for one in chosen if values[one.indicator_id].nunique() > 1]
    return index.compute(kept, values[[one.indicator_id for one in kept]])


def partners(others: tuple[str, ...] = ("USA", "CHN", "RUS")) -> pd.DataFrame:
    """Return the values behind `partner`: `partner`, `indicator`, `unit`, `year`, `value`."""
    parts = []
    for one in comparable():
        for other in others:
            line = indicators.series(one, partner=other)
            named = {"partner": other, "indicator": one.name, "unit": one.unit}
            parts.append(pd.DataFrame({**named, "year": line.index, "value": line.to_numpy()}))
    return pd.concat(parts, ignore_index=True)


def comparable() -> list[Indicator]:
    """Return the indicators that can be read for another state than Washington: the row names the partner."""
    wanted = ("us_exports", "un_distance", "favourable")
    return [one for one in indicators.described("index") if one.indicator_id in wanted]


def only(made: Coefficient, names: list[str]) -> Coefficient:
    """Return the coefficient over some of its indicators, scores unchanged."""
    kept = [one for one in made.indicators if one.indicator_id in names]
    columns = [one.indicator_id for one in kept]
    return index.from_scores(
        dataclasses.replace(made, indicators=tuple(kept), values=made.values[columns]), made.scores[columns]
    )


def _on_common_scale(made: Coefficient, kept: list[Indicator]) -> Coefficient:
    """Return the coefficient with each indicator placed between the extremes of all allies."""
    scores = made.values.copy()
    for one in kept:
        everyone = [_values(country)[one.indicator_id] for country in ALLIES]
        low, high = np.nanmin(everyone), np.nanmax(everyone)
        placed = (made.values[one.indicator_id] - low) / (high - low)
        scores[one.indicator_id] = index.FULL * (placed if one.closer else 1 - placed)
    return index.from_scores(made, scores)
