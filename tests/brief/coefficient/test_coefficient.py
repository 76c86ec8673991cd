"""The coefficient: worked by hand, against plain arithmetic, and the mathematics that readers rely on."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gmean, rankdata

from brief.analysis.coefficient import index as coefficient
from brief.analysis.coefficient.index import CoefficientError
from brief.analysis.coefficient.indicators import PILLARS, Indicator

settings.register_profile("shared machine", deadline=None)  # no timings in tests
settings.load_profile("shared machine")
EXACT = 1e-12
METHODS = st.sampled_from(coefficient.NORMALISATIONS)
VALUES = st.lists(st.floats(-1e3, 1e3).map(lambda value: round(value, 3)), min_size=3, max_size=12).filter(
    lambda values: len(set(values)) > 1
)
WEIGHTS = st.lists(st.floats(0, 100), min_size=3, max_size=3).filter(lambda weights: sum(weights) > 1e-3)


def indicator(name, pillar="security", direction="closer"):
    text = dict.fromkeys(Indicator.__annotations__, "")
    numbers = {"rows_needed": 1, "window_years": 1, "complete_from": 0, "ends": 0}
    return Indicator(
        **{**text, **numbers, "indicator_id": name, "name": name, "pillar": pillar, "direction": direction}
    )


def column(values, direction="closer"):
    return pd.DataFrame({"one": values}, dtype=float), [indicator("one", direction=direction)]


@pytest.fixture
def worked():
    """Three indicators and four years: troops, China's share of exports (further), and trust with a gap."""
    indicators = [
        indicator("troops"),
        indicator("china", "economic", "further"),
        indicator("trust", "political"),
    ]
    years = pd.Index([2001, 2002, 2003, 2004], name="year")
    values = pd.DataFrame(
        {"troops": [30.0, 40, 20, 25], "china": [10.0, 15, 20, 30], "trust": [50.0, np.nan, 90, 60]}, years
    )
    return indicators, values


def test_three_indicators_and_four_years_worked_by_hand(worked):
    made = coefficient.compute(*worked)
    assert made.scores["troops"].tolist() == [50, 100, 0, 25]
    assert made.scores["china"].tolist() == [100, 75, 50, 0]
    assert made.scores["trust"].tolist()[::2] == [0, 100]
    # 2002 lacks trust: the mean of the two other pillars, two thirds known, 0 or 100 for the missing one
    assert made.index.round(9).tolist() == [50, 87.5, 50, round(50 / 3, 9)]
    assert made.coverage.round(9).tolist() == [100, round(200 / 3, 9), 100, 100]
    assert (made.low[2002], made.high[2002]) == pytest.approx((175 / 3, 275 / 3))
    # like with like from 2002 to 2004: troops (100 to 25) and China (75 to 0), half the weight each
    assert made.change(2002, 2004) == pytest.approx(-75)
    assert coefficient.contributions(made, 2001, 2004).tolist() == pytest.approx([-25 / 3, -100 / 3, 25 / 3])


def test_weights_of_one_to_two_to_one_worked_by_hand(worked):
    made = coefficient.compute(*worked, pillar_weights={"security": 1, "economic": 2, "political": 1})
    assert made.index[2001] == pytest.approx((50 + 2 * 100 + 0) / 4)
    assert coefficient.reweighted(
        coefficient.compute(*worked), {"security": 1, "economic": 2, "political": 1}
    )[2001] == pytest.approx(62.5)


def test_the_published_coefficient_equals_plain_arithmetic():
    made = coefficient.published()
    values, total, index = made.values.to_numpy(), [], []
    for row in range(len(values)):
        means = []
        for pillar in PILLARS:
            scores = []
            for place, one in enumerate(made.indicators):
                known = [value for value in values[:, place] if value == value]
                if one.pillar == pillar and values[row, place] == values[row, place]:
                    score = (values[row, place] - min(known)) / (max(known) - min(known))
                    scores.append(score if one.direction == "closer" else 1 - score)
            means.append(sum(scores) / len(scores))
        index.append(100 * sum(means) / 3)
        lifted = [0.1 + 0.9 * mean for mean in means]
        total.append(100 * (gmean(lifted) - 0.1) / 0.9)
    assert np.abs(made.index.to_numpy() - index).max() < EXACT * 100
    geometric = coefficient.compute(list(made.indicators), made.values, aggregation="geometric")
    assert np.abs(geometric.index.to_numpy() - total).max() < EXACT * 100


@given(VALUES)
def test_ranks_agree_with_scipy(values):
    table, indicators = column(values)
    expected = 100 * (rankdata(values) - 1) / (len(values) - 1)
    assert np.abs(coefficient.normalised(table, indicators, "rank")["one"] - expected).max() < 1e-9


