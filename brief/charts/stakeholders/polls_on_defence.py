"""Stakeholders, what the publics would do: own nuclear weapons in Korea, troops and bases in America."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.alliance import opinion
from brief.charts.stakeholders.opinion import SHARE, moment
from press.figures import lines as ln
from press.figures.figure import Figure, figure
from press.figures.marks import Align, layer, on_halo
from press.figures.theme import MUTED, Layout
from press.prose import listed, number, out_of

OWN_WEAPONS = {
    "asan-own-weapons": "Asan Institute",
    "chey-own-weapons": "Chey Institute",
    "kinu-own-weapons": "KINU",
}
SHAPES = ["circle", "square", "triangle-up"]
BASES, TROOPS = "Keep bases in South Korea", "Send troops if the North invades"
DEFENCE = {"chicago-bases": BASES, "chicago-defend-korea": TROOPS}


def own_weapons(polls: pd.DataFrame) -> Figure:
    """South Koreans who want nuclear weapons of their own, by pollster."""
    answered = opinion.answers(polls, list(OWN_WEAPONS), ["KOR"])
    shown = pd.DataFrame(
        {
            "Pollster": answered["series"].map(OWN_WEAPONS),
            "Question": answered["question"],
            "Fieldwork": answered["fieldwork"].fillna(answered["year"].astype("string")),
            "Moment": moment(answered["when"]),
            SHARE: answered["value"],
        }
    )
    majority = int((shown[SHARE] > 50).sum())

    def _draw(layout: Layout) -> alt.LayerChart:
        return _weapons_chart(shown, layout)

    return figure(
        "own-nuclear-weapons",
        headline=(
            f"In {out_of(majority, len(shown))} surveys drawn most South Koreans wanted nuclear weapons "
            f"of their own ({number(shown[SHARE].min(), 1)}% to {number(shown[SHARE].max(), 1)}%)"
        ),
        subtitle=(
            "South Koreans who favour nuclear weapons of their own, no cost being named, per cent, three "
            "pollsters, 2014–2025"
        ),
        alt="Three lines, one a pollster. "
        + "; ".join(_readings_in_words(part) for _, part in shown.groupby("Pollster"))
        + ".",
        data=shown.drop(columns="Moment"),
        tables=["opinion"],
        draw=_draw,
        note="The three questions are worded differently, so the lines are not comparable with each other. "
        + _not_drawn(polls),
    )


def _not_drawn(polls: pd.DataFrame) -> str:
    """Say what the pollster found that comes nearest to a half and has too few answers for a line."""
    asked = opinion.answers(polls, ["snu-ipus-own-weapons"], ["KOR"])
    told = [f"{number(row.value, 1)}% in {row.year}" for row in asked.itertuples()]
    return f"Seoul National University, not drawn, found {listed(told)}."


def _weapons_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    panel = ln.Panel(
        width=layout.width,
        height=int(layout.pick(320, 270)),
        x="Moment",
        y=SHARE,
        name="Pollster",
        names=dict.fromkeys(OWN_WEAPONS.values(), "KOR"),
        x_span=(2013.5, 2026.4),
        y_span=(0, 100),
    )
    shapes = alt.Scale(domain=list(OWN_WEAPONS.values()), range=SHAPES)
    half = (
        alt.Chart(pd.DataFrame({SHARE: [50]})).mark_rule(color=MUTED, strokeDash=[2, 3]).encode(y=panel.up())
    )
    return layer(
        half,
        ln.lines(shown, panel, x_axis={"values": [2014, 2018, 2022, 2025]}),
        ln.dots(shown, panel, size=70).encode(shape=alt.Shape("Pollster:N", scale=shapes, legend=None)),
        *_pollster_words(shown, panel),
        ln.touch(shown, panel, ["Pollster", "Question", "Fieldwork", SHARE], "weapons"),
    ).properties(width=panel.width, height=panel.height)


def _pollster_words(shown: pd.DataFrame, panel: ln.Panel) -> list[alt.Chart]:
    """Return each pollster's name near its line: over its last point, left of its first, under its last."""
    lines = {name: part.sort_values("Moment") for name, part in shown.groupby("Pollster")}
    places: list[tuple[pd.DataFrame, Align, int, int]] = [
        (lines["Asan Institute"].tail(1), "right", 10, -14),
        (lines["Chey Institute"].head(1), "right", -10, -3),
        (lines["KINU"].tail(1), "center", 0, 18),
    ]
    return [
        word.encode(x=panel.across(), y=panel.up(), text="Pollster:N", color=panel.colour())
        for row, align, dx, dy in places
        for word in on_halo(alt.Chart(row), align=align, dx=dx, dy=dy, fontWeight=600)
    ]


