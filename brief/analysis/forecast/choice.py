"""Which model is published: a rule that was written down before the models were compared.

The models stand on a ladder, from plain to less plain. The plainest is the incumbent. Each next
model is compared with the incumbent on every month from 2012 on, by the logarithm of the
probability that it gave to what happened, added over the horizons. It takes the incumbent's place
only if the 90 % bootstrap interval of its mean gain lies wholly above zero. A model that is only as
good as a plainer one is not used, and if nothing beats the plainest, the plainest is published.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

LADDER = ("constant", "rolling", "regression", "drifting", "self-exciting")
INTERVAL = (0.05, 0.95)
BLOCK_MONTHS = 12  # longer than the longest horizon, so that overlapping windows stay together
REPLICATES = 2_000
SEED = 20251106


def resampled_months(months: int, *, block: int = BLOCK_MONTHS, replicates: int = REPLICATES) -> np.ndarray:
    """Return the rows that each bootstrap replicate draws: blocks of consecutive months, wrapping round.

    Shape (replicates, months). Circular block bootstrap (Politis and Romano, 1992): the months'
    forecasts overlap, so single months may not be drawn alone. The draws depend on nothing but the
    arguments.
    """
    blocks = -(-months // block)
    starts = np.random.default_rng(SEED).integers(0, months, (replicates, blocks))
    return ((starts[:, :, None] + np.arange(block)) % months).reshape(replicates, -1)[:, :months]


def mean_gain(gains: pd.Series) -> dict[str, float]:
    """Return the mean of a monthly series of gains, and its 90 % bootstrap interval (low, high)."""
    values = gains.to_numpy(dtype=float)
    means = values[resampled_months(len(values))].mean(axis=1)
    low, high = np.quantile(means, INTERVAL)
    return {"mean": float(values.mean()), "low": float(low), "high": float(high)}


def climb(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of the ladder: challenger, incumbent, the gain with its interval, who stays.

    `scores` holds one row a month and one column a model: the log score in bits (greater is better),
    added over the horizons.
    """
    incumbent, steps = LADDER[0], []
    for challenger in LADDER[1:]:
        gain = mean_gain(scores[challenger] - scores[incumbent])
        step = {"challenger": challenger, "incumbent": incumbent, **gain}
        incumbent = challenger if gain["low"] > 0 else incumbent
        steps.append({**step, "chosen": incumbent})
    return pd.DataFrame(steps)


def chosen(scores: pd.DataFrame) -> str:
    """Return the name of the model that the rule publishes."""
    return str(climb(scores)["chosen"].iloc[-1])


def choices(trials: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the chosen model of each series: launches by their count, rare events by yes or no.

    `trials` maps a series to its backtest (`forecast_backtest.backtest`).
    """
    return {kind: chosen(monthly_scores(kind, trial)) for kind, trial in trials.items()}


def monthly_scores(kind: str, trial: pd.DataFrame) -> pd.DataFrame:
    """Return the log score by month (rows) and model (columns), added over the horizons.

    Only months whose windows are all complete count.
    """
    column = "log_bits" if kind == "launch" else "event_bits"
    horizons = trial.groupby("made_on")["horizon_days"].transform("nunique")
    complete = trial[horizons == trial["horizon_days"].nunique()]
    table = complete.pivot_table(index="made_on", columns="model", values=column, aggfunc="sum")
    return table[list(dict.fromkeys(trial["model"]))]
