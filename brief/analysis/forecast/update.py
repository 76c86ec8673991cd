"""Brings `data/forecasts.csv` up to date: resolves what has closed, adds this edition's forecasts."""

from __future__ import annotations

import csv
import io

import pandas as pd

from brief import tables
from brief.analysis.forecast import backtest, choice
from brief.analysis.forecast import file as forecast_file
from brief.analysis.peninsula import launches
from press import project
from press.fetch import staging

NAME = "forecasts"


def series() -> dict[str, pd.DataFrame]:
    """Return the series that are forecast, from the tables."""
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    days = launches.launch_days(*(tables.load(name) for name in names))
    return backtest.event_series(days, tables.load("nuclear_tests"))


def complete_to() -> dict[str, pd.Timestamp]:
    """Return for each series the day up to which its list is complete."""
    launch = tables.complete_to("missile_events_added")
    return {"launch": launch, "icbm": launch, "nuclear test": tables.complete_to("nuclear_tests")}


def bring_up_to_date() -> pd.DataFrame:
    """Write the file anew and return it. Running it twice changes nothing."""
    events, known_to = series(), complete_to()
    last_day = known_to["launch"]
    trials = {kind: backtest.backtest(days, last_day) for kind, days in events.items()}
    models = choice.choices(trials)
    file = forecast_file.brought_up(tables.load(NAME), events, models, known_to)
    text = file.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\n")
    staging.rewrite(project.root(), NAME, csv.DictReader(io.StringIO(text)))
    return file
