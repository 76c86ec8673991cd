"""Military burden: a rounded press figure is never taken for one of SIPRI's table."""

from brief import tables
from brief.analysis.alliance import spending


def test_only_the_press_year_is_rounded_and_heads_end_with_the_population():
    burden = spending.burden(tables.load("military_expenditure"), tables.load("macro"))
    assert set(burden.loc[burden["rounded"], "year"]) == {2025}
    korea = burden[burden["iso3"] == "KOR"].set_index("year")
    assert korea["usd_per_head"].last_valid_index() == 2023
    assert 500 < korea.loc[2023, "usd_per_head"] < 1500
