"""How far the chosen model's forecasts have missed, and the spread that would have held them.

The rate models know how uncertain their rate is, not how suddenly Pyongyang changes it. This step
keeps a model's mean and replaces its spread by the one that fits its own past misses best: the shape
of the negative binomial, by maximum likelihood over all earlier forecasts whose windows had closed
when the new one was made.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from brief.analysis.forecast.models import log_negative_binomial

FIRST_LEARNED_FROM = pd.Timestamp("1995-12-31")  # three years after the record's start
LEAST_WINDOWS = 24
SHAPES = np.exp(np.linspace(-2, 5, 57))


def learned_shape(mean: np.ndarray, outcome: np.ndarray) -> float:
    """Return the shape that fits forecasts (their means) and what happened best."""
    fit = log_negative_binomial(outcome[None, :], SHAPES[:, None], mean[None, :]).sum(axis=1)
    return float(SHAPES[np.argmax(fit)])


def widened(made: pd.DataFrame, answered: pd.DataFrame) -> pd.DataFrame:
    """Return forecasts of one model with the spread learned from its earlier ones.

    `made` holds the forecasts to widen and `answered` earlier ones with their `outcome` (made_on,
    horizon_days, mean). A forecast sees only those whose window had closed on the day it was made; with
    fewer than 24 of them it keeps its own spread.
    """
    ends = (answered["made_on"] + pd.to_timedelta(answered["horizon_days"], unit="D")).to_numpy()
    horizons = answered["horizon_days"].to_numpy()
    mean, outcome = (answered[name].to_numpy(dtype=float) for name in ("mean", "outcome"))
    shapes = []
    for row in made.itertuples():
        closed = (horizons == row.horizon_days) & (ends <= row.made_on.to_datetime64())
        enough = closed.sum() >= LEAST_WINDOWS
        shapes.append(learned_shape(mean[closed], outcome[closed]) if enough else row.shape)
    return made.assign(shape=shapes)
