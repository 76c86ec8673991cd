"""A self-exciting model of launch days: each launch raises the rate of the next, then fades.

A Hawkes process in daily steps (Hawkes, Biometrika, 1971): rate = base + short echo + long echo of
past launches. The echoes fade geometrically over one of a few time constants; the record chooses
which. The first two moments of a future count follow exactly from the model; a negative binomial
with these moments stands for its distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from brief.analysis.forecast.history import History

SHORT, LONG = (7.0, 14.0, 28.0), (180.0, 365.0, 730.0)  # days after which an echo is down to 37 %
STEPS = 60
LEAST_EXCESS = 1e-3  # a count always varies a little more than a Poisson one: the fit is not exact


def forecast(history: History, horizons: Sequence[int]) -> np.ndarray:
    """Return shape and mean of the count in each horizon, one row a horizon."""
    fades, weights = fitted(history)
    means, variances = _moments(fades, weights, _echoes_now(history, fades), horizons)
    excess = np.maximum(variances - means, LEAST_EXCESS * means)
    return np.column_stack([means**2 / excess, means])


def fitted(history: History) -> tuple[np.ndarray, np.ndarray]:
    """Return the two daily fading factors and the weights (base rate, short echo, long echo).

    Maximum likelihood by expectation and maximisation (Veen and Schoenberg, JASA, 2008), for each
    pair of time constants; half an event of prior weight keeps the base rate above zero.
    """
    pairs = np.array([np.exp([-1 / short, -1 / long]) for short, long in product(SHORT, LONG)])
    heard, exposure = _heard(history, pairs)
    weights = np.tile([[0.5 / max(history.length, 1)], [0.3], [0.3]], len(pairs))  # part x pair
    weights[0] += 0.4 * len(history.ages) / history.length
    prior, exposed = np.array([[0.5], [0.0], [0.0]]), np.maximum(exposure, 1e-9)
    for _ in range(STEPS):
        parts = weights[:, None, :] * heard
        parts /= parts.sum(axis=0)
        weights = (parts.sum(axis=1) + prior) / exposed
    rates = (weights[:, None, :] * heard).sum(axis=0)
    best = int(np.argmax(np.log(rates).sum(axis=0) - (weights * exposure).sum(axis=0)))
    return pairs[best], weights[:, best]


def _heard(history: History, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what each event heard of the earlier ones (part x event x pair), and the sums over all days."""
    factors = np.unique(pairs)
    since = history.ages[None, :] - history.ages[:, None]  # days from the column's event to the row's
    fresh = np.maximum(since - 1.0, 0)
    echo = {f: np.where(since > 0, (1 - f) * f**fresh, 0.0).sum(axis=1) for f in factors}
    heard_in_all = {f: float((1 - f**history.ages).sum()) for f in factors}
    ones = np.ones(len(history.ages))
    heard = np.stack([[ones, echo[a], echo[b]] for a, b in pairs], axis=-1)
    exposure = np.array([[history.length, heard_in_all[a], heard_in_all[b]] for a, b in pairs]).T
    return heard, exposure


def _echoes_now(history: History, fades: np.ndarray) -> np.ndarray:
    """Return the echoes of the whole past on the day after its end."""
    return np.array([((1 - fade) * fade**history.ages).sum() for fade in fades])


def _moments(
    fades: np.ndarray, weights: np.ndarray, echoes: np.ndarray, days: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and variance of the count after each of `days` days.

    The state is (short echo, long echo, count). With a Poisson number of events a day its mean and
    covariance follow a linear recursion; after so many days they are a power of its matrix.
    """
    gain = np.array([1 - fades[0], 1 - fades[1], 1.0])
    response, noise = np.array([weights[1], weights[2], 0.0]), np.outer(gain, gain).ravel()
    step = np.diag([fades[0], fades[1], 1.0]) + np.outer(gain, response)
    daily = np.zeros((13, 13))  # of (1, mean of the state, its covariance row by row)
    daily[0, 0] = 1.0
    daily[1:4, 0], daily[1:4, 1:4] = weights[0] * gain, step
    daily[4:, 0], daily[4:, 1:4], daily[4:, 4:] = (
        weights[0] * noise,
        np.outer(noise, response),
        np.kron(step, step),
    )
    start = np.concatenate([[1.0], echoes, np.zeros(10)])
    after = np.array([np.linalg.matrix_power(daily, day) @ start for day in days])
    return after[:, 3], after[:, 12]
