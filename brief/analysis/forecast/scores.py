"""Scores of count forecasts: log score, CRPS, Brier, intervals and calibration.

Formulas: Gneiting and Raftery (JASA, 2007); Czado, Gneiting and Held (Biometrics, 2009) for the
calibration of counts. Log scores are in bits, greater is better; CRPS and Brier, smaller is better.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from brief.analysis.forecast import counts
from brief.analysis.forecast.choice import BLOCK_MONTHS, INTERVAL, resampled_months

LEVELS = (0.05, 0.95)
AT_ONCE = 256  # forecasts whose tables of probabilities are held together: they stay small


def scored(answered: pd.DataFrame) -> pd.DataFrame:
    """Return forecasts (shape, mean, outcome) with their scores, one row each.

    Adds log_bits, crps, probability (of at least one), brier, event_bits (log score of yes or no),
    lower, upper, inside (of the 90 % interval) and pit_from, pit_to (Czado and others).
    """
    starts = range(0, max(len(answered), 1), AT_ONCE)
    return pd.concat([_scored(answered.iloc[start : start + AT_ONCE]) for start in starts])


def _scored(answered: pd.DataFrame) -> pd.DataFrame:
    shape, mean = answered["shape"].to_numpy(), answered["mean"].to_numpy()
    outcome = answered["outcome"].to_numpy(dtype=int)
    chances = counts.probabilities(
        shape, mean, max(counts.longest_needed(shape, mean), outcome.max(initial=0) + 1)
    )
    at_least_one = counts.at_least_one(shape, mean)
    below = np.cumsum(chances, axis=1)
    lower, upper = ((below < level - 1e-12).sum(axis=1) for level in LEVELS)
    return answered.assign(
        log_bits=np.log2(_at(chances, outcome)),
        crps=ranked(below, outcome),
        probability=at_least_one,
        brier=brier(at_least_one, outcome > 0),
        event_bits=event_bits(at_least_one, outcome > 0),
        lower=lower,
        upper=upper,
        inside=(lower <= outcome) & (outcome <= upper),
        pit_from=np.where(outcome > 0, _at(below, np.maximum(outcome - 1, 0)), 0.0),
        pit_to=_at(below, outcome),
    )


def ranked(below: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """Return the continuous ranked probability score of counts: `below` holds P(count <= k) in rows."""
    reached = np.arange(below.shape[1])[None, :] >= np.asarray(outcome)[:, None]
    return ((below - reached) ** 2).sum(axis=1)


def brier(probability: ArrayLike, happened: ArrayLike) -> np.ndarray:
    """Return the squared distance between a probability and what happened (0 or 1)."""
    return (np.asarray(probability) - np.asarray(happened)) ** 2


def event_bits(probability: ArrayLike, happened: ArrayLike) -> np.ndarray:
    """Return the log score, in bits, of a probability of yes or no."""
    return np.log2(np.where(happened, probability, 1 - np.asarray(probability)))


def coverage(scored_rows: pd.DataFrame) -> pd.DataFrame:
    """Return, by model and horizon, how often the 90 % interval held what happened.

    `covered` is the plain share, `expected` the share that a perfect forecast with these intervals
    would have (counts are whole, so intervals hold more than 90 %), `net` the share of the
    calibration mass between 5 % and 95 %, which is 90 % for a calibrated forecast of any kind.
    """
    low, high = LEVELS
    width = np.maximum(scored_rows["pit_to"] - scored_rows["pit_from"], 1e-300)
    mass = (scored_rows["pit_to"].clip(low, high) - scored_rows["pit_from"].clip(low, high)) / width
    rows = scored_rows.assign(net=mass, expected=_mass_inside(scored_rows))
    means = rows.groupby(["model", "horizon_days"], sort=False)[["inside", "expected", "net"]].mean()
    return means.rename(columns={"inside": "covered"}).reset_index()


def calibration(scored_rows: pd.DataFrame, bins: int = 10) -> pd.DataFrame:
    """Return the PIT histogram by model and horizon: share of the outcomes in each tenth.

    A calibrated forecast has the same share in each (Czado and others, 2009).
    """
    edges = np.linspace(0, 1, bins + 1)
    keys = ["model", "horizon_days"]
    parts = [_histogram(rows, edges).assign(**dict(zip(keys, key, strict=True)))
             for key, rows in scored_rows.groupby(keys, sort=False)]  # fmt: skip
    return pd.concat(parts, ignore_index=True)[[*keys, "from", "to", "share"]]


def reliability(scored_rows: pd.DataFrame, edges: tuple[float, ...]) -> pd.DataFrame:
    """Return, by model and class of probability, the mean probability and how often it came true."""
    named = scored_rows.assign(
        band=pd.cut(scored_rows["probability"], edges, include_lowest=True, labels=False),
        true=scored_rows["outcome"] > 0,
    )
    grouped = named.groupby(["model", "band"], sort=False)
    return grouped.agg(
        probability=("probability", "mean"), true=("true", "mean"), months=("true", "size")
    ).reset_index()


def skill(scored_rows: pd.DataFrame, reference: str, column: str = "crps") -> pd.DataFrame:
    """Return each model's skill against a reference by horizon, with its 90 % bootstrap interval.

    Skill is 1 - score / reference's score for a score that is better when smaller: 0 is no better,
    1 is perfect. The bootstrap draws blocks of twelve months, the same for both.
    """
    parts = []
    for horizon, rows in scored_rows.groupby("horizon_days"):
        table = rows.pivot(index="made_on", columns="model", values=column)
        draws = resampled_months(len(table), block=BLOCK_MONTHS)
        parts += [
            {"model": model, "horizon_days": horizon, **_skill(table[model], table[reference], draws)}
            for model in dict.fromkeys(scored_rows["model"]) if model != reference
        ]  # fmt: skip
    return pd.DataFrame(parts)


def _skill(score: pd.Series, reference: pd.Series, draws: np.ndarray) -> dict[str, float]:
    own, other = score.to_numpy(dtype=float), reference.to_numpy(dtype=float)
    low, high = np.quantile(1 - own[draws].mean(axis=1) / other[draws].mean(axis=1), INTERVAL)
    return {"skill": 1 - own.mean() / other.mean(), "low": float(low), "high": float(high)}


def _histogram(rows: pd.DataFrame, edges: np.ndarray) -> pd.DataFrame:
    start, end = rows["pit_from"].to_numpy()[:, None], rows["pit_to"].to_numpy()[:, None]
    reached = np.clip((edges[None, :] - start) / np.maximum(end - start, 1e-300), 0, 1).mean(axis=0)
    return pd.DataFrame({"from": edges[:-1], "to": edges[1:], "share": np.diff(reached)})


def _mass_inside(rows: pd.DataFrame) -> np.ndarray:
    shape = rows["shape"].to_numpy()
    share = shape / (shape + rows["mean"].to_numpy())
    return stats.nbinom.cdf(rows["upper"], shape, share) - stats.nbinom.cdf(rows["lower"] - 1, shape, share)


def _at(table: np.ndarray, places: np.ndarray) -> np.ndarray:
    return np.take_along_axis(table, places[:, None], axis=1)[:, 0]
