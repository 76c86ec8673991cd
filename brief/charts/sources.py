"""The charts of sources and methods: what each table covers, who uses it, and how strong the sources are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis import provenance
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER
from press.prose import counted, listed, number, percent

CHAPTERS = {
    "summary": "Summary",
    "findings": "Findings",
    "history": "History",
    "stakeholders": "Stakeholders",
    "developments": "Developments",
    "data": "Data",
    "outlook": "Outlook",
    "claims": "Claims",
    "sources": "Sources",
}
TIER_WORDS = {
    "primary": "Official or original text",
    "major": "Major publisher",
    "mirror": "Copy of a text",
    "repost": "Reposted report",
    "aggregator": "Aggregator",
    "none": "Nothing found",
}
TIER_COLOURS = {
    "primary": PAPER["ink"].light,
    "major": PAPER["accent"].light,
    "mirror": PAPER["line"].light,
    "repost": PAPER["band"].light,
    "aggregator": PAPER["mark"].light,
    "none": PAPER["grid"].light,
}


def coverage(names: Iterable[str]) -> Figure:
    """Return which years each dated table covers, gaps left open."""
    spans = provenance.coverage(names)
    ends = spans.groupby("title").agg(first=("first", "min"), last=("last", "max"))
    order = ends.sort_values(["first", "last"]).index.tolist()
    open_rows = spans[~spans["known"]]
    since = int((ends["first"] <= 1990).sum())
    return figure(
        "table-coverage",
        headline=f"{counted(len(order), 'table').capitalize()} hold dated rows; {number(since)} of "
        f"them reach back to 1990 or before",
        subtitle="Years for which each table holds rows, 1945 to 2030; pale: rows whose value is not known",
        alt=f"Bars over time, one line a table. First years run from {ends['first'].min()} to "
        f"{ends['first'].max()}. "
        f"{int((ends['last'] >= 2025).sum())} tables reach 2025 or later. Rows without a value: "
        + listed([f"{row.title} {_years(row.first, row.last)}" for row in open_rows.itertuples()])
        + ".",
        note="In tables of events an empty year means that the table names no event in it.",
        data=spans.rename(columns={"title": "Table", "first": "From", "last": "To", "known": "Value known"})[
            ["Table", "From", "To", "Value known"]
        ],
        tables=spans["table"].drop_duplicates().tolist(),
        draw=lambda layout: _coverage_bars(spans, order, layout),
    )


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"


def _coverage_bars(spans: pd.DataFrame, order: list[str], layout: Layout) -> alt.LayerChart:
    data = spans.assign(
        to=spans["last"] + 1, years=[_years(row.first, row.last) for row in spans.itertuples()]
    )
    pitch = layout.pick(19, 34)
    y = alt.Y("title:N", title=None, sort=order, scale=alt.Scale(domain=order), axis=_title_axis(layout))
    base = alt.Chart(data[["title", "table", "first", "to", "known", "years"]]).encode(
        y=y,
        x=alt.X(
            "first:Q",
            title=None,
            scale=alt.Scale(domain=[1945, 2031], nice=False),
            axis=alt.Axis(format="d", grid=True, orient="top", values=[1950, 1965, 1980, 1995, 2010, 2025]),
        ),
        x2="to:Q",
        tooltip=[alt.Tooltip("title:N", title="Table"), alt.Tooltip("years:N", title="Years")],
    )
    bars = base.mark_bar(height=9, color=PAPER["accent"].light, yOffset=layout.pick(0, 6)).encode(
        opacity=alt.condition("datum.known", alt.value(1), alt.value(0.25))
    )
    parts = [bars] if not layout.narrow else [bars, _names_over(order, y)]
    return layer(*parts).properties(width=layout.width, height=len(order) * pitch)


def uses(chapters: Iterable[Path]) -> Figure:
    """Return which chapter uses which table, read out of the code."""
    used = provenance.uses(chapters)
    named = used[used["table"].isin(tables.names())].assign(
        title=lambda rows: rows["table"].map(lambda name: tables.source(name).title),
        where=lambda rows: rows["chapter"].map(CHAPTERS),
    )
    counts = named["title"].value_counts()
    second = int(counts[counts < counts.max()].max())
    order = counts.sort_index().sort_values(ascending=False, kind="stable").index.tolist()
    columns = [words for words in CHAPTERS.values() if words in set(named["where"])]
    return figure(
        "table-uses",
        headline=f"{counted(len(order), 'table').capitalize()} feed the chapters; "
        f"{number((counts > 1).sum())} serve more than one",
        subtitle="Tables by chapter that uses them, read out of the code of the chapters and of the "
        "functions they call",
        alt=f"Grid of dots, {len(order)} tables by {len(columns)} chapters. Most used: "
        + listed([f"{title} ({counts[title]} chapters)" for title in order if counts[title] == counts.max()])
        + f"; {counted(int((counts == second).sum()), 'table')} in {second}.",
        data=named.rename(columns={"title": "Table", "where": "Chapter"})[["Table", "Chapter"]],
        tables=named["table"].drop_duplicates().tolist(),
        draw=lambda layout: _use_dots(named, order, columns, layout),
    )


def _use_dots(named: pd.DataFrame, order: list[str], columns: list[str], layout: Layout) -> alt.LayerChart:
    y = alt.Y("title:N", title=None, sort=order, scale=alt.Scale(domain=order), axis=_title_axis(layout))
    dots = (
        alt.Chart(named[["title", "where"]])
        .mark_circle(size=80, opacity=1, color=PAPER["accent"].light, yOffset=layout.pick(0, 8))
        .encode(
            x=alt.X(
                "where:N",
                title=None,
                sort=columns,
                scale=alt.Scale(domain=columns),
                axis=alt.Axis(orient="top", domain=False, ticks=False, labelAngle=-45, labelFontSize=12),
            ),
            y=y,
            tooltip=[alt.Tooltip("title:N", title="Table"), alt.Tooltip("where:N", title="Chapter")],
        )
    )
    parts = [dots] if not layout.narrow else [dots, _names_over(order, y)]
    return layer(*parts).properties(width=layout.width, height=len(order) * layout.pick(16, 36))


def tiers() -> Figure:
    """Return how strong the sources of the hand-made tables are."""
    counts = provenance.tiers()
    totals = counts.groupby("table")["rows"].transform("sum")
    shown = counts.assign(share=100 * counts["rows"] / totals, strength=counts["tier"].map(TIER_WORDS))
    strong = shown[shown["tier"].isin(["primary", "major"])].groupby("table")["share"].sum()
    best, worst = strong.idxmax(), strong.idxmin()
    return figure(
        "source-tiers",
        headline=f"From {percent(strong[worst])} to {percent(strong[best])} of the rows of three tables "
        f"rest on an official text or a major publisher",
        subtitle="Rows of three tables by the strength of their source, in per cent; the number of "
        "rows stands in the bar",
        alt="Stacked bars. "
        + "; ".join(
            f"{table}: "
            + ", ".join(f"{row.strength.lower()} {int(row.rows)}" for row in part.itertuples() if row.rows)
            for table, part in shown.groupby("table", sort=False)
        )
        + ".",
        data=shown[["table", "strength", "rows", "share"]].set_axis(
            ["Table", "Source", "Rows", "Share (per cent)"], axis=1
        ),
        tables=["evidence", "events", "forecast_outcomes"],
        draw=lambda layout: _tier_bars(shown, layout),
    )


def _tier_bars(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    data = shown[shown["rows"] > 0].rename(columns={"table": "title"})
    data = data.assign(
        end=data.groupby("title")["share"].cumsum(), dark=data["tier"].isin(["primary", "major"])
    )
    data = data.assign(start=data["end"] - data["share"], middle=data["end"] - data["share"] / 2)
    names = data["title"].drop_duplicates().tolist()
    y = alt.Y("title:N", title=None, sort=names, scale=alt.Scale(domain=names), axis=_title_axis(layout))
    scale = alt.Scale(domain=list(TIER_WORDS.values()), range=[TIER_COLOURS[tier] for tier in TIER_WORDS])
    shift = layout.pick(0, 10)
    base = alt.Chart(data[["title", "strength", "rows", "share", "start", "end", "middle", "dark"]]).encode(
        y=y,
        tooltip=[
            alt.Tooltip("title:N", title="Table"),
            alt.Tooltip("strength:N", title="Source"),
            alt.Tooltip("rows:Q", title="Rows"),
        ],
    )
    bars = base.mark_bar(height=24, stroke=PAPER["paper"].light, strokeWidth=1, yOffset=shift).encode(
        x=alt.X("start:Q", title=None, scale=alt.Scale(domain=[0, 100]), axis=None),
        x2="end:Q",
        color=alt.Color("strength:N", scale=scale, legend=alt.Legend(title=None, columns=layout.pick(3, 2))),
    )
    words = (
        base.transform_filter("datum.share > 3")
        .mark_text(fontSize=12, yOffset=shift)
        .encode(
            x="middle:Q",
            text="rows:Q",
            color=alt.condition("datum.dark", alt.value(PAPER["paper"].light), alt.value(INK)),
        )
    )
    parts = [bars, words] if not layout.narrow else [bars, words, _names_over(names, y, lift=13)]
    return layer(*parts).properties(width=layout.width, height=len(names) * layout.pick(58, 66))


def _title_axis(layout: Layout) -> alt.Axis | None:
    return None if layout.narrow else alt.Axis(domain=False, ticks=False, labelFontSize=12)


def _names_over(order: list[str], y: alt.Y, lift: float = 8) -> alt.Chart:
    return (
        alt.Chart(pd.DataFrame({"title": order}))
        .mark_text(align="left", fontSize=12, dy=-lift, color=MUTED, limit=330)
        .encode(x=alt.value(0), y=y, text="title:N")
    )
