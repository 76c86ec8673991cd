"""The launch forecast and its record on the past, as the outlook chapter needs them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from brief.analysis.forecast import backtest, choice, counts, scores, spread
from brief.analysis.forecast import file as forecast_file
from brief.analysis.forecast.history import happened, known


def published_past(track: pd.DataFrame) -> pd.DataFrame:
    """Return the backtest of the published method: the chosen rate with the spread learned by then, scored.

    `track` comes from `forecast_file.track`.
    """
    tried = track[track["made_on"] >= backtest.FIRST_MADE_ON]
    return scores.scored(spread.widened(tried, track)).assign(model="published")


def skills(trial: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return every model's skill (CRPS) against the constant rate and the rate of the last year."""
    both = pd.concat([trial, published], ignore_index=True)
    parts = [scores.skill(both, name).assign(against=name) for name in ("constant", "rolling")]
    table = pd.concat(parts, ignore_index=True)
    return table[table["model"] != "constant"].reset_index(drop=True)


def ladder(trials: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the steps of the choice for each series (`forecast_choice.climb`), with the series' name."""
    parts = []
    for kind, trial in trials.items():
        steps = choice.climb(choice.monthly_scores(kind, trial))
        parts.append(steps.assign(series=kind))
    return pd.concat(parts, ignore_index=True)


def is_current(file: pd.DataFrame, new: pd.DataFrame) -> bool:
    """Return whether the file holds the forecasts of `new` (an edition) as they stand."""
    columns = [*forecast_file.KEY, "model", "probability", "mean", "shape"]
    held = file.merge(new[columns], on=forecast_file.KEY, suffixes=("", "_new"))
    same = [
        (held[name] - held[f"{name}_new"]).abs().fillna(0).lt(1e-4).all()
        for name in ("probability", "mean", "shape")
    ]
    return len(held) == len(new) and all(same) and bool((held["model"] == held["model_new"]).all())


def missiles_past(past: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the published method's forecasts of missiles on the past, scored.

    `past` comes from `published_past`, `days` is the launch series. One row a month and horizon: made_on,
    horizon_days, outcome, crps, lower, upper, inside. The salvos are those known on the day.
    """
    rows = []
    salvos = {day: counts.salvo_shares(known(days, day).sizes) for day in past["made_on"].unique()}
    for made in past.itertuples():
        chances = counts.total_missiles(made.shape, made.mean, salvos[made.made_on])
        fired = happened(days, made.made_on, made.horizon_days, "missiles")
        lower, upper = (counts.quantile(chances, level) for level in scores.LEVELS)
        crps = scores.ranked(np.cumsum(chances)[None, :], np.array([fired]))[0]
        rows.append((made.made_on, made.horizon_days, fired, crps, lower, upper, lower <= fired <= upper))
    columns = ["made_on", "horizon_days", "outcome", "crps", "lower", "upper", "inside"]
    return pd.DataFrame(rows, columns=columns)
