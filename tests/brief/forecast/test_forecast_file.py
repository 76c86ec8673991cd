"""The forecast file through three editions, and the rule that chooses the model."""

import numpy as np
import pandas as pd
import pytest

from brief import tables
from brief.analysis.forecast import choice, summary, update
from brief.analysis.forecast import file as forecast_file

MODELS = {"launch": "rolling", "icbm": "constant", "nuclear test": "constant"}
EDITIONS = [pd.Timestamp(day) for day in ("2025-11-05", "2026-02-28", "2026-08-20")]


def complete_to(day, **others):
    """Every list is complete to the day, but for those that are named."""
    return {**dict.fromkeys(MODELS, day), **others}


def as_known_on(series, day):
    return {kind: days[days["date"] <= day] for kind, days in series.items()}


@pytest.fixture(scope="module")
def three_editions():
    """The file as each of three editions left it, each with the data of its day."""
    series, file, kept = update.series(), tables.load("forecasts").iloc[:0], []
    for day in EDITIONS:
        file = forecast_file.brought_up(file, as_known_on(series, day), MODELS, complete_to(day))
        kept.append(file)
    return kept


def test_each_edition_adds_its_forecasts_and_keeps_the_earlier_ones_as_they_were(three_editions):
    first, second, third = three_editions
    assert [len(file) for file in three_editions] == [15, 30, 45]
    as_published = [
        "made_on",
        "question",
        "horizon_days",
        "model",
        "shape",
        "mean",
        "probability",
        "lower",
        "upper",
    ]
    for earlier, later in ((first, second), (second, third)):
        pd.testing.assert_frame_equal(earlier[as_published], later[as_published].iloc[: len(earlier)])


def test_an_edition_resolves_exactly_what_has_closed(three_editions):
    first, second, third = three_editions
    assert first["resolved_on"].isna().all()
    open_now = third["resolved_on"].isna()
    assert (third.loc[open_now, "window_end"] > EDITIONS[2]).all()
    assert (third.loc[~open_now, "window_end"] <= EDITIONS[2]).all()
    resolved_second = second[second["resolved_on"].notna()]
    assert set(resolved_second["made_on"]) == {EDITIONS[0]} and set(resolved_second["horizon_days"]) == {
        30,
        90,
    }


def test_silence_after_the_day_to_which_a_list_is_complete_is_not_read_as_no(three_editions):
    """The list of tests ends before the window does, that of launches after it: only the launches resolve."""
    file, series = three_editions[0], update.series()
    day = EDITIONS[1]
    early = forecast_file.resolved(
        file, series, complete_to(day, **{"nuclear test": pd.Timestamp("2025-11-20")})
    )
    due = early[early["window_end"] <= day].set_index("question")
    assert due.loc["any launch", "outcome"].notna().all()
    assert (
        due.loc["nuclear test", "outcome"].isna().all()
        and due.loc["nuclear test", "resolved_on"].isna().all()
    )


def test_the_forecasts_of_august_for_thirty_days_are_scored_and_those_for_ninety_are_not():
    file = tables.load("forecasts")
    august = file[file["made_on"] == "2026-08-20"].set_index(["question", "horizon_days"])
    assert august.xs(30, level="horizon_days")["outcome"].notna().all()
    assert august.xs(90, level="horizon_days")["outcome"].isna().all(), "nothing was seen after 8 October"
    assert august.loc[("any launch", 30), "score"] == pytest.approx(0.2247, abs=1e-4)
    assert august.loc[("launch days", 30), "score"] == pytest.approx(0.3305, abs=1e-4)


def test_outcomes_and_scores_are_those_of_the_row_itself(three_editions):
    third = three_editions[2].set_index(["made_on", "question", "horizon_days"])
    row = third.loc[(EDITIONS[0], "launch days", 180)]
    assert row["outcome"] == 7, "launch days from 6 November 2025 to 4 May 2026"
    chance = forecast_file.chances(row)[7]
    assert row["score_bits"] == pytest.approx(np.log2(chance), rel=1e-4)
    event = third.loc[(EDITIONS[0], "any launch", 180)]
    assert event["outcome"] == 1 and event["score"] == pytest.approx(
        (1 - event["probability"]) ** 2, rel=1e-4
    )
    assert third.loc[(EDITIONS[0], "nuclear test", 180), "outcome"] == 0


def test_a_later_edition_with_nothing_new_changes_nothing(three_editions):
    again = forecast_file.brought_up(
        three_editions[2], as_known_on(update.series(), EDITIONS[2]), MODELS, complete_to(EDITIONS[2])
    )
    assert again.to_csv() == three_editions[2].to_csv()


def test_the_record_counts_what_was_resolved(three_editions):
    record = forecast_file.record(three_editions[2])
    done = three_editions[2]["resolved_on"].notna()
    assert record["resolved"].sum() == done.sum() > 0
    events = record["question"].isin(forecast_file.EVENTS)
    assert record.loc[events, "score"].between(0, 1).all() and record.loc[events, "inside"].isna().all()


def test_the_file_survives_being_written_and_read(three_editions, tmp_path):
    path = tmp_path / "forecasts.csv"
    three_editions[2].to_csv(path, index=False, date_format="%Y-%m-%d")
    back = pd.read_csv(path, parse_dates=["made_on", "window_end", "resolved_on"])
    for (_, row), (_, before) in zip(back.iterrows(), three_editions[2].iterrows(), strict=True):
        if row["family"] != "event":
            assert forecast_file.chances(row) == pytest.approx(forecast_file.chances(before))


def test_the_published_file_is_what_its_models_give_today():
    file, last_day = tables.load("forecasts"), pd.Timestamp(tables.last_day())
    named = file[file["made_on"] == last_day].drop_duplicates("question").set_index("question")["model"]
    models = {kind: named[question] for question, kind in forecast_file.EVENTS.items()}
    edition = forecast_file.edition(update.series(), models, last_day)
    assert summary.is_current(file, edition)
    assert not summary.is_current(file, edition.assign(probability=edition["probability"] + 0.01))


def test_the_published_interval_held_what_happened_nine_times_in_ten():
    series, last_day = update.series(), pd.Timestamp(tables.last_day())
    past = summary.published_past(forecast_file.track(series["launch"], "rolling", last_day))
    held = past.groupby("horizon_days")["inside"].mean()
    assert held.between(0.85, 0.96).all(), held.to_dict()


def test_a_model_must_be_clearly_better_to_replace_a_plainer_one():
    months = pd.date_range("2012-01-31", periods=120, freq="ME")
    random = np.random.default_rng(2)
    base = pd.Series(random.normal(-5, 1, 120), months)
    scores = pd.DataFrame(dict.fromkeys(choice.LADDER, base)).add(0.0)
    assert choice.chosen(scores) == "constant", "as good is not better"
    assert choice.chosen(scores.assign(drifting=base + 0.5)) == "drifting"
    assert choice.chosen(scores.assign(drifting=base + random.normal(0.05, 3, 120))) == "constant"
