"""What may be turned in the outlook: the model of launches, and how the scenarios are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brief import tables
from brief.analysis.coefficient import index
from brief.analysis.forecast import choice, counts, scenarios, update
from brief.analysis.forecast import file as forecast_file
from press.parameters import Measure, OneOf, Parameter, Parameters, Shares, Whole

BY_RULE = "by the rule"  # the model is the one that the written rule chooses
SCENARIOS = ("S1", "S2", "S3", "S4")
FIRST_SPAN, LAST_SPAN = 2, 10


def weights(values: Mapping[str, Any]) -> pd.Series:
    """Return how the scenarios are weighed, by their ids."""
    return pd.Series(Shares.numbers(values["scenario_weights"]), index=list(SCENARIOS))


def measures(values: Mapping[str, Any]) -> list[Measure]:
    """Return the chance of a launch and the launch days at each horizon, and what the scenarios give."""
    made_on = update.complete_to()["launch"]
    days = update.series()["launch"]
    model = chosen(values["launch_model"])
    made = forecast_file.published(days, model, made_on, learn=True).set_index("horizon_days")
    table = scenarios.effects(
        tables.load("scenarios"), scenarios.pillar_changes(index.published(), values["span"])
    ).set_index("scenario_id")
    expected = scenarios.expected_change(table["change"], weights(values)[table.index])
    return [
        *(_chance(made.loc[horizon], horizon) for horizon in made.index),
        *(_days(made.loc[horizon], horizon) for horizon in made.index),
        Measure("Expected change of the coefficient, points", expected),
        Measure("Change in the best scenario, points", float(table["change"].max())),
        Measure("Change in the worst scenario, points", float(table["change"].min())),
    ]


def chosen(model: str) -> str:
    """Return the model of launches that a parameter names; the book's is that of the table of forecasts."""
    if model != BY_RULE:
        return model
    file = tables.load("forecasts")
    return str(file[file["question"] == "any launch"].sort_values("made_on")["model"].iloc[-1])


def _chance(row: pd.Series, horizon: int) -> Measure:
    chance = 100 * float(counts.at_least_one(row["shape"], row["mean"]))
    return Measure(f"Chance of a launch within {horizon} days, per cent", chance)


def _days(row: pd.Series, horizon: int) -> Measure:
    spread_out = counts.probabilities(row["shape"], row["mean"])[0]
    low, middle, high = (float(counts.quantile(spread_out, level)) for level in forecast_file.LEVELS.values())
    return Measure(f"Launch days within {horizon} days", middle, low, high)


PARAMETERS = Parameters(
    "outlook",
    (
        Parameter(
            "launch_model",
            OneOf((BY_RULE, *choice.LADDER)),
            BY_RULE,
            "model of the launch forecast, in place of the one that the written rule chooses",
        ),
        Parameter(
            "span",
            Whole(FIRST_SPAN, LAST_SPAN),
            scenarios.SPAN,
            "years of past change that each scenario repeats",
        ),
        Parameter(
            "scenario_weights",
            Shares(SCENARIOS),
            ":".join("1" for _ in SCENARIOS),
            "weights of the scenarios, in their order",
        ),
    ),
    measures=measures,
)
