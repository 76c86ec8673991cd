"""The launch forecast in the words and small tables of the outlook chapter."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from brief.analysis import forecast_backtest, forecast_choice, forecast_file, forecast_scores, forecast_spread

QUESTIONS = {
    "launch days": "Launch days",
    "missiles": "Missiles fired",
    "any launch": "At least one launch",
    "any ICBM launch": "An ICBM launched",
    "nuclear test": "A nuclear test",
}


def published_past(track: pd.DataFrame) -> pd.DataFrame:
    """Return the backtest of the published method: the chosen rate with the spread learned by then, scored.

    `track` comes from `forecast_file.track`.
    """
    tried = track[track["made_on"] >= forecast_backtest.FIRST_MADE_ON]
    return forecast_scores.scored(forecast_spread.widened(tried, track)).assign(model="published")


def skills(trial: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return every model's skill (CRPS) against the constant rate and the rate of the last year."""
    both = pd.concat([trial, published], ignore_index=True)
    parts = [forecast_scores.skill(both, name).assign(against=name) for name in ("constant", "rolling")]
    table = pd.concat(parts, ignore_index=True)
    return table[table["model"] != "constant"].reset_index(drop=True)


def ladder(trials: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the steps of the choice for each series (`forecast_choice.climb`), with the series' name."""
    parts = []
    for kind, trial in trials.items():
        steps = forecast_choice.climb(forecast_choice.monthly_scores(kind, trial))
        parts.append(steps.assign(series=kind))
    return pd.concat(parts, ignore_index=True)


def at_a_glance(file: pd.DataFrame, made_on: pd.Timestamp) -> pd.DataFrame:
    """Return an edition's forecasts as a table of words: one row a question, one column a horizon."""
    rows = file[file["made_on"] == made_on].assign(words=lambda table: table.apply(_words, axis=1))
    table = rows.pivot(index="question", columns="horizon_days", values="words").loc[list(QUESTIONS)]
    table.columns = [f"{horizon} days" for horizon in table.columns]
    return table.rename(index=QUESTIONS).rename_axis("Question").reset_index()


def is_current(file: pd.DataFrame, new: pd.DataFrame) -> bool:
    """Return whether the file holds the forecasts of `new` (an edition) as they stand."""
    columns = [*forecast_file.KEY, "model", "probability", "mean", "shape"]
    held = file.merge(new[columns], on=forecast_file.KEY, suffixes=("", "_new"))
    same = [
        (held[name] - held[f"{name}_new"]).abs().fillna(0).lt(1e-4).all()
        for name in ("probability", "mean", "shape")
    ]
    return len(held) == len(new) and all(same) and bool((held["model"] == held["model_new"]).all())


def _words(row: pd.Series) -> str:
    if row["family"] == "event":
        chance = 100 * row["probability"]
        return f"{chance:.0f}%" if chance >= 1 else f"{chance:.1f}%"
    return f"{row['median']} ({row['lower']}–{row['upper']})"
