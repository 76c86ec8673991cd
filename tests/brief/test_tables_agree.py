"""Tables that hold the same fact in two places say the same: a slip in one shows against the other."""

import pytest

from brief import tables


def test_the_count_of_a_disputed_day_is_that_of_the_rows_of_that_day():
    disputed, missiles = tables.load("missile_count_disagreements"), tables.load("missiles")
    counted = missiles.groupby("date").size()
    assert disputed["missiles"].tolist() == [counted.get(day, 0) for day in disputed["date"]]


def test_american_arms_are_the_same_by_recipient_as_by_supplier():
    suppliers, recipients = tables.load("arms_suppliers_korea"), tables.load("arms_us_share")
    by_us = suppliers[suppliers["supplier_iso3"] == "USA"].set_index(["method", "year"])["tiv_million"]
    korea = recipients[recipients["recipient_iso3"] == "KOR"].set_index(["method", "year"])
    whole = suppliers.groupby(["method", "year"])["tiv_million"].sum()
    assert korea["tiv_from_us_million"][by_us.index].tolist() == pytest.approx(by_us.tolist(), abs=0.01)
    assert korea["tiv_total_million"][whole.index].tolist() == pytest.approx(whole.tolist(), abs=0.01)
    assert (recipients["tiv_from_us_million"] <= recipients["tiv_total_million"] + 0.01).all()


def test_exercises_with_korea_are_the_same_in_both_tables():
    yearly, countries = tables.load("exercises_yearly_korea"), tables.load("exercises_by_country")
    korea = countries[countries["iso3"] == "KOR"].set_index("year")["exercises"]
    both = yearly.set_index("year")["exercises"].to_frame("yearly").join(korea, how="inner")
    assert len(both) > 30
    assert (both["yearly"] == both["exercises"]).all()


def test_military_spending_is_its_share_of_gdp():
    """Fiscal years and rates of exchange differ between the sources by less than a fifth; a slip by more."""
    both = tables.load("military_expenditure").merge(tables.load("macro"), on=["iso3", "year"])
    given = 100 * both["spending_usd_million"] * 1e6 / both["gdp_usd"]
    ratio = (given / both["spending_pct_gdp"])[both["year"] >= 2000].dropna()
    assert len(ratio) > 200
    assert ratio.between(0.8, 1.2).all()
