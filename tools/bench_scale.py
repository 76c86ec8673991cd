"""Measure how a build grows: generated books of more and more chapters, and tables of more and more rows.

Each book is built from nothing, then again after one sentence changed. Reported are the medians over
rounds and the exponent of a power law fitted to them: 1 is growth in step with the size.

Usage: python tools/bench_scale.py [--chapters 6 20 60 200] [--rows 1000 10000 ...] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import measuring

CHAPTERS, ROWS = (6, 20, 60, 200), (1_000, 10_000, 100_000, 1_000_000)
FEW_ROWS, FEW_CHAPTERS = 1_000, 2
YEARS = range(1984, 2027)

_CONFIG = """title: A book of many chapters
author: Nobody in Particular
copyright: "2026"
only_build_toc_files: true
execute: {execute_notebooks: cache, cache: _build/.jupyter_cache, timeout: 300}
parse: {myst_enable_extensions: [colon_fence, attrs_inline, deflist]}
sphinx:
  config:
    extensions: [myst_nb, jupyter_book, sphinx_external_toc, press.extension]
    include_patterns: ["chapters/**"]
    html_theme: brief
    language: en
    numfig: true
    numfig_format: {figure: "Figure %s", table: "Table %s"}
    html_copy_source: false
    html_show_sourcelink: false
    html_use_index: false
    html_domain_indices: false
    use_jupyterbook_latex: false
    nb_execution_raise_on_error: true
    brief_pdf: pdf/many.pdf
"""
_BUILD = """import sys
from pathlib import Path
from press.build import build, identity
from press.run.stale import Conditions
if __name__ == "__main__":
    root = Path(sys.argv[1])
    identity.pin_time(1_762_000_000)
    libraries = ("pandas", "altair", "vl_convert")
    build.book(root, Conditions(root, "", lambda name: None, libraries), dict)
"""
_MADE = '''"""A chart that aggregates a table of launches before it embeds it."""
from pathlib import Path

import altair as alt
import pandas as pd

from press.figures.figure import figure


def launches(name):
    """Return launches by year and class, counted over every row of the table."""
    parts = [
        part.groupby(["Year", "Class"])["Range (km)"].agg(["sum", "count"])
        for part in pd.read_csv(Path(__file__).with_name("launches.csv"), chunksize=500_000)
    ]
    whole = pd.concat(parts).groupby(level=[0, 1]).sum()
    shown = (whole["sum"] / whole["count"]).round(-1).rename("Mean range (km)").reset_index()

    def draw(layout):
        chart = alt.Chart(shown).mark_line().encode(x="Year:Q", y="Mean range (km):Q", detail="Class:N")
        return chart.properties(width=layout.width, height=300)

    words = {"headline": "Ranges by year", "subtitle": "Mean range by class, km", "alt": "Lines over years."}
    return figure(name, data=shown, tables=["missiles"], draw=draw, **words)
'''


def main() -> None:
    """Measure what is asked for and add it to the report under "scale"."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, nargs="*", default=CHAPTERS)
    parser.add_argument("--rows", type=int, nargs="*", default=ROWS)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    measuring.await_quiet()
    scale: dict[str, object] = {"conditions": measuring.conditions(), "rounds": chosen.rounds}
    scale["chapters"] = grown(chosen.chapters, chosen.rounds, lambda size: (size, FEW_ROWS))
    scale["rows"] = grown(chosen.rows, chosen.rounds, lambda size: (FEW_CHAPTERS, size))
    measuring.keep(scale=scale)


def grown(sizes: Sequence[int], rounds: int, shape: Callable[[int], tuple[int, int]]) -> dict[str, object]:
    """Return the medians by size and the exponents; `shape` gives chapters and rows for a size."""
    runs: list[dict[str, float]] = []
    for _ in range(rounds):
        for size in sizes:
            runs.append({"size": size, **measured(*shape(size))})
            print(runs[-1], flush=True)
    fields = [name for name in (runs[0] if runs else {}) if name != "size"]
    medians = [
        {"size": size, **{name: statistics.median(_values(runs, size, name)) for name in fields}}
        for size in sizes
    ]
    exponents = {name: exponent([(one["size"], one[name]) for one in medians]) for name in fields}
    print("exponents", exponents, flush=True)
    print("peak", {one["size"]: f"{one['cold_peak_mb']:.0f} MB" for one in medians}, flush=True)
    return {"medians": medians, "exponents": exponents}


