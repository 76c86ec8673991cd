"""Words on the span that a table covers: read to a day, and brought up to a new row as exactly as before."""

import pytest

from press.errors import DataError
from press.fetch import by_hand
from press.tables import coverage

SPANS = [
    ("1984-04-09 to 2026-04-19; missiles", "2026-04-19", "2026-11-10", "1984-04-09 to 2026-11-10; missiles"),
    ("November 2022 to 3 October 2026", "2026-10-03", "2026-11-10", "November 2022 to 10 November 2026"),
    ("2006 to April 2026", "2026-04-30", "2026-11-10", "2006 to November 2026"),
    ("1950 to 2025; five hosts", "2025-12-31", "2026-11-10", "1950 to 2026; five hosts"),
    ("1950 to 2025; five hosts", "2025-12-31", "2026", "1950 to 2026; five hosts"),
    ("2014 to March 2026", "2026-03-31", "2027", "2014 to March 2026"),  # a year tells no month
    ("1991 to 2030", "2030-12-31", "2026-11-10", "1991 to 2030"),
    (
        "sent to 2000 firms; 1985 to July 2026",
        "2026-07-31",
        "2026-11-10",
        "sent to 2000 firms; 1985 to November 2026",
    ),
    ("1985 to 31 February 2026", "", "2026-11-10", "1985 to 31 February 2026"),
    ("1985 to 2026-13-40", "", "2026-11-10", "1985 to 2026-13-40"),
    ("1985 to 0000", "", "2026-11-10", "1985 to 0000"),
    ("2000 to 2025\N{EN DASH}2026", "", "2026-11-10", "2000 to 2025\N{EN DASH}2026"),
    ("as of 6 November 2025", "", "2026-11-10", "as of 6 November 2025"),
]


@pytest.mark.parametrize(("words", "end", "day", "new"), SPANS)
def test_a_span_is_read_and_brought_up_to_a_day(words, end, day, new):
    assert coverage.last_day(words) == end
    assert coverage.reaching(words, day) == new


def test_a_span_that_is_no_words_is_told(tmp_path):
    entry = {"name": "events", "dates_rows": "date", "coverage": [1985, 2026]}
    with pytest.raises(DataError, match="coverage of events"):
        coverage.check(entry, tmp_path / "events.csv")


def test_whole_numbers_in_a_list_are_chosen_by_their_figures():
    field = {"name": "month", "type": "integer", "constraints": {"enum": [3, 6, 9]}}
    assert by_hand.wrong(field, "9") == ""
    assert "is none of 3, 6, 9" in by_hand.wrong(field, "10") and "3 | 6 | 9" in by_hand.meaning(field)
