"""Measure the build beside what people use now, interleaved in one run, and write `_build/bench.json`.

Three ways on the same chapters: (stock) `jupyter-book build` with Altair's own output, (nbconvert) each
chapter executed and exported, (brief) this book, web pages and PDF. Each round runs every case of every
way once; what is reported is the median over rounds, and the median of the ratios within rounds. The
built book is taken to paper too: the stock way by Chromium (`print`) and LaTeX (`latex`), ours by itself
(`pdf`, the whole set).

Usage: python tools/bench.py [--rounds 5] [--only CASE ...] [--ways WAY ...] [--skip-stock] [--record]
"""

from __future__ import annotations

import argparse
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_books as books
import measuring

ROOT = measuring.ROOT
PYTHON = sys.executable


@dataclass(frozen=True)
class Measure:
    """One run of one case: seconds of wall clock and CPU, peak memory (MB), bytes of pages or PDFs.

    `parts` are the seconds of what a case goes through, such as each document of our set. What was not
    measured is None.
    """

    way: str
    case: str
    round: int
    wall_s: float
    cpu_s: float | None
    peak_mb: float | None
    output_bytes: int
    parts: dict[str, float]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], help="cases to run, of: " + ", ".join(books.CASES))
    parser.add_argument("--skip-stock", action="store_true", help="measure this book alone")
    parser.add_argument("--ways", nargs="*", default=list(books.WAYS), choices=books.WAYS)
    parser.add_argument("--record", action="store_true", help="record the medians in docs/speed.md")
    chosen = parser.parse_args()
    wanted = [case for case in books.CASES if not chosen.only or case in chosen.only]
    missing = {program for case in wanted for program in books.missing(case)}
    cases = [case for case in wanted if not books.missing(case)]
    ways = ["brief"] if chosen.skip_stock else chosen.ways
    measuring.await_quiet()
    conditions = measuring.conditions()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        measured = measure_all(Path(folder), ways, cases, chosen.rounds)
    found = _beside_last_time(summary(measured))
    print_report(measuring.keep(**found, machine=conditions, floor_s=floor(), missing=sorted(missing)))
    if chosen.record:
        import bench_record

        bench_record.main()


def _beside_last_time(found: dict[str, dict]) -> dict[str, dict]:
    """Return what was found with the cases of the last report that were not measured now."""
    for part in ("medians", "ratios"):
        for way, cases in measuring.last().get(part, {}).items():
            found[part][way] = {**cases, **found[part].get(way, {})}
    return found


def measure_all(folder: Path, ways: list[str], cases: list[str], rounds: int) -> list[Measure]:
    """Run every case of every way once a round; the first case of a way builds from nothing."""
    measured = []
    for number in range(1, rounds + 1):
        places = {way: books.prepare(way, ROOT, folder / f"{way}-{number}") for way in ways}
        for case in cases:
            for way in ways:
                if case in books.CASES_OF[way]:
                    measured.append(run(way, case, number, places[way]))
                    print(f"round {number}  {way:<10}{case:<10}{measured[-1].wall_s:7.2f} s", flush=True)
        for place in places.values():
            shutil.rmtree(place, ignore_errors=True)
    return measured


def run(way: str, case: str, number: int, place: Path) -> Measure:
    """Make the change of a case, run its build or what it does with a built book, and measure it."""
    if case == books.STANDBY:
        return run_again(way, case, number, place)
    books.change(case, way, place, number)
    if case in books.LIVE:
        return run_live(way, case, number, place)
    cost = measuring.measure(books.commands(way, case, PYTHON, place), place, books.environment(place))
    return Measure(
        *(way, case, number),
        **asdict(cost),
        output_bytes=measuring.size(books.output(way, case, place), "*.pdf" if case in books.PAPER else "*"),
        parts=books.parts(case, place),
    )


def run_again(way: str, case: str, number: int, place: Path) -> Measure:
    """Measure a build that a process which stands by runs: its wall time, for its CPU is not our child's."""
    with books.standing_by(place, PYTHON) as served:
        books.change(case, way, place, number)
        cost = measuring.measure(books.commands(way, case, PYTHON, place), place, served)
    return Measure(
        way, case, number, cost.wall_s, None, None, measuring.size(books.output(way, case, place)), {}
    )


