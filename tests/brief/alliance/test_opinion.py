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
    by_year = answered[answered["fieldwork"].isna()]
    assert len(by_year) == 3 and not by_year["day_known"].any()
    assert set(by_year["when"].dt.month) == {7}


def test_a_survey_counts_for_the_year_in_which_people_were_asked(polls):
    """The Asan survey told of in April 2023 asked in November 2022, when another of that year was known."""
    answered = opinion.answers(polls, ["asan-own-weapons"], ["KOR"]).set_index("when")["value"]
    assert answered.loc["2022"].tolist() == [70.2, 64.3] and "2023" not in answered.index.strftime("%Y")


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
