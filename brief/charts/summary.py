"""The chart of the summary: six ties between Seoul and Washington, before and now."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from brief.analysis.coefficient import indicators
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.indicators import Indicator
from brief.charts.data.coefficient import ACCENT, panel_title, panels
from press.figures.figure import Figure, figure
from press.figures.marks import Tips, layer, readings
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER
from press.prose import listed, number

BEFORE, FIRST = 2015, 2005
STEADY = 0.10  # a last reading within a tenth of that of 2015 is told as little changed
CLOSER, APART, SAME = "closer", "further apart", "little changed"
# In the order of the panels: indicator, short name for the headline.
TIES = {
    "arms": "arms",
    "us_exports": "exports to the United States",
    "china_exports": "exports to China",
    "un_distance": "votes",
    "confidence": "confidence",
    "troops": "troops",
}


def ties_then_and_now(made: Coefficient) -> Figure:
    """Draw six indicators of the coefficient since 2005, with what they read in 2015 and at last."""
    chosen = [one for name in TIES for one in made.indicators if one.indicator_id == name]
    shown = pd.concat([_readings(made, one) for one in chosen], ignore_index=True)
    parts = {one.indicator_id: shown[shown["Tie"] == one.name] for one in chosen}

    return figure(
        "ties-then-and-now",
        headline=_ties_headline(chosen, parts),
        subtitle=(
            f"Six ties between South Korea and the United States, {FIRST}–2025, each on a scale of its own; "
            f"the figures are those of {BEFORE} and of the last year known"
        ),
        alt=" ".join(_tie_in_words(one, parts[one.indicator_id]) for one in chosen),
        data=shown,
        tables=indicators.source_tables(chosen),
        draw=lambda layout: panels(
            [_panel(parts[one.indicator_id], one, layout) for one in chosen], layout, columns=3, gap=34
        ),
        note=(
            f"“{CLOSER.capitalize()}” and “{APART}” compare the last reading with that of {BEFORE}; "
            f"within a tenth of it is “{SAME}”. Scales begin at zero. Gaps are years not known. "
            "The distance of 2024 rests on few votes."
        ),
    )


def _panel(part: pd.DataFrame, one: Indicator, layout: Layout) -> alt.LayerChart:
    move = _move(part, one)
    colour = ACCENT if move == CLOSER else MUTED
    top = part["Value"].max()
    base = alt.Chart(part).encode(
        x=alt.X(
            "Year:Q",
            title=None,
            scale=alt.Scale(domain=[FIRST - 0.5, 2025.5], nice=False),
            axis=alt.Axis(values=[BEFORE, 2025], format="d", grid=True),
        ),
        y=alt.Y("Value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1.3 * top], nice=False)),
    )
    tooltip: Tips = [
        "Tie:N",
        alt.Tooltip("Year:Q", format="d"),
        alt.Tooltip("Value:Q", format=",.1f"),
    ]
    return layer(
        base.mark_line(color=colour, strokeWidth=2),
        base.mark_point(color=colour, filled=True, size=14, opacity=1),
        *_label(part, BEFORE),
        *_label(part, _ends(part)[2]),
        readings(base, tooltip),
    ).properties(
        title=panel_title(one.name, f"{one.unit} · {move}"),
        width=layout.pick(196, 290),
        height=layout.pick(104, 84),
    )


def _label(part: pd.DataFrame, year: int) -> list[alt.Chart]:
    """Return a dot at one year with its figure, above a peak and below a dip."""
    known = part.dropna().set_index("Year")["Value"]
    near = known[(known.index >= year - 2) & (known.index <= year + 2)]
    base = alt.Chart(part[part["Year"] == year]).encode(x="Year:Q", y=alt.Y("Value:Q", axis=None))
    mark: dict[str, Any] = {
        "dy": -12 if known[year] >= near.mean() else 15,
        "fontWeight": 600,
        "align": "right" if year > BEFORE else "center",
        "dx": 8 if year > BEFORE else 0,
    }
    words = base.encode(text=alt.value(number(known[year], _digits(part))))
    return [
        base.mark_point(color=INK, filled=True, size=46, opacity=1),
        words.mark_text(**mark, stroke=PAPER["paper"].light, strokeWidth=3),
        words.mark_text(**mark),
    ]


def _digits(part: pd.DataFrame) -> int:
    return 0 if part["Value"].max() >= 10 else 1


def _ties_headline(chosen: list[Indicator], parts: dict[str, pd.DataFrame]) -> str:
    """Return which of the six ties read closer than in 2015, which further apart, and which much the same."""
    sides: dict[str, list[str]] = {CLOSER: [], APART: [], SAME: []}
    for one in chosen:
        sides[_move(parts[one.indicator_id], one)].append(TIES[one.indicator_id])
    heads = {CLOSER: f"Closer than in {BEFORE}", APART: "Further apart", SAME: "Little changed"}
    return ". ".join(f"{heads[side]}: {_together(names)}" for side, names in sides.items() if names)


def _together(names: list[str]) -> str:
    """Return the names in a row, with both sides of exports told as trade."""
    both = ["exports to the United States", "exports to China"]
    if all(name in names for name in both):
        names = ["trade" if name == both[0] else name for name in names if name != both[1]]
    return listed(names)


def _tie_in_words(one: Indicator, part: pd.DataFrame) -> str:
    before, last, year = _ends(part)
    readings = f"{number(before, _digits(part))} in {BEFORE}, {number(last, _digits(part))} in {year}"
    return f"{one.name} ({one.unit}): {readings}, {_move(part, one)}."


def moves(made: Coefficient) -> dict[str, str]:
    """Return for each of the six ties how its last reading compares with that of 2015, in a word."""
    found = {one.indicator_id: one for one in made.indicators}
    return {name: _move(_readings(made, found[name]), found[name]) for name in TIES}


def _readings(made: Coefficient, one: Indicator) -> pd.DataFrame:
    """Return year, value, unit and name of one indicator from FIRST on; gaps stay."""
    values = made.values.loc[FIRST:, one.indicator_id]
    frame = {"Tie": one.name, "Year": values.index, "Value": values.to_numpy(), "Unit": one.unit}
    return pd.DataFrame(frame)


def _ends(part: pd.DataFrame) -> tuple[float, float, int]:
    """Return the reading of 2015, the last one, and its year."""
    known = part.dropna().set_index("Year")["Value"]
    return float(known[BEFORE]), float(known.iloc[-1]), int(known.index[-1])


def _move(part: pd.DataFrame, one: Indicator) -> str:
    before, last, _ = _ends(part)
    if abs(last - before) <= STEADY * before:
        return SAME
    return CLOSER if (last > before) == one.closer else APART
