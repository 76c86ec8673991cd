"""Launches as nagix keeps the CNS list: one row a missile, days in UTC, numbers mixed with words.

What the list says is looked up by code in two more files. A launch that the book lacks becomes a row; of the
older ones the book's rows stay, which were corrected and classed by hand, and what differs is told.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from press.errors import FetchError
from press.fetch import kinds, sheets
from press.fetch.sources import Row

ADDRESS = "https://raw.githubusercontent.com/nagix/nk-missile-tests/master/data/{name}.en.json"
FILES = ("test", "missile", "facility")
NOT_KNOWN = {"unknown", "na", "", "None"}
EARTH_KM = 6371.0
KOREA_HOURS = 9  # before UTC
BASIS = "nagix missile table (CNS naming)"
_TIME = re.compile(r"(\d{1,2}):(\d{2}) \(UTC\)")


@dataclass(frozen=True)
class Launch:
    """One missile: its day in Korea (ISO; the first of a month that is not known closer), and its row."""

    day: str
    precise: bool
    row: Row


def launches(tests: bytes, missiles: bytes, facilities: bytes) -> list[Launch]:
    """Return every missile of the list, in its order. Raises FetchError when a code has no meaning."""
    names = _json(missiles, "missile")
    places = _json(facilities, "facility")["facilities"]
    rows = [row for part in _json(tests, "test")["timeBins"] for row in part["data"]]
    if not rows:
        raise FetchError(f"{ADDRESS.format(name='test')} lists no launch, where hundreds are; fetch it again")
    return [_launch(row, names, places, number) for number, row in enumerate(rows, 1)]


def _json(content: bytes, name: str) -> Any:
    where = ADDRESS.format(name=name)
    try:
        return json.loads(kinds.text(content, where))
    except json.JSONDecodeError as problem:
        raise FetchError(f"{where} is not sound JSON ({problem}); it was cut, fetch it again") from None


def _launch(row: Row, names: Mapping[str, Any], places: Mapping[str, Any], number: int) -> Launch:
    where = f"{ADDRESS.format(name='test')}, row {number}"
    for code, known in ((row["missile"], names), (row["facility"], places)):
        if code not in known:
            raise FetchError(f'{where}: the code "{code}" has no meaning in its list; see what was renamed')
    missile, place = names[row["missile"]], places[row["facility"]]
    day, precise = korean_day(row["date"], str(row["time"]))
    distance = measured(row["distance"], where)
    end = _end(place, distance, measured(row["bearing"], where))
    return Launch(
        day,
        precise,
        {
            "date": day,
            "date_precision": "day" if precise else "month",
            "missile": missile["name"],
            "class": missile["type"],
            "class_basis": BASIS,
            "launch_site": place["name"],
            "landing": "not applicable" if row["landing"] == "na" else row["landing"],
            "apogee_km": _cell(measured(row["apogee"], where)),
            "distance_km": _cell(distance),
            "outcome": row["outcome"],
            "est_end_lat_deg": _cell(end[0]),
            "est_end_lon_deg": _cell(end[1]),
            "preliminary": "true",
            "note": "",
        },
    )


def korean_day(day: str, time: str) -> tuple[str, bool]:
    """Return the day in Korea of a day and a time in UTC, and whether more than the month is known."""
    if len(day) == len("1984-09"):
        return f"{day}-01", False
    found = _TIME.match(time)
    late = found is not None and int(found[1]) + KOREA_HOURS >= 24
    return (date.fromisoformat(day) + timedelta(days=late)).isoformat(), True


def measured(cell: object, where: str) -> float | None:
    """Return a number however it is written; None of "unknown" and "na"."""
    return None if str(cell) in NOT_KNOWN else sheets.number(str(cell), where)


def _end(
    place: Mapping[str, float], distance: float | None, bearing: float | None
) -> tuple[float | None, ...]:
    """Return where a missile came down, by distance and bearing on a globe, to a thousandth of a degree."""
    if distance is None or bearing is None:
        return None, None
    north, east, arc, to = (
        *(math.radians(place[name]) for name in ("lat", "lon")),
        distance / EARTH_KM,
        math.radians(bearing),
    )
    sine = math.sin(north) * math.cos(arc) + math.cos(north) * math.sin(arc) * math.cos(to)
    across = math.atan2(
        math.sin(to) * math.sin(arc) * math.cos(north), math.cos(arc) - math.sin(north) * sine
    )
    return round(math.degrees(math.asin(sine)), 3), round(math.degrees(east + across), 3)


def _cell(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if number == int(number) else str(number)


def merged(found: Sequence[Launch], held: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """Return the book's rows with the list's new launches, and in words what differs of the older ones."""
    last = max(row["date"] for row in held)
    new = [launch.row for launch in found if launch.day > last]
    number = max(int(row["missile_id"].removeprefix("CNS")) for row in held)
    rows = [{"missile_id": f"CNS{no:03d}", **row} for no, row in enumerate(new, number + 1)]
    return [*held, *rows], list(_differences([one for one in found if one.day <= last], held))


def _differences(found: Sequence[Launch], held: Sequence[Row]) -> Iterator[str]:
    """Yield what the list says otherwise than the book, by day and missile."""
    theirs, ours = _by_missile(launch.row for launch in found), _by_missile(held)
    for key in sorted(theirs.keys() | ours.keys()):
        one, other = len(theirs.get(key, ())), len(ours.get(key, ()))
        if one != other:
            yield f"nagix lists {one} of {key[1]} on {key[0]}, the book {other}"
    for key in sorted(theirs.keys() & ours.keys()):
        for new, old in zip(theirs[key], ours[key], strict=False):
            yield from _cells(new, old)


def _cells(new: Row, old: Row) -> Iterator[str]:
    for column in ("apogee_km", "distance_km", "outcome"):
        if new[column] != old[column]:
            theirs, ours = new[column] or "nothing", old[column] or "nothing"
            yield f"{old['missile_id']}, {column}: nagix has {theirs}, the book {ours}"


def _by_missile(rows: Any) -> dict[tuple[str, str], list[Row]]:
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["date"], row["missile"]].append(row)
    return grouped
