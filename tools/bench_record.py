"""Record the last measurement: write its figures into `docs/speed.md`, between two marks.

Usage: python tools/bench_record.py   (after tools/bench.py, or `make bench RECORD=--record`)
"""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_chart
import measuring

PAGE = measuring.ROOT / "docs" / "speed.md"
START, END = "<!-- measured: written by tools/bench_record.py -->", "<!-- end of what was measured -->"

CASES = {
    "cold": "From nothing",
    "warm": "Nothing changed",
    "sentence": "One sentence changed",
    "cell": "One cell changed",
    "table": "One table changed",
    "theme": "The style changed",
}
OTHERS = {  # what else is measured, by way and case
    ("brief", "pdf"): "The whole set of documents, once the chapters are executed",
    ("stock", "print"): "The built stock pages printed to PDF with Chromium",
    ("stock", "latex"): "A PDF of the stock book by LaTeX, which leaves its charts out",
    ("nbconvert", "cold"): "Each chapter executed and exported alone with nbconvert",
    ("brief", "again"): "One sentence changed, while a process stands by from the last build",
    ("brief", "saved"): "`make live`: from saving a sentence until pages and PDF are fresh",
    ("brief", "saved_table"): "`make live`: from saving a table until pages and PDF are fresh",
}
PARTS = {"saved": "of which until the browser shows it", "saved_table": "of which the chapters run"}
FLOOR = {
    "imports": "Load Python and the libraries",
    "kernel": "Run one cell in a kernel",
    "drawing": "Draw one chart",
    "sphinx": "Write one page with Sphinx",
    "typst": "Set one page with Typst",
}


def main() -> None:
    """Write what the report holds between the marks of the page."""
    if not measuring.REPORT.exists():
        sys.exit("_build/bench.json is missing; run `make bench` first")
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(put(page, measured(measuring.last())), encoding="utf-8")
    medians = measuring.last()["medians"]
    shown = {**CASES, "again": "The same, standing by"}
    PAGE.with_suffix(".svg").write_text(bench_chart.svg(medians, shown), encoding="utf-8")
    print(f"recorded in {PAGE.relative_to(measuring.ROOT)}")


def put(page: str, text: str) -> str:
    """Return the page with `text` in place of what stands between the marks; stop when a mark is missing."""
    if START not in page or END not in page:
        sys.exit(f"docs/speed.md has lost a mark: put back the lines {START} and {END}")
    return page.partition(START)[0] + f"{START}\n\n{text}\n{END}" + page.partition(END)[2]


def measured(report: dict) -> str:
    """Return the figures of a report (`_build/bench.json`) as Markdown; stop when a part is missing."""
    if not {"stock", "brief"} <= report.get("medians", {}).keys():
        sys.exit("_build/bench.json holds no run of both ways; run tools/bench.py without --skip-stock")
    if "scale" not in report:
        sys.exit("_build/bench.json holds no growth; run tools/bench_scale.py first")
    return "\n".join([_conditions(report["machine"]), *_times(report), *_growth(report["scale"])])


def _conditions(machine: dict) -> str:
    """Return when, where and beside what else was measured; the load is a mean over the minute before."""
    busy = machine["load_before"] > machine["cores"] / 2
    return (
        f"Measured on {machine['date']} at commit `{machine['commit']}`: {machine['cores']} cores, "
        f"{machine['system']}, Python {machine['python']}. In the minute before the start "
        f"{machine['load_before']} processes wanted a core"
        + ("; if they ran on, the seconds are too long and the comparison is rough.\n" if busy else ".\n")
    )


def _times(report: dict) -> list[str]:
    """Return the tables of the cases: both ways side by side, what else was measured, the floor."""
    medians, ratios = report["medians"], report["ratios"]["brief/stock"]
    both = [case for case in CASES if case in medians["brief"] and case in medians["stock"]]
    beside = [
        [
            CASES[case],
            *(f"{medians[way][case]['wall_s']:.2f}" for way in ("brief", "stock")),
            f"{ratios[case]:.2f}",
            *(_seconds(medians[way][case].get("cpu_s")) for way in ("brief", "stock")),
            f"{medians['brief'][case]['peak_mb']:.0f}",
            medians["brief"][case]["rounds"],
        ]
        for case in both
    ]
    return [
        *table(
            [
                "Case",
                "This book, s",
                "Stock, s",
                "Ratio",
                "CPU, s",
                "Stock CPU, s",
                "Peak memory, MB",
                "Rounds",
            ],
            beside,
        ),
        *table(["What else was measured", "Seconds"], _others(medians)),
        *table(
            ["What no build can do without, alone in a new interpreter", "Seconds"],
            [[words, f"{report['floor_s'][part]:.2f}"] for part, words in FLOOR.items()],
        ),
    ]


def _seconds(measured: float | None) -> str:
    """Return seconds of a processor, "" where they were not measured."""
    return "" if measured is None else f"{measured:.1f}"


def _others(medians: dict) -> list[list[str]]:
    """Return the rows of what was measured one way only, each followed by its part, if it has one."""
    rows = []
    for (way, case), words in OTHERS.items():
        found = medians.get(way, {}).get(case)
        if found:
            rows.append([words, f"{found['wall_s']:.2f}"])
        if found and case in PARTS:
            rows += [[PARTS[case], f"{took:.2f}"] for took in found.get("parts_s", {}).values()]
    return rows


def _growth(scale: dict) -> list[str]:
    """Return the table of generated books, and how the time grows with their chapters."""
    day, rounds = scale["conditions"]["date"], scale["rounds"]
    lines = [f"### Generated books\n\nMeasured on {day}, median of {rounds} round{'s' * (rounds > 1)}.\n"]
    head = ["From nothing, s", "One sentence, s", "Peak memory, MB", "Page with its charts, kB"]
    for grown, first in (("chapters", "Chapters"), ("rows", "Rows of the table behind a chart")):
        rows = [
            [
                f"{found['size']:,}",
                f"{found['cold_s']:.2f}",
                f"{found['sentence_s']:.2f}",
                f"{found['cold_peak_mb']:.0f}",
                f"{(found['page_bytes'] + found['chart_bytes']) / 1e3:.1f}",
            ]
            for found in scale[grown]["medians"]
        ]
        lines += table([first, *head], rows)
    sizes = [(found["size"], found["cold_s"]) for found in scale["chapters"]["medians"]]
    return [*lines, f"The time from nothing grows with the chapters to the power of {exponent(sizes):.2f}.\n"]


def exponent(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the exponent of a power law fitted by least squares to the logarithms: 1 is in step.

    `pairs` are sizes and seconds. Raises `statistics.StatisticsError` for fewer than two sizes.
    """
    across, up = ([math.log(value) for value in column] for column in zip(*pairs, strict=True))
    return statistics.linear_regression(across, up).slope


def table(head: list[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table, an empty line at its end; the first column holds words."""
    return [
        "| " + " | ".join(head) + " |",
        "|---" + "|---:" * (len(head) - 1) + "|",
        *("| " + " | ".join(map(str, row)) + " |" for row in rows),
        "",
    ]


if __name__ == "__main__":
    main()
