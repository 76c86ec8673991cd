"""A grid as a table (CSV) and a page of its own with one small-multiple figure: no script, no network."""

from __future__ import annotations

import csv
import html
import shutil
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from press import prose
from press.again.grid import Grid, Run
from press.again.variant import shortened
from press.figures import render
from press.figures.marks import layer
from press.figures.theme import INK
from press.look import PAPER

STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;
color:#1c2127;background:#fdfcf9}
svg{max-width:100%;height:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .7rem;border-bottom:1px solid #d8d4cb;text-align:right}
th:first-child,td:first-child{text-align:left}
.scroll{overflow-x:auto}"""
COLUMNS = 2
DIGITS = 6  # after the point, in the table
COLOURS = [PAPER[name].light for name in ("accent", "counter", "ink", "muted")]  # of series, in their order
SHAPES = ["circle", "square", "diamond", "triangle-up"]


def write(grid: Grid, variants: Path) -> Path:
    """Write `table.csv`, `grid.svg` and `grid.html` of a grid into a folder of its own; return the folder."""
    parts = [f"{name}={text}" for name, text in grid.given.items()]
    target = variants / shortened("-".join(["grid", grid.parameters.chapter, *parts]))
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    rows = [["", *grid.varied, *_titles(grid)], *_rows(grid)]
    with (target / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    drawing = render.draw(render.specification(chart(grid)), "grid")
    (target / "grid.svg").write_text(drawing, encoding="utf-8")
    (target / "grid.html").write_text(page(grid, drawing, rows), encoding="utf-8")
    return target


def _titles(grid: Grid) -> list[str]:
    """Return the columns of the measures: value, and the edges of the band where there is one."""
    titles: list[str] = []
    for one in grid.book.measures:
        titles += [one.name, f"{one.name}: low", f"{one.name}: high"] if one.low is not None else [one.name]
    return [*titles, "not computed"]


def _rows(grid: Grid) -> list[list[Any]]:
    return [_row(grid, "in the book", grid.book), *(_row(grid, "", run) for run in grid.runs)]


def _row(grid: Grid, named: str, run: Run) -> list[Any]:
    cells: list[Any] = []
    known = {one.name: one for one in run.measures}
    for book in grid.book.measures:
        one = known.get(book.name, book if not run.refused else None)
        values = (one.value, one.low, one.high) if one is not None else (None, None, None)
        cells += values if book.low is not None else values[:1]
    shown = ["" if cell is None else np.format_float_positional(cell, DIGITS, trim="-") for cell in cells]
    return [named, *(run.values[name] for name in grid.varied), *shown, run.refused]


def table(grid: Grid) -> pd.DataFrame:
    """Return the runs as rows of a chart: `at`, `series`, `measure`, `value`, `low`, `high`."""
    at, *others = grid.varied or list(grid.parameters.defaults)[:1]
    rows = [
        {
            "at": run.values[at],
            "series": ", ".join(f"{name} {run.values[name] or 'nothing'}" for name in others),
            "measure": one.name,
            "value": one.value,
            "low": one.low,
            "high": one.high,
        }
        for run in grid.runs
        for one in run.measures
    ]
    return pd.DataFrame(rows)


def chart(grid: Grid) -> alt.ConcatChart:
    """Return the small multiples: one panel a measure, its band, and the book's value as a dashed line."""
    shown = table(grid)
    panels = [_panel(grid, shown[shown["measure"] == one.name], one.value) for one in grid.book.measures]
    return alt.concat(*panels, columns=COLUMNS)


def _panel(grid: Grid, part: pd.DataFrame, book: float | None) -> alt.LayerChart:
    at = grid.varied[0] if grid.varied else ""
    is_number = pd.api.types.is_numeric_dtype(part["at"])
    several = part["series"].nunique() > 1
    axis = alt.Axis(format="d", tickMinStep=1) if is_number else alt.Axis(labelAngle=0)
    scale = alt.Scale(zero=False, nice=False, padding=8) if is_number else alt.Undefined
    base = alt.Chart(part).encode(
        x=alt.X("at:Q" if is_number else "at:N", title=at, axis=axis, scale=scale, sort=None)
    )
    if several:
        legend = alt.Legend(orient="bottom", columns=1)
        base = base.encode(
            color=alt.Color("series:N", title=None, legend=legend, scale=alt.Scale(range=COLOURS)),
            shape=alt.Shape("series:N", title=None, legend=legend, scale=alt.Scale(range=SHAPES)),
        )
    value = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False))
    layers: list[alt.Chart] = []
    if part["low"].notna().any() and not several:  # of several, the bands would hide each other
        layers.append(base.mark_rule(color=PAPER["band"].light, strokeWidth=8).encode(y="low:Q", y2="high:Q"))
    if book is not None:
        rule = alt.Chart(pd.DataFrame({"book": [book]})).mark_rule(color=INK, strokeDash=[4, 3])
        layers.append(rule.encode(y="book:Q"))
    colour: dict[str, Any] = {} if several else {"color": COLOURS[0]}
    if is_number:
        layers.append(base.mark_line(strokeWidth=1.6, **colour).encode(y=value))
    layers.append(base.mark_point(filled=True, size=45, opacity=1, **colour).encode(y=value))
    title = alt.TitleParams(str(part["measure"].iloc[0]), anchor="start", fontSize=13)
    return layer(*layers).properties(title=title, width=400, height=200)


