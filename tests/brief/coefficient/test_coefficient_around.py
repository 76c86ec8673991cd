"""Around the coefficient: who moved in the UN, other allies, and the claimed fall in information exchange."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import tables
from brief.analysis.alliance import information, votes
from brief.analysis.coefficient import index, moves, peers
from brief.charts.data import peers as allies
from brief.charts.data.peers import spread


@pytest.fixture(scope="module")
def points():
    return tables.load("un_ideal_points")


@pytest.mark.parametrize("ally", ["KOR", "JPN", "PHL"])
def test_the_two_moves_add_up_to_the_change_of_the_distance(points, ally):
    moved = moves.distance_moves(points, ally, 2023, 2025)
    distance = tables.load("un_ideal_point_distance")
    pair = distance[(distance["iso3_a"] == "USA") & (distance["iso3_b"] == ally)].set_index("year")[
        "distance"
    ]
    assert moved["by_us"] + moved["by_ally"] == pytest.approx(moved["change"])
    assert moved["change"] == pytest.approx(pair[2025] - pair[2023], abs=1e-5)


def test_the_split_is_the_one_of_the_stakeholders_chapter(points):
    here = moves.distance_moves(points, "KOR", 2023, 2025)
    there = votes.gap_change(votes.moves(points, 2023, 2025), "KOR", "USA")
    assert (here["by_us"], here["by_ally"]) == pytest.approx((there["by_reference"], there["by_state"]))


def test_had_washington_stood_still_only_its_own_part_is_gone(points):
    made = index.published()
    still = moves.had_washington_stood_still(made, points, 2023, 2025)
    part = moves.washingtons_part(made, points, 2023, 2025)
    assert part["by_us"] + part["by_ally"] == pytest.approx(part["total"])
    # The distance as it would have been is the shortest of the record, so the scale itself moves a little.
    assert still.change(2023, 2025) == pytest.approx(made.change(2023, 2025) - part["by_us"], abs=0.2)


def test_a_scene_of_two_states_worked_by_hand():
    points = pd.DataFrame(
        {
            "iso3": ["USA", "KOR", "USA", "KOR"],
            "year": [2000, 2000, 2001, 2001],
            "ideal_point": [2.0, 1.0, 3.0, 1.25],
        }
    )
    assert moves.distance_moves(points, "KOR", 2000, 2001) == {"change": 0.75, "by_us": 1.0, "by_ally": -0.25}


def test_allies_are_compared_on_the_indicators_that_all_compared_have():
    for period in [(2015, 2022), (2015, 2025)]:
        common, table = peers.shared(*period), peers.changes(*period)
        for country in table["iso3"]:
            assert set(common) <= set(peers.ally(country).known_in_both(*period))
        assert table["points"].tolist() == pytest.approx(table[common].sum(axis=1).tolist())
        assert "KOR" in set(table["iso3"])
    assert "TUR" not in set(peers.changes(2015, 2025)["iso3"]), "no UN position of Turkey in 2025"


def test_on_one_common_scale_a_lower_distance_is_a_closer_tie():
    close, far = peers.ally("GBR", pooled=True), peers.ally("PHL", pooled=True)
    assert close.values.loc[2015, "un_distance"] < far.values.loc[2015, "un_distance"]
    assert close.scores.loc[2015, "un_distance"] > far.scores.loc[2015, "un_distance"]


def test_the_figure_of_allies_names_what_each_panel_rests_on():
    """Panels that end in 2023 know output and visits too; one list for all of them would be wrong."""
    told = allies.allies().subtitle
    for start, end in allies.PERIODS:
        span, known = f"{start} to {end}", set(peers.shared(start, end))
        names = next(part for part in told.split(";") if span in part)
        assert ("visits" in names) == ("visits" in known)
        assert ("trade with US" in names) == ("us_trade_to_gdp" in known)


def test_an_own_move_is_told_with_its_error():
    drawn = allies.who_moved()
    moved = votes.moves(tables.load("un_ideal_points"), 2023, 2025).set_index("iso3").loc["KOR"]
    assert abs(moved["move"]) < moved["error"]
    assert f"({abs(moved['move']):.2f}) is smaller than its error (±{moved['error']:.2f})" in drawn.headline


def test_channels_are_sorted_by_what_they_did():
    dated = information.events(tables.load("information_sharing")).set_index("event_id")
    assert len(dated) == 23
    assert dated.loc[["IS03", "IS07", "IS22"], "effect"].eq("narrowed").all()
    assert dated.loc[["IS04", "IS18", "IS19"], "effect"].eq("widened").all()
    assert dated["lane"].notna().all(), "every event has a place on the chart"


def test_a_later_restriction_does_not_count_before_the_article():
    dated = information.events(tables.load("information_sharing"))
    assert information.in_window(dated)["narrowed"] == 0
    assert information.in_window(dated, end=pd.Timestamp("2026-12-31"))["narrowed"] == 1


def test_a_growing_distance_counts_against_the_tie():
    found = information.observed().set_index("indicator_id")
    assert found.loc["un_distance", "percent"] > 0 > found.loc["un_distance", "toward"]
    assert found.loc["troops", "percent"] == found.loc["troops", "toward"]


@given(st.floats(-80, 80), st.integers(1, 10))
def test_a_yearly_rate_makes_the_whole_change(percent, years):
    rate = information.yearly_rate(percent, years)
    assert 100 * ((1 + rate / 100) ** years - 1) == pytest.approx(percent, abs=1e-6)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=4), st.floats(0.1, 10))
def test_labels_are_moved_apart(values, gap):
    placed = spread(sorted(values), gap)
    assert len(placed) == len(values)
    assert all(high - low > 0.5 * gap for low, high in itertools.pairwise(placed))
