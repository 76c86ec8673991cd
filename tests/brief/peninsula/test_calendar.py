"""The calendar: each happening once, weak sources marked, and every launch day of the year on it."""

import pytest

from brief import tables
from brief.analysis.peninsula import calendar, launches
from brief.article import AFTERMATH, WINDOW, Span

YEAR = Span(WINDOW.start, AFTERMATH.end)


@pytest.fixture(scope="module")
def days():
    return launches.launch_days(tables.load("missiles"), tables.load("missile_events_added"))


@pytest.fixture(scope="module")
def entries(days):
    return calendar.calendar(tables.load("events"), days, tables.load("exercises_named"), YEAR)


def test_every_launch_day_of_the_year_has_exactly_one_entry(entries, days):
    fired = days.loc[YEAR.holds(days["date"]), "date"]
    counted = entries.loc[entries["missiles"].notna(), "date"]
    assert sorted(counted) == sorted(fired)


def test_an_exercise_stands_once_with_its_last_day(entries):
    shield = entries[entries["what"].str.contains("Freedom Shield") & (entries["until"] > entries["date"])]
    assert shield["date"].dt.strftime("%Y-%m-%d").tolist() == ["2025-08-18", "2026-03-09"]


def test_a_launch_told_by_an_aggregator_is_not_weak_when_the_missile_table_has_it(entries):
    by_day = entries[entries["lane"] == "Weapons"].set_index("date")["weak"]
    assert not by_day["2025-10-22"]
    assert by_day["2025-05-22"], "cruise missiles, known from a repost only"
    assert not by_day["2025-10-28"], "cruise missiles, told by a newspaper"


def test_the_restriction_of_2026_is_a_step_back_and_weak():
    steps = calendar.steps(tables.load("events"), tables.load("information_sharing"), "2025-01-01")
    back = steps[steps["restricts"]]
    assert len(back) == 1 and back["weak"].all()
