"""Acts by kind and risk by month: nothing is lost when categories are gathered."""

import pandas as pd
import pytest

from brief import tables
from brief.analysis.peninsula import launches, risk
from brief.article import Span


def test_gathering_categories_keeps_every_event():
    acts = tables.load("provocations")
    assert risk.acts_by_kind(acts)["events"].sum() == acts["events"].sum()


def test_a_year_without_acts_counts_zero_in_both_sources():
    days = launches.launch_days(tables.load("missiles"), tables.load("missile_events_added"))
    quiet = risk.two_counts(tables.load("provocations"), days, 2012).set_index("year").loc[2018]
    assert (quiet["csis_events"], quiet["launch_days"]) == (0, 0)


def test_the_mean_takes_the_months_of_the_span_and_no_other():
    months = pd.DataFrame(
        {"date": pd.date_range("2025-01-01", periods=4, freq="MS"), "share": [1.0, 2.0, 4.0, 9.0]}
    )
    span = Span(pd.Timestamp("2025-02-01"), pd.Timestamp("2025-04-01"))
    assert risk.mean_of(months, "share", span) == pytest.approx(3.0)
    article = Span(pd.Timestamp("2025-01-06"), pd.Timestamp("2025-03-06"))  # most of January and of February
    assert risk.mean_of(months, "share", article) == pytest.approx(1.5)
