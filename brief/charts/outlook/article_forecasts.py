"""Charts of the outlook: the article's forecasts, and how much they told."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.forecast import article
from brief.article import AFTERMATH, ARTICLE_DAY
from press.claims.vocabulary import CAME_TRUE, DID_NOT_COME_TRUE, OPEN, VERDICTS
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import LINE, MUTED, Layout
from press.look import PAPER
from press.prose import counted, day, listed, number, spelled

BEARINGS = {"for": "supported", "against": "contradicted", "neither": "not verifiable"}
ROW = 58


def article_forecasts(scored: pd.DataFrame, evidence: pd.DataFrame) -> Figure:
    """The six short-term forecasts, each with what happened and its verdict, on one time axis."""
    short = scored[scored["item_id"].isin(article.SHORT_TERM)]
    true = int((short["resolution"] == CAME_TRUE).sum())
    data = evidence.merge(short[["item_id", "name", "word"]], on="item_id").rename(
        columns={
            "date": "Date",
            "when": "When",
            "bearing": "Bearing",
            "what": "What happened",
            "source": "Source",
        }
    )
    data["Rests on"] = data.pop("weak").map(
        {True: "a repost or aggregator", False: "a major or primary source"}
    )
    data = data.rename(columns={"name": "Forecast", "word": "Verdict"}).drop(columns="item_id")

    def _draw(layout: Layout) -> alt.LayerChart:
        rows = alt.Y("Forecast:N", sort=list(short["name"]), axis=None, scale=alt.Scale(paddingOuter=0))
        span = alt.Scale(domain=["2025-10-25", "2026-06-08"])
        when = alt.X(
            "Date:T", scale=span, title=None, axis=alt.Axis(format="%b", tickCount="month", grid=True)
        )
        layers = layer(_window(short, rows), _evidence(data, when, rows), _verdicts(short, rows, layout))
        size = {"width": layout.width, "height": ROW * len(short)}
        return layers.resolve_scale(shape="independent", color="independent").properties(**size)

    return figure(
        "article-forecasts",
        headline=f"{spelled(true).capitalize()} of the {spelled(len(short))} short-term forecasts came true",
        subtitle="What happened for (disc), against (cross) or neither (square) of each forecast, "
        f"{day(AFTERMATH.start)} to {day(AFTERMATH.last_day)} (shaded). "
        "Hollow: weak source only, a repost or aggregator",
        alt=_verdict_words(short, data),
        data=data[["Forecast", "Verdict", "When", "Bearing", "What happened", "Source", "Rests on"]],
        tables=["article_forecasts", "forecast_outcomes"],
        draw=_draw,
        note="The evidence was collected by hand and is not a count of everything that happened.",
    )


def _window(short: pd.DataFrame, rows: alt.Y) -> alt.Chart:
    spans = short[["name"]].rename(columns={"name": "Forecast"})
    spans = spans.assign(start=AFTERMATH.start, end=AFTERMATH.end)
    band = alt.Chart(spans).mark_bar(height=20, opacity=0.55, yOffset=12, color=PAPER["mark"].light)
    return band.encode(x="start:T", x2="end:T", y=rows)


def _evidence(data: pd.DataFrame, when: alt.X, rows: alt.Y) -> alt.Chart:
    drawn_as = [VERDICTS[code] for code in BEARINGS.values()]
    colours = alt.Scale(domain=list(BEARINGS), range=[verdict.colour.light for verdict in drawn_as])
    disc, cross, _ = (verdict.shape.path for verdict in drawn_as)
    shapes = alt.Scale(domain=list(BEARINGS), range=[disc, cross, "square"])
    sure = "datum['Rests on'] == 'a major or primary source'"
    return (
        alt.Chart(data)
        .mark_point(size=100, yOffset=12, strokeWidth=1.6, opacity=1)
        .encode(
            x=when,
            y=rows,
            shape=alt.Shape("Bearing:N", scale=shapes, legend=None),
            fill=alt.Fill("Bearing:N", scale=colours, legend=None),
            stroke=alt.Stroke("Bearing:N", scale=colours, legend=None),
            fillOpacity=alt.condition(sure, alt.value(1), alt.value(0)),
            tooltip=["When", "What happened", "Source", "Rests on"],
        )
    )


def _verdicts(short: pd.DataFrame, rows: alt.Y, layout: Layout) -> alt.LayerChart:
    """Return each forecast's name over its row, with the verdict's shape before and its word after it."""
    named = short.rename(columns={"name": "Forecast"})[["Forecast", "word", "resolution"]]
    base = alt.Chart(named).encode(y=rows)
    colour = alt.Color("resolution:N", scale=_colours(), legend=None)
    shape = alt.Shape("resolution:N", scale=_shapes(), legend=None)
    mark = base.mark_point(filled=True, size=110, yOffset=-14, opacity=1).encode(
        x=alt.value(8), color=colour, shape=shape
    )
    name = base.mark_text(align="left", yOffset=-14, fontWeight=600, fontSize=13).encode(
        x=alt.value(20), text="Forecast"
    )
    word = base.mark_text(align="right", yOffset=-14, fontSize=13).encode(
        x=alt.value(layout.width - 4), text="word", color=colour
    )
    return layer(mark, name, word) if not layout.narrow else layer(mark, name)


def _verdict_words(short: pd.DataFrame, data: pd.DataFrame) -> str:
    groups = [f"{word}: {'; '.join(rows['name'])}." for word, rows in short.groupby("word", sort=False)]
    verdicts = " ".join(group[0].upper() + group[1:] for group in groups)
    weak = (data["Rests on"] == "a repost or aggregator").sum()
    return (
        f"{spelled(len(short)).capitalize()} rows, one a forecast, on a time axis. {verdicts} "
        f"{counted(len(data), 'happening')} are marked, {spelled(int(weak))} of them from a weak source only."
    )


def bits_told(readings: pd.DataFrame) -> Figure:
    """How surprising each forecast was against the base rate known on the day of the article."""
    data = readings.assign(Forecast=readings["item_id"].map(article.NAMES), Cases=_cases(readings))
    data["came_true"] = data["came_true"].map({True: CAME_TRUE, False: DID_NOT_COME_TRUE})
    data["Came true"] = data["came_true"].map(lambda code: VERDICTS[code].short)
    data = data.rename(columns={"reading": "Reading", "bits": "Bits", "base_rate": "Base rate"})

    return figure(
        "bits-told",
        headline=_bits_headline(readings.dropna(subset=["bits"])),
        subtitle=f"Surprise if it comes true, in bits, from base rates known before {day(ARTICLE_DAY)} "
        "(0: a sure thing, 1: the toss of a coin). Triangle up: came true; down: did not",
        alt=_bits_words(readings),
        data=data[["Forecast", "Reading", "Came true", "Cases", "Base rate", "Bits"]],
        tables=["article_forecasts", "missiles", "missile_events_added", "military_expenditure", "us_troops"],
        draw=lambda layout: _bits(data, layout),
        note="The first forecast is read in two ways, first as an escalation. The base rate is the cases in "
        "which it happened plus a half, over all cases plus one. Spending and troops are counted by year, "
        "though the forecasts are of six months.",
    )


def _cases(readings: pd.DataFrame) -> list[str]:
    """Return "17 of 20 half-years", or why there is no count."""
    return [
        f"base rate not known: {row.counted}"
        if pd.isna(row.of)
        else f"in {row.hits} of {row.of} {row.counted}"
        for row in readings.itertuples()
    ]


def _bits_headline(known: pd.DataFrame) -> str:
    worded = known[known["came_true"]].drop_duplicates("item_id")
    told = int((worded["bits"] > 1).sum())
    return (
        f"Of the {spelled(len(worded))} forecasts that came true and have a base rate "
        f"{spelled(told) if told else 'none'} told more than the toss of a coin"
    )


def _bits_words(readings: pd.DataFrame) -> str:
    known, unknown = readings.dropna(subset=["bits"]), readings[readings["bits"].isna()]
    told = [f"“{row.reading}” {number(row.bits, 2)}" for row in known.itertuples()]
    return (
        f"Bits by forecast: {listed(told)}. No table gives a base rate for "
        f"{listed([f'“{reading}”' for reading in unknown['reading']])}."
    )


def _bits(data: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    rows = alt.Y("Reading:N", sort=list(data["Reading"]), axis=None)
    base = alt.Chart(data).encode(y=rows)
    scale = alt.Scale(domain=[0, 1.5])
    x = alt.X("Bits:Q", scale=scale, title="bits", axis=alt.Axis(values=[0, 0.5, 1, 1.5]))
    known = alt.Chart(data.dropna(subset=["Bits"])).encode(y=rows)
    colour = alt.Color("came_true:N", scale=_colours(), legend=None)
    shape = alt.Shape("came_true:N", scale=_shapes(), legend=None)
    tooltip = ["Forecast", "Reading", "Cases", "Came true", alt.Tooltip("Base rate:Q", format=".2f")]
    told = alt.Text("Bits:Q", format=".2f")
    return (
        layer(
            known.mark_bar(height=9, yOffset=15, color=LINE).encode(x=x, x2=alt.datum(0), tooltip=tooltip),
            known.mark_text(align="left", dx=7, yOffset=15, fontWeight=600).encode(x=x, text=told),
            base.mark_point(filled=True, size=100, yOffset=-21, opacity=1).encode(
                x=alt.value(8), color=colour, shape=shape, tooltip=tooltip
            ),
            base.mark_text(align="left", fontWeight=600, yOffset=-21).encode(x=alt.value(20), text="Reading"),
            base.mark_text(align="left", color=MUTED, yOffset=-4).encode(x=alt.value(20), text="Cases"),
        )
        .resolve_scale(shape="independent", color="independent")
        .properties(width=layout.width, height=66 * len(data))
    )


def _colours() -> alt.Scale:
    names = [CAME_TRUE, DID_NOT_COME_TRUE, OPEN]
    return alt.Scale(domain=names, range=[VERDICTS[name].colour.light for name in names])


def _shapes() -> alt.Scale:
    names = [CAME_TRUE, DID_NOT_COME_TRUE, OPEN]
    return alt.Scale(domain=names, range=[VERDICTS[name].shape.path for name in names])
