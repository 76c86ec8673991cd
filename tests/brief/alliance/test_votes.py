"""UN votes: bands that cannot pass zero, and moves that add up to the change of the gap."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import tables
from brief.analysis.alliance import votes

position = st.floats(-3, 3)


@given(position, position, position, position)
def test_the_two_moves_add_up_to_the_change_of_the_signed_gap(us_before, us_after, seoul_before, seoul_after):
    points = pd.DataFrame(
        {
            "iso3": ["USA", "KOR"] * 2,
            "year": [2023, 2023, 2025, 2025],
            "ideal_point": [us_before, seoul_before, us_after, seoul_after],
            "lower": -9.0,
            "upper": 9.0,
        }
    )
    parts = votes.gap_change(votes.moves(points, 2023, 2025), "KOR", "USA")
    sign = -1 if us_before < seoul_before else 1
    gap = sign * ((us_after - seoul_after) - (us_before - seoul_before))
    assert parts["by_reference"] + parts["by_state"] == pytest.approx(parts["change"]) == pytest.approx(gap)


def test_positions_and_distances_tell_the_same_gap():
    points, table = tables.load("un_ideal_points"), tables.load("un_ideal_point_distance")
    apart = votes.distances(table, "KOR", ["USA", "CHN", "RUS", "JPN"]).set_index(["iso3", "year"])
    place = points.set_index(["iso3", "year"])["ideal_point"]
    for (iso3, year), row in apart.iterrows():
        assert row["distance"] == pytest.approx(abs(place[iso3, year] - place["KOR", year]), abs=0.001)
        assert 0 <= row["lower"] <= row["distance"] <= row["upper"]


def test_the_year_that_rests_on_eight_votes_is_weak():
    assert votes.weak_years(tables.load("un_ideal_points")) == [2024]


def test_agreement_is_in_per_cent():
    shared = votes.agreement(tables.load("un_agreement"), ["USA"])
    assert 10 < shared["agreement_pct"].min() < shared["agreement_pct"].max() <= 100


@given(st.floats(-2, 2), st.floats(-2, 2), st.floats(0.05, 1))
def test_a_longer_move_is_the_likelier_longer_one(us_move, seoul_move, reach):
    points = pd.DataFrame(
        {
            "iso3": ["USA", "KOR"] * 2,
            "year": [2023, 2023, 2025, 2025],
            "ideal_point": [0.0, 0.0, us_move, seoul_move],
            "lower": [-reach, -reach, us_move - reach, seoul_move - reach],
            "upper": [reach, reach, us_move + reach, seoul_move + reach],
        }
    )
    chance = votes.moved_more(votes.moves(points, 2023, 2025), "USA", "KOR")
    ahead = (us_move - seoul_move) * (1 if us_move >= 0 else -1)
    assert 0 <= chance <= 1
    assert (chance > 0.5) == (ahead > 0) or chance == pytest.approx(0.5, abs=1e-6)


@given(st.floats(-2, 2), st.floats(0.05, 1), st.floats(0.05, 1))
def test_a_move_is_clear_when_it_is_larger_than_the_error_of_a_difference(move, before, after):
    """Two bands may overlap and the move be clear all the same: the errors add as their squares do."""
    points = pd.DataFrame(
        {
            "iso3": "KOR",
            "year": [2023, 2025],
            "ideal_point": [0.0, move],
            "lower": [-before, move - after],
            "upper": [before, move + after],
        }
    )
    told = votes.moves(points, 2023, 2025).iloc[0]
    assert told["error"] ** 2 == pytest.approx(before**2 + after**2)
    assert told["clear"] == (abs(move) > told["error"])
