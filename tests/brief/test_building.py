"""What the chapter on building says follows from the table, whatever was measured."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.analysis import building
from brief.charts import building as charts


def grown(sizes, seconds):
    return pd.DataFrame({"grown": "chapters", "size": sizes, "cold_s": seconds})


@given(st.floats(0, 3), st.floats(0.01, 100))
def test_the_exponent_of_a_power_law_is_found(power, factor):
    sizes = [6, 20, 60, 200]
    table = grown(sizes, [factor * size**power for size in sizes])
    assert building.exponent(table, "chapters", "cold_s") == pytest.approx(power, abs=1e-6)


def test_one_size_has_no_exponent():
    with pytest.raises(ValueError, match="fewer than two sizes of chapters"):
        building.exponent(grown([6], [1.0]), "chapters", "cold_s")


def test_only_cases_measured_both_ways_are_compared():
    rows = [("brief", "cold", 10.0, None), ("brief", "warm", 0.4, None), ("stock", "cold", 40.0, 0.25)]
    times = pd.DataFrame(rows, columns=["way", "case", "wall_s", "ratio"])
    found = building.beside(times)
    assert found.to_dict("records") == [{"case": "cold", "ours_s": 10.0, "stock_s": 40.0, "ratio": 0.25}]
    assert building.measured(times, "stock", "print") is None


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(0.31, "in 31% of the time that"), (1.02, "in about the time that"), (2.4, "only after 2.4 times the")],
)
def test_a_slower_build_is_called_slower(ratio, words):
    assert words in building.standing(ratio)


def test_a_busy_machine_is_told():
    assert building.told_load(0.3, 2) == "Nothing else of weight ran on it."
    assert "11 processes wanted its two cores" in building.told_load(11.2, 2)


def test_other_ways_are_told_as_far_as_they_were_measured():
    rows = [("brief", "pdf", 9.84, None), ("stock", "print", 22.0, None)]
    times = pd.DataFrame(rows, columns=["way", "case", "wall_s", "ratio"])
    told = charts.other_ways(times)
    assert (
        "with Chromium took another 22 s; once" in told
        and told.endswith("took 9.8 s")
        and "LaTeX" not in told
    )
    assert charts.other_ways(times[:0]) == "Other ways were not measured this time"
