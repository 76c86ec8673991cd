"""Launch counts: days not known stay out of daily series, ranges contain the number, gaps add up."""

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief import tables
from brief.analysis.peninsula import launches
from brief.article import ARTICLE_DAY, WINDOW, Span


@pytest.fixture(scope="module")
def missiles():
    return tables.load("missiles")


@pytest.fixture(scope="module")
def days(missiles):
    return launches.launch_days(
        missiles, tables.load("missile_events_added"), tables.load("missile_count_disagreements")
    )


def days_on(dates):
    return pd.DataFrame({"date": pd.to_datetime(sorted(dates))})


def test_a_launch_known_by_month_counts_in_its_year_and_on_no_day(missiles, days):
    undated = missiles[missiles["date_precision"] != "day"]
    assert len(undated) and not set(undated["date"]) & set(days["date"])
    year = launches.by_year(missiles, days).loc[1984]
    assert (year["missiles"], year["lowest"], year["highest"], year["launch_days"]) == (6, 6, 6, 0)


def test_every_missile_of_the_main_table_is_counted_once(missiles, days):
    years = launches.by_year(missiles, days)
    assert years["of_main_table"].sum() == len(missiles)
    by_kind = launches.by_year_and_kind(missiles, tables.load("missile_events_added"))
    by_kind = by_kind.groupby("year")["missiles"].sum()
    assert (years["missiles"][years["missiles"] > 0] == by_kind).all()


def test_a_day_is_one_row_however_many_missiles_were_fired(days):
    assert days["date"].is_unique and days["date"].is_monotonic_increasing
    salvo = days.set_index("date").loc["2026-03-14"]
    assert (salvo["missiles"], salvo["missiles_min"], salvo["missiles_max"]) == (12, 10, 12)


def test_launches_that_the_main_table_lacks_are_counted_with_their_range(days):
    added = days.set_index("date").loc["2026-06-25"]
    assert (added["missiles_min"], added["missiles_max"], added["table"]) == (1, 8, "missile_events_added")


def test_the_number_lies_within_the_range_of_the_sources(days):
    assert (days["missiles_min"] <= days["missiles"]).all()
    assert (days["missiles_max"].dropna() >= days["missiles"][days["missiles_max"].notna()]).all()


def test_a_salvo_whose_size_was_never_published_has_no_upper_end(days):
    assert pd.isna(days.set_index("date").loc["2024-05-17", "missiles_max"])


def test_the_window_ends_the_day_before_the_article_and_the_next_begins_with_it(days):
    assert not WINDOW.holds(pd.Series([ARTICLE_DAY])).any()
    table = launches.pace(days)
    assert table.loc["before it", "end"] + pd.Timedelta(days=1) == table.loc["window", "start"]
    assert table.loc["after", "start"] == ARTICLE_DAY


def test_more_launches_in_the_window_would_turn_the_verdict(days):
    assert not launches.grew_more_frequent(days)
    invented = days.head(12).assign(date=pd.date_range("2025-06-01", periods=12))
    assert launches.grew_more_frequent(pd.concat([days, invented]))


@settings(deadline=None)
@given(st.sets(st.dates(datetime.date(1984, 1, 1), datetime.date(2026, 12, 31)), min_size=2, max_size=40))
def test_gaps_fill_the_time_between_the_first_launch_and_the_last(dates):
    table = launches.gaps(days_on(dates))
    assert table["days"].sum() == (max(dates) - min(dates)).days
    assert len(table) == len(dates) - 1 and (table["days"] > 0).all()


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(1, 28))
def test_the_months_of_a_span_add_up_to_the_span(months, day):
    start = pd.Timestamp(2021, 12, day)
    span = Span(start, start + pd.DateOffset(months=months))
    dates = pd.Series(pd.date_range("2021-06-01", "2025-06-01", freq="11D"), name="date")
    sample = pd.DataFrame({"date": dates, "missiles": 1, "missiles_min": 1, "missiles_max": 2})
    by_month = launches.by_month(sample, span)
    assert (
        by_month["launch_days"].sum()
        == launches.counted(sample, span)["launch_days"]
        == span.holds(dates).sum()
    )


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_chance_of_a_split_is_a_probability_alike_both_ways(first, second):
    chance = launches.chance_of_split(first, second)
    assert 0 < chance <= 1 and chance == launches.chance_of_split(second, first)


def test_the_chance_of_a_split_agrees_with_the_textbook():
    assert launches.chance_of_split(2, 7) == pytest.approx(2 * (1 + 9 + 36) / 2**9)
