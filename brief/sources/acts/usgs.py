"""Whether there was a nuclear test: the US Geological Survey's list of explosions around the test site.

The type of an event is given days later, and may be missing: an event near the site, at no depth and strong
enough, is told as well. A test that the table lacks has to be written by hand, with its sources.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from press.errors import FetchError
from press.fetch import kinds
from press.fetch.sources import Answer, Get, Held, Reading, Source

TITLE = "US Geological Survey"
ADDRESS = (
    "https://earthquake.usgs.gov/fdsnws/event/1/query?format=geojson&starttime=1900-01-01&orderby=time"
    "&minlatitude=37.5&maxlatitude=43.1&minlongitude=124&maxlongitude=131"
)
SITE = (41.29, 129.08)  # Punggye-ri: latitude, longitude
NEAR_KM, SHALLOW_KM, LEAST = 25.0, 5.0, 4.0  # of an event that may be a test: distance, depth, magnitude
LAG_DAYS = 7  # until the type of an event is settled


def fetch(get: Get) -> Sequence[Answer]:
    """Return every event around the peninsula since measuring began."""
    return [get(ADDRESS, expects="json")]


def read(answers: Sequence[Answer], held: Held) -> Mapping[str, Reading]:
    """Return the table as it is, complete to a week before the answer; tests that it lacks are doubts."""
    answer = answers[0]
    events = json.loads(kinds.text(answer.content, ADDRESS)).get("features")
    if not events:
        raise FetchError(f"{ADDRESS} lists no event, where dozens are; see whether the service moved")
    rows = held("nuclear_tests")
    known = {row["date"] for row in rows}
    found = dict(suspected(events))
    new = [f"{day}: {says}, and no test in the table" for day, says in found.items() if not _near(day, known)]
    end = date.fromisoformat(answer.fetched[:10]) - timedelta(days=LAG_DAYS)
    newest = max(found, default=max(known, default=""))
    missing = sorted(day for day in known if not _near(day, found))
    notes = tuple(
        f"the table's test of {day} is not among the explosions that the answer lists" for day in missing
    )
    reading = Reading(rows, newest, end.isoformat(), doubts=tuple(new), notes=notes)
    return {"nuclear_tests": reading}


def suspected(events: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield day and description of each event that is a nuclear explosion, or may be one."""
    for event in events:
        properties, (longitude, latitude, depth) = event["properties"], event["geometry"]["coordinates"]
        explosion = "nuclear" in (properties.get("type") or "")
        close = _km((latitude, longitude), SITE) <= NEAR_KM and (depth or 0) <= SHALLOW_KM
        if explosion or (close and (properties.get("mag") or 0) >= LEAST):
            day = datetime.fromtimestamp(properties["time"] / 1000, UTC).date().isoformat()
            yield day, f"{properties.get('type')} of magnitude {properties.get('mag')}"


def _near(day: str, days: Mapping[str, Any] | set[str]) -> bool:
    """Tell whether a day, or the one before or after it (in Korea it may be another), is among days."""
    given = date.fromisoformat(day)
    return any((given + timedelta(days=shift)).isoformat() in days for shift in (-1, 0, 1))


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two places, as flat as the region is."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


SOURCE = Source("usgs", TITLE, ("nuclear_tests",), fetch, read)
