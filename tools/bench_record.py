"""Record the last measurement as tables: `data/build_times.csv` and `data/build_growth.csv`.

Usage: python tools/bench_record.py   (after tools/bench.py, or `make bench RECORD=--record`)
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import measuring

sys.path.insert(0, str(measuring.ROOT))
from brief import tables

TIMES = ("way", "case", "rounds", "wall_s", "cpu_s", "peak_mb", "output_mb", "ratio", "load", "measured_on")
GROWTH = ("grown", "size", "rounds", "cold_s", "sentence_s", "peak_mb", "page_kb", "load", "measured_on")


def main() -> None:
    """Write what the report holds into the tables and record their hashes."""
    if not measuring.REPORT.exists():
        sys.exit("_build/bench.json is missing; run `make bench` first")
    report = json.loads(measuring.REPORT.read_text(encoding="utf-8"))
    if "stock" not in report.get("medians", {}) or "brief" not in report["medians"]:
        sys.exit("_build/bench.json holds no run of both ways; run tools/bench.py without --skip-stock")
    write("build_times", TIMES, times(report))
    if "scale" in report:
        write("build_growth", GROWTH, growth(report["scale"]))
    print("recorded anew:", ", ".join(tables.refresh()) or "nothing: the figures are the same")


def times(report: dict) -> list[list[object]]:
    """Return the medians as rows; `ratio` is the median over rounds of this book's time by that way's."""
    conditions = report["machine"]
    return [
        [
            way,
            case,
            report["rounds"],
            round(found["wall_s"], 2),
            round(found["cpu_s"], 2),
            round(found["peak_mb"]),
            round(found["output_bytes"] / 1e6, 2),
            report["ratios"].get(f"brief/{way}", {}).get(case, ""),
            conditions["load_before"],
            conditions["date"],
        ]
        for way, cases in report["medians"].items()
        for case, found in cases.items()
    ]


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
