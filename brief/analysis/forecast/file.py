"""The forecast file: what each edition forecast, and how it turned out.

A row of `data/forecasts.csv` is one question, one horizon and one edition, with the whole distribution
as it was published. A later edition resolves the rows whose windows have closed, from the row
alone and the launches since, and adds its own. Rows are never changed otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from brief.analysis.forecast import counts, scores, spread
from brief.analysis.forecast.backtest import HORIZONS, answered, forecasts
from brief.analysis.forecast.history import happened, known
from brief.analysis.forecast.models import MODELS

KEY = ["made_on", "question", "horizon_days"]
COLUMNS = [
    *KEY, "window_end", "model", "family", "shape", "mean", "salvos", "probability",
    "lower", "median", "upper", "resolved_on", "outcome", "score", "score_bits",
]  # fmt: skip
LEVELS = {"lower": 0.05, "median": 0.5, "upper": 0.95}
EVENTS = {"any launch": "launch", "any ICBM launch": "icbm", "nuclear test": "nuclear test"}
DIGITS = 6

Series = Mapping[str, pd.DataFrame]


def edition(series: Series, models: Mapping[str, str], made_on: pd.Timestamp) -> pd.DataFrame:
    """Return the forecasts that an edition whose data end on `made_on` publishes.

    `series` comes from `forecast_backtest.event_series`, `models` names the chosen model of each. The
    launch forecast carries the spread that its own past misses teach (`forecast_spread`).
    """
    rows = []
    for kind, days in series.items():
        made = published(days, models[kind], made_on, learn=kind == "launch")
        for row in made.itertuples():
            rows += _questions(kind, row, known(days, made_on).sizes)
    table = pd.DataFrame(rows).reindex(columns=COLUMNS).sort_values(KEY[1:], ignore_index=True)
    return table.astype(dict.fromkeys(LEVELS, "Int64") | {"resolved_on": "datetime64[us]"})


def published(days: pd.DataFrame, model: str, made_on: pd.Timestamp, *, learn: bool) -> pd.DataFrame:
    """Return a model's forecast on a day for each horizon, its spread learned from its past if asked."""
    past = days[days["date"] <= made_on]
    made = forecasts(past, [made_on], {model: MODELS[model]})
    return spread.widened(made, track(past, model, made_on)) if learn else made


def track(days: pd.DataFrame, model: str, last_day: pd.Timestamp) -> pd.DataFrame:
    """Return a model's forecasts at each month's end since 1995 whose windows have closed, answered."""
    made = forecasts(
        days, pd.date_range(spread.FIRST_LEARNED_FROM, last_day, freq="ME"), {model: MODELS[model]}
    )
    ends = made["made_on"] + pd.to_timedelta(made["horizon_days"], unit="D")
    return answered(made[ends <= last_day].reset_index(drop=True), days)


