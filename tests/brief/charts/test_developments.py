"""The figures on recent developments say what their data say, and stay small and legible."""

import json

import pandas as pd
import pytest

from brief import tables
from brief.analysis.peninsula import launches
from brief.article import ARTICLE_DAY, WINDOW
from brief.charts.developments import calendar as calendar_charts
from brief.charts.developments import exercises_and_risk as context
from brief.charts.developments import launches as charts
from brief.charts.developments import map as maps
from brief.charts.developments import overflights as flights
from press.figures import render
from press.figures.theme import NARROW, WIDE

load = tables.load
MOST_BYTES = 60_000  # of one drawing's specification, its data included


def launch_days():
    return launches.launch_days(
        load("missiles"), load("missile_events_added"), load("missile_count_disagreements")
    )


def all_figures():
    days, missiles, drills = launch_days(), load("missiles"), load("exercises_named")
    return [
        charts.launches_by_year(missiles, load("missile_events_added"), days),
        charts.launch_pace(days),
        charts.launches_by_month(days),
        charts.launch_gaps(days),
        maps.launch_map(missiles, load("launch_sites"), tables.geometry("region")),
        flights.overflown(load("overflights")),
        flights.flight_profiles(missiles),
        context.named_exercises(drills),
        context.field_events(drills),
        context.exercises_yearly(load("exercises_yearly_korea"), load("exercises_by_country")),
        context.provocations(load("provocations"), days),
        context.risk_monthly(load("geopolitical_risk")),
        calendar_charts.year_around(load("events"), days, drills),
        calendar_charts.pressure_and_sharing(load("events"), load("information_sharing")),
    ]


@pytest.fixture(scope="module")
def figures():
    return {figure.name: figure for figure in all_figures()}


def test_every_drawing_is_valid_small_and_in_no_letter_under_twelve_pixels(figures):
    for figure in figures.values():
        for layout in (WIDE, NARROW):
            text = json.dumps(render.specification(figure.draw(layout)))
            assert len(text) < MOST_BYTES, figure.name
            assert not [size for size in range(1, 12) if f'"fontSize": {size},' in text], figure.name


def test_the_narrow_drawing_fits_a_phone(figures):
    wide = {name: drawn_width(figure) for name, figure in figures.items()}
    assert all(width <= 340 for width in wide.values()), wide


def drawn_width(figure):
    return render.size(figure.bundle().svg.narrow)[0]


def test_no_success_or_failure_is_shown_for_launches_that_are_not_reviewed(figures):
    late = figures["flight-profiles"].data.query("Day >= '2025-01-01'")
    assert len(late) and set(late["Outcome"]) == {"not known"}


def test_an_overflight_of_the_south_would_change_the_headline():
    cases = load("overflights")
    invented = cases.tail(1).assign(overflown_iso3="KOR", kind="land")
    assert flights.overflown(cases).headline.startswith("No recorded flight")
    assert flights.overflown(pd.concat([cases, invented])).headline.startswith("One recorded flight")


def test_the_pace_headline_follows_the_launches():
    days = launch_days()
    busy = days.head(9).assign(date=pd.date_range(WINDOW.start, periods=9))
    assert "fewer than" in charts.launch_pace(days).headline
    assert "more than" in charts.launch_pace(pd.concat([days, busy], ignore_index=True)).headline


def test_a_well_sourced_cut_in_sharing_would_be_told_as_one():
    sharing = load("information_sharing")
    cut = sharing["kind"] == "restriction reported"
    assert "a weak source" in calendar_charts.pressure_and_sharing(load("events"), sharing).headline
    sure = sharing.assign(source_tier=sharing["source_tier"].mask(cut, "primary"))
    assert "well sourced" in calendar_charts.pressure_and_sharing(load("events"), sure).headline


def test_the_article_day_is_outside_its_own_window_on_the_calendar(figures):
    rows = figures["calendar"].data
    assert (rows["Date"] >= WINDOW.start).all() and (rows["Date"] >= ARTICLE_DAY).any()
