"""The page on the build's speed holds what was measured, and says so when something was not."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import bench_record


def measured(wall, **also):
    return {"rounds": 5, "wall_s": wall, "cpu_s": 2 * wall, "peak_mb": 512.4, **also}


@pytest.fixture
def report():
    """Return a report as `tools/bench.py` and `tools/bench_scale.py` write it."""
    sizes = [
        {"size": 6 * 10**power, "cold_s": 2.0 * 10**power, "sentence_s": 1.5, "cold_peak_mb": 700}
        | {"page_bytes": 20_000, "chart_bytes": 16_440}
        for power in range(3)
    ]
    return {
        "machine": {"date": "2026-11-28", "commit": "abc1234", "cores": 2, "system": "Linux"}
        | {"python": "3.11.7", "load_before": 0.2},
        "medians": {
            "brief": {"cold": measured(17.15), "saved": measured(0.89, parts_s={"in the browser": 0.78})},
            "stock": {"cold": measured(43.68), "print": measured(12.62)},
        },
        "ratios": {"brief/stock": {"cold": 0.391}},
        "floor_s": dict.fromkeys(bench_record.FLOOR, 0.5),
        "scale": {
            "conditions": {"date": "2026-11-28"},
            "rounds": 1,
            "chapters": {"medians": sizes},
            "rows": {"medians": sizes},
        },
    }


def test_figures_are_recorded_with_day_and_commit(report):
    text = bench_record.measured(report)
    assert "on 2026-11-28 at commit `abc1234`" in text
    assert "| From nothing | 17.15 | 43.68 | 0.39 | 34.3 | 87.4 | 512 | 5 |" in text
    assert "| of which until the browser shows it | 0.78 |" in text
    assert "| 600 | 200.00 | 1.50 | 700 | 36.4 |" in text
    assert "with the chapters to the power of 1.00" in text


def test_what_was_not_measured_is_left_out(report):
    text = bench_record.measured(report)
    assert "LaTeX" not in text
    assert "One cell changed" not in text


def test_a_busy_machine_is_told(report):
    assert "the comparison is rough" not in bench_record.measured(report)
    report["machine"]["load_before"] = 11.2
    assert "the comparison is rough" in bench_record.measured(report)


def test_a_report_of_one_way_is_refused(report):
    del report["medians"]["stock"]
    with pytest.raises(SystemExit, match="no run of both ways"):
        bench_record.measured(report)


def test_only_what_stands_between_the_marks_is_replaced():
    page = bench_record.PAGE.read_text(encoding="utf-8")
    once = bench_record.put(page, "first")
    assert once.startswith(page.partition(bench_record.START)[0])
    assert bench_record.put(once, "second") == once.replace("first", "second")
    with pytest.raises(SystemExit, match="lost a mark"):
        bench_record.put("no marks", "figures")


@given(st.floats(0, 3), st.floats(0.01, 100))
def test_the_exponent_of_a_power_law_is_found(power, factor):
    pairs = [(size, factor * size**power) for size in (6, 20, 60, 200)]
    assert bench_record.exponent(pairs) == pytest.approx(power, abs=1e-6)
