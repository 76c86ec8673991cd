"""The chart of the front page: six ties between Seoul and Washington as arrows from 2015 on."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from brief.analysis.coefficient import indicators
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.indicators import Indicator
from press.figures.figure import Figure, figure
from press.figures.marks import layer, start_tick
from press.figures.theme import INK, LINE, Layout
from press.look import PAPER
from press.prose import listed, number, spelled

BEFORE = 2015
STEADY = 0.10  # a last reading within a tenth of that of 2015 is told as little changed
CLOSER, APART, SAME = "closer", "further apart", "little changed"
COLOURS = {CLOSER: PAPER["accent"].light, APART: PAPER["counter"].light, SAME: INK}
# Indicator, and its short name in a row and in a sentence.
TIES = {
    "arms": ("US share of arms imports", "arms"),
    "us_exports": ("US share of exports", "exports to the United States"),
    "china_exports": ("China’s share of exports", "exports to China"),
    "un_distance": ("Distance of UN votes", "votes"),
    "confidence": ("Confidence in the US president", "confidence"),
    "troops": ("US troops in South Korea", "troops"),
}
PER_CENT = "per cent"
# How a reading is set and moved (pixels), by its place on the range or beside another one.
_EDGES: dict[str, tuple[Literal["left", "right", "center"], int]] = {
    "left": ("left", -5),
    "right": ("right", 7),
    "center": ("center", 0),
    "after": ("left", 18),
    "before": ("right", -18),
}
_COLOUR = alt.Color("Way:N", legend=None, scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())))


def ties_then_and_now(made: Coefficient) -> Figure:
    """Draw six indicators as arrows from 2015 to the last year, on the range that each had since 1991."""
    shown = pd.DataFrame([_row(made, one) for one in _chosen(made)])
    shown = shown.sort_values("Moved", ascending=False, ignore_index=True)
    first = int(made.values.index[0])
    return figure(
        "ties-then-and-now",
        headline=_headline(shown),
        subtitle=(
            f"Each tie from {BEFORE} (tick) to the last year known (arrow), between its loosest and its "
            f"closest reading since {first}; figures in the tie's own unit"
        ),
        alt=" ".join(_in_words(row) for row in shown.to_dict("records")),
        data=shown[["Tie", "Unit", "Before", "Last", "Year", "Loosest", "Closest", "Way"]].rename(
            columns={"Before": str(BEFORE), "Last": "Last known", "Year": "Year of the last"}
        ),
        tables=indicators.source_tables(_chosen(made)),
        draw=lambda layout: _drawn(shown, layout),
        note=(
            f"Within a tenth of the reading of {BEFORE} is “{SAME}”. "
            "A year with fewer than 20 UN votes is left out."
            + (
                f" In {BEFORE} confidence stood at the highest of its series."
                if _was_highest(made, "confidence")
                else ""
            )
        ),
    )


def moves(made: Coefficient) -> dict[str, str]:
    """Return for each of the six ties how its last reading compares with that of 2015, in a word."""
    return {name: str(row["Way"]) for name, row in readings(made).items()}


def readings(made: Coefficient) -> dict[str, dict[str, Any]]:
    """Return the six ties by indicator, in the chart's order: "Way", "Then", "Now", "Year"."""
    rows = {one.indicator_id: _row(made, one) for one in _chosen(made)}
    return dict(sorted(rows.items(), key=lambda named: -float(named[1]["Moved"])))


def _chosen(made: Coefficient) -> list[Indicator]:
    found = {one.indicator_id: one for one in made.indicators}
    return [found[name] for name in TIES]


def _row(made: Coefficient, one: Indicator) -> dict[str, Any]:
    """Return one tie: its readings, their words, and where they lie on its range (0 loosest, 100 closest)."""
    known = made.values[one.indicator_id].dropna()
    before, last, year = float(known[BEFORE]), float(known.iloc[-1]), int(known.index[-1])
    ends = (known.min(), known.max()) if one.closer else (known.max(), known.min())
    digits = 0 if known.max() >= 10 else 1
    unit = "%" if one.unit.startswith(PER_CENT) else ""
    here, there = (100 * (value - ends[0]) / (ends[1] - ends[0]) for value in (before, last))
    return {
        "Tie": TIES[one.indicator_id][0],
        "Short": TIES[one.indicator_id][1],
        "Unit": one.unit,
        "Before": before,
        "Last": last,
        "Year": year,
        "Loosest": float(ends[0]),
        "Closest": float(ends[1]),
        "Way": _way(before, last, one),
        "From": here,
        "To": there,
        "Moved": there - here,
        "Then": f"{number(before, digits)}{unit}",
        "Now": f"{number(last, digits)}{unit}",
    }


