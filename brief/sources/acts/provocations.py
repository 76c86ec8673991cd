"""Whether the yearly counts of provocations hold all that Beyond Parallel lists.

The kinds of the table are ours, given after reading each description, and no label of the page tells them:
so no row is written from here. Each year of which the page lists more or fewer events than the table counts
is told, the newest ones with their days, to be looked at and counted by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from brief.sources.acts import beyond_parallel
from press.errors import FetchError
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "Beyond Parallel, provocations"
NAMED = 8  # newest events of a year that are named with it


def fetch(get: Get) -> Sequence[Answer]:
    """Return the page of all events."""
    return [get(beyond_parallel.ADDRESS, expects="html", delay=beyond_parallel.DELAY)]


def read(answers: Sequence[Answer], held: Held) -> Mapping[str, Reading]:
    """Return the table as it is, complete to the newest event only if the page lists none beside it."""
    rows = held("provocations")
    events = beyond_parallel.events(answers[0].content, answers[0].fetched)
    differing = list(told(counts(rows), events))
    newest = max(day for day, _ in events)
    complete_to = "" if differing else newest
    return {"provocations": Reading(rows, newest, complete_to, notes=tuple(differing))}


def counts(rows: Sequence[Row]) -> Counter[str]:
    """Return the events of each year, whatever their kind."""
    found: Counter[str] = Counter()
    for row in rows:
        if not row["events"].isdigit():
            raise FetchError(f'provocations, {row["year"]}: "{row["events"]}" is no number of events')
        found[row["year"]] += int(row["events"])
    return found


def told(ours: Mapping[str, int], events: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield each year of which the page lists another number of events than the table counts."""
    theirs = Counter(day[:4] for day, _ in events)
    for year in sorted(theirs.keys() | ours.keys()):
        listed, counted = theirs[year], ours.get(year, 0)
        if listed != counted:
            newest = sorted(event for event in events if event[0].startswith(year))[-NAMED:]
            named = "; ".join(f"{day} {label}" for day, label in newest) or "none"
            yield f"{year}: the page lists {listed} events, the table counts {counted}; newest: {named}"


SOURCE = Source("provocations", TITLE, ("provocations",), fetch, read)
