"""The charts of how the book is built: its time beside the stock way's, and how it grows."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis import building
from press.figures.figure import Figure, figure
from press.figures.marks import readings
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER
from press.prose import listed, number, out_of

WAYS = {"ours_s": "this book, pages and PDF", "stock_s": "stock, pages alone"}
COLOURS = {"ours_s": PAPER["accent"].light, "stock_s": PAPER["line"].light}
OTHER_WAYS = {  # what else was measured, by way and case
    ("stock", "print"): "printing the built stock pages to PDF with Chromium took another {}",
    ("stock", "latex"): "a PDF of the stock book by LaTeX, which leaves its charts out, took another {}",
    ("brief", "pdf"): "once the chapters are executed this book's whole set of documents took {}",
    ("nbconvert", "cold"): "running and exporting each chapter alone with nbconvert took {}",
}
FLOOR = {  # the parts of the floor
    "imports": "to load Python and the libraries",
    "kernel": "to run one cell in a kernel",
    "drawing": "to draw one chart",
    "sphinx": "to write one page with Sphinx",
    "typst": "to set one page with Typst",
}
KINDS = {"cold_s": "from nothing", "sentence_s": "one sentence"}
TICKS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]


def seconds(value: float) -> str:
    """Return seconds as a reader wants them: with a decimal below ten, with two below a tenth."""
    return f"{number(value, 0 if value >= 10 else 1 if value >= 0.1 else 2)} s"


def other_ways(table: pd.DataFrame) -> str:
    """Return as text how long other ways took and the way to paper (`table` is `build_times`)."""
    found = {text: building.measured(table, *way) for way, text in OTHER_WAYS.items()}
    told = [text.format(seconds(took)) for text, took in found.items() if took is not None]
    text = "; ".join(told or ["other ways were not measured this time"])
    return text[0].upper() + text[1:]


def live(table: pd.DataFrame) -> str:
    """Return as text how soon a saved sentence was seen while `make live` ran (`table` is `build_times`)."""
    shown, saved = (building.measured(table, "brief", case) for case in ("shown", "saved"))
    if shown is None or saved is None:
        return "How soon a saved sentence is seen was not measured this time"
    text = (
        f"A saved sentence was in the browser after {seconds(shown)}, and pages and PDF were fresh after "
        f"{seconds(saved)}"
    )
    table_saved, ran = (building.measured(table, "brief", case) for case in ("saved_table", "table_chapters"))
    if table_saved is None or ran is None:
        return text
    changed = f"After a changed table they were so after {seconds(table_saved)}"
    return f"{text}. {changed}, of which its chapters ran {seconds(ran)}"


def floor(table: pd.DataFrame) -> str:
    """Return as text what no build can do without (`table` is `build_times`)."""
    found = {words: building.measured(table, "floor", part) for part, words in FLOOR.items()}
    return listed([f"{seconds(took)} {words}" for words, took in found.items() if took is not None])


def times(table: pd.DataFrame) -> Figure:
    """Return the time of each case, this book beside the stock way (`table` is `build_times`)."""
    shown = building.beside(table)
    long = shown.melt(["case", "ratio"], list(WAYS), "way", "seconds").assign(
        title=lambda rows: rows["case"].map(building.CASES).str.capitalize(),
        words=lambda rows: rows["way"].map(WAYS) + " " + rows["seconds"].map(seconds),
    )
    long["order"] = long["case"].map(list(building.CASES).index)
    ahead = shown["ratio"] < 1
    return figure(
        "build-times",
        headline=_headline(shown),
        subtitle=f"Seconds from start to end, median of {building.rounds(table, paired=True)} rounds; "
        "this book with its PDF, the stock way without",
        alt="Pairs of bars, one pair a case. "
        + "; ".join(
            f"{building.CASES[row.case]}: this book {seconds(row.ours_s)}, stock {seconds(row.stock_s)}"
            for row in shown.itertuples()
        )
        + f". This book takes less time in {number(int(ahead.sum()))} of {number(len(shown))} cases.",
        data=long.sort_values(["order", "way"], kind="stable")
        .assign(way=long["way"].map(WAYS))[["title", "way", "seconds"]]
        .rename(columns={"title": "Case", "way": "Way", "seconds": "Time (seconds)"}),
        tables=["build_times"],
        draw=lambda layout: _pairs(long, layout),
    )


def _headline(shown: pd.DataFrame) -> str:
    faster = shown[shown["ratio"] < 1]
    if len(faster) == len(shown):
        return "This book is built in less time than the stock way takes, whatever changed"
    if faster.empty:
        return "This book takes longer to build than the stock way, whatever changed"
    cases = out_of(len(faster), len(shown))
    return f"This book, with its PDF, is built in less time than the stock pages in {cases} cases"


def _pairs(long: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    data = long.assign(
        row=[3 * order + (way == "stock_s") for order, way in zip(long["order"], long["way"], strict=True)]
    )
    y = alt.Y(
        "row:Q",
        axis=None,
        scale=alt.Scale(domain=[-1.0, float(data["row"].max()) + 0.6], reverse=True, nice=False),
    )
    reach = float(data["seconds"].max()) * layout.pick(1.45, 2.1)
    x = alt.X("seconds:Q", title=None, scale=alt.Scale(domain=[0, reach], nice=False), axis=None)
    base = alt.Chart(data[["title", "way", "words", "seconds", "row"]]).encode(y=y)
    colour = alt.Color(
        "way:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None
    )
    tips = [alt.Tooltip("title:N", title="Case"), alt.Tooltip("words:N", title="Time")]
    bars = base.mark_rule(strokeWidth=15).encode(x=x, x2=alt.value(0), color=colour, tooltip=tips)
    words = base.mark_text(align="left", dx=6, fontSize=13, color=INK).encode(x=x, text="words:N")
    heads = (
        alt.Chart(
            data.loc[data["way"] == "ours_s", ["title", "row"]].assign(row=lambda rows: rows["row"] - 0.85)
        )
        .mark_text(align="left", fontSize=13, fontWeight=600, color=MUTED)
        .encode(x=alt.value(0), y=y, text="title:N")
    )
    return alt.layer(bars, words, heads).properties(width=layout.width, height=64 * data["title"].nunique())


def growth(table: pd.DataFrame) -> Figure:
    """Return how the time grows with the chapters of a generated book (`table` is `build_growth`)."""
    part = table[table["grown"] == "chapters"]
    long = part.melt(["size"], list(KINDS), "kind", "seconds").assign(
        name=lambda rows: rows["kind"].map(KINDS), words=lambda rows: rows["seconds"].map(seconds)
    )
    power = building.exponent(table, "chapters", "cold_s")
    few, many = int(part["size"].min()), int(part["size"].max())
    return figure(
        "build-growth",
        headline="The time to build grows "
        + ("more slowly than" if power < 0.97 else "in step with" if power <= 1.1 else "faster than")
        + " the number of chapters",
        subtitle=f"Seconds to build generated books of {number(few)} to {number(many)} chapters with a chart "
        "each, pages and PDF; both scales are logarithmic",
        alt="Two lines over the number of chapters. "
        + "; ".join(
            f"{name}: "
            + listed([f"{row.words} at {number(row.size)}" for row in rows.itertuples(index=False)])
            for name, rows in long.groupby("name", sort=False)
        )
        + ".",
        data=long[["size", "name", "seconds"]].rename(
            columns={"size": "Chapters", "name": "Built", "seconds": "Time (seconds)"}
        ),
        tables=["build_growth"],
        draw=lambda layout: _lines(long, layout),
    )


def _lines(long: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    sizes = sorted(long["size"].unique().tolist())
    x = alt.X(
        "size:Q",
        title="chapters",
        scale=alt.Scale(type="log", domain=[sizes[0] * 0.85, sizes[-1] * layout.pick(2, 8)], nice=False),
        axis=alt.Axis(values=sizes, format="d", grid=False),
    )
    y = alt.Y(
        "seconds:Q",
        title=None,
        scale=alt.Scale(type="log", nice=True),
        axis=alt.Axis(format=",~g", values=TICKS),
    )
    colours = alt.Scale(domain=list(KINDS), range=[PAPER["accent"].light, MUTED])
    base = alt.Chart(long[["size", "kind", "name", "seconds", "words"]]).encode(
        x=x, y=y, color=alt.Color("kind:N", scale=colours, legend=None)
    )
    tips = [
        alt.Tooltip("name:N", title="Built"),
        alt.Tooltip("size:Q", title="Chapters"),
        alt.Tooltip("words:N", title="Time"),
    ]
    dots = base.mark_line(point=alt.OverlayMarkDef(size=40, filled=True))
    values = base.mark_text(align="right", dx=2, dy=-12, fontSize=12).encode(text="words:N")
    names = (
        base.transform_filter(f"datum.size == {sizes[-1]}")
        .mark_text(align="left", dx=10, dy=4, fontSize=13, fontWeight=600)
        .encode(text="name:N")
    )
    return alt.layer(dots, values, names, readings(base, tips)).properties(
        width=layout.width, height=layout.pick(300, 280)
    )


def listed_times(table: pd.DataFrame) -> pd.DataFrame:
    """Return the cases as a table for the text: seconds both ways, the ratio, memory and bytes of ours."""
    ours = table[table["way"] == "brief"].set_index("case")
    shown = building.beside(table)
    return pd.DataFrame(
        {
            "Case": shown["case"].map(building.CASES).str.capitalize(),
            "This book, seconds": shown["ours_s"].round(1),
            "Stock, seconds": shown["stock_s"].round(1),
            "Ratio": shown["ratio"].round(2),
            "Memory, MB": ours.loc[shown["case"], "peak_mb"].round().astype(int).to_numpy(),
        }
    )