def _readings_in_words(part: pd.DataFrame) -> str:
    answers = [
        f"{number(row[1], 1)}% ({opinion.fieldwork_in_words(row[0])})"
        for row in part[["Fieldwork", SHARE]].itertuples(index=False)
    ]
    return f"{part['Pollster'].iloc[0]}: " + ", ".join(answers)


def american_views(polls: pd.DataFrame) -> Figure:
    """Americans who would defend South Korea and keep bases there (Chicago Council)."""
    answered = opinion.answers(polls, list(DEFENCE), ["USA"])
    shown = pd.DataFrame(
        {
            "Question": answered["series"].map(DEFENCE),
            "Year": answered["year"].astype(int),
            SHARE: answered["value"],
        }
    )
    troops = shown[shown["Question"] == TROOPS].set_index("Year")[SHARE]
    peak = int(troops.idxmax())

    def _draw(layout: Layout) -> alt.LayerChart:
        return _american_chart(shown, layout)

    return figure(
        "american-views",
        headline=(
            f"{number(troops.iloc[-1])}% of Americans would send troops to defend South Korea in "
            f"{troops.index[-1]}, after {number(troops[peak])}% in {peak}"
        ),
        subtitle=(
            "Americans who favour each, per cent, Chicago Council surveys, "
            f"{shown['Year'].min()}–{shown['Year'].max()}"
        ),
        alt="Two lines. "
        + "; ".join(
            f"{name}: "
            + ", ".join(
                f"{number(share)}% in {year}" for year, share in zip(part["Year"], part[SHARE], strict=True)
            )
            for name, part in shown.groupby("Question")
        )
        + ".",
        data=shown,
        tables=["opinion"],
        draw=_draw,
        note=(
            "A dot is a survey; years without one were not asked, or no figure was found. None was found "
            f"after {shown['Year'].max()}."
        ),
    )


def _american_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    panel = ln.Panel(
        width=layout.width,
        height=int(layout.pick(320, 270)),
        x="Year",
        y=SHARE,
        name="Question",
        names={BASES: "USA", TROOPS: "USA"},
        x_span=(2005, 2024),
        y_span=(0, 100),
    )
    sides: list[tuple[str, Align]] = [(BASES, "right"), (TROOPS, "left")]
    words = pd.DataFrame({"Year": [2023.8, 2005.4], "at": [85, 33], "Question": [BASES, TROOPS]})
    text = [
        alt.Chart(words[words["Question"] == question])
        .mark_text(align=align, fontWeight=600)
        .encode(x=panel.across(), y=panel.up_at("at"), text="Question:N", color=panel.colour())
        for question, align in sides
    ]
    dashes = alt.Scale(domain=[BASES, TROOPS], range=[[5, 3], [1, 0]])
    return layer(
        ln.lines(shown, panel, x_axis={"values": [2006, 2010, 2015, 2020, 2023]}).encode(
            strokeDash=alt.StrokeDash("Question:N", scale=dashes, legend=None)
        ),
        ln.dots(shown, panel, size=50),
        *text,
        ln.touch(shown, panel, ["Question", "Year", SHARE], "american"),
    ).properties(width=panel.width, height=panel.height)
