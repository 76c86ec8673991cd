"""Words on the span that a table covers: read to a day, and brought up to a new row as exactly as before."""

import pytest

from press.tables import coverage

SPANS = [
    ("1984-04-09 to 2026-04-19; missiles", "2026-04-19", "2026-11-10", "1984-04-09 to 2026-11-10; missiles"),
    ("November 2022 to 3 October 2026", "2026-10-03", "2026-11-10", "November 2022 to 10 November 2026"),
    ("2006 to April 2026", "2026-04-30", "2026-11-10", "2006 to November 2026"),
    ("1950 to 2025; five hosts", "2025-12-31", "2026-11-10", "1950 to 2026; five hosts"),
    ("1950 to 2025; five hosts", "2025-12-31", "2026", "1950 to 2026; five hosts"),
    ("2014 to March 2026", "2026-03-31", "2027", "2014 to March 2026"),  # a year tells no month
    ("1991 to 2030", "2030-12-31", "2026-11-10", "1991 to 2030"),
    ("as of 6 November 2025", "", "2026-11-10", "as of 6 November 2025"),
]


@pytest.mark.parametrize(("words", "end", "day", "new"), SPANS)
def test_a_span_is_read_and_brought_up_to_a_day(words, end, day, new):
    assert coverage.last_day(words) == end
    assert coverage.reaching(words, day) == new
