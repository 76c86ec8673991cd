"""Chart of the one choice that decides: the change of the coefficient by the weight given to politics."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import finding, index, indicators, sensitivity, uncertainty
from brief.charts.data.coefficient import ACCENT, SIGNED
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer, on_halo, start_tick
from press.figures.theme import INK, LINE, MUTED, Layout

PILLAR = "political"


def tipping(start: int = 2015, end: int = 2025, around: int = 2) -> Figure:
    """Draw the change by the weight of politics, from a base year and those around it, and where it turns."""
    starts = range(start - around, min(start + around + 1, end))
    turns = {year: sensitivity.tipping_weight(year, end, PILLAR) for year in starts}
    whole = finding.period(index.published(), uncertainty.published(), start, end)
    lines = _lines(starts, end)
    third = 100 * index.published().pillar_weights.get(PILLAR, 0.0)
    dots = _dots({year: turn for year, turn in turns.items() if turn is not None})
    published = pd.DataFrame(
        {
            "Weight": [third],
            "Points": [whole.points],
            "Text": [f"as published\n{whole.change} ({whole.band})"],
        }
    )
    return figure(
        f"coefficient-tipping-{assumptions.label(start)}",
        headline=_headline(turns, start),
        subtitle=(
            f"Change of the coefficient to {end}, in points, by the weight of the political pillar; "
            f"the other two share the rest. Bold: from {start}; thin: from the years around it; "
            "ticks: where a fall begins"
        ),
        alt=" ".join(_words(year, turn, lines) for year, turn in turns.items()),
        data=lines[["From", "Weight", "Points"]],
        tables=indicators.source_tables(list(index.published().indicators)),
        draw=lambda layout: _drawn(lines, dots, published, start, layout),
        note=f"With weights, start and all else drawn anew, nine in ten ways give {whole.band}.",
    )


def _lines(starts: Sequence[int], end: int) -> pd.DataFrame:
    """Return each line's two ends: the change when politics has no weight, and all of it."""
    rows = []
    for year in starts:
        mine, others = sensitivity.pillar_moves(year, end, PILLAR)
        rows += [(str(year), 0, others), (str(year), 100, mine)]
    return pd.DataFrame(rows, columns=["From", "Weight", "Points"]).round(2)


def _dots(turns: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "From": [str(year) for year in turns],
            "Weight": [round(100 * turn, 1) for turn in turns.values()],
            "Points": 0.0,
            "Text": [f"turns at {prose.percent(100 * turn)}" for turn in turns.values()],
        }
    )


def _drawn(
    lines: pd.DataFrame, dots: pd.DataFrame, published: pd.DataFrame, start: int, layout: Layout
) -> alt.LayerChart:
    """Draw the thin lines under the bold one, the ticks on nought, and the published point."""
    base = alt.Chart(lines).encode(
        x=alt.X(
            "Weight:Q",
            title=None,
            scale=alt.Scale(domain=[0, layout.pick(112, 122)], nice=False),
            axis=alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'"),
        ),
        y=alt.Y("Points:Q", title=None, axis=SIGNED),
        detail="From:N",
    )
    here, around = f"datum.From == '{start}'", f"datum.From != '{start}'"
    thin = base.transform_filter(around).mark_line(color=MUTED, strokeWidth=1.2)
    bold = base.transform_filter(here).mark_line(color=ACCENT, strokeWidth=3)
    ends = base.transform_filter("datum.Weight == 100").mark_text(align="left", dx=6, fontSize=12)
    zero = alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=LINE, strokeWidth=1.5).encode(y="y:Q")
    turns = alt.Chart(dots).encode(x="Weight:Q", y="Points:Q", tooltip=["From", "Text"])
    point = alt.Chart(published).encode(x="Weight:Q", y="Points:Q", text="Text:N")
    return layer(
        zero,
        thin,
        bold,
        ends.encode(text="From:N"),
        start_tick(turns).encode(color=alt.value(INK)),
        turns.transform_filter(here)
        .encode(text="Text:N")
        .mark_text(dx=-14, dy=13, align="right", fontWeight=600),
        point.mark_point(filled=True, color=INK, size=70, opacity=1),
        *on_halo(point, dx=-9, dy=22, align="right", fontSize=12, lineBreak="\n"),
    ).properties(width=layout.width, height=layout.pick(330, 300))


def _headline(turns: dict[int, float | None], start: int) -> str:
    turn = turns[start]
    if turn is None:
        return f"No weight of politics turns the sign of the change since {start}"
    mark = prose.percent(100 * turn)
    first = f"Whoever gives politics more than {mark} of the weight finds a fall since {start}"
    known = [100 * other for other in turns.values() if other is not None]
    low, high = prose.number(min(known)), prose.percent(max(known))
    away = f"starting up to {prose.spelled(len(turns) // 2)} years away"
    return f"{first}; {away} moves that mark to {low}\N{EN DASH}{high}"


def _words(year: int, turn: float | None, lines: pd.DataFrame) -> str:
    without, alone = (finding.signed(points) for points in lines.loc[lines["From"] == str(year), "Points"])
    turning = f"turns at {prose.percent(100 * turn)}" if turn is not None else "does not turn"
    return f"From {year}: {without} without politics, {alone} with politics alone, {turning}."
