"""Charts of information sharing: what is known, and what a fall of 17 per cent would look like."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.alliance import information
from brief.analysis.coefficient import finding, index, indicators
from brief.analysis.peninsula import timeline
from brief.article import ARTICLE_DAY
from brief.charts.data.coefficient import ACCENT, SIGNED
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer, on_halo, span, time_axis
from press.figures.theme import INK, LINE, MUTED, Layout
from press.look import PAPER

LANES = list(information.LANES.values())
EFFECTS = {"widened": "triangle-up", "neither": "circle", "narrowed": "triangle-down"}
FIRST_DRAWN = pd.Timestamp("2010-01-01")


def channels(table: pd.DataFrame) -> Figure:
    """Draw the dated agreements and events of information sharing since 2010, by who took part."""
    dated = information.events(table)
    named = {"when": "Date", "lane": "Between", "effect": "Effect", "event": "Event", "date": "Day"}
    shown = dated.assign(when=timeline.when(dated)).rename(columns=named)[list(named.values())]
    drawn = shown[shown["Day"] >= FIRST_DRAWN]
    earlier = prose.listed([str(year) for year in shown[shown["Day"] < FIRST_DRAWN]["Day"].dt.year])

    def _draw(layout: Layout) -> alt.LayerChart:
        window = span(information.THREE_YEARS, ARTICLE_DAY, layout.pick("the three years", ""))
        return layer(window, _events(drawn, layout)).properties(
            width=layout.width, height=layout.pick(235, 256)
        )

    return figure(
        "information-channels",
        headline=_channels_headline(information.in_window(dated)),
        subtitle=(
            f"Dated agreements and events by who took part, {drawn['Day'].dt.year.min()}–"
            f"{drawn['Day'].dt.year.max()} (not drawn: {earlier}); shaded: the three years before the "
            "article"
        ),
        alt=f"{prose.counted(len(drawn), 'event')}. "
        + " ".join(f"{row.Date}, {row.Between}: {row.Event} ({row.Effect})." for row in drawn.itertuples()),
        data=shown.drop(columns="Day"),
        tables=["information_sharing"],
        draw=_draw,
        note="The restriction reported in 2026 rests on weak sources and came after the article.",
    )


def _events(drawn: pd.DataFrame, layout: Layout) -> alt.Chart:
    kinds = list(EFFECTS)
    lane = alt.Axis(grid=True, ticks=False, domain=False)
    return (
        alt.Chart(drawn)
        .mark_point(
            filled=True, size=layout.pick(130, 100), opacity=1, stroke=PAPER["paper"].light, strokeWidth=1
        )
        .encode(
            x=time_axis("Day", ["2010-06-01", "2026-12-31"], layout),
            y=alt.Y("Between:N", sort=LANES, title=None, scale=alt.Scale(domain=LANES), axis=lane),
            shape=alt.Shape(
                "Effect:N",
                scale=alt.Scale(domain=kinds, range=list(EFFECTS.values())),
                legend=alt.Legend(title=None),
            ),
            color=alt.Color("Effect:N", scale=alt.Scale(domain=kinds, range=[ACCENT, MUTED, INK])),
            tooltip=["Date", "Between", "Effect", "Event"],
        )
    )


def _channels_headline(counts: dict[str, int]) -> str:
    narrowed = "none" if counts["narrowed"] == 0 else prose.spelled(counts["narrowed"])
    return (
        f"In the three years before the article {prose.counted(counts['widened'], 'step')} widened the "
        f"sharing of information between Washington and Seoul and {narrowed} narrowed it"
    )


def seventeen(claimed: float, start: int = 2022, end: int = 2025) -> Figure:
    """Draw how each tie that can be observed changed in three years, beside the claimed fall (per cent)."""
    found = information.observed(index.published(), start, end)
    shown = found.assign(Percent=found["toward"], Text=[finding.signed(by) for by in found["toward"]])
    wanted = set(found["indicator_id"])
    used = [one for one in index.published().indicators if one.indicator_id in wanted]

    return figure(
        "seventeen-per-cent",
        headline=_seventeen_headline(found, found[found["toward"] <= -claimed], claimed),
        subtitle=(
            f"Change of each indicator known in both years, {start} to {end}, per cent of its first value, "
            "signed so that plus is a closer tie; dashed: the fall claimed for information exchange"
        ),
        alt=f"The claimed fall is {prose.percent(claimed)}. "
        + " ".join(f"{row.name}: {prose.percent(row.toward)}." for row in found.itertuples(index=False)),
        data=shown[["name", "unit", "Percent"]]
        .round(1)
        .set_axis(["What can be observed", "Unit", "Change, %"], axis=1),
        tables=indicators.source_tables(used),
        draw=lambda layout: layer(*_observed(shown, claimed, layout), *_claimed(claimed, layout)).properties(
            width=layout.width, height=alt.Step(layout.pick(33, 38))
        ),
    )


def _observed(shown: pd.DataFrame, claimed: float, layout: Layout) -> list[alt.Chart]:
    """Return the bars with their values; short names on a phone."""
    column, pad = layout.pick("name", "label"), layout.pick(12, 32)
    reach = [min(shown["Percent"].min(), -claimed) - pad, shown["Percent"].max() + pad]
    base = alt.Chart(shown).encode(
        y=alt.Y(
            f"{column}:N",
            sort=list(shown[column]),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelFontSize=12),
        ),
        x=alt.X("Percent:Q", title=None, scale=alt.Scale(domain=reach, nice=False), axis=SIGNED),
        tooltip=[
            alt.Tooltip("name:N", title="What can be observed"),
            alt.Tooltip("first:Q", format=",.1f", title="Before"),
            alt.Tooltip("last:Q", format=",.1f", title="After"),
            alt.Tooltip("unit:N", title="Unit"),
        ],
    )
    text = base.encode(text="Text:N")
    return [
        base.mark_bar(color=ACCENT, height=15),
        *on_halo(text.transform_filter("datum.Percent >= 0"), align="left", dx=4),
        *on_halo(text.transform_filter("datum.Percent < 0"), align="right", dx=-4),
    ]


def _claimed(claimed: float, layout: Layout) -> list[alt.Chart]:
    """Return the line of zero and that of the claimed fall with its name."""
    mark = alt.Chart(pd.DataFrame({"x": [-claimed], "word": [layout.pick("the claimed fall", "claimed")]}))
    name = mark.mark_text(align="right", dx=-5, dy=6, baseline="top", fontSize=12)
    return [
        alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q"),
        mark.mark_rule(color=INK, strokeDash=[4, 3]).encode(x="x:Q"),
        name.encode(x="x:Q", y=alt.value(0), text="word:N"),
    ]


def _seventeen_headline(found: pd.DataFrame, deeper: pd.DataFrame, claimed: float) -> str:
    if deeper.empty:
        return f"Nothing that can be observed fell by {prose.percent(claimed)} over the three years"
    count = f"{prose.spelled(len(deeper)).capitalize()} of {prose.spelled(len(found))} observable ties"
    words = f"{count} fell by {prose.percent(claimed)} or more"
    return (
        words
        if "information" in set(deeper["indicator_id"])
        else f"{words}; the channels for information did not"
    )