@given(VALUES, METHODS, st.floats(0.01, 100), st.floats(-1e3, 1e3))
def test_another_unit_of_measurement_changes_nothing(values, method, scale, shift):
    table, indicators = column(values)
    moved = table * scale + shift
    if np.unique(np.asarray(moved)).size == np.unique(np.asarray(table)).size:  # no ties made by rounding
        before, after = (coefficient.normalised(each, indicators, method)["one"] for each in (table, moved))
        assert np.abs(before - after).max() < 1e-4


@given(VALUES, METHODS)
def test_closer_values_never_score_less(values, method):
    table, indicators = column(sorted(values))
    assert coefficient.normalised(table, indicators, method)["one"].diff().dropna().ge(-1e-9).all()
    falling = coefficient.normalised(*column(sorted(values), "further"), method)["one"]
    assert falling.diff().dropna().le(1e-9).all()


@given(VALUES, METHODS)
def test_scores_stay_between_0_and_100(values, method):
    assert coefficient.normalised(*column(values), method)["one"].between(-1e-9, 100 + 1e-9).all()


@given(VALUES, METHODS, st.randoms())
def test_the_order_of_the_years_does_not_matter(values, method, random):
    table, indicators = column(values)
    order = list(table.index)
    random.shuffle(order)
    scores = coefficient.normalised(table, indicators, method)["one"]
    shuffled = coefficient.normalised(table.loc[order], indicators, method)["one"]
    assert np.abs(shuffled.sort_index() - scores).max() < 1e-9


@given(WEIGHTS)
def test_weights_sum_to_1(weights):
    checked = coefficient.checked_weights(dict(zip(PILLARS, weights, strict=True)))
    assert sum(checked.values()) == pytest.approx(1)


@given(st.floats(0, 1), WEIGHTS, st.sampled_from(coefficient.AGGREGATIONS))
def test_equal_pillars_give_their_own_value_under_any_weights(value, weights, aggregation):
    made = coefficient.aggregate(np.full((1, 3), value), np.array(weights), aggregation)
    assert made[0] == pytest.approx(value, abs=1e-9)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), WEIGHTS)
def test_the_geometric_mean_never_exceeds_the_arithmetic(pillars, weights):
    means = [
        coefficient.aggregate(np.array([pillars]), np.array(weights), each)[0]
        for each in coefficient.AGGREGATIONS
    ]
    assert min(pillars) - 1e-9 <= means[1] <= means[0] + 1e-9 <= max(pillars) + 2e-9


@settings(max_examples=40)
@given(st.sampled_from(range(1991, 2026)), st.sampled_from(range(1991, 2026)))
def test_contributions_add_up_to_the_change(start, end):
    made = coefficient.published()
    parts = coefficient.contributions(made, start, end)
    assert made.change(start, end) == pytest.approx(-made.change(end, start))
    shared = made.known_in_both(start, end)
    assert (parts.drop(shared) == 0).all()


def test_yearly_contributions_add_up_and_a_steady_indicator_adds_nothing():
    made = coefficient.published()
    parts = coefficient.yearly_contributions(made)
    assert np.abs(parts.sum(axis=1) - made.index.diff().iloc[1:]).max() < 1e-9
    steady = made.values["information"].diff().iloc[1:] == 0
    assert (parts.loc[steady, "information"] == 0).all() and steady.sum() > 20


def test_the_band_of_missing_indicators_holds_the_line_and_closes_where_all_is_known(worked):
    made = coefficient.published()
    assert ((made.low <= made.index + 1e-9) & (made.index <= made.high + 1e-9)).all()
    complete = coefficient.compute(*worked)
    assert complete.low[2001] == complete.index[2001] == complete.high[2001]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([np.nan, np.nan, np.nan], "has no value in any year"),
        ([np.nan, 4.0, np.nan], "has a single value"),
        ([4.0, 4.0, 4.0], "is 4 in every year"),
    ],
)
def test_an_indicator_without_a_range_is_named(values, words):
    with pytest.raises(CoefficientError, match=f"indicator one .*{words}.*left out"):
        coefficient.compute([indicator("one")], column(values)[0])


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"security": -1, "economic": 2, "political": 1}, "security has -1; a weight is 0 or more"),
        ({"security": 0, "economic": 0, "political": 0}, "security, economic, political sum to 0"),
        ({"security": float("nan"), "economic": 1, "political": 1}, "security has nan"),
    ],
)
def test_weights_that_cannot_be_used_are_named(weights, words, worked):
    with pytest.raises(CoefficientError, match=words):
        coefficient.compute(*worked, pillar_weights=weights)


def test_years_that_share_no_indicator_cannot_be_compared():
    indicators = [indicator("early"), indicator("late", "economic")]
    values = pd.DataFrame({"early": [1.0, 2, np.nan, np.nan], "late": [np.nan, np.nan, 1.0, 2]})
    with pytest.raises(CoefficientError, match="no indicator is known both in 0 and in 3"):
        coefficient.compute(indicators, values).change(0, 3)