def resolved(file: pd.DataFrame, series: Series, complete_to: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """Return the file with every row resolved whose window had closed when its list was last complete.

    `complete_to` gives for each series the day up to which its list is complete: only up to that day
    does silence mean "no". Counts are scored by CRPS, probabilities by Brier's score; `score_bits` is
    the log score of either.
    """
    known_to = file["question"].map(lambda question: complete_to[EVENTS.get(question, "launch")])
    due = file["resolved_on"].isna() & (file["window_end"] <= known_to)
    done = file.copy()
    for place in file.index[due]:
        row = file.loc[place]
        outcome = _outcome(row, series)
        found = [known_to[place], outcome, *_score(row, outcome)]
        done.loc[place, ["resolved_on", "outcome", "score", "score_bits"]] = found
    return done


def brought_up(
    file: pd.DataFrame, series: Series, models: Mapping[str, str], complete_to: Mapping[str, pd.Timestamp]
) -> pd.DataFrame:
    """Return the file with old rows resolved and the forecasts of the edition of the next edition.

    `complete_to` is as in `resolved`; new forecasts are made from the last day of the list of launches. Rows
    made on that day are this edition's own and are made anew, so that a table corrected before
    it goes out leaves no stale forecast; earlier editions' rows stay as they were published.
    """
    last_day = complete_to["launch"]
    old = resolved(file[file["made_on"] != last_day].reset_index(drop=True), series, complete_to)
    new = edition(series, models, last_day)
    return new if old.empty else pd.concat([old, new], ignore_index=True)


def record(file: pd.DataFrame) -> pd.DataFrame:
    """Return the track record by question and horizon: forecasts resolved, mean score, share inside 90 %."""
    done = file[file["resolved_on"].notna()]
    inside = (done["outcome"] >= done["lower"]) & (done["outcome"] <= done["upper"])
    shown = done.assign(inside=inside.astype(float).where(done["lower"].notna()))
    grouped = shown.groupby(["question", "horizon_days"])
    return grouped.agg(
        resolved=("outcome", "size"), score=("score", "mean"), inside=("inside", "mean")
    ).reset_index()


def chances(row: pd.Series) -> np.ndarray:
    """Return P(0), P(1), ... of a count as the file's row describes it."""
    if row["family"] == "negative binomial":
        return counts.probabilities(row["shape"], row["mean"])[0]
    return counts.total_missiles(row["shape"], row["mean"], read_salvos(row["salvos"]))


def write_salvos(sizes: np.ndarray) -> str:
    """Return recent salvos as the file keeps them: "1:31;2:20" is 31 days with one missile, 20 with two."""
    values, times = np.unique(sizes[-counts.RECENT_LAUNCH_DAYS :], return_counts=True)
    return ";".join(f"{value}:{number}" for value, number in zip(values, times, strict=True))


def read_salvos(text: str) -> np.ndarray:
    """Return the shares of days with 0, 1, 2, ... missiles. Inverse of `write_salvos`."""
    pairs = [tuple(map(int, part.split(":"))) for part in text.split(";")]
    return counts.salvo_shares(np.repeat(*map(np.array, zip(*pairs, strict=True))))


def _questions(kind: str, row: Any, sizes: np.ndarray) -> list[dict]:
    """Return the file's rows for one series and horizon."""
    base = {
        "made_on": row.made_on,
        "horizon_days": row.horizon_days,
        "window_end": row.made_on + pd.Timedelta(days=row.horizon_days),
        "model": row.model,
    }
    shape, mean = _rounded(row.shape), _rounded(row.mean)
    event = next(question for question, series in EVENTS.items() if series == kind)
    chance = _rounded(float(counts.at_least_one(shape, mean)))
    rows = [{**base, "question": event, "family": "event", "probability": chance}]
    if kind == "launch":
        known_as = {"shape": shape, "mean": mean}
        rows.append({**base, "question": "launch days", "family": "negative binomial", **known_as})
        salvos = write_salvos(sizes)
        rows.append({**base, "question": "missiles", "family": "sum of salvos", **known_as, "salvos": salvos})
    return [row | _levels(row) for row in rows]


def _levels(row: dict) -> dict[str, int]:
    if row["family"] == "event":
        return {}
    spread_out = chances(pd.Series(row))
    return {name: counts.quantile(spread_out, level) for name, level in LEVELS.items()}


def _outcome(row: pd.Series, series: Series) -> float:
    """Return what happened in a row's window: a count, or 1 and 0 for yes and no."""
    if row["question"] in EVENTS:
        return float(happened(series[EVENTS[row["question"]]], row["made_on"], row["horizon_days"]) > 0)
    column = "missiles" if row["question"] == "missiles" else None
    return happened(series["launch"], row["made_on"], row["horizon_days"], column)


def _score(row: pd.Series, outcome: float) -> tuple[float, float]:
    if row["family"] == "event":
        score = scores.brier(row["probability"], outcome), scores.event_bits(row["probability"], outcome > 0)
    else:
        spread_out = chances(row)
        below = np.cumsum(spread_out)[None, :]
        score = scores.ranked(below, np.array([outcome]))[0], np.log2(spread_out[int(outcome)])
    return _rounded(float(score[0])), _rounded(float(score[1]))


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


__all__ = ["HORIZONS", "brought_up", "chances", "edition", "published", "record", "resolved", "track"]