def measured(chapters: int, rows: int) -> dict[str, float]:
    """Make a book, build it from nothing and after one sentence; return seconds, memory and bytes."""
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        place = Path(folder) / "book"
        write_book(place, chapters, rows)
        command = [[sys.executable, "build.py", str(place)]]
        cold = measuring.measure(command, place, measuring.environment(place))
        html = place / "_build" / "html"
        page = (html / "chapters" / f"chapter-{chapters}.html").stat().st_size
        live = (html / "figures" / f"launches-{chapters}.wide.js").stat().st_size
        search = (html / "_static" / "search-index.js").stat().st_size
        chapter = place / "chapters" / f"chapter-{chapters}.ipynb"
        chapter.write_text(
            chapter.read_text(encoding="utf-8").replace("Words", "Other words"), encoding="utf-8"
        )
        sentence = measuring.measure(command, place, measuring.environment(place))
        return {
            "cold_s": cold.wall_s,
            "cold_cpu_s": cold.cpu_s,
            "cold_peak_mb": cold.peak_mb,
            "sentence_s": sentence.wall_s,
            "page_bytes": page,
            "chart_bytes": live,
            "search_bytes": search,
            "site_bytes": measuring.size(html),
        }


def write_book(place: Path, chapters: int, rows: int) -> None:
    """Write a book of small chapters with one chart each, all drawn from one table of `rows` rows."""
    (place / "chapters").mkdir(parents=True)
    names = [f"chapters/chapter-{number}" for number in range(1, chapters + 1)]
    toc = f"format: jb-book\nroot: {names[0]}\noptions: {{numbered: true}}\nchapters:\n"
    (place / "_toc.yml").write_text(
        toc + "".join(f"  - file: {name}\n" for name in names[1:]), encoding="utf-8"
    )
    (place / "_config.yml").write_text(_CONFIG, encoding="utf-8")
    (place / "build.py").write_text(_BUILD, encoding="utf-8")
    (place / "made.py").write_text(_MADE, encoding="utf-8")
    for number, name in enumerate(names, 1):
        (place / f"{name}.ipynb").write_text(notebook(number), encoding="utf-8")
    write_table(place / "launches.csv", rows)


def notebook(number: int) -> str:
    """Return a chapter: a heading, a paragraph that refers to its figure, and a chart."""
    words = f"# Chapter {number}\n\nWords of the chapter, beside {{numref}}`fig-launches-{number}`."
    code = f"import made\nmade.launches('launches-{number}')"
    cells = [
        {"cell_type": "markdown", "id": "text", "metadata": {}, "source": words},
        {"cell_type": "code", "id": "chart", "metadata": {"tags": ["hide-input"]}, "source": code,
         "execution_count": None, "outputs": []},
    ]  # fmt: skip
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})


def write_table(path: Path, rows: int) -> None:
    """Write made-up launches, the same for the same number of rows."""
    chance = random.Random(rows)
    classes = ("short", "medium", "long")
    lines = (
        f"{chance.choice(YEARS)},{chance.choice(classes)},{chance.randrange(50, 13_000)}\n"
        for _ in range(rows)
    )
    with path.open("w", encoding="utf-8") as table:
        table.write("Year,Class,Range (km)\n")
        table.writelines(lines)


def exponent(points: list[tuple[float, float]]) -> float | None:
    """Return the slope of a least-squares line through the logarithms, None for fewer than two sizes."""
    if len(points) < 2:
        return None
    across = [math.log(size) for size, _ in points]
    up = [math.log(value) for _, value in points]
    return round(statistics.linear_regression(across, up).slope, 3)


def _values(runs: list[dict[str, float]], size: int, name: str) -> list[float]:
    return [run[name] for run in runs if run["size"] == size]


if __name__ == "__main__":
    main()
