"""Words over a time axis, each with a thin rule down into the chart, set so that none runs into another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from press.figures.marks import layer
from press.figures.theme import INK, LINE
from press.look import PAPER

ROW = 16
_CHARACTER = 6.4  # mean width of a 12 px letter of the brief's sans, in pixels


class Frame(NamedTuple):
    """Where a chart's time axis lies: first and last moment, and the plot's width and height in pixels."""

    start: pd.Timestamp
    end: pd.Timestamp
    width: float
    height: float


def flags(moments: Sequence[tuple[pd.Timestamp, str]], frame: Frame) -> alt.LayerChart:
    """Return the words of each moment above the plot, and rules from them to the plot's foot.

    The words stand in as few rows as keep them apart, and inside the plot's width.
    """
    placed = _placed(moments, frame)
    base = alt.Chart(placed)
    rules = base.mark_rule(color=LINE, strokeWidth=1, strokeDash=[2, 2]).encode(
        x=alt.X("left_of_rule:Q", scale=None, axis=None),
        y=alt.Y("top:Q", scale=None, axis=None),
        y2=alt.value(frame.height),
    )
    set_words = {
        "x": alt.X("left:Q", scale=None, axis=None),
        "y": alt.Y("baseline:Q", scale=None, axis=None),
        "text": "words:N",
    }
    look: dict[str, Any] = {"align": "left", "baseline": "bottom", "fontSize": 12}
    halo = base.mark_text(**look, stroke=PAPER["paper"].light, strokeWidth=4, color=PAPER["paper"].light)
    return layer(rules, halo.encode(**set_words), base.mark_text(**look, color=INK).encode(**set_words))


def strip_height(moments: Sequence[tuple[pd.Timestamp, str]], frame: Frame) -> float:
    """Return how far the words reach above the plot, in pixels."""
    return float(-_placed(moments, frame)["baseline"].min() + ROW)


def rows_without_collision(lefts: Sequence[float], widths: Sequence[float], gap: float = 8) -> list[int]:
    """Return a row for each label so that no two of a row overlap: the lowest row that is free.

    `lefts` are the labels' left edges in pixels, in rising order; `widths` their widths. Rows are given
    out from the right, so that a later label lies under an earlier one and its rule does not cross it.
    """
    starts: list[float] = []
    rows = []
    for left, width in reversed(list(zip(lefts, widths, strict=True))):
        row = next((row for row, start in enumerate(starts) if left + width + gap <= start), len(starts))
        starts[row : row + 1] = [left]
        rows.append(row)
    return rows[::-1]


def _placed(moments: Sequence[tuple[pd.Timestamp, str]], frame: Frame) -> pd.DataFrame:
    span = (frame.end - frame.start).total_seconds()
    ordered = sorted(moments)
    at = [frame.width * (moment - frame.start).total_seconds() / span for moment, _ in ordered]
    widths = [_CHARACTER * len(words) for _, words in ordered]
    lefts = [max(0.0, min(x + 3, frame.width - width)) for x, width in zip(at, widths, strict=True)]
    rows = rows_without_collision(lefts, widths)
    placed = pd.DataFrame({"words": [words for _, words in ordered], "left": lefts, "left_of_rule": at})
    placed["baseline"] = [-4 - ROW * row for row in rows]
    return placed.assign(top=placed["baseline"] + 1)
