"""Forecasts of a count: negative binomial, and its sum of missiles, as tables of probabilities.

Every model of the launch forecast ends in a negative binomial distribution, so it is described by
two numbers: `mean` and `shape` (the variance is mean + mean² / shape).
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from scipy import special

Numbers = TypeVar("Numbers", float, np.ndarray)

LONGEST = 1_024  # no count of missiles or days in half a year comes near it
RECENT_LAUNCH_DAYS = 60  # whose salvos say how many missiles a launch day brings


def probabilities(shape: np.ndarray, mean: np.ndarray, longest: int = LONGEST) -> np.ndarray:
    """Return P(0), P(1), ... of negative binomial counts, one row a forecast.

    By the recursion P(k) = P(k - 1) (k - 1 + shape) / k * mean / (shape + mean).
    """
    shape, mean = np.atleast_1d(shape)[:, None], np.atleast_1d(mean)[:, None]
    count = np.arange(1, longest)[None, :]
    chances = np.empty((len(shape), longest))
    chances[:, :1] = np.exp(-shape * np.log1p(mean / shape))
    ratios = chances[:, 1:]  # in place: these tables are large
    np.divide(count - 1 + shape, count, out=ratios)
    ratios *= mean / (shape + mean)
    return np.cumprod(chances, axis=1, out=chances)


def longest_needed(shape: np.ndarray, mean: np.ndarray, tail: float = 1e-8, most: int = 4_096) -> int:
    """Return a count beyond which none of the forecasts leaves more than about `tail`.

    Scores add squares of what is left, so 1e-8 is exact to 1e-15. A negative binomial count is
    Poisson around a gamma-distributed mean: the quantile of that mean and eight of its Poisson
    deviations above it.
    """
    far = special.gammainccinv(shape, tail) * mean / shape
    return int(np.clip(np.max(far + 8 * np.sqrt(far) + 16, initial=32), 32, most))


def at_least_one(shape: Numbers, mean: Numbers) -> Numbers:
    """Return the probability that a negative binomial count is not zero, exact when it is tiny."""
    return -np.expm1(-shape * np.log1p(mean / shape))


def salvo_shares(sizes: np.ndarray) -> np.ndarray:
    """Return the share of launch days with 0, 1, 2, ... missiles among the most recent ones.

    Without any launch day on record one missile a day is assumed.
    """
    recent = sizes[-RECENT_LAUNCH_DAYS:] if len(sizes) else np.array([1])
    return np.bincount(recent) / len(recent)


def total_missiles(shape: float, mean: float, shares: np.ndarray, longest: int = LONGEST) -> np.ndarray:
    """Return P(0), P(1), ... of the missiles fired when the launch days are negative binomial.

    The number fired on each day is drawn from `shares`. The distribution of the sum is found from
    its characteristic function (Embrechts and Frei, 2009).
    """
    transformed = np.fft.rfft(shares, longest)
    share = shape / (shape + mean)
    summed = (share / (1 - (1 - share) * transformed)) ** shape
    return np.clip(np.fft.irfft(summed, longest), 0, None)


def quantile(chances: np.ndarray, level: float) -> int:
    """Return the least count whose cumulative probability reaches `level`."""
    return int(np.searchsorted(np.cumsum(chances), level - 1e-12))
