"""Opinion: an answer stays with its pollster and question; what is missing is told, not guessed."""

import pytest

from brief import tables
from brief.analysis.alliance import opinion


@pytest.fixture(scope="module")
def polls():
    return tables.load("opinion")


def test_a_change_compares_a_question_with_itself(polls):
    answered = opinion.answers(polls, ["eai-trust", "eai-distrust", "kinu-umbrella"], ["KOR"])
    both = opinion.both_years(answered, 2024, 2025).set_index("series")
    assert set(both.index) == {"eai-trust", "eai-distrust"}
    assert both.loc["eai-trust", "after"] == opinion.value(answered, "eai-trust", "USA", "2025")
    assert both.loc["eai-trust", "change"] < 0 < both.loc["eai-distrust", "change"]


def test_a_survey_known_by_its_year_stands_at_mid_year_and_says_so(polls):
    answered = opinion.answers(polls, ["asan-own-weapons"], ["KOR"])
    assert not answered["day_known"].any()
    assert set(answered["when"].dt.month) == {7}


def test_a_value_worked_out_from_a_reported_change_is_marked(polls):
    answered = opinion.answers(polls, ["hankook-thermometer"], ["KOR"])
    april = answered[(answered["when"] == "2025-04-01") & (answered["target_iso3"] == "USA")]
    assert april["worked_out"].all()


def test_an_unknown_series_or_an_ambiguous_answer_stops(polls):
    with pytest.raises(ValueError, match="no-such-poll"):
        opinion.answers(polls, ["no-such-poll"])
    answered = opinion.answers(polls, ["hankook-thermometer"], ["KOR"])
    with pytest.raises(LookupError, match="name one"):
        opinion.value(answered, "hankook-thermometer", "USA", "2025")
