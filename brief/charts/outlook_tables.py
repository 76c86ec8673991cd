"""Tables in words for the outlook: this edition's forecasts, the choice of models, the record on the past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from brief.analysis.forecast_backtest import HORIZONS
from brief.charts.outlook_launches import MODEL_NAMES
from brief.prose import number, percent

QUESTIONS = {
    "launch days": "Launch days",
    "missiles": "Missiles fired",
    "any launch": "At least one launch",
    "any ICBM launch": "An ICBM launched",
    "nuclear test": "A nuclear test",
}


def at_a_glance(file: pd.DataFrame, made_on: pd.Timestamp) -> pd.DataFrame:
    """Return an edition's forecasts as a table of words: one row a question, one column a horizon."""
    rows = file[file["made_on"] == made_on].assign(words=lambda table: table.apply(_words, axis=1))
    table = rows.pivot(index="question", columns="horizon_days", values="words").loc[list(QUESTIONS)]
    table.columns = [f"{horizon} days" for horizon in table.columns]
    return table.rename(index=QUESTIONS).rename_axis("Question").reset_index()


def trial_table(
    trials: Mapping[str, pd.DataFrame], models: Mapping[str, str], past: pd.DataFrame, missiles: pd.DataFrame
) -> pd.DataFrame:
    """Return how the published forecasts did on the past, in words: a row a question, a column a horizon.

    Errors stand beside those of a constant rate in brackets, where one was tried.
    """
    plain = trials["launch"].query("model == 'constant'")
    rows = {
        "Launch days: error (CRPS)": _beside(past, plain, "crps"),
        "Launch days: inside the 90 % interval": _held(past),
        "Missiles: error (CRPS)": _beside(missiles, None, "crps"),
        "Missiles: inside the 90 % interval": _held(missiles),
        "At least one launch: error (Brier)": _beside(past, plain, "brier"),
    }
    for kind, words in {"icbm": "An ICBM launched", "nuclear test": "A nuclear test"}.items():
        trial = trials[kind]
        chosen, plain = trial[trial["model"] == models[kind]], trial[trial["model"] == "constant"]
        rows[f"{words}: error (Brier)"] = _beside(chosen, plain, "brier")
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[f"{days} days" for days in HORIZONS])
    return table.rename_axis("Question").reset_index()


def ladder_table(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of the choice in words (`forecast_summary.ladder`)."""
    words = {"launch": "Launch days", "icbm": "ICBM, yes or no", "nuclear test": "Nuclear test, yes or no"}
    gains = [
        f"{number(row.mean, 2)} ({number(row.low, 2)} to {number(row.high, 2)})" for row in _tuples(steps)
    ]
    return pd.DataFrame(
        {
            "Forecast of": steps["series"].map(words),
            "Challenger": steps["challenger"].map(MODEL_NAMES),
            "Incumbent": steps["incumbent"].map(MODEL_NAMES),
            "Gain in bits (90 % interval)": gains,
            "Stays": steps["chosen"].map(MODEL_NAMES),
        }
    )


def _words(row: pd.Series) -> str:
    if row["family"] == "event":
        chance = 100 * row["probability"]
        return f"{chance:.0f}%" if chance >= 1 else f"{chance:.1f}%"
    return f"{row['median']} ({row['lower']}–{row['upper']})"


def _tuples(steps: pd.DataFrame) -> Iterable:
    return steps[["mean", "low", "high"]].itertuples(index=False, name="Gain")


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


def signpost_table(posts: pd.DataFrame, scenarios: pd.DataFrame) -> pd.DataFrame:
    """Return the signposts in words: what was, what is, and whether it points to the scenario now.

    `posts` comes from `forecast_scenarios.signposts`, `scenarios` is that table.
    """
    names = scenarios.set_index("scenario_id")["scenario"]
    points = posts["points"].map({True: "yes", False: "no"}).fillna("no table shows it")
    return pd.DataFrame(
        {
            "Scenario": posts["scenario_id"].map(names),
            "What one would see first": posts["signpost"],
            "Was": [_reading(row.before, row.was) for row in posts.itertuples()],
            "Is": [_reading(row.latest, row.now) for row in posts.itertuples()],
            "Points there now": points,
        }
    )


def scenario_table(effects: pd.DataFrame) -> pd.DataFrame:
    """Return the scenarios in words: what happens, what is assumed, which past each pillar repeats."""
    pillars = ("security", "economic", "political")
    return pd.DataFrame(
        {
            "Scenario": effects["scenario"],
            "What happens": effects["in_short"],
            "What is assumed": effects["assumes"],
            "Percentiles (security, economic, political)": [
                ", ".join(str(row[f"{pillar}_percentile"]) for pillar in pillars)
                for _, row in effects.iterrows()
            ],
        }
    )


def _reading(when: str | None, value: float) -> str:
    if pd.isna(value):
        return "not known"
    digits = 0 if float(value).is_integer() else 1
    return f"{number(value, digits)} ({when})"