def page(grid: Grid, drawing: str, rows: list[list[Any]]) -> str:
    """Return the page: what was run, the figure with its description, the table."""
    title = f"{grid.parameters.chapter}: {', '.join(f'{name}={text}' for name, text in grid.given.items())}"
    refused = sum(bool(run.refused) for run in grid.runs)
    told = f"{prose.counted(len(grid.runs), 'run').capitalize()} of the analysis with other parameters."
    if refused:
        told += f" {prose.counted(refused, 'run').capitalize()} could not be computed; the table says why."
    lines = [_line("th", rows[0]), *(_line("td", row) for row in rows[1:])]
    described = html.escape(description(grid))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title><style>{STYLE}</style></head>
<body><main><h1>{html.escape(title)}</h1>
<p>Not the book. {told} Dashed: the book’s value. Bars: the band of the value, where it has one.</p>
<figure role="img" aria-label="{described}" style="margin:0">{drawing}</figure><p>{described}</p>
<h2>Numbers</h2><div class="scroll" tabindex="0" role="region" aria-label="Numbers"><table>
{"".join(lines)}
</table></div></main></body></html>
"""


def told(grid: Grid) -> str:
    """Return for the terminal how many runs there were, how long they took, and what could not be."""
    refused = sorted({run.refused for run in grid.runs if run.refused})
    lines = [f"refused  {one}" for one in refused]
    return "\n".join(
        [*lines, f"time     {prose.counted(len(grid.runs), 'run')}, {prose.number(grid.seconds, 1)} s"]
    )


def _line(kind: str, cells: list[Any]) -> str:
    return "<tr>" + "".join(f"<{kind}>{html.escape(str(cell))}</{kind}>" for cell in cells) + "</tr>\n"


def description(grid: Grid) -> str:
    """Return in words from where to where each measure runs, and where it stands in the book."""
    shown = table(grid)
    return " ".join(
        _described(shown[shown["measure"] == one.name]["value"].dropna(), one.name, one.value)
        for one in grid.book.measures
    )


def _described(values: pd.Series, name: str, book: float | None) -> str:
    if values.empty:
        return f"{name}: not known in any run."
    ends = f"from {prose.significant(float(values.min()))} to {prose.significant(float(values.max()))}"
    return f"{name}: {ends}; in the book {'not known' if book is None else prose.significant(book)}."
