"""Travels of the president and the secretary of state: the Historian's XML files, one per traveller.

A visit is a stay, from its first to its last day, in one country. The list moves about once a year, later
than the files around it: what it covers is told by its last trip, never by the day of a file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from press.errors import FetchError
from press.fetch.sources import Answer, Get, Held, Reading, Source

TITLE = "State Department, travels"
ADDRESS = "https://github.com/HistoryAtState/travels/archive/refs/heads/master.zip"
FIRST_YEAR = 1950
VISITORS = {"president": "president", "secretary": "secretary_of_state"}
# By the country's id: its name differs within one id, and Turkey's id changed in 2023.
COUNTRIES = {
    "australia": "AUS",
    "china": "CHN",
    "germany": "DEU",
    "italy": "ITA",
    "japan": "JPN",
    "korea": "KOR",
    "korea-south": "KOR",
    "philippines": "PHL",
    "russia": "RUS",
    "turkey": "TUR",
    "turkiye": "TUR",
    "united-kingdom": "GBR",
}
# Countries whose ids begin alike. One that is not here may be one of ours under a new id.
OTHERS = {"austria", "german-democratic-republic", "korea-north", "united-arab-emirates"}
_FILE = re.compile(r"/(president|secretary)-travels/[^/]+\.xml$")
_NEEDED = ("id", "start-date", "end-date", "country")


@dataclass(frozen=True, order=True)
class Trip:
    """One stay: the visitor as the table has it, the country's id, first and last day (ISO)."""

    visitor: str
    country: str
    start: str
    end: str


def fetch(get: Get) -> Sequence[Answer]:
    """Return the whole repository in one file."""
    return [get(ADDRESS, expects="zip")]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the table of visits from the repository's archive."""
    return {"leader_visits": reading(list(trips_in_archive(answers[0].content)))}


def reading(listed: Sequence[Trip]) -> Reading:
    """Return visits a year: trips listed twice are counted once, years to the last whole one are complete."""
    if not listed:
        raise FetchError("there is no trip in the answer, where thousands are; see where the files lie now")
    times = Counter(listed)
    last = max(trip.start for trip in times)
    whole = int(last[:4]) - 1
    counts = Counter(
        (trip.visitor, COUNTRIES[trip.country], trip.start[:4])
        for trip in times
        if trip.country in COUNTRIES and int(trip.start[:4]) >= FIRST_YEAR
    )
    rows = [
        {"visitor": visitor, "iso3": iso3, "year": year, "visits": str(count)}
        for (visitor, iso3, year), count in sorted(counts.items())
    ]
    first = min((row["year"] for row in rows), default=last[:4])
    doubled = [trip for trip, count in times.items() if count > 1 and trip.country in COUNTRIES]
    return Reading(
        rows,
        newest=last,
        complete_to=f"{whole}-12-31",
        doubts=tuple(_new_names(times)),
        notes=tuple(
            f"listed twice, counted once: {trip.visitor}, {trip.country}, {trip.start}" for trip in doubled
        ),
        described={"coverage": f"{first} to {last[:4]}; complete to the end of {whole}"},
    )


def trips_in_archive(content: bytes) -> Iterator[Trip]:
    """Yield the trips of an archive of the repository."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        files = [name for name in archive.namelist() if _FILE.search(name)]
        texts = {name: archive.read(name) for name in files}
    except zipfile.BadZipFile as problem:
        raise FetchError(f"the archive is not whole ({problem}); fetch it again") from None
    for name, text in texts.items():
        yield from trips(text, name.partition("/")[2])


def trips(text: bytes, where: str) -> Iterator[Trip]:
    """Yield the trips of one XML file; `where` names it. Raises FetchError when it has another form."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as problem:
        raise FetchError(f"{where} is not sound XML ({problem}); fetch it again") from None
    if root.tag != "trips":
        raise FetchError(f"{where} holds <{root.tag}>, where <trips> is needed; see what the files hold now")
    for number, trip in enumerate(root.iter("trip"), 1):
        yield _trip(trip, f"{where}, trip {number}")


def _trip(trip: ElementTree.Element, where: str) -> Trip:
    country = trip.find("country")
    missing = [name for name in _NEEDED if trip.find(name) is None]
    if missing or country is None:
        raise FetchError(f"{where} has no <{missing[0]}>; see what it is called now, and correct the reader")
    role = trip.get("role", "")
    if role not in VISITORS:
        raise FetchError(f'{where}: the role "{role}" is none of {", ".join(VISITORS)}; give it a meaning')
    start, end = (_day(trip, name, where) for name in ("start-date", "end-date"))
    return Trip(VISITORS[role], country.get("id", ""), start, end)


def _day(trip: ElementTree.Element, name: str, where: str) -> str:
    written = " ".join((trip.findtext(name) or "").split())
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise FetchError(
            f'{where}: "{written}" in <{name}> is no day such as 2024-12-13; see what it means'
        ) from None


def _new_names(found: Mapping[Trip, int]) -> Iterator[str]:
    """Yield a sentence for each unknown id that begins like one of ours: a country may be called anew."""
    begins = {name[:5] for name in COUNTRIES}
    for name in sorted({trip.country for trip in found} - COUNTRIES.keys() - OTHERS):
        if name[:5] in begins:
            yield f'a country has the id "{name}", unknown to the reader, and may be one of ours'


SOURCE = Source("visits", TITLE, ("leader_visits",), fetch, read)
