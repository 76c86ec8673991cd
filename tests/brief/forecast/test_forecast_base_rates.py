"""Base rates use only what was known before the article, and bits mean surprise."""

import numpy as np
import pandas as pd
import pytest

from brief import tables
from brief.analysis.forecast import article, base_rates
from brief.analysis.peninsula import launches
from brief.article import ARTICLE_DAY


@pytest.fixture(scope="module")
def days():
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    return launches.launch_days(*(tables.load(name) for name in names))


def readings(days, spending=None, troops=None):
    spending = tables.load("military_expenditure") if spending is None else spending
    troops = tables.load("us_troops") if troops is None else troops
    return base_rates.readings(days, spending, troops)


def test_what_came_after_the_article_does_not_move_a_base_rate(days):
    spending, troops = tables.load("military_expenditure"), tables.load("us_troops")
    before = readings(days)
    spending.loc[spending["year"] >= 2025, "spending_usd_million_2023"] = 1.0
    troops.loc[troops["year"] >= 2025, "personnel"] = 1
    after = readings(days[days["date"] < ARTICLE_DAY], spending, troops)
    pd.testing.assert_frame_equal(before, after)


def test_half_years_are_those_of_the_calendar_as_the_pages_count_them(days):
    dates = pd.to_datetime(["2025-11-05", "2025-05-06", "2025-05-05", "2015-05-06"])
    counts = base_rates.half_years(pd.DataFrame({"date": dates}))
    assert (len(counts), counts[-1], counts[-2], counts[0]) == (21, 2, 1, 1)
    pace = launches.pace(days)["launch_days"]
    _, before = base_rates.launches_in_window(days)
    assert (pace["window"], pace["before it"]) == (before, base_rates.half_years(days)[-2])


def test_bits_are_the_surprise_of_the_base_rate(days):
    table = readings(days)
    known = table.dropna(subset=["bits"])
    assert np.allclose(known["bits"], -np.log2(known["base_rate"]))
    assert known["base_rate"].between(0, 1, inclusive="neither").all()
    assert set(table["item_id"]) == set(article.SHORT_TERM)


def test_what_no_table_counts_stays_unknown(days):
    table = readings(days).set_index("item_id")
    for item in ("F02", "F03", "F06"):
        assert pd.isna(table.loc[item, "bits"]) and "no table" in table.loc[item, "counted"]


def test_ledger_and_forecast_table_must_agree():
    claims, forecasts = tables.load("claims"), tables.load("article_forecasts")
    claims.loc[claims["claim_id"] == "C58", "verdict"] = "forecast-resolved-false"
    with pytest.raises(ValueError, match="F01"):
        article.scored(forecasts, claims, tables.load("forecast_outcomes"))


def test_the_verdict_on_missile_tests_follows_from_the_launch_table(days):
    after, _ = base_rates.launches_in_window(days)
    items = article.scored(*(tables.load(n) for n in ("article_forecasts", "claims", "forecast_outcomes")))
    verdict = items.set_index("item_id").loc["F01", "resolution"]
    assert (verdict == "forecast-resolved-true") == (after > 0)
