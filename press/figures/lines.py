"""Lines by actor: gaps left open, weak stretches dashed, names at the ends kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import altair as alt
import pandas as pd
from altair.typing import ChartType

from press.figures.marks import actor_scale, layer
from press.figures.theme import INK, MUTED
from press.look import PAPER

LABEL_ROOM = 17  # pixels from one label's baseline to the next


class Panel(NamedTuple):
    """One panel of lines: its size in pixels, the axes' columns and their spans.

    `x` and `y` name columns; an `x` that holds dates is drawn as time. `names` maps each label in
    the column `name` to a country code, which gives the colour.
    """

    width: int
    height: int
    x: str
    y: str
    name: str
    names: Mapping[str, str]
    x_span: tuple[pd.Timestamp, pd.Timestamp] | tuple[float, float]
    y_span: tuple[float, float]

    def scale(self) -> alt.Scale:
        """Return the colours."""
        return actor_scale(self.names)

    def across(self, **axis: Any) -> alt.X:
        """Return the horizontal channel."""
        if isinstance(self.x_span[0], pd.Timestamp):
            ends = [pd.Timestamp(moment).strftime("%Y-%m-%d") for moment in self.x_span]
            scale = alt.Scale(domain=ends)
            return alt.X(f"{self.x}:T", title=None, scale=scale, axis=alt.Axis(format="%Y", **axis))
        scale = alt.Scale(domain=list(self.x_span), nice=False)
        return alt.X(f"{self.x}:Q", title=None, scale=scale, axis=alt.Axis(format="d", **axis))

    def up(self, **axis: Any) -> alt.Y:
        """Return the vertical channel."""
        scale = alt.Scale(domain=list(self.y_span), nice=False)
        return alt.Y(f"{self.y}:Q", title=None, scale=scale, axis=alt.Axis(**axis))

    def up_at(self, column: str) -> alt.Y:
        """Return the vertical channel for another column, such as a label's place."""
        return alt.Y(f"{column}:Q", title=None, scale=alt.Scale(domain=list(self.y_span), nice=False))

    def colour(self) -> alt.Color:
        """Return the colour channel, without a legend."""
        return alt.Color(f"{self.name}:N", scale=self.scale(), legend=None)


def spread(values: Sequence[float], least: float) -> list[float]:
    """Return the values moved apart, as little as need be, so that neighbours differ by `least`.

    Order is kept. Blocks that would overlap are pooled around the mean of their own places, as in
    isotonic regression (pool adjacent violators).
    """
    order = sorted(range(len(values)), key=lambda index: values[index])
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _low(blocks[-1], values, least) < _high(blocks[-2], values, least) + least:
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    placed = list(values)
    for block in blocks:
        low = _low(block, values, least)
        for step, index in enumerate(block):
            placed[index] = low + step * least
    return placed


def _low(block: list[int], values: Sequence[float], least: float) -> float:
    return sum(values[index] for index in block) / len(block) - least * (len(block) - 1) / 2


def _high(block: list[int], values: Sequence[float], least: float) -> float:
    return _low(block, values, least) + least * (len(block) - 1)


def end_names(data: pd.DataFrame, panel: Panel, *, room: int = LABEL_ROOM, size: int = 13) -> alt.Chart:
    """Return each line's name beside its last known point; names that would collide are moved apart.

    `room` is the least distance of two names in pixels. A name over which a longer line would run stands
    beside the end of that line.
    """
    known = data.dropna(subset=[panel.y]).sort_values(panel.x)
    last = known.groupby(panel.name, observed=True).tail(1)
    low, high = panel.y_span
    least = room * (high - low) / panel.height
    margin = 0.45 * least
    places = spread(last[panel.y].clip(low + margin, high - margin).tolist(), least)
    last = _past_lines(last.assign(label_at=places), known, panel, 0.5 * least)
    names: alt.Chart = (
        alt.Chart(last)
        .mark_text(align="left", dx=7, fontSize=size, fontWeight=600)
        .encode(
            x=panel.across(),
            y=panel.up_at("label_at"),
            text=f"{panel.name}:N",
            color=panel.colour(),
        )
    )
    return names


def _past_lines(names: pd.DataFrame, known: pd.DataFrame, panel: Panel, reach: float) -> pd.DataFrame:
    """Return the names, those moved to the end of a line that goes on within `reach` of where they stand."""
    moved = {}
    for index, name in names.iterrows():
        later = known[(known[panel.x] > name[panel.x]) & (known[panel.name] != name[panel.name])]
        met = later.loc[(later[panel.y] - name["label_at"]).abs() < reach, panel.name]
        if len(met):
            moved[index] = later.loc[later[panel.name].isin(met), panel.x].max()
    return names.assign(**{panel.x: pd.Series(moved).combine_first(names[panel.x])}) if moved else names


