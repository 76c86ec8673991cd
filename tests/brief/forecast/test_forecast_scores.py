"""Scores agree with an independent implementation, and mean what they say."""

import numpy as np
import pandas as pd
import pytest
import scoringrules
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from brief.analysis.forecast import counts, scores

# In thousandths: a few units of the last place below a whole number SciPy 1.17 gives an infinite hyp2f1,
# and so to the CRPS of scoringrules.
SHAPES = st.integers(200, 60_000).map(lambda thousandths: thousandths / 1000)
MEANS = st.floats(0.02, 12)
COUNTS = st.integers(0, 40)


def scored(shape, mean, outcome):
    row = {"made_on": pd.Timestamp("2020-01-31"), "model": "m", "horizon_days": 30}
    return scores.scored(pd.DataFrame([{**row, "shape": shape, "mean": mean, "outcome": outcome}])).iloc[0]


@settings(deadline=None)
@given(SHAPES, MEANS, COUNTS)
def test_crps_and_log_score_agree_with_scoringrules(shape, mean, outcome):
    share = shape / (shape + mean)
    assume(stats.nbinom.pmf(outcome, shape, share) > 1e-12)
    ours = scored(shape, mean, outcome)
    assert ours["crps"] == pytest.approx(scoringrules.crps_negbinom(outcome, shape, share), abs=1e-10)
    assert -ours["log_bits"] * np.log(2) == pytest.approx(
        -stats.nbinom.logpmf(outcome, shape, share), abs=1e-10
    )
    if shape >= 1:  # below, scoringrules 0.10 takes a binomial coefficient of a negative number for 0
        theirs = scoringrules.logs_negbinom(outcome, shape, share)
        assert -ours["log_bits"] * np.log(2) == pytest.approx(theirs, abs=1e-10)


@settings(deadline=None)
@given(st.floats(0.001, 0.999), st.booleans())
def test_brier_agrees_with_scoringrules(probability, happened):
    assert scores.brier(probability, happened) == pytest.approx(
        scoringrules.brier_score(float(happened), probability), abs=1e-10
    )


@settings(deadline=None)
@given(SHAPES, MEANS)
def test_the_interval_holds_nine_tenths_and_no_shorter_end_would(shape, mean):
    row = scored(shape, mean, 0)
    spread = stats.nbinom(shape, shape / (shape + mean))
    assert spread.cdf(row["upper"]) >= 0.95 - 1e-9 and spread.cdf(row["upper"] - 1) < 0.95 + 1e-9
    assert spread.cdf(row["lower"]) >= 0.05 - 1e-9 and spread.cdf(row["lower"] - 1) < 0.05 + 1e-9


def test_a_calibrated_forecast_is_found_calibrated_and_an_overconfident_one_is_not():
    draws = np.random.default_rng(1).negative_binomial(2, 2 / (2 + 5), 4_000)
    rows = pd.DataFrame({"model": "m", "horizon_days": 30, "shape": 2.0, "mean": 5.0, "outcome": draws})
    right = scores.scored(rows)
    sure = scores.scored(rows.assign(shape=1_000.0))
    assert scores.calibration(right)["share"].between(0.08, 0.12).all()
    assert scores.calibration(sure)["share"].iloc[[0, -1]].sum() > 0.4
    assert scores.coverage(right)["net"].iloc[0] == pytest.approx(0.9, abs=0.02)
    assert scores.coverage(sure)["net"].iloc[0] < 0.7
    assert right["log_bits"].mean() > sure["log_bits"].mean() and right["crps"].mean() < sure["crps"].mean()


def test_skill_is_nought_against_oneself_and_one_for_a_perfect_forecast():
    months = pd.date_range("2012-01-31", periods=48, freq="ME")
    parts = [
        pd.DataFrame({"made_on": months, "model": model, "horizon_days": 30, "crps": error})
        for model, error in {
            "plain": np.linspace(1, 2, 48),
            "same": np.linspace(1, 2, 48),
            "perfect": 0.0,
        }.items()
    ]
    skill = scores.skill(pd.concat(parts), "plain").set_index("model")
    assert tuple(skill.loc["same", ["skill", "low", "high"]]) == pytest.approx((0, 0, 0))
    assert tuple(skill.loc["perfect", ["skill", "low", "high"]]) == pytest.approx((1, 1, 1))


@settings(deadline=None)
@given(SHAPES, st.floats(0.1, 4), st.lists(st.integers(1, 8), min_size=1, max_size=30))
def test_the_sum_of_salvos_has_the_mean_and_variance_of_a_compound_count(shape, mean, salvos):
    sizes = np.array(salvos)
    chances = counts.total_missiles(shape, mean, counts.salvo_shares(sizes), 4_096)
    missiles = np.arange(len(chances))
    average = chances @ missiles
    variance = chances @ (missiles - average) ** 2
    expected = mean * sizes.var() + (mean + mean**2 / shape) * sizes.mean() ** 2
    assert chances.sum() == pytest.approx(1, abs=1e-6)
    assert average == pytest.approx(mean * sizes.mean(), rel=1e-3)
    assert variance == pytest.approx(expected, rel=1e-2)
