"""Charts of information sharing: what is known, and what a fall of 17 per cent would look like."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import prose
from brief.analysis import coefficient, indicators, information
from brief.charts.coefficient import ACCENT, SIGNED
from brief.charts.figure import Figure, figure
from brief.charts.parts import span
from brief.charts.theme import INK, LINE, MUTED, Layout
from brief.design import PAPER

LANES = list(information.LANES.values())
EFFECTS = {"widened": "triangle-up", "neither": "circle", "narrowed": "triangle-down"}


def channels(table: pd.DataFrame) -> Figure:
    """Draw the dated agreements and events of information sharing since 2010, by who took part."""
    dated = information.events(table)
    shown = dated.assign(Day=dated["date"].dt.strftime("%Y-%m-%d"))
    shown = shown.rename(columns={"date": "Date", "lane": "Between", "effect": "Effect", "event": "Event"})
    shown = shown[["Date", "Between", "Effect", "Event"]]
    counts = information.in_window(dated)
    drawn = shown[shown["Date"] >= "2010-01-01"]

    def draw(layout: Layout) -> alt.LayerChart:
        window = span(information.THREE_YEARS, information.ARTICLE, layout.pick("the three years", ""))
        marks = (
            alt.Chart(drawn)
            .mark_point(
                filled=True, size=layout.pick(130, 100), opacity=1, stroke=PAPER["paper"].light, strokeWidth=1
            )
            .encode(
                x=alt.X(
                    "Date:T",
                    title=None,
                    scale=alt.Scale(domain=["2010-06-01", "2026-12-31"]),
                    axis=alt.Axis(format="%Y", tickCount=layout.pick(8, 4)),
                ),
                y=alt.Y(
                    "Between:N",
                    sort=LANES,
                    title=None,
                    scale=alt.Scale(domain=LANES),
                    axis=alt.Axis(grid=True, ticks=False, domain=False, labelLimit=130),
                ),
                shape=alt.Shape(
                    "Effect:N",
                    scale=alt.Scale(domain=list(EFFECTS), range=list(EFFECTS.values())),
                    legend=alt.Legend(title=None),
                ),
                color=alt.Color(
                    "Effect:N",
                    scale=alt.Scale(domain=list(EFFECTS), range=[ACCENT, MUTED, INK]),
                    legend=alt.Legend(title=None),
                ),
                tooltip=[alt.Tooltip("Date:T", format="%d %B %Y"), "Between", "Effect", "Event"],
            )
        )
        return alt.layer(window, marks).properties(width=layout.width, height=layout.pick(230, 210))

    return figure(
        "information-channels",
        headline=(
            f"In the three years before the article {prose.counted(counts['widened'], 'step')} widened the sharing of "
            f"information with Seoul and {'none' if counts['narrowed'] == 0 else prose.spelled(counts['narrowed'])} narrowed it"
        ),
        subtitle=(
            f"Dated agreements and events, by who took part, 2011–2026 (one of {table['date'].dt.year.min()} is not drawn); shaded: 6 November "
            "2022 to 6 November 2025. Volumes are secret"
        ),
        alt=f"{len(drawn)} events. "
        + " ".join(
            f"{row.Date:%Y-%m-%d}, {row.Between}: {row.Event} ({row.Effect})." for row in drawn.itertuples()
        ),
        data=shown,
        tables=["information_sharing"],
        draw=draw,
        note="The restriction of 2026 rests on weak sources and came after the article.",
    )


def seventeen(claimed: float, start: int = 2022, end: int = 2025) -> Figure:
    """Draw how each tie that can be observed changed over three years, beside the claimed fall (per cent)."""
    found = information.observed(coefficient.published(), start, end)
    shown = found.assign(Shown=found["toward"].round(1))
    shown = shown.rename(
        columns={"name": "What can be observed", "toward": "Change toward a closer tie, %", "unit": "Unit"}
    )
    deeper = found[found["toward"] <= -claimed]

    def draw(layout: Layout) -> alt.LayerChart:
        pad = layout.pick(12, 32)
        reach = [min(found["toward"].min(), -claimed) - pad, found["toward"].max() + pad]
        base = alt.Chart(shown).encode(
            y=alt.Y(
                layout.pick("What can be observed:N", "label:N"),
                sort=list(shown[layout.pick("What can be observed", "label")]),
                title=None,
                axis=alt.Axis(ticks=False, domain=False, labelLimit=layout.pick(270, 150), labelFontSize=12),
            ),
            x=alt.X("Shown:Q", title=None, scale=alt.Scale(domain=reach, nice=False), axis=SIGNED),
            tooltip=[
                "What can be observed",
                "Unit",
                alt.Tooltip("first:Q", format=",.1f", title=str(start)),
                alt.Tooltip("last:Q", format=",.1f", title=str(end)),
            ],
        )
        bars = base.mark_bar(color=ACCENT, height=15)
        words = alt.Text("Shown:Q", format="+.0f")
        plus = base.transform_filter("datum.Shown >= 0").mark_text(align="left", dx=4).encode(text=words)
        minus = base.transform_filter("datum.Shown < 0").mark_text(align="right", dx=-4).encode(text=words)
        zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q")
        mark = alt.Chart(
            pd.DataFrame({"x": [-claimed], "word": [layout.pick("the claimed fall", "claimed")]})
        )
        line = mark.mark_rule(color=INK, strokeDash=[4, 3]).encode(x="x:Q")
        label = mark.mark_text(align="right", dx=-5, dy=6, baseline="top", fontSize=12, stroke=None).encode(
            x="x:Q", y=alt.value(0), text="word:N"
        )
        return alt.layer(bars, zero, line, plus, minus, label).properties(
            width=layout.width, height=alt.Step(layout.pick(31, 31))
        )

    return figure(
        "seventeen-per-cent",
        headline=_seventeen_headline(found, deeper, claimed),
        subtitle=(
            f"Change of each indicator known in both years, {start} to {end}, per cent of its first value, signed so that plus "
            "is a closer tie; dashed: the fall that the article claims for information exchange"
        ),
        alt=f"The claimed fall is {prose.percent(claimed)}. "
        + " ".join(
            f"{row.name}: {prose.number(row.toward)} per cent." for row in found.itertuples(index=False)
        ),
        data=shown[["What can be observed", "Unit", "Change toward a closer tie, %"]].round(1),
        tables=indicators.source_tables(
            [
                one
                for one in coefficient.published().indicators
                if one.indicator_id in set(found["indicator_id"])
            ]
        ),
        draw=draw,
    )


def _seventeen_headline(found: pd.DataFrame, deeper: pd.DataFrame, claimed: float) -> str:
    count = len(deeper)
    if count == 0:
        return f"Nothing that can be observed fell by {prose.percent(claimed)} over the three years"
    first = f"{prose.spelled(count).capitalize()} of {prose.spelled(len(found))} observable ties fell by {prose.percent(claimed)} or more"
    return (
        f"{first}; the channels for information did not"
        if "information" not in set(deeper["indicator_id"])
        else first
    )