def run_live(way: str, case: str, number: int, place: Path) -> Measure:
    """Save a change while `make live` runs; a sentence with the page open in a browser."""
    import bench_live  # needs the tests' environment

    where = (PYTHON, place, books.environment(place))
    if case == "saved":
        page = f"chapters/{books.CHAPTER}.html"
        shown, fresh = bench_live.saved(
            *where, page, lambda save: books.save_sentence(place, 10 * number + save)
        )
        parts = {"in the browser": round(shown, 3)}
    else:
        fresh, ran = bench_live.table_changed(
            *where, lambda save: books.changed_table(place, 1000 * number + save)
        )
        parts = {"its chapters": round(ran, 3)}
    size = measuring.size(books.output(way, case, place))
    return Measure(way, case, number, round(fresh, 3), None, None, size, parts)


def floor() -> dict[str, float]:
    """Return the seconds of what no build can do without, each alone in a new interpreter."""
    parts = {
        "imports": "import press.build.build, sphinx.application, myst_nb.sphinx_, pandas",
        "kernel": (
            "import nbformat, nbclient; n = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('1')]);"
            "nbclient.NotebookClient(n).execute()"
        ),
        "drawing": (
            "import vl_convert; vl_convert.vegalite_to_svg({'mark': 'point', 'data': {'values': [{}]}})"
        ),
        "sphinx": (
            "import pathlib, tempfile; from sphinx.cmd.build import main; d = tempfile.mkdtemp();"
            "pathlib.Path(d, 'index.rst').write_text('A page'); main(['-C', '-q', d, d + '/out'])"
        ),
        "typst": "import typst; typst.compile(b'= A')",
    }
    rounds = range(books.FLOOR_ROUNDS)
    return {part: statistics.median(seconds(code) for _ in rounds) for part, code in parts.items()}


def seconds(code: str) -> float:
    """Return how long a fresh interpreter takes for a piece of code."""
    started = time.perf_counter()
    subprocess.run([PYTHON, "-c", code], check=True, capture_output=True, cwd=ROOT)
    return round(time.perf_counter() - started, 3)


def summary(measured: list[Measure]) -> dict[str, object]:
    """Return medians by way and case, and the median ratio of this book to the stock way."""
    medians, ratios = {}, {}
    for way, case in dict.fromkeys((one.way, one.case) for one in measured):
        runs = [one for one in measured if (one.way, one.case) == (way, case)]
        fields = ("wall_s", "cpu_s", "peak_mb", "output_bytes")
        medians.setdefault(way, {})[case] = {
            "rounds": len(runs),
            **{field: _median([getattr(one, field) for one in runs]) for field in fields},
        }
        if runs[0].parts:
            medians[way][case]["parts_s"] = {
                part: statistics.median(one.parts[part] for one in runs) for part in runs[0].parts
            }
    for ours, theirs in ((one, other) for one in measured for other in measured):
        if ours.way != "brief" or theirs.way == "brief" or ours.round != theirs.round:
            continue
        if theirs.case == books.BESIDE.get(ours.case, ours.case):
            ratios.setdefault(f"brief/{theirs.way}", {}).setdefault(ours.case, []).append(
                ours.wall_s / theirs.wall_s
            )
    ratios = {
        pair: {case: round(statistics.median(found), 3) for case, found in cases.items()}
        for pair, cases in ratios.items()
    }
    return {"medians": medians, "ratios": ratios, "runs": [asdict(one) for one in measured]}


def _median(values: list[float | None]) -> float | None:
    return None if None in values else statistics.median(values)


def print_report(report: dict) -> None:
    """Print the medians and ratios."""
    print(f"\n{report['machine']}")
    for way, cases in report["medians"].items():
        for case, figures in cases.items():
            cpu, peak = figures["cpu_s"] or math.nan, figures["peak_mb"] or math.nan
            print(
                f"{way:<10}{case:<9}{figures['rounds']:2} x {figures['wall_s']:7.2f} s  cpu {cpu:6.1f} s  "
                f"peak {peak:5.0f} MB  {figures['output_bytes'] / 1e6:6.1f} MB"
            )
            for part, took in figures.get("parts_s", {}).items():
                print(f"{'':<10}{part:<10}{took:7.2f} s")
    for pair, cases in report["ratios"].items():
        print(f"{pair:<20}" + "  ".join(f"{case} {ratio:.2f}" for case, ratio in cases.items()))
    for program in report["missing"]:
        print(f"not installed, so that what needs it was not measured: {program}")
    for part, took in report["floor_s"].items():
        print(f"floor     {part:<10}{took:7.2f} s")


if __name__ == "__main__":
    main()
