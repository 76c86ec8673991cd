"""Tables in words for the outlook: this edition's forecasts, the choice of models, the record on the past."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brief.analysis.forecast.backtest import HORIZONS
from brief.charts.outlook.launch_forecast import MODEL_NAMES
from press.listing import text
from press.prose import day, number, percent

QUESTIONS = {
    "launch days": "Launch days",
    "missiles": "Missiles fired",
    "any launch": "At least one launch",
    "any ICBM launch": "An ICBM launched",
    "nuclear test": "A nuclear test",
}


def at_a_glance(file: pd.DataFrame, made_on: pd.Timestamp) -> pd.DataFrame:
    """Return an edition's forecasts as a table of words: one row a question, one column a horizon."""
    rows = file[file["made_on"] == made_on].assign(words=lambda table: table.apply(_forecast_words, axis=1))
    table = rows.pivot(index="question", columns="horizon_days", values="words").loc[list(QUESTIONS)]
    table.columns = [f"{horizon} days" for horizon in table.columns]
    return table.rename(index=QUESTIONS).rename_axis("Question").reset_index()


def record_table(file: pd.DataFrame) -> pd.DataFrame:
    """Return the forecasts that were resolved, in words: what was said, what happened, and the score.

    Beside a probability stands what the toss of a coin would have scored (0.25); smaller is better.
    """
    done = file[file["resolved_on"].notna()].sort_values(["made_on", "horizon_days", "question"])
    event = done["family"] == "event"
    happened = (
        done["outcome"]
        .map(number, na_action="ignore")
        .where(~event, done["outcome"].map({1.0: "yes", 0.0: "no"}))
    )
    return pd.DataFrame(
        {
            "Question": done["question"].map(QUESTIONS),
            "Made on": [day(made) for made in done["made_on"]],
            "Window": done["horizon_days"].astype(str) + " days",
            "Forecast": done.apply(_forecast_words, axis=1),
            "What happened": happened,
            "Score": [
                f"{number(score, 2)} (coin 0.25)" if is_event else number(score, 2)
                for score, is_event in zip(done["score"], event, strict=True)
            ],
        }
    ).reset_index(drop=True)


def trial_table(
    trials: Mapping[str, pd.DataFrame], models: Mapping[str, str], past: pd.DataFrame, missiles: pd.DataFrame
) -> pd.DataFrame:
    """Return how the published forecasts did on the past, in words: a row a question, a column a horizon.

    Errors stand beside those of a constant rate in brackets, where one was tried.
    """
    plain = trials["launch"].query("model == 'constant'")
    rows = {
        "Launch days: error (CRPS)": _beside(past, plain, "crps"),
        "Launch days: inside the 90% interval": _held(past),
        "Missiles: error (CRPS)": _beside(missiles, None, "crps"),
        "Missiles: inside the 90% interval": _held(missiles),
        "At least one launch: error (Brier)": _beside(past, plain, "brier"),
    }
    for kind, words in {"icbm": "An ICBM launched", "nuclear test": "A nuclear test"}.items():
        trial = trials[kind]
        chosen, plain = trial[trial["model"] == models[kind]], trial[trial["model"] == "constant"]
        rows[f"{words}: error (Brier)"] = _beside(chosen, plain, "brier")
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[f"{days} days" for days in HORIZONS])
    return table.rename_axis("Question").reset_index()


def _beside(rows: pd.DataFrame, plain: pd.DataFrame | None, column: str) -> list[str]:
    own = rows.groupby("horizon_days")[column].mean()
    if plain is None:
        return [number(own[days], 2) for days in HORIZONS]
    other = plain.groupby("horizon_days")[column].mean()
    digits = 3 if column == "brier" else 2
    return [f"{number(own[days], digits)} ({number(other[days], digits)})" for days in HORIZONS]


def _held(rows: pd.DataFrame) -> list[str]:
    share = rows.groupby("horizon_days")["inside"].mean()
    return [percent(100 * share[days]) for days in HORIZONS]


def ladder_table(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of the choice for one series in words (`forecast_summary.ladder`)."""
    taken = steps["chosen"] == steps["challenger"]
    return pd.DataFrame(
        {
            "Challenger": steps["challenger"].map(MODEL_NAMES),
            "Against": steps["incumbent"].map(MODEL_NAMES),
            "Gain in bits (90% interval)": [
                f"{number(row.mean, 1)} ({number(row.low, 1)} to {number(row.high, 1)})"
                for row in steps[["mean", "low", "high"]].itertuples(index=False, name="Gain")
            ],
            "Taken": taken.map({True: "yes", False: "no"}),
        }
    )


def signpost_table(posts: pd.DataFrame, scenarios: pd.DataFrame) -> pd.DataFrame:
    """Return the signposts in words: what was, what is, and whether it points to the scenario now.

    `posts` comes from `forecast_scenarios.signposts`, `scenarios` is that table.
    The first column holds Markdown.
    """
    names = scenarios.set_index("scenario_id")["scenario"]
    points = posts["points"].map({True: "yes", False: "no"}).fillna("no table")
    return pd.DataFrame(
        {
            "What one would see first": [
                f"**{text(names[scenario])}.** {text(signpost)}"
                for scenario, signpost in zip(posts["scenario_id"], posts["signpost"], strict=True)
            ],
            "Before and now": [_readings(row) for row in posts.itertuples()],
            "Points there": points,
        }
    )


def _readings(row: Any) -> str:
    """Return "51 (2025), 22 (2026)", or that nothing is known."""
    if pd.isna(row.now):
        return "not known"
    pairs = ((row.was, row.before), (row.now, row.latest))
    return ", ".join(
        f"{number(value, 0 if float(value).is_integer() else 1)} ({when})" for value, when in pairs
    )


def scenario_table(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the scenarios in words: what happens, what is assumed, which past each pillar repeats."""
    pillars = ("security", "economic", "political")
    return pd.DataFrame(
        {
            "Scenario": effects["scenario"],
            "What is assumed": effects["in_short"] + " " + effects["assumes"],
            "Percentiles": [
                ", ".join(str(row[f"{pillar}_percentile"]) for pillar in pillars)
                for _, row in effects.iterrows()
            ],
        }
    )


def _forecast_words(row: pd.Series) -> str:
    if row["family"] == "event":
        chance = 100 * row["probability"]
        return percent(chance) if chance >= 1 else percent(chance, 1)
    return f"{row['median']} ({row['lower']}–{row['upper']})"
