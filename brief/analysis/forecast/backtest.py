"""The launch models tried on the past: a forecast at each month's end from 2011 on, then the answer.

Rolling origin: at each month's end the model sees `known(days, made_on)` and nothing else; what
happened is joined to its forecasts afterwards. The record is used as it stands today, not as it
stood on that day: launches that were added or corrected later are in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from brief.analysis.forecast import scores
from brief.analysis.forecast.history import known
from brief.analysis.forecast.models import MODELS, Model

HORIZONS = (30, 90, 180)
FIRST_MADE_ON = pd.Timestamp("2011-12-31")  # so that the first window opens with 2012
KEYS = ["made_on", "model", "horizon_days"]


def event_series(days: pd.DataFrame, nuclear_tests: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the three series that are forecast: launch days, days with an ICBM, nuclear tests.

    `days` comes from `launches.launch_days`, `nuclear_tests` is that table.
    """
    launched = days[["date", "missiles"]].astype({"missiles": int})
    return {
        "launch": launched,
        "icbm": launched[days["icbm"].to_numpy(dtype=bool)],
        "nuclear test": nuclear_tests[["date"]],
    }


def month_ends(last_day: pd.Timestamp) -> pd.DatetimeIndex:
    """Return the days on which the backtest makes a forecast."""
    return pd.date_range(FIRST_MADE_ON, last_day, freq="ME")


def forecasts(
    days: pd.DataFrame,
    made_on: Sequence[pd.Timestamp],
    models: Mapping[str, Model] = MODELS,
    horizons: Sequence[int] = HORIZONS,
) -> pd.DataFrame:
    """Return every model's forecast on each day: made_on, model, horizon_days, shape, mean."""
    rows = []
    for day in made_on:
        history = known(days, day)
        for name, model in models.items():
            described = model(history, horizons)
            rows += [(day, name, horizon, *row) for horizon, row in zip(horizons, described, strict=True)]
    return pd.DataFrame(rows, columns=[*KEYS, "shape", "mean"])


def backtest(
    days: pd.DataFrame, last_day: pd.Timestamp, models: Mapping[str, Model] = MODELS
) -> pd.DataFrame:
    """Return each model's forecasts at each month's end, with what happened and the scores.

    Windows that reach beyond `last_day` are left out: nobody knows yet.
    """
    made = forecasts(days, month_ends(last_day), models)
    ends = made["made_on"] + pd.to_timedelta(made["horizon_days"], unit="D")
    return scores.scored(answered(made[ends <= last_day].reset_index(drop=True), days))


def answered(made: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return forecasts with `outcome`, the number of event days in each window."""
    dates = np.sort(days["date"].to_numpy())
    ends = made["made_on"] + pd.to_timedelta(made["horizon_days"], unit="D")
    reached = [np.searchsorted(dates, days.to_numpy(), side="right") for days in (made["made_on"], ends)]
    return made.assign(outcome=(reached[1] - reached[0]).astype(float))
