"""Record the last measurement as tables: `data/build_times.csv` and `data/build_growth.csv`.

The first record also describes the tables and puts the chapter that shows them, which waits beside this
file, into the book.

Usage: python tools/bench_record.py   (after tools/bench.py, or `make bench RECORD=--record`)
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_books as books
import measuring

sys.path.insert(0, str(measuring.ROOT))
from brief import tables

TIMES = (
    *("way", "case", "rounds", "wall_s", "cpu_s", "peak_mb", "output_mb", "ratio"),
    *("load", "cores", "measured_on"),
)
GROWTH = ("grown", "size", "rounds", "cold_s", "sentence_s", "peak_mb", "page_kb", "load", "measured_on")

CHAPTER, APPENDIX = "chapters/building", "  - file: chapters/claims\n"


def main() -> None:
    """Write what the report holds into the tables and record their hashes."""
    if not measuring.REPORT.exists():
        sys.exit("_build/bench.json is missing; run `make bench` first")
    report = json.loads(measuring.REPORT.read_text(encoding="utf-8"))
    if "stock" not in report.get("medians", {}) or "brief" not in report["medians"]:
        sys.exit("_build/bench.json holds no run of both ways; run tools/bench.py without --skip-stock")
    if "scale" not in report:
        sys.exit("_build/bench.json holds no growth; run tools/bench_scale.py first")
    describe()
    write("build_times", TIMES, times(report))
    write("build_growth", GROWTH, growth(report["scale"]))
    print("recorded anew:", ", ".join(tables.refresh()) or "nothing: the figures are the same")


def describe() -> None:
    """Add the two tables to the data package and the chapter to the book: the first record needs it."""
    path = measuring.ROOT / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    known = {entry["name"] for entry in package["resources"]}
    described = json.loads(Path(__file__).with_name("build_tables.json").read_text(encoding="utf-8"))
    package["resources"] += [entry for entry in described if entry["name"] not in known]
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    chapter = measuring.ROOT / f"{CHAPTER}.ipynb"
    if not chapter.exists():
        shutil.copyfile(Path(__file__).with_name(chapter.name), chapter)
    contents = measuring.ROOT / "_toc.yml"
    text = contents.read_text(encoding="utf-8")
    if CHAPTER not in text:  # before the appendices, which stand last
        contents.write_text(text.replace(APPENDIX, f"  - file: {CHAPTER}\n{APPENDIX}"), encoding="utf-8")


def times(report: dict) -> list[list[object]]:
    """Return the medians as rows; `ratio` is the median over rounds of this book's time by that way's.

    Rows too: what `make live` took until the browser showed a sentence, how long it ran the chapters of a
    table, and each part of the floor.
    """
    conditions = report["machine"]
    end = [conditions["load_before"], conditions["cores"], conditions["date"]]
    rows = [
        [
            *(way, case, found["rounds"], round(found["wall_s"], 2)),
            *(_or_empty(found["cpu_s"], 2), _or_empty(found["peak_mb"], 0)),
            round(found["output_bytes"] / 1e6, 2),
            report["ratios"].get(f"brief/{way}", {}).get(case, ""),
            *end,
        ]
        for way, cases in report["medians"].items()
        for case, found in cases.items()
    ]
    alone = [
        ("brief", case, report["medians"]["brief"][live]["rounds"], took)
        for live, case in (("saved", "shown"), ("saved_table", "table_chapters"))
        for took in report["medians"]["brief"].get(live, {}).get("parts_s", {}).values()
    ]
    alone += [("floor", part, books.FLOOR_ROUNDS, took) for part, took in report["floor_s"].items()]
    return rows + [[way, case, rounds, round(took, 2), *[""] * 4, *end] for way, case, rounds, took in alone]


def _or_empty(value: float | None, digits: int) -> float | str:
    return "" if value is None else round(value, digits)


def growth(scale: dict) -> list[list[object]]:
    """Return the medians by number of chapters and of rows."""
    conditions = scale["conditions"]
    return [
        [
            grown,
            found["size"],
            scale["rounds"],
            round(found["cold_s"], 2),
            round(found["sentence_s"], 2),
            round(found["cold_peak_mb"]),
            round((found["page_bytes"] + found["chart_bytes"]) / 1e3, 2),
            conditions["load_before"],
            conditions["date"],
        ]
        for grown in ("chapters", "rows")
        for found in scale[grown]["medians"]
    ]


def write(name: str, head: tuple[str, ...], rows: list[list[object]]) -> None:
    """Write one table of `data/`."""
    with (measuring.ROOT / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
