"""Chart of the year one starts from: the change of the coefficient to the last year from every base year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import pandas as pd

from brief.analysis.coefficient import finding, index, indicators, uncertainty
from brief.analysis.coefficient.finding import Period
from brief.charts.data.coefficient import ACCENT, BAND, CLOSER, FURTHER
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, LINE, Layout

SAME = "the same"
ANSWERS = {finding.FELL: FURTHER, finding.ROSE: CLOSER, finding.STOOD: SAME}
MARKS = {CLOSER: "circle", FURTHER: "square", SAME: "diamond"}
SIGNED = alt.Axis(
    labelExpr="datum.value == 0 ? '0' : format(datum.value, '+d')", values=[-40, -20, 0, 20, 40]
)
COLOURS = {CLOSER: ACCENT, FURTHER: INK, SAME: INK}


def by_base_year(periods: Sequence[Period] | None = None) -> Figure:
    """Draw the change to the last year from every base year, each with the band of its draws."""
    held = periods or finding.by_base_year()
    shown = _data(held)
    first, last, end = held[0].start, held[-1].start, held[0].end
    return figure(
        "coefficient-by-base-year",
        headline=_headline(held),
        subtitle=(
            f"Change of the coefficient to {end}, in points, by the year one starts from, "
            f"{first}\N{EN DASH}{last}. "
            f"Band: nine in ten of {prose.number(uncertainty.DRAWS)} ways of building it that start there; "
            f"{_marks(held)}, as published"
        ),
        alt=" ".join(f"From {one.start}: {one.change}, band {one.band}." for one in held),
        data=shown.drop(columns="Text"),
        tables=indicators.source_tables(list(index.published().indicators)),
        draw=lambda layout: _drawn(shown, layout),
        note="Each change is read over the indicators known in both of its years, so on different ones."
        + _against(held),
    )


def _against(held: Sequence[Period]) -> str:
    """Return from which years most draws go the other way than the published change."""
    told = [
        f" From {one.start} it {one.way} as published, while {one.ways} ways fall."
        for one in held
        if one.way != finding.STOOD and (one.way == finding.FELL) != (one.fell > 0.5)
    ]
    return "".join(told)


def _data(held: Sequence[Period]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "From": [str(one.start) for one in held],
            "Points": [round(one.points, 2) for one in held],
            "Draws, 5th percentile": [round(one.low, 2) for one in held],
            "Draws, 95th percentile": [round(one.high, 2) for one in held],
            "Fell, per cent of draws": [round(100 * one.fell, 1) for one in held],
            "Answer": [ANSWERS[one.way] for one in held],
            "Text": [f"{one.change} ({one.band})" for one in held],
        }
    )


def _drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    """Draw one row a base year: its band, the published change on it, both in figures to the right."""
    low, high = shown["Draws, 5th percentile"].min(), shown["Draws, 95th percentile"].max()
    reach = [low - 2, high + layout.pick(0.26, 0.62) * (high - low)]
    base = alt.Chart(shown).encode(
        y=alt.Y("From:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=["From", alt.Tooltip("Points:Q", format="+.0f"), "Text"],
    )
    bands = base.mark_bar(color=BAND, height=9).encode(
        x=alt.X(
            "Draws, 5th percentile:Q",
            title=None,
            axis=SIGNED,
            scale=alt.Scale(domain=reach, nice=False),
        ),
        x2="Draws, 95th percentile:Q",
    )
    dots = base.mark_point(filled=True, size=75, opacity=1).encode(
        x="Points:Q",
        color=alt.Color("Answer:N", scale=_scale(COLOURS, shown), legend=None),
        shape=alt.Shape("Answer:N", scale=_scale(MARKS, shown), legend=None),
    )
    words = base.mark_text(dx=8, align="left", fontSize=12).encode(
        x="Draws, 95th percentile:Q", text="Text:N"
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q")
    return layer(bands, zero, dots, words).properties(width=layout.width, height=alt.Step(22))


def _answers(told: Iterable[str]) -> list[str]:
    """Return the answers that marks tell apart: the third only where one is told."""
    return [CLOSER, FURTHER, *({SAME} & {*told})]


def _marks(held: Sequence[Period]) -> str:
    return ", ".join(f"{MARKS[one]}: {one}" for one in _answers(ANSWERS[one.way] for one in held))


def _scale(told: Mapping[str, str], shown: pd.DataFrame) -> alt.Scale:
    answers = _answers(shown["Answer"])
    return alt.Scale(domain=answers, range=[told[one] for one in answers])


def _headline(held: Sequence[Period]) -> str:
    end, ways = held[0].end, finding.by_way(held)
    if len(ways) == 1:
        return f"The coefficient {min(ways)} to {end} whatever year one starts from"
    sure = "; every band holds zero" if all(one.low < 0 < one.high for one in held) else ""
    return f"To {end} the coefficient {finding.by_way_in_words(ways)}{sure}"
