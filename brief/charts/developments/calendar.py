"""Recent developments day by day: the year around the article, and steps of sanctions and of sharing."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from brief.analysis.peninsula import calendar, timeline
from brief.article import AFTERMATH, ARTICLE_DAY, WINDOW, Span
from brief.charts.developments.launches import LAUNCH_TABLES
from brief.tables import country_names
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER, actor_colour

PRK, KOR = actor_colour("PRK"), actor_colour("KOR")
YEAR_AROUND = Span(WINDOW.start, AFTERMATH.end)
# North Korea's colour for its weapons, South Korea's for the allies' drills; the rest is nobody's own.
LANES = {
    "Weapons": PRK,
    "Drills and forces": KOR,
    "Talks and treaties": INK,
    "Sanctions and crises": INK,
    "Trade": INK,
    "Politics at home": INK,
}
ACTORS = {
    "everyone": "",
    "South Korea": "KOR",
    "United States": "USA",
    "North Korea": "PRK",
    "China": "CHN",
    "Japan": "JPN",
}


def year_around(events: pd.DataFrame, days: pd.DataFrame, exercises: pd.DataFrame) -> Figure:
    """What is recorded day by day in the six months before the article and the six after."""
    table = calendar.calendar(events, days, exercises, YEAR_AROUND)
    inside = WINDOW.holds(table["date"])
    shown = table[["date", "until", "lane", "what", "actors", "missiles", "source", "weak"]]
    shown = shown.set_axis(
        ["Date", "Until", "Kind", "What", "Actors", "Missiles", "Source", "Weak source"], axis=1
    )
    shown = _with_names(shown)
    ours = {lane: shown["Kind"] == lane for lane in LANES}
    counts = {lane: (int((rows & inside).sum()), int((rows & ~inside).sum())) for lane, rows in ours.items()}
    return figure(
        "calendar",
        headline="This record has {} entries on weapons from the six months before the article and {} from "
        "the six after, {} and {} on talks".format(*counts["Weapons"], *counts["Talks and treaties"]),
        subtitle=f"Events, launches and exercises recorded, {prose.day(YEAR_AROUND.start)} to "
        f"{prose.day(YEAR_AROUND.last_day)}; hollow: weak source only",
        alt=f"A strip of {len(shown)} marks in {len(LANES)} rows along one year, {inside.sum()} before the "
        f"article and {(~inside).sum()} from its day on. "
        + "; ".join(f"{lane}: {before} before, {after} after" for lane, (before, after) in counts.items())
        + ".",
        data=shown.drop(columns=["Codes", "Missiles"]),  # most rows are no launches
        tables=["events", *LAUNCH_TABLES[:2], "exercises_named"],
        note="Chosen by hand for what bears on the article; not a full chronicle. In the web book "
        "each mark tells its entry, and the numbers of the figure list them all.",
        draw=lambda layout: _year_drawn(shown, layout),
    )


def _with_names(shown: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with actors by name, and their codes beside."""
    named = country_names()
    actors = shown["Actors"].map(
        lambda codes: ", ".join(named.get(code, code) for code in codes.split(";")), na_action="ignore"
    )
    return shown.assign(Codes=shown["Actors"], Actors=actors)


def _year_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    """Return lanes along time: from left to right, or from top to bottom on a narrow page."""
    who = alt.param(
        name="who",
        value="",
        bind=alt.binding_select(
            options=list(ACTORS.values()), labels=list(ACTORS), name="Show events that involve "
        ),
    )
    involved = "who == '' || indexof(datum.Codes, who) >= 0"
    time, lane, until = ("x", "y", "x2") if not layout.narrow else ("y", "x", "y2")
    colour = alt.Color("Kind:N", scale=alt.Scale(domain=list(LANES), range=list(LANES.values())), legend=None)
    tips = [alt.Tooltip("Date:T", format=prose.DAY), "What", "Actors", "Missiles", "Source"]
    strong = alt.condition("datum['Weak source']", alt.value(0), alt.value(1))
    seen = alt.condition(involved, alt.value(0.9), alt.value(0.1))
    places = {time: _time(time), lane: _lane(lane)}
    dots = (
        alt.Chart(shown)
        .mark_point(strokeWidth=1.6, size=layout.pick(75, 65))
        .encode(**places, stroke=colour, fill=colour, fillOpacity=strong, opacity=seen, tooltip=tips)
        .add_params(who)
    )
    bars = (
        alt.Chart(shown[shown["Until"] > shown["Date"]])
        .mark_rule(strokeWidth=8, strokeCap="round")
        .encode(
            **{time: "Date:T", lane: _lane(lane), until: "Until:T"}, color=colour, opacity=seen, tooltip=tips
        )
    )
    layers = [*_lane_names(lane), bars, dots, _article(time)]
    size = {"width": layout.width, "height": layout.pick(len(LANES) * 60, 640)}
    return layer(*layers).properties(**size)


def _time(channel: str) -> alt.X | alt.Y:
    """Return the year around the article as an axis: from left to right, or from top to bottom."""
    ends = [_stamp(YEAR_AROUND.start), _stamp(YEAR_AROUND.end)]
    scale = alt.Scale(domain=ends, reverse=channel == "y")
    if channel == "x":
        return alt.X("Date:T", title=None, scale=scale, axis=alt.Axis(format="%b", tickCount="month"))
    return alt.Y("Date:T", title=None, scale=scale, axis=alt.Axis(format="%b %Y", tickCount=8, grid=False))


def _stamp(day: pd.Timestamp) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "date": day.day}