def _way(before: float, last: float, one: Indicator) -> str:
    if abs(last - before) <= STEADY * before:
        return SAME
    return CLOSER if (last > before) == one.closer else APART


def _was_highest(made: Coefficient, name: str) -> bool:
    known = made.values[name].dropna()
    return bool(known[BEFORE] == known.max())


def _drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    """Draw one row a tie: its name, its range, the way it went, and the two readings over their places."""
    rows = shown.assign(Row=range(len(shown)), Zero=0, Full=100)
    base = alt.Chart(rows).encode(
        y=alt.Y("Row:O", axis=None, scale=alt.Scale(paddingOuter=0.1)),
        tooltip=["Tie", "Unit", "Then", "Now", alt.Tooltip("Year:Q", format="d"), "Way"],
    )
    at = alt.Scale(domain=[layout.pick(-58, -3), 104], nice=False)
    ends = alt.Axis(
        values=[0, 100],
        labelExpr="datum.value == 0 ? 'loosest' : 'closest'",
        labelAlign=alt.expr("datum.value == 0 ? 'left' : 'right'"),
        orient="top",
        grid=False,
        ticks=False,
        domain=False,
        labelPadding=layout.pick(5, 14),
    )
    track = base.mark_rule(color=LINE, strokeWidth=1).encode(
        x=alt.X("Zero:Q", scale=at, axis=ends, title=None), x2="Full:Q"
    )
    way = base.mark_rule(strokeWidth=5).encode(x="From:Q", x2="To:Q", color=_COLOUR)
    return layer(
        track,
        way,
        start_tick(base, 15).encode(x="From:Q", color=_COLOUR),
        _heads(base, "right"),
        _heads(base, "left"),
        _names(base, layout),
        *_readings(rows, base, layout),
    ).properties(width=layout.width, height=len(rows) * layout.pick(44, 60))


def _heads(base: alt.Chart, side: str) -> alt.Chart:
    """Return the heads of the arrows that point to one side."""
    drawn: alt.Chart = (
        base.transform_filter(f"datum.To {'>=' if side == 'right' else '<'} datum.From")
        .mark_point(filled=True, shape=f"triangle-{side}", size=190, opacity=1, strokeWidth=0)
        .encode(x="To:Q", color=_COLOUR)
    )
    return drawn


def _names(base: alt.Chart, layout: Layout) -> alt.Chart:
    """Return the rows' names: before the range, on a phone over it."""
    wide: dict[str, Any] = {"align": "right", "dx": -16, "fontSize": 13.5}
    narrow: dict[str, Any] = {"align": "left", "dy": -32, "dx": -2, "fontSize": 13.5}
    drawn: alt.Chart = base.mark_text(**layout.pick(wide, narrow)).encode(x="Zero:Q", text="Tie:N")
    return drawn


def _readings(rows: pd.DataFrame, base: alt.Chart, layout: Layout) -> list[alt.Chart]:
    """Return the two readings of each row over its ends; of two that would touch the earlier stands aside."""
    near = (rows["To"] - rows["From"]).abs() < layout.pick(14, 22)
    aside = (rows["To"] < rows["From"]).map({True: "after", False: "before"})
    found = []
    bold: Literal[700] = 700
    light: Literal[400] = 400
    for column, words, weight in (("To", "Now", bold), ("From", "Then", light)):
        edges = rows[column].map(_edge).where(~near | (column == "To"), aside)
        for edge, part in rows.groupby(edges):
            align, dx = _EDGES[str(edge)]
            text = alt.Chart(part).mark_text(align=align, dx=dx, dy=-14, fontSize=13.5, fontWeight=weight)
            found.append(
                text.encode(x=f"{column}:Q", y="Row:O", text=f"{words}:N", tooltip=base.encoding.tooltip)
            )
    return found


def _edge(place: float) -> str:
    """Return how a reading is set at a place of the range, so that it stays over the range."""
    return "left" if place < 6 else "right" if place > 94 else "center"


def _headline(shown: pd.DataFrame) -> str:
    """Return how many ties moved which way."""
    sides = {side: list(shown.loc[shown["Way"] == side, "Short"]) for side in (CLOSER, APART, SAME)}
    words = {CLOSER: "closer", APART: "apart", SAME: "hardly changed"}
    told = [f"{spelled(len(names))} {words[side]}" for side, names in sides.items() if names]
    return f"Of {spelled(len(shown))} ties since {BEFORE}, {listed(told)}"


def _in_words(row: dict[str, object]) -> str:
    return f"{row['Tie']}: {row['Then']} in {BEFORE}, {row['Now']} in {row['Year']}, {row['Way']}."
