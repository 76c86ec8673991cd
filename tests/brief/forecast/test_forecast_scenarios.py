"""Scenarios: their effect follows from the assumption, weights are normalised, signposts read the tables."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import tables
from brief.analysis.coefficient import index
from brief.analysis.forecast import scenarios as forecast_scenarios
from brief.analysis.peninsula import launches

PILLARS = ("security", "economic", "political")


@pytest.fixture(scope="module")
def changes():
    return forecast_scenarios.pillar_changes(index.published())


def test_pillars_add_up_to_the_change_of_the_coefficient_like_with_like(changes):
    made = index.published()
    for start in (1995, 2015, 2020):
        assert changes.loc[start].sum() == pytest.approx(made.change(start, start + forecast_scenarios.SPAN))


def test_a_scenario_moves_the_coefficient_by_the_percentiles_it_assumes(changes):
    effects = forecast_scenarios.effects(tables.load("scenarios"), changes)
    for pillar in PILLARS:
        middling = effects.loc[effects[f"{pillar}_percentile"] == 50, pillar]
        assert (middling - changes[pillar].median()).abs().lt(1e-9).all()
    assert (effects["change"] - effects[list(PILLARS)].sum(axis=1)).abs().max() < 1e-9


def test_assuming_closer_ties_never_lowers_the_coefficient(changes):
    scenarios = tables.load("scenarios")
    before = forecast_scenarios.effects(scenarios, changes)["change"]
    for pillar in PILLARS:
        raised = scenarios.assign(**{f"{pillar}_percentile": 100})
        assert (forecast_scenarios.effects(raised, changes)["change"] >= before - 1e-9).all()


@given(st.lists(st.floats(0.1, 100), min_size=4, max_size=4), st.floats(0.1, 10))
def test_only_the_proportions_of_the_weights_count(weights, factor):
    change = pd.Series([16.0, -3.0, -28.0, 5.0])
    once = forecast_scenarios.expected_change(change, pd.Series(weights))
    assert once == pytest.approx(forecast_scenarios.expected_change(change, factor * pd.Series(weights)))
    assert change.min() - 1e-9 <= once <= change.max() + 1e-9


def test_signposts_point_where_their_measure_moved():
    posts = pd.DataFrame({"measure": ["a", "a", "b", None], "direction": ["up", "down", "up", None]})
    readings = {"a": ("2024", 1.0, "2025", 2.0), "b": ("2024", 5.0, "2025", 5.0)}
    points = forecast_scenarios.signposts(posts, readings)["points"]
    assert list(points[:3]) == [True, False, False] and pd.isna(points[3])


def test_every_measure_that_a_signpost_names_is_read_from_the_tables():
    days = launches.launch_days(tables.load("missiles"), tables.load("missile_events_added"))
    readings = forecast_scenarios.measured(tables.load, days, pd.Timestamp(tables.last_day()))
    named = tables.load("scenario_signposts").dropna(subset=["measure"])
    assert set(named["measure"]) <= set(readings)
    assert set(named["table"]) <= set(tables.names())
    assert readings["field_events"][2:] == ("2026", 22.0)
    assert readings["vote_distance"][::2] == ("2023", "2025"), "2024 rests on a handful of votes"
