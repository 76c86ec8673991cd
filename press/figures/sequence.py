"""A sequence: dated sentences down the page, each with a mark in its actor's colour."""

from __future__ import annotations

import altair as alt
import pandas as pd

from press.figures.marks import layer
from press.figures.render import wrapped
from press.figures.theme import LINE, MUTED, Layout

_LINE = 17
_GAP = 13
_DATES = 138
_CHARACTER = 6.9  # mean width of a 13 px letter of the brief's sans, in pixels


def sequence(steps: pd.DataFrame, colours: dict[str, str], layout: Layout) -> alt.LayerChart:
    """Return the steps as a list to read downward; distances are not to scale of time.

    `steps` has `when`, `what` and `who`, in order; `colours` maps `who` to colours of the palette.
    On a narrow drawing the date stands over its sentence.
    """
    placed = _placed(steps, layout)
    height = placed["foot"].iloc[-1]
    base = alt.Chart(placed)
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False)
    y = alt.Y("top:Q", scale=down, axis=None)
    text_x = alt.value(24 if layout.narrow else 24 + _DATES)
    line = base.mark_rule(color=LINE, strokeWidth=2).encode(
        x=alt.value(8), y=alt.Y("dot:Q", scale=down, axis=None), y2="next_dot:Q"
    )
    dots = base.mark_circle(size=130, opacity=1).encode(
        x=alt.value(8),
        y=alt.Y("dot:Q", scale=down, axis=None),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=list(colours), range=list(colours.values())),
            legend=alt.Legend(title=None, columns=2 if layout.narrow else 5),
        ),
        tooltip=[
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("who:N", title="Who"),
            alt.Tooltip("what:N", title="What"),
        ],
    )
    dates = base.mark_text(align="left", baseline="top", color=MUTED, fontSize=13, fontWeight=600).encode(
        x=alt.value(24), y=y, text="when:N"
    )
    words = base.mark_text(
        align="left", baseline="top", lineBreak="\n", lineHeight=_LINE, fontSize=13
    ).encode(x=text_x, y=alt.Y("words_top:Q", scale=down, axis=None), text="words:N")
    return layer(line, dots, dates, words).properties(width=layout.width, height=float(height))


def _placed(steps: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    room = layout.width - 28 - (0 if layout.narrow else _DATES)
    lines = [wrapped(text, int(room / _CHARACTER)) for text in steps["what"]]
    over = _LINE if layout.narrow else 0
    heights = [over + _LINE * len(broken) + _GAP for broken in lines]
    tops = pd.Series(heights).cumsum().shift(fill_value=0).astype(float)
    placed = (
        steps[["when", "what", "who"]]
        .reset_index(drop=True)
        .assign(words=["\n".join(broken) for broken in lines], top=tops, words_top=tops + over, dot=tops + 7)
    )
    return placed.assign(next_dot=placed["dot"].shift(-1), foot=tops + heights)
