"""Five models of how often something happens, from plain to less plain.

Each takes a `History` (all that it can see) and horizons in days, and returns one row a horizon:
shape and mean of a negative binomial count. Nothing is drawn at random.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy import signal, special

from brief.analysis.forecast import excitation
from brief.analysis.forecast.history import History

Model = Callable[[History, Sequence[int]], np.ndarray]

YEAR = 365
HALF_LIVES = np.array([90, 180, 365, 730, 1_460, 2_920])  # days
SHAPES = np.exp(np.linspace(-4, 6, 31))  # from counts that cluster strongly to nearly Poisson
STEPS = 10
CENTRE, PULL = np.array([0.0, 1.0]), np.array([1.0, 4.0])  # what is assumed of a and b, and how firmly


def constant(history: History, horizons: Sequence[int]) -> np.ndarray:
    """One rate for the whole record (climatology), with its own uncertainty.

    The rate has Jeffreys' prior, so the forecast is its predictive distribution: a negative
    binomial with shape n + ½ (Gelman and others, Bayesian Data Analysis, section 2.6).
    """
    return _predictive(len(history.ages), history.length, horizons)


def rolling(history: History, horizons: Sequence[int]) -> np.ndarray:
    """The rate of the last 365 days, with its own uncertainty."""
    return _predictive(history.count(YEAR), YEAR, horizons)


def regression(history: History, horizons: Sequence[int]) -> np.ndarray:
    """Negative binomial regression of a period's count on the count of the year before it.

    Fitted to the past cut into periods of the horizon's length. The log mean is
    log(horizon / 365) + a + b log(½ + last year's count); a near 0, b near 1 and moderate dispersion
    are assumed until the record says otherwise, so that a short record still gives a forecast.
    """
    return np.array([_regressed(history, horizon) for horizon in horizons])


def drifting(history: History, horizons: Sequence[int]) -> np.ndarray:
    """A rate that drifts: older counts weigh less, by a half-life that the past itself chooses.

    The filter of Harvey and Fernandes (Journal of Business & Economic Statistics, 1989), on periods
    of the horizon's length.
    """
    return np.array([_drifted(history.blocks(horizon), horizon) for horizon in horizons])


def self_exciting(history: History, horizons: Sequence[int]) -> np.ndarray:
    """Each launch raises the chance of the next: for days (a series) and for months (a campaign)."""
    return excitation.forecast(history, horizons)


MODELS: dict[str, Model] = {
    "constant": constant,
    "rolling": rolling,
    "regression": regression,
    "drifting": drifting,
    "self-exciting": self_exciting,
}


def _predictive(count: int, days: int, horizons: Sequence[int]) -> np.ndarray:
    return np.array([(count + 0.5, (count + 0.5) * horizon / days) for horizon in horizons])


def _drifted(counts: np.ndarray, horizon: int) -> tuple[float, float]:
    """Return shape and mean of the next period's count, by the half-life that suits the past best."""
    both = np.stack([counts, np.ones(len(counts))])
    faded = [_faded(both, keep, np.array([[0.5], [1.0]])) for keep in 0.5 ** (horizon / HALF_LIVES)]
    shapes, weights = np.stack(faded, axis=1)
    before, behind = shapes[:, :-1], weights[:, :-1]
    fit = log_negative_binomial(counts[None, :], before, before / behind).sum(axis=1)
    best = int(np.argmax(fit))
    return float(shapes[best, -1]), float(shapes[best, -1] / weights[best, -1])


def _faded(values: np.ndarray, keep: float, start: np.ndarray) -> np.ndarray:
    """Return each row's faded sums before each value and after the last: s -> keep (s + value)."""
    after = signal.lfilter([keep], [1.0, -keep], values, zi=keep * keep * start)[0]
    return np.hstack([keep * start, after])


def _regressed(history: History, horizon: int) -> tuple[float, float]:
    a, b, shape = fitted_regression(*_pairs(history, horizon), np.log(horizon / YEAR))
    return shape, float(np.exp(np.log(horizon / YEAR) + a + b * np.log(0.5 + history.count(YEAR))))


def _pairs(history: History, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """Return past periods' counts and the log of the count in the year before each."""
    periods = (history.length - YEAR) // horizon
    starts = np.arange(1, periods + 1) * horizon  # the age at which each period had not yet begun
    younger = np.searchsorted(np.sort(history.ages), [starts - horizon, starts, starts + YEAR])
    return younger[1] - younger[0], np.log(0.5 + younger[2] - younger[1])


def _grouped(counts: np.ndarray, before: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the pairs that differ, and how often each is there: most of a calm record's are alike."""
    pairs = counts + 1j * before  # one number each, since sorting rows is slow
    different, times = np.unique(pairs, return_counts=True)
    return different.real, different.imag, times


def fitted_regression(
    counts: np.ndarray, before: np.ndarray, offset: float, prior: float = 1.0, shapes: np.ndarray = SHAPES
) -> tuple[float, float, float]:
    """Return a, b and the shape that fit best: log mean = offset + a + b * before.

    Fisher scoring for every shape on a grid at once (Hilbe, Negative Binomial Regression, 2011), then
    the shape with the greatest likelihood. `prior` weighs what is assumed beforehand: a near
    0 and b near 1 (standard deviations 1 and ½), log shape near 0 (standard deviation 1).
    """
    counts, before, times = _grouped(counts, before)
    powers = np.column_stack([np.ones(len(counts)), before, before**2])
    design, values = powers[:, :2], np.tile([0.0, 1.0], (len(shapes), 1))
    for _ in range(STEPS):
        mean = np.exp(np.clip(offset + values @ design.T, -20, 7))
        pull = times * shapes[:, None] / (shapes[:, None] + mean)
        slope = ((counts - mean) * pull) @ design - prior * PULL * (values - CENTRE)
        one, cross, square = ((mean * pull) @ powers).T + prior * np.array([[PULL[0]], [0.0], [PULL[1]]])
        step = [square * slope[:, 0] - cross * slope[:, 1], one * slope[:, 1] - cross * slope[:, 0]]
        values = values + np.transpose(step / (one * square - cross**2))
    mean = np.exp(np.clip(offset + values @ design.T, -20, 7))
    fit = log_negative_binomial(counts[None, :], shapes[:, None], mean) @ times
    away = prior * ((values - CENTRE) ** 2 @ PULL + np.log(shapes) ** 2) / 2
    best = int(np.argmax(fit - away))
    return float(values[best, 0]), float(values[best, 1]), float(shapes[best])


def log_negative_binomial(count: np.ndarray, shape: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return the log probability (natural) of counts; the arguments broadcast."""
    total = shape + mean
    return (
        special.gammaln(count + shape) - special.gammaln(shape) - special.gammaln(count + 1)
        + shape * np.log(shape / total) + special.xlogy(count, mean / total)
    )  # fmt: skip