def _lane(channel: str) -> alt.X | alt.Y:
    kind = alt.X if channel == "x" else alt.Y
    return kind("Kind:N", sort=list(LANES), axis=None, scale=alt.Scale(domain=list(LANES)))


def _article(time: str) -> alt.LayerChart:
    base = alt.Chart(pd.DataFrame({"Date": [ARTICLE_DAY], "word": ["article"]}))
    rule = base.mark_rule(color=MUTED, strokeDash=[4, 3])
    if time == "x":
        word = base.mark_text(align="left", baseline="top", dx=5, dy=-12, color=MUTED)
        return layer(rule.encode(x="Date:T"), word.encode(x="Date:T", y=alt.value(0), text="word:N"))
    word = base.mark_text(align="right", baseline="bottom", dy=-3, color=MUTED)
    return layer(rule.encode(y="Date:T"), word.encode(y="Date:T", x=alt.value("width"), text="word:N"))


def _lane_names(lane: str) -> list[alt.Chart]:
    """Return the rows' names: over each lane, or at the head of each column, broken in two lines."""
    names = pd.DataFrame({"Kind": list(LANES)})
    along: dict[str, Any] = {lane: _lane(lane)}
    base = alt.Chart(names).encode(**along)
    if lane == "y":
        line = base.mark_rule(color=PAPER["grid"].light).encode(x=alt.value(0), x2=alt.value("width"))
        return [line, base.mark_text(align="left", dy=-16, fontSize=12).encode(x=alt.value(0), text="Kind:N")]
    line = base.mark_rule(color=PAPER["grid"].light).encode(y=alt.value(0), y2=alt.value("height"))
    words = base.mark_text(
        fontSize=12, baseline="bottom", dy=-6, lineBreak=" ", lineHeight=13, align="center"
    )
    return [line, words.encode(y=alt.value(-26), text="Kind:N")]


def pressure_and_sharing(events: pd.DataFrame, sharing: pd.DataFrame) -> Figure:
    """Steps of sanctions and of information sharing since 2014, the weakly sourced ones hollow."""
    table = calendar.steps(events, sharing, "2014-01-01")
    table["lane"] = table["lane"].where(~table["restricts"], STEP_LANES[1]).replace(STEP_NAMES)
    shown = table.assign(when=timeline.when(table))[["when", "lane", "what", "weak", "date"]]
    shown = shown.set_axis(["Date", "Kind", "What", "Weak source", "Day"], axis=1)
    back = shown[shown["Kind"] == STEP_LANES[1]]
    counts = shown["Kind"].value_counts()
    span = f"{shown['Day'].min().year}–{shown['Day'].max().year}"
    return figure(
        "pressure-and-sharing",
        headline=_cut_in_words(back[WINDOW.start <= back["Day"]], len(back)),
        subtitle=f"Steps of information sharing and of sanctions, {span}; hollow: weak source only",
        alt=f"Three rows of marks along time. {STEP_LANES[0]}: {counts[STEP_LANES[0]]}; {STEP_LANES[1]}: "
        f"{len(back)}, the last in {prose.month(back['Day'].max())}; {STEP_LANES[2]}: "
        f"{counts[STEP_LANES[2]]}. {int(shown['Weak source'].sum())} of {len(shown)} rest on weak sources.",
        data=shown.drop(columns="Day"),
        tables=["events", "information_sharing"],
        note="Nobody publishes volumes of exchange. The step back of 2019 was Seoul’s notice to end its pact "
        "with Tokyo, suspended before it took effect.",
        draw=lambda layout: _steps_drawn(shown, layout),
    )


STEP_LANES = [
    "Sharing agreed, widened or used",
    "Sharing cut or put in question",
    "Sanctions: steps of every kind",
]
STEP_NAMES = {"Information sharing": STEP_LANES[0], "Sanctions": STEP_LANES[2]}


def _cut_in_words(late: pd.DataFrame, ever: int) -> str:
    """Return the headline: whether a cut is recorded since the article's six months, and how surely."""
    if late.empty:
        return (
            f"No cut in information sharing is recorded in or after the article’s six months; {ever} before"
        )
    when = "came after the article" if (late["Day"] > ARTICLE_DAY).all() else "lies in its six months"
    if len(late) == 1:
        sources = "rests on a weak source" if late["Weak source"].all() else "is well sourced"
        return f"The one cut in information sharing found since 2014 {when} and {sources}"
    weak = int(late["Weak source"].sum())
    return (
        f"{len(late)} cuts in information sharing are reported since; {weak or 'none'} on weak sources only"
    )


def _steps_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    row = alt.Y("Kind:N", sort=STEP_LANES, axis=None)
    names = alt.Chart(pd.DataFrame({"Kind": STEP_LANES})).encode(y=row)
    line = names.mark_rule(color=PAPER["grid"].light).encode(x=alt.value(0), x2=alt.value("width"))
    words = names.mark_text(align="left", dy=-20, fontSize=12).encode(x=alt.value(0), text="Kind:N")
    strong = alt.condition("datum['Weak source']", alt.value(0), alt.value(0.9))
    dots = (
        alt.Chart(shown)
        .mark_point(stroke=INK, fill=INK, strokeWidth=1.6, size=layout.pick(110, 80), opacity=1)
        .encode(
            x=alt.X("Day:T", title=None, axis=alt.Axis(format="%Y", tickCount=layout.pick(12, 6))),
            y=row,
            fillOpacity=strong,
            tooltip=["Date", "What", "Weak source"],
        )
    )
    return layer(_article("x"), line, words, dots).properties(
        width=layout.width, height=layout.pick(240, 256)
    )
