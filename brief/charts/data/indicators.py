"""Charts of the data chapter: each tie of the alliance over time, in its own unit."""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis.coefficient import indicators, moves
from brief.analysis.coefficient.finding import Period
from brief.analysis.coefficient.indicators import Indicator
from brief.charts.data.coefficient import ACCENT, labelled_points, panel_title, panels, years_axis
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer, readings
from press.figures.theme import Layout
from press.listing import text

BEFORE = 2015  # the year that readings are compared with
_NOTES = {
    "security": "The count of troops changed in 2015: a brigade that rotates is no longer in it.",
    "economic": "Two American shares and China's share of exports move together: one tie seen three ways.",
    "political": "A year with fewer than 20 votes is left open in the distance.",
}


def tie(pillar: str) -> Figure:
    """Draw every indicator of one pillar over time, one panel each, gaps left open."""
    shown = moves.known_values(pillar).rename(columns=str.capitalize)
    chosen = [one for one in indicators.described("index") if one.pillar == pillar]
    parts = {one.indicator_id: shown[shown["Indicator"] == one.name] for one in chosen}

    return figure(
        f"tie-{pillar}",
        headline=_indicators_headline(chosen, parts),
        subtitle=(
            f"The {prose.spelled(len(chosen))} indicators of the {pillar} pillar, each in its own unit, "
            f"{indicators.FIRST_YEAR}–{indicators.LAST_YEAR}; a dot is a reading, a gap is not known"
        ),
        alt=" ".join(_indicator_in_words(one, parts[one.indicator_id]) for one in chosen),
        data=shown,
        tables=indicators.source_tables(chosen),
        note=_NOTES.get(pillar, ""),
        draw=lambda layout: panels(
            [_panel(parts[one.indicator_id], one, layout) for one in chosen], layout, columns=2
        ),
    )


def _indicators_headline(chosen: list[Indicator], parts: dict[str, pd.DataFrame]) -> str:
    """Return how many indicators read closer at last than in BEFORE, of those known since."""
    steps = []
    for one in chosen:
        values = parts[one.indicator_id].dropna().set_index("Year")["Value"]
        if BEFORE in values.index and values.index[-1] > BEFORE:
            steps.append((values.iloc[-1] - values[BEFORE]) * (1 if one.closer else -1))
    closer, pillar = sum(move > 0 for move in steps), chosen[0].pillar
    if closer in (0, len(steps)):
        words = "None of the" if closer == 0 else "All"
    else:
        words = f"{prose.spelled(closer).capitalize()} of the"
    return (
        f"{words} {prose.spelled(len(steps))} {pillar} ties known since {BEFORE} last read closer than then"
    )


def _indicator_in_words(one: Indicator, part: pd.DataFrame) -> str:
    values = part.dropna().set_index("Year")["Value"]
    readings = [f"{prose.number(values[year], _digits(part))} in {year}" for year in _compared(part)]
    return f"{one.name} ({one.unit}): {', '.join(readings)}."


def _digits(part: pd.DataFrame) -> int:
    """Return 0 for counts and large values, 1 for small measures."""
    values = part["Value"].dropna()
    return 0 if values.max() >= 10 or (values % 1 == 0).all() else 1


def _compared(part: pd.DataFrame) -> list[int]:
    """Return the years whose values are written: the first known from BEFORE on, and the last."""
    known = part.dropna()["Year"]
    return (
        [int(known[known >= BEFORE].min()), int(known.max())]
        if (known >= BEFORE).any()
        else [int(known.max())]
    )


def _panel(part: pd.DataFrame, one: Indicator, layout: Layout) -> alt.LayerChart:
    headroom = 1.15 * part["Value"].max()
    base = alt.Chart(part).encode(
        x=years_axis(layout, count=4),
        y=alt.Y(
            "Value:Q",
            title=None,
            scale=alt.Scale(domain=[0, headroom], nice=False),
            axis=alt.Axis(tickCount=4, format=",d" if headroom >= 5 else ".1f"),
        ),
    )
    told = readings(base, ["Indicator", "Year", alt.Tooltip("Value:Q", format=",.1f"), "Unit"])
    dots = alt.OverlayMarkDef(filled=True, color=ACCENT, size=16, opacity=1)
    line = base.mark_line(color=ACCENT, strokeWidth=1.8, point=dots)
    form = f",.{_digits(part)}f"
    marked = labelled_points(part.dropna(), "Value", _compared(part), form, headroom, share=0.11)
    further = "" if one.closer else "; lower is closer"
    return layer(line, *marked, told).properties(
        title=panel_title(one.name, one.unit + further),
        width=layout.pick(308, 285),
        height=layout.pick(130, 120),
    )


def definitions(chosen: list[Indicator], spans: pd.DataFrame) -> pd.DataFrame:
    """Return the table of indicators: what each measures, which way is closer, what is known, and why.

    Its first column holds Markdown.
    """
    years = spans.set_index("indicator_id")
    rows = []
    for one in chosen:
        known, way = years.loc[one.indicator_id], "higher" if one.closer else "lower"
        count = int(known.years_known)
        span = "no year known"
        if count:  # where one has none, the years of all are floats
            ends = f"{int(known.first_year)}–{int(known.last_year)}"
            span = f"{ends}, {count} {'year' if count == 1 else 'years'} known"
        rows.append(
            {
                "Indicator": f"**{text(one.name)}** ({text(one.pillar)}): {text(one.unit)}; "
                f"{way} is closer; {span}",
                "What it is": f"{one.definition} Source: {_publishers(one)}.",
                "Why it belongs": one.why,
            }
        )
    return pd.DataFrame(rows)


def _publishers(one: Indicator) -> str:
    names = [name for name in indicators.source_tables([one]) if name != "indicators"]
    return "; ".join(dict.fromkeys(tables.source(name).short_source for name in names))


def reasons(chosen: list[Indicator]) -> pd.DataFrame:
    """Return the table of what was left out or serves as an alternative, with the reason.

    Its first column holds Markdown.
    """
    return pd.DataFrame(
        {
            "Considered": [
                f"**{text(one.name)}** ({text(one.pillar)}, {text(one.status)})" for one in chosen
            ],
            "What it is": [one.definition for one in chosen],
            "Why not in the coefficient": [one.why for one in chosen],
        }
    )


def ways(periods: Iterable[Period]) -> pd.DataFrame:
    """Return the table of periods: the published change, its band, and in how many ways it fell."""
    held = list(periods)
    return pd.DataFrame(
        {
            "Period": [f"{one.start} to {one.end}" for one in held],
            "Published change, points": [one.change for one in held],
            "Nine in ten ways of building it, start moved up to two years": [one.band for one in held],
            "Ways in which it fell": [one.ways for one in held],
            "Direction": [one.direction for one in held],
        }
    )
