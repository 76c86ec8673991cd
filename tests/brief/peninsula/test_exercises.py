"""Exercises: what was held, what was cut, and where the count ends."""

from brief import tables
from brief.analysis.peninsula import exercises


def named():
    return exercises.named(tables.load("exercises_named")).set_index("exercise")


def test_every_exercise_belongs_to_a_series_and_has_an_outcome():
    table = named()
    assert set(table["outcome"]) == {"held", "held, but cut", exercises.NOT_HELD}
    assert "Other" not in set(table["series"])


def test_a_planned_exercise_that_was_called_off_does_not_count_as_held():
    table = named()
    assert table.loc["Team Spirit 1994", "outcome"] == exercises.NOT_HELD
    assert table.loc["Freedom Shield 2026", "outcome"] == "held, but cut"


def test_field_events_are_those_of_the_named_exercise_only():
    spring = exercises.field_events(tables.load("exercises_named"), "Freedom Shield").set_index("year")[
        "field_events"
    ]
    assert spring.to_dict() == {2024: 48, 2025: 51, 2026: 22}


def test_the_yearly_count_stops_where_the_source_does_and_has_no_holes_before():
    table = exercises.yearly(tables.load("exercises_yearly_korea"), tables.load("exercises_by_country"))
    assert table["year"].max() == exercises.LAST_COUNTED_YEAR
    assert table["exercises"].notna().all() and table.groupby("iso3").size().nunique() == 1
