"""The models say what their method says they should, checked against simulation and statsmodels."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.analysis.forecast import excitation
from brief.analysis.forecast.history import History
from brief.analysis.forecast.models import MODELS, fitted_regression

LENGTH = 8_000


def history(ages):
    return History(
        np.sort(np.array(sorted(set(ages)), dtype=int))[::-1], np.ones(len(set(ages)), dtype=int), LENGTH
    )


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=20, deadline=None)
@given(ages=st.sets(st.integers(0, LENGTH - 1), max_size=60))
def test_every_model_gives_a_proper_forecast_that_grows_with_the_horizon(name, ages):
    described = MODELS[name](history(ages), (30, 90, 180))
    assert described.shape == (3, 2) and np.isfinite(described).all() and (described > 0).all()
    if name in ("constant", "rolling", "self-exciting"):
        assert (np.diff(described[:, 1]) > 0).all()


@pytest.mark.parametrize("name", MODELS)
def test_no_launch_at_all_still_gives_a_small_chance(name):
    _, mean = MODELS[name](history([]), (30,))[0]
    assert 0 < mean < 0.1


@pytest.mark.parametrize("name", ["rolling", "regression", "drifting", "self-exciting"])
def test_a_model_that_follows_the_pace_expects_more_after_a_busy_year_than_after_a_quiet_one(name):
    busy = history([*range(5, 360, 15), *range(2_000, 3_000, 100)])
    quiet = history([*range(2_005, 2_360, 15), *range(4_000, 5_000, 100)])
    assert MODELS[name](busy, (90,))[0, 1] > 2 * MODELS[name](quiet, (90,))[0, 1]


def test_the_regression_without_prior_agrees_with_statsmodels():
    random = np.random.default_rng(3)
    before = random.normal(1, 0.8, 200)
    counts = random.negative_binomial(2, 2 / (2 + np.exp(-0.3 + 0.9 * before)))
    shapes = np.array([0.5, 1.0, 2.0, 4.0])
    a, b, shape = fitted_regression(counts, before, 0.0, prior=0.0, shapes=shapes)
    family = sm.families.NegativeBinomial(alpha=1 / shape)
    theirs = sm.GLM(counts, sm.add_constant(before), family=family).fit(tol=1e-12)
    assert (a, b) == pytest.approx(tuple(theirs.params), abs=1e-6)
    fits = [
        sm.GLM(counts, sm.add_constant(before), family=sm.families.NegativeBinomial(alpha=1 / one)).fit().llf
        for one in shapes
    ]
    assert shape == shapes[int(np.argmax(fits))]


def test_the_moments_of_the_self_exciting_model_are_those_of_its_simulation():
    fades, weights, echoes = np.exp([-1 / 7, -1 / 180]), np.array([0.02, 0.3, 0.4]), np.array([0.05, 0.08])
    mean, variance = excitation._moments(fades, weights, echoes, range(91))
    random, paths = np.random.default_rng(5), 40_000
    state, total = np.tile(echoes, (paths, 1)), np.zeros(paths)
    for _ in range(90):
        fired = random.poisson(weights[0] + state @ weights[1:])
        state, total = fades * state + (1 - fades) * fired[:, None], total + fired
    assert mean[90] == pytest.approx(total.mean(), rel=0.02)
    assert variance[90] == pytest.approx(total.var(), rel=0.06)


def test_the_self_exciting_model_finds_clusters_where_there_are_clusters():
    clustered = history([start + step for start in range(100, 7_000, 400) for step in (0, 3, 6, 9)])
    even = history(range(10, 7_900, 110))
    weight = {name: excitation.fitted(past)[1] for name, past in {"c": clustered, "e": even}.items()}
    assert weight["c"][1] > 0.4 > weight["e"][1]


def test_the_same_history_gives_the_same_bytes():
    past = history(range(3, 3_000, 41))
    tables = [pd.DataFrame(MODELS[name](past, (30, 180))).to_csv() for name in MODELS for _ in range(2)]
    assert tables[::2] == tables[1::2]
