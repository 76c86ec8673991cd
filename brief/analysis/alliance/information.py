"""Information sharing: what is publicly known, and what a fall of 17 per cent would have to look like.

Volumes of intelligence are secret on both sides. What can be seen is whether channels open or close
(`information_sharing`) and how the other ties moved over the same three years.
"""

from __future__ import annotations

import pandas as pd

from brief.analysis.coefficient import index
from brief.analysis.coefficient.index import Coefficient
from brief.article import ARTICLE_DAY
from press.tables.words import known

WIDENING = (
    "agreement", "arrangement", "memorandum", "activation", "commitment", "decision", "declaration",
    "agreement initialled", "normalisation announced", "normalisation",
)  # fmt: skip
NARROWING = ("failed agreement", "termination notice", "restriction reported")
NEITHER = ("trigger", "use", "first meeting", "termination suspended")
EFFECTS = (
    dict.fromkeys(WIDENING, "widened")
    | dict.fromkeys(NARROWING, "narrowed")
    | dict.fromkeys(NEITHER, "neither")
)
THREE_YEARS = ARTICLE_DAY - pd.DateOffset(years=3)
LANES = {"USA;KOR": "US, Korea", "USA;KOR;JPN": "US, Korea, Japan", "JPN;KOR": "Korea, Japan", "KOR": "Korea"}


def events(table: pd.DataFrame) -> pd.DataFrame:
    """Return the dated events with `effect`: widened, narrowed, or neither, and `lane`: between whom.

    `table` is `information_sharing`. An agreement signed, a mechanism decided or switched on widens;
    one refused, ended or restricted narrows; use and meetings do neither. Raises DataError for a kind or
    for parties that are not known here.
    """
    effect = known(table["kind"], EFFECTS, "information_sharing", "kind")
    return table.assign(effect=effect, lane=known(table["parties"], LANES, "information_sharing", "parties"))


def in_window(
    dated: pd.DataFrame, start: pd.Timestamp = THREE_YEARS, end: pd.Timestamp = ARTICLE_DAY
) -> dict[str, int]:
    """Return how many events with Washington and Seoul widened, narrowed or did neither in a span."""
    mine = dated["parties"].str.contains("USA") & dated["date"].between(start, end)
    return {
        effect: int((dated.loc[mine, "effect"] == effect).sum())
        for effect in ("widened", "narrowed", "neither")
    }


def observed(made: Coefficient | None = None, start: int = 2022, end: int = 2025) -> pd.DataFrame:
    """Return how each indicator known in both years changed, in per cent of its first value.

    Columns: `indicator_id`, `name`, `unit`, `first`, `last`, `percent` (of the value) and `toward`
    (the same with the sign of a closer tie: a distance that grows counts as negative).
    """
    made = made or index.published()
    end = min(end, int(made.values.index[-1]))
    rows = []
    for one in made.indicators:
        first, last = made.values.loc[start, one.indicator_id], made.values.loc[end, one.indicator_id]
        if pd.notna(first) and pd.notna(last):
            percent = 100 * (last - first) / first
            toward = percent if one.closer else -percent
            rows.append((one.indicator_id, one.name, one.label, one.unit, first, last, percent, toward))
    columns = ["indicator_id", "name", "label", "unit", "first", "last", "percent", "toward"]
    return pd.DataFrame(rows, columns=columns).sort_values("toward", ascending=False, ignore_index=True)


def yearly_rate(percent: float, years: int) -> float:
    """Return the yearly change, in per cent, that makes `percent` over some years."""
    return 100 * ((1 + percent / 100) ** (1 / years) - 1)
