"""Pieces that many charts share: country colours, an axis of years, names at line ends, a shaded span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import pandas as pd

from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER, current

Align = Literal["left", "center", "right"]

Tips = list[str | alt.Tooltip]  # what a tooltip tells, in order


def actor_scale(names: Mapping[str, str]) -> alt.Scale:
    """Return the colour scale for actors: `names` maps the label in the data to a country code."""
    colours = current().apart(names.values())
    return alt.Scale(domain=list(names), range=[colours[code].light for code in names.values()])


def layer(*charts: alt.Chart | alt.LayerChart, **options: Any) -> alt.LayerChart:
    """Return charts drawn over each other: `alt.layer`, which allows for facets too, made stricter."""
    drawn = alt.layer(*charts, **options)
    if not isinstance(drawn, alt.LayerChart):
        raise TypeError("facets cannot be drawn over each other; draw panels with press.figures.lines")
    return drawn


def time_axis(column: str, domain: Sequence[str], layout: Layout) -> alt.X:
    """Return the horizontal channel for dates within `domain` (two ISO days), labelled by year."""
    axis = alt.Axis(format="%Y", tickCount=layout.pick(8, 4))
    return alt.X(f"{column}:T", title=None, scale=alt.Scale(domain=list(domain)), axis=axis)


def end_labels(
    data: pd.DataFrame, x: str, y: str, name: str, *, scale: alt.Scale | None = None, dx: int = 6
) -> alt.Chart:
    """Return the series' names set at the last point of each line (leave room at the right edge).

    `x`, `y` and `name` are columns of `data`; rows without `y` do not count as a last point.
    """
    last = data.dropna(subset=[y]).sort_values(x).groupby(name, observed=True).tail(1)
    colour = alt.Color(f"{name}:N", scale=scale, legend=None) if scale is not None else alt.value(INK)
    kind = "T" if pd.api.types.is_datetime64_any_dtype(data[x]) else "Q"
    names: alt.Chart = (
        alt.Chart(last)
        .mark_text(align="left", dx=dx, fontSize=13, fontWeight=600)
        .encode(x=alt.X(f"{x}:{kind}"), y=alt.Y(f"{y}:Q"), text=f"{name}:N", color=colour)
    )
    return names


def span(start: pd.Timestamp | str, end: pd.Timestamp | str, label: str = "") -> alt.LayerChart:
    """Return a shaded span of time between two dates, with a word at its top left."""
    data = pd.DataFrame({"from": [pd.Timestamp(start)], "to": [pd.Timestamp(end)], "label": [label]})
    band = alt.Chart(data).mark_rect(color=PAPER["mark"].light, opacity=0.7).encode(x="from:T", x2="to:T")
    word = (
        alt.Chart(data)
        .mark_text(align="left", baseline="top", dx=4, dy=3, color=MUTED, fontSize=12)
        .encode(x="from:T", y=alt.value(0), text="label:N")
    )
    return layer(band, word)


def on_halo(base: alt.Chart, **mark: Any) -> list[alt.Chart]:
    """Return text that stays readable over lines: drawn first as an outline in the page's colour."""
    return [base.mark_text(**mark, stroke=PAPER["paper"].light, strokeWidth=3), base.mark_text(**mark)]


def start_tick(base: alt.Chart, length: int = 13) -> alt.Chart:
    """Return the upright tick at which a move begins; a hollow point would read as a weak source."""
    drawn: alt.Chart = base.mark_tick(orient="vertical", size=length, thickness=2.6, opacity=1)
    return drawn


def readings(base: alt.Chart, tooltip: Sequence[str | alt.Tooltip], size: int = 120) -> alt.Chart:
    """Return the unseen layer that tells each reading of a line under the pointer.

    A line or an area has to go without a tooltip of its own: it would tell its first reading anywhere.
    `base` has the line's channels, `size` is the area of a disc in square pixels.
    """
    unseen: alt.Chart = base.mark_circle(size=size, opacity=0, color=MUTED).encode(tooltip=list(tooltip))
    return unseen


def nearest(field: str, name: str = "nearest") -> alt.Parameter:
    """Return a selection of the marks nearest to the pointer along `field`, for rules and tooltips."""
    return alt.selection_point(
        name=name, nearest=True, on="pointerover", fields=[field], empty=False, clear="pointerout"
    )


def crosshair(
    data: pd.DataFrame, x: str, tooltips: Sequence[str | alt.Tooltip], point: alt.Parameter
) -> alt.Chart:
    """Return an invisible layer that shows a rule and a tooltip for the pointer's place on `x`."""
    rule: alt.Chart = (
        alt.Chart(data)
        .mark_rule(color=MUTED, strokeWidth=1)
        .encode(
            x=x,
            opacity=alt.condition(point, alt.value(0.8), alt.value(0)),
            tooltip=list(tooltips),
        )
        .add_params(point)
    )
    return rule
