"""The scenarios of the outlook, with weights that the reader moves in the page."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER
from press.prose import change, number, spelled

EXPECTED = "Expected under the weights"
ACCENT = PAPER["accent"].light


def scenario_weights(effects: pd.DataFrame, span: int) -> Figure:
    """What each scenario would do to the coefficient, and the expected change under the reader's weights.

    `effects` comes from `forecast_scenarios.effects`. Sliders set the weights; they are brought to a
    sum of one in the page.
    """
    data = effects[["scenario_id", "scenario", "change"]].rename(
        columns={"scenario": "Scenario", "change": "Points"}
    )
    data["Weight"], mean = 1 / len(data), float(data["Points"].mean())
    words = " ".join(f"{row.Scenario}: {signed(row.Points)} points." for row in data.itertuples())
    moves = change(0, mean, up="raise", down="lower", same="move")
    return figure(
        "scenario-weights",
        headline=f"Weighed equally, the scenarios {moves} the coefficient by {number(abs(mean))} points",
        subtitle=f"Change of the alliance coefficient (0 to 100) in {spelled(span)} years under each "
        "scenario, points; last, the change to be expected under the weights",
        alt=f"{words} The expected change with equal weights is {signed(mean)} points.",
        data=data[["Scenario", "Points", "Weight"]],
        tables=["scenarios", "indicators"],
        draw=lambda layout: _scenarios(data, layout),
        note="In the page, sliders set the weights; only their proportions count. They are the reader's "
        "to set: equal weights say that we do not know.",
    )


def _scenarios(data: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    unit = layout.pick(" points", "")
    sliders = [_slider(row.scenario_id, row.Scenario) for row in data.itertuples()]
    chosen = " : ".join(
        f"datum.scenario_id == '{row.scenario_id}' ? weight_{row.scenario_id}" for row in data.itertuples()
    )
    weighed = (
        alt.Chart(data)
        .transform_calculate(weight=f"{chosen} : 0")
        .transform_joinaggregate(total="sum(weight)", scenarios="count()")
        .transform_calculate(share="datum.total > 0 ? datum.weight / datum.total : 1 / datum.scenarios")
        .transform_calculate(
            words=f"format(datum.share, '.0%') + ', ' + format(datum.Points, '+.0f') + '{unit}'"
        )
    )
    expected = (
        weighed.transform_calculate(part="datum.share * datum.Points")
        .transform_aggregate(Points="sum(part)")
        .transform_calculate(
            Scenario=f"'{EXPECTED}'", share="1", words=f"format(datum.Points, '+.1f') + '{unit}'"
        )
    )
    rows = alt.Y("Scenario:N", sort=[*data["Scenario"], EXPECTED], axis=None)
    layers = [
        *_change_row(weighed, rows, data, layout, ACCENT),
        *_change_row(expected, rows, data, layout, INK),
    ]
    size = {"width": layout.width, "height": layout.pick(60, 88) * (len(data) + 1)}
    return layer(*layers).add_params(*sliders).properties(**size)


def _slider(identity: str, name: str) -> alt.Parameter:
    bind = alt.binding_range(min=0, max=100, step=5, name=name)
    return alt.param(name=f"weight_{identity}", value=25, bind=bind)


def _change_row(
    base: alt.Chart, rows: alt.Y, data: pd.DataFrame, layout: Layout, colour: str
) -> list[alt.Chart]:
    """Return a scenario's bar, as dark as it is likely, with its name and its words over it."""
    x = alt.X("Points:Q", title="points", scale=alt.Scale(domain=_symmetric(data["Points"])))
    faint = alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 1], range=[0.15, 1]), legend=None)
    tooltip = ["Scenario:N", alt.Tooltip("share:Q", title="Weight", format=".0%"), "words:N"]
    bar = base.mark_bar(height=14, yOffset=12, color=colour)
    name = base.mark_text(align="left", fontWeight=600, yOffset=-11)
    word = base.mark_text(align="right", yOffset=-11, color=MUTED)
    return [
        bar.encode(x=x, y=rows, opacity=faint, tooltip=tooltip),
        name.encode(x=alt.value(2), y=rows, text="Scenario:N"),
        word.encode(x=alt.value(layout.width - 6), y=rows, text="words:N"),
    ]


def _symmetric(points: pd.Series) -> list[float]:
    reach = 5 * math.ceil(points.abs().max() / 5)
    return [-reach, reach]


def signed(points: float) -> str:
    """Return a change in points with its sign, such as "+16" or "−3"."""
    text = number(points)
    return text if text.startswith("\N{MINUS SIGN}") or text == "0" else f"+{text}"
