"""Launch days: which days count, and what range of missiles each carries."""

import pandas as pd

from brief import tables
from brief.analysis import launches


def real_days():
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    return launches.launch_days(*(tables.load(name) for name in names))


def test_a_missile_whose_day_is_not_known_makes_no_launch_day():
    missiles = tables.load("missiles")
    undated = missiles[missiles["date_precision"] != "day"]
    assert len(undated) and not set(undated["date"]) & set(real_days()["date"])


def test_a_day_is_one_row_however_many_missiles_were_fired():
    days = real_days()
    assert days["date"].is_unique and days["date"].is_monotonic_increasing
    salvo = days[days["date"] == "2026-03-14"].iloc[0]
    assert (salvo["missiles"], salvo["missiles_min"], salvo["missiles_max"]) == (12, 10, 12)


def test_launches_that_the_main_table_lacks_are_counted_with_their_range():
    days = real_days().set_index("date")
    assert days.loc["2026-08-20", "table"] == "missile_events_added"
    assert days.loc["2026-06-25", "missiles_min"] == 1 and days.loc["2026-06-25", "missiles_max"] == 8
    assert pd.isna(days.loc["2024-05-17", "missiles_max"]), "the source says only 'several'"


def test_every_dated_missile_is_counted_once():
    missiles, days = tables.load("missiles"), real_days()
    dated = (missiles["date_precision"] == "day").sum()
    assert days.loc[days["table"] == "missiles", "missiles"].sum() == dated
