"""Figures with what the brief's own may lack: input controls, a selection, a table longer than the page, gaps."""

import altair as alt
import pandas as pd

from press.figures.figure import figure
from press.figures.marks import actor_scale, end_labels

COLOURS = {"Alpha": "USA", "Beta": "KOR"}


def wave(rows):
    """Return two made-up series with a gap in each."""
    years = [1900 + place for place in range(rows // 2)] * 2
    data = pd.DataFrame({"Year": years, "Series": ["Alpha"] * (rows // 2) + ["Beta"] * (rows // 2)})
    data["Value (units)"] = [float((7 * place) % 23 + place / 9) for place in range(len(data))]
    data.loc[[5, len(data) - 4], "Value (units)"] = None
    return data


def controlled():
    """A line chart with a slider and a menu."""
    data = wave(120)

    def draw(layout):
        first = alt.param(name="first", value=1900, bind=alt.binding_range(min=1900, max=1950, step=1, name="From "))
        series = alt.param(
            name="series", value="both", bind=alt.binding_select(options=["both", "Alpha", "Beta"], name="Series ")
        )
        base = (
            alt.Chart(data)
            .transform_filter("datum.Year >= first && (series == 'both' || datum.Series == series)")
            .encode(
                x=alt.X("Year:Q", title=None, axis=alt.Axis(format="d")),
                y=alt.Y("Value (units):Q", title=None),
                color=alt.Color("Series:N", scale=actor_scale(COLOURS), legend=None),
            )
        )
        points = base.mark_circle(size=70).encode(tooltip=["Series", "Year", "Value (units)"])
        labels = end_labels(data, "Year", "Value (units)", "Series", scale=actor_scale(COLOURS))
        return (
            alt.layer(base.mark_line(), points.add_params(first, series), labels)
            .properties(width=layout.width, height=layout.pick(300, 260), padding={"right": 60})
        )

    return _figure("controlled", "Two series move apart, and a reader may choose what to see", data, draw)


def long():
    """Bars, and a table that is longer than the page shows."""
    data = wave(900)

    def draw(layout):
        shown = data[data["Year"] < 1900 + layout.pick(40, 15)]
        pick = alt.selection_point(name="pick", fields=["Series"], on="click")
        return (
            alt.Chart(shown)
            .mark_bar()
            .encode(
                x=alt.X("Year:O", title=None, axis=alt.Axis(values=list(range(1900, 1940, 5)))),
                y=alt.Y("sum(Value (units)):Q", title=None),
                color=alt.condition(
                    pick, alt.Color("Series:N", scale=actor_scale(COLOURS), legend=None), alt.value("#e3dfd5")
                ),
                tooltip=["Series", "Year"],
            )
            .add_params(pick)
            .properties(width=layout.width, height=240)
        )

    return _figure("long", "한국어: a headline <with> \"marks\" & signs", data, draw)


def trend():
    """A line through points, for which the page needs the whole of Vega."""
    data = wave(60).dropna()

    def draw(layout):
        return (
            alt.Chart(data)
            .transform_regression("Year", "Value (units)")
            .mark_line()
            .encode(x=alt.X("Year:Q", title=None), y=alt.Y("Value (units):Q", title=None))
            .properties(width=layout.width, height=200)
        )

    return _figure("trend", "Both series rise together", data, draw)


def _figure(name, headline, data, draw):
    return figure(
        name,
        headline=headline,
        subtitle="Made-up values, units, 1900–1959",
        alt="Line chart of two made-up series; Alpha ends above Beta.",
        data=data,
        tables=["macro"],
        draw=draw,
        note="Made up for the tests.",
    )
