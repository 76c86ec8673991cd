"""Charts of how sure the coefficient is: what single choices do, and which choices matter."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import finding, index, indicators, sensitivity, uncertainty
from brief.charts.data.coefficient import ACCENT, SIGNED
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer, on_halo
from press.figures.theme import INK, LINE, MUTED, Layout

SMALLEST = 0.05  # points: a choice that moves the answer by less is counted, not drawn
ANSWERS = ["published", "same sign", "other sign"]
ANSWER_COLOURS = alt.Scale(domain=ANSWERS, range=[INK, MUTED, ACCENT])
ANSWER_SHAPES = alt.Scale(domain=ANSWERS, range=["diamond", "circle", "square"])


def single_choices(start: int = 2015, end: int = 2025) -> Figure:
    """Draw the change between two years under every single choice made differently."""
    found = sensitivity.single_choices(start, end)
    published = float(found["points"].iloc[0])
    whole = finding.period(index.published(), uncertainty.published(), start, end)
    moving = found[(found["points"] - published).abs().ge(SMALLEST) | (found["kind"] == "published")]
    flips = found["flips"].sum()
    shown = moving.sort_values("points").rename(columns={"choice": "Choice", "points": "Points"})
    shown["Answer"] = shown["flips"].map({True: "other sign", False: "same sign"})
    shown.loc[shown["kind"] == "published", "Answer"] = "published"
    turning = [f"{row.choice} ({finding.signed(row.points)})" for row in found[found["flips"]].itertuples()]
    shown["Text"] = [finding.signed(points) for points in shown["Points"]]
    shown = shown[["Choice", "Points", "Answer", "Text"]].reset_index(drop=True)

    return figure(
        f"coefficient-choices-{assumptions.label(start)}",
        headline=_choices_headline(found, int(flips), start),
        subtitle=(
            f"Change of the coefficient {start} to {end}, in points, when one choice is made differently and "
            f"all else as published (dashed, {whole.told}); squares: the other sign"
        ),
        alt=f"Published: {whole.told}. Other sign: "
        + (prose.listed(turning) if flips else "none")
        + f". {_still(len(found) - len(moving))}",
        data=shown[["Choice", "Points", "Answer"]].round(2),
        tables=_tables(),
        draw=lambda layout: _choices_drawn(shown, published, layout),
        note=_still(len(found) - len(moving)),
    )


def _choices_drawn(shown: pd.DataFrame, published: float, layout: Layout) -> alt.LayerChart:
    """Draw a mark a choice, and the published change as a dashed line."""
    low, high = min(0.0, shown["Points"].min()), max(0.0, shown["Points"].max())
    pad = layout.pick(0.1, 0.32) * (high - low)
    base = alt.Chart(shown).encode(
        y=alt.Y("Choice:N", sort=list(shown["Choice"]), title=None, axis=_choice_axis()),
        x=alt.X(
            "Points:Q",
            title=None,
            axis=SIGNED,
            scale=alt.Scale(domain=[low - pad, high + pad], nice=False),
        ),
        tooltip=["Choice", alt.Tooltip("Points:Q", format="+.0f"), "Answer"],
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q")
    rule = (
        alt.Chart(pd.DataFrame({"x": [published]})).mark_rule(color=MUTED, strokeDash=[4, 3]).encode(x="x:Q")
    )
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(
        color=alt.Color("Answer:N", scale=ANSWER_COLOURS, legend=None),
        shape=alt.Shape("Answer:N", scale=ANSWER_SHAPES, legend=None),
    )
    words = [
        text
        for side, align, test in ((9, "left", ">="), (-9, "right", "<"))  # away from the dashed line
        for text in on_halo(
            base.transform_filter(f"datum.Points {test} {published}").encode(text="Text:N"),
            dx=side,
            align=align,
            fontSize=12,
        )
    ]
    return layer(zero, rule, dots, *words).properties(width=layout.width, height=alt.Step(21))


def _choices_headline(found: pd.DataFrame, flips: int, start: int) -> str:
    if not flips:
        return f"No single choice changes whether the coefficient fell since {start}"
    fell = found["points"].iloc[0] < 0
    first = f"{prose.spelled(flips).capitalize()} of {prose.spelled(len(found) - 1)} single choices"
    was, other = ("fall", "rise") if fell else ("rise", "fall")
    return f"{first} would turn the {was} since {start} into a {other}"


def _still(count: int) -> str:
    """Return the sentence on the choices that are not drawn, or "" when all are."""
    verb = "moves it and is" if count == 1 else "move it and are"
    return f"{prose.counted(count, 'choice').capitalize()} hardly {verb} not drawn." if count else ""


def what_matters(start: int = 2015, end: int = 2025) -> Figure:
    """Draw each choice's share of the spread between draws: first-order and total Sobol indices."""
    found = sensitivity.sobol(start, end)
    shown = found.assign(
        Choice=found["factor"].str.capitalize().str.replace("Error of un", "Error of UN", regex=False),
        Alone=100 * found["first_order"].clip(lower=0),
        Together=100 * found["total"].clip(lower=0),
        Error=100 * found["total_half_width"],
    )
    shown = shown[["Choice", "Alone", "Together", "Error"]]
    shown = shown.assign(Text=[prose.number(share) for share in shown["Together"]])

    def _draw(layout: Layout) -> alt.LayerChart:
        base = alt.Chart(shown).encode(
            y=alt.Y("Choice:N", sort=list(shown["Choice"]), title=None, axis=_choice_axis()),
            tooltip=[
                "Choice",
                alt.Tooltip("Alone:Q", title="Alone, %"),
                alt.Tooltip("Together:Q", title="With interactions, %"),
            ],
        )
        span = alt.Scale(domain=[0, 100 * layout.pick(1.05, 1.18)], nice=False)
        axis = alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'", title=None)
        bars = base.mark_bar(color=ACCENT, height=11).encode(x=alt.X("Alone:Q", scale=span, axis=axis))
        reach = base.mark_point(shape="diamond", filled=True, color=INK, size=70, opacity=1).encode(
            x="Together:Q"
        )
        words = base.mark_text(dx=10, align="left", fontSize=12).encode(x="Together:Q", text="Text:N")
        return layer(bars, reach, words).properties(width=layout.width, height=alt.Step(layout.pick(29, 30)))

    return figure(
        f"coefficient-what-matters-{assumptions.label(start)}",
        headline=_matters_headline(shown),
        subtitle=(
            f"Share of the variance of the change {start} to {end} across draws, per cent: bar, the choice "
            "alone; diamond, with its interactions (Sobol indices)"
        ),
        alt=" ".join(
            f"{row.Choice}: {prose.percent(row.Alone)} alone, {prose.number(row.Together)} with interactions."
            for row in shown.itertuples()
        ),
        data=shown.drop(columns="Text")
        .round(1)
        .rename(
            columns={
                "Alone": "Alone, %",
                "Together": "With interactions, %",
                "Error": "Half-width of the latter (95%), points",
            }
        ),
        tables=_tables(),
        draw=_draw,
    )


_THEN = {"Base year": "the year one starts from"}


def _matters_headline(shown: pd.DataFrame) -> str:
    top = f"Of the choices of method the {shown['Choice'].iloc[0].lower()}"
    if shown["Together"].iloc[0] > 66 and shown["Together"].iloc[1] < 33:
        return f"{top} decide"
    second = shown["Choice"].iloc[1]
    return f"{top} matter most, then {_THEN.get(second, 'the ' + second.lower())}"


def _choice_axis() -> alt.Axis:
    return alt.Axis(ticks=False, domain=False, labelFontSize=12)


def _tables() -> list[str]:
    return indicators.source_tables(list(index.published().indicators))