def lines(
    data: pd.DataFrame,
    panel: Panel,
    *,
    weak: str | None = None,
    x_axis: Mapping[str, Any] | None = None,
    y_axis: Mapping[str, Any] | None = None,
) -> alt.Chart:
    """Return one line a name; rows without a value break it. `x_axis` and `y_axis` set the axes' options.

    `weak` names a column of truths: stretches where it is true are dashed, and not joined to the
    others, so that a change of source shows.
    """
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_line()
        .encode(x=panel.across(**(x_axis or {})), y=panel.up(**(y_axis or {})), color=panel.colour())
    )
    if weak is None:
        return chart
    dash = alt.Scale(domain=[False, True], range=[[1, 0], [5, 3]])
    dashed: alt.Chart = chart.encode(
        strokeDash=alt.StrokeDash(f"{weak}:N", scale=dash, legend=None), detail=f"{weak}:N"
    )
    return dashed


def dots(
    data: pd.DataFrame, panel: Panel, *, hollow: bool = False, aside: bool = False, size: int = 34
) -> alt.Chart:
    """Return a dot a row: hollow for a weak source alone, a diamond for what else sets a value aside."""
    at = {"x": panel.across(), "y": panel.up()}
    made: alt.Chart
    if hollow:
        look: dict[str, Any] = {
            "filled": True,
            "fill": PAPER["paper"].light,
            "strokeWidth": 1.6,
            "opacity": 1,
        }
        ring = alt.Stroke(f"{panel.name}:N", scale=panel.scale(), legend=None)
        made = alt.Chart(data).mark_point(size=size, **look).encode(**at, stroke=ring)
    else:
        shape: Any = "diamond" if aside else "circle"
        drawn = alt.Chart(data).mark_point(size=size, opacity=1, shape=shape)
        made = drawn.encode(**at, color=panel.colour())
    return made


def touch(data: pd.DataFrame, panel: Panel, tooltip: Sequence[str | alt.Tooltip], key: str) -> alt.Chart:
    """Return the layer that answers the pointer: a dot and a tooltip at the nearest point.

    `key` makes the selection's name unique in the chart.
    """
    near = alt.selection_point(
        name=f"near_{key}",
        nearest=True,
        on="pointerover",
        clear="pointerout",
        empty=False,
        fields=[panel.x, panel.name],
    )
    layer: alt.Chart = (
        alt.Chart(data.dropna(subset=[panel.y]))
        .mark_point(size=70)
        .encode(
            x=panel.across(),
            y=panel.up(),
            color=panel.colour(),
            opacity=alt.condition(near, alt.value(1), alt.value(0)),
            tooltip=list(tooltip),
        )
        .add_params(near)
    )
    return layer


def trace(data: pd.DataFrame, panel: Panel, key: str) -> alt.Chart:
    """Return the layer that thickens the line nearest to the pointer, where many lines cross.

    `key` is that of the `touch` layer of the same panel, whose nearest point it follows.
    """
    thick: alt.Chart = (
        alt.Chart(data)
        .mark_line(strokeWidth=3.2, color=INK)
        .encode(x=panel.across(), y=panel.up(), detail=f"{panel.name}:N")
        .transform_filter(
            f"isValid(near_{key}['{panel.name}']) && near_{key}['{panel.name}'][0] === datum['{panel.name}']"
        )
    )
    return thick


def note_rule(
    at: object, label: str, panel: Panel, *, align: Literal["left", "right"] = "left", dy: int = 4
) -> alt.LayerChart:
    """Return a dashed vertical rule with a word at its top: a break of source, an event."""
    time = isinstance(at, pd.Timestamp)
    data = pd.DataFrame({panel.x: [at], "label": [label]})
    x = panel.across() if not time else alt.X(f"{panel.x}:T")
    rule = alt.Chart(data).mark_rule(color=MUTED, strokeDash=[2, 3]).encode(x=x)
    word = (
        alt.Chart(data)
        .mark_text(
            align=align,
            baseline="top",
            dx=5 if align == "left" else -5,
            color=MUTED,
            fontSize=12,
            lineBreak="\n",
        )
        .encode(x=x, y=alt.value(dy), text="label:N")
    )
    return layer(rule, word)


def panel_title(text: str | list[str]) -> alt.TitleParams:
    """Return the small heading of one panel among several, one line or a list of lines."""
    return alt.TitleParams(text, fontSize=14, fontWeight=600, offset=8, anchor="start", frame="bounds")


def side_by_side(panels: Sequence[ChartType], *, columns: int, spacing: int = 18) -> alt.ConcatChart:
    """Return the panels in rows of `columns`; their sizes add up, nothing is fitted afterwards."""
    return alt.concat(*panels, columns=columns, spacing=spacing).properties(autosize="pad")
