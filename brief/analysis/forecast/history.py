"""The past as a forecaster saw it: the only door through which a forecast gets its data.

A model of the launch forecast takes a `History` and nothing else, and `known` is the only function
that makes one: it drops everything after the day on which the forecast is made. Nothing later can
reach a model, whatever the model does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

RECORD_START = pd.Timestamp("1993-01-01")  # the first year with a launch whose day is known


@dataclass(frozen=True)
class History:
    """What was known at the end of a day: when something happened, and how many missiles were fired.

    `ages` counts the days from each event to the end of the record (0 is the last day), oldest
    first; `sizes` are the missiles fired on those days; `length` is the record's length in days.
    """

    ages: np.ndarray
    sizes: np.ndarray
    length: int

    def count(self, days: int) -> int:
        """Return the number of events in the last `days` days."""
        return int((self.ages < days).sum())

    def blocks(self, width: int) -> np.ndarray:
        """Return events in blocks of `width` days counted back from the end, oldest block first."""
        blocks = self.length // width
        return np.bincount(self.ages // width, minlength=blocks)[:blocks][::-1]


def known(days: pd.DataFrame, made_on: pd.Timestamp, start: pd.Timestamp = RECORD_START) -> History:
    """Return the history up to and including `made_on`.

    `days` holds one row an event day: `date`, and `missiles` where they are counted. Later rows
    and rows before `start` are dropped before anything else is done.
    """
    dates = days["date"].to_numpy()
    past = np.flatnonzero((dates >= start.to_datetime64()) & (dates <= made_on.to_datetime64()))
    past = past[np.argsort(dates[past], kind="stable")]
    ages = (made_on.to_datetime64() - dates[past]) // np.timedelta64(1, "D")
    sizes = days["missiles"].to_numpy(dtype=np.int64)[past] if "missiles" in days else np.ones_like(ages)
    return History(ages.astype(np.int64), sizes.astype(np.int64), (made_on - start).days + 1)


def happened(
    days: pd.DataFrame, made_on: pd.Timestamp, horizon_days: int, column: str | None = None
) -> float:
    """Return what happened in the `horizon_days` days after `made_on`: event days, or a column's sum.

    This looks at the future on purpose: it is the answer, and no forecast may call it.
    """
    dates, end = days["date"].to_numpy(), made_on + pd.Timedelta(days=horizon_days)
    window = (dates > made_on.to_datetime64()) & (dates <= end.to_datetime64())
    return float(window.sum() if column is None else days[column].to_numpy()[window].sum())
