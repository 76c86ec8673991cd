"""Launches: three lists that are set beside each other, and the rows that one of them adds.

nagix keeps the CNS list, missile by missile, and is months late; Beyond Parallel counts events; the Japanese
ministry reports within hours but leaves out short flights. Where they differ is told. A launch that the book
lacks must be looked at: only then is the list of launches complete to a later day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from brief.sources.acts import beyond_parallel, japan, nagix
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "Launches"
MINISTRY, CSIS, CNS = "the Japanese ministry", "Beyond Parallel", "nagix"
RECENT_DAYS = 400  # before the newest launch: what differs earlier is in the book's table of disagreements
FAR_KM = 15.0  # distances and heights that differ by more are told


@dataclass(frozen=True)
class Listed:
    """A list: its name, the days of launches that it has, and the first and last day that it speaks of."""

    name: str
    days: frozenset[str]
    first: str
    last: str

    def covers(self, day: str) -> bool:
        """Tell whether the list would have a launch of that day."""
        return self.first <= day <= self.last


def fetch(get: Get) -> Sequence[Answer]:
    """Return nagix's three files, Beyond Parallel's page, the ministry's feed and its reports."""
    answers = [get(nagix.ADDRESS.format(name=name), expects="json") for name in nagix.FILES]
    answers.append(get(beyond_parallel.ADDRESS, expects="html", delay=beyond_parallel.DELAY, optional=True))
    feed = get(japan.FEED, expects="xml", optional=True)
    reports = japan.addresses(feed.content) if feed.content else []
    asked = [get(where, expects="pdf", delay=japan.DELAY, optional=True) for where in reports]
    return [*answers, feed, *asked]


def read(answers: Sequence[Answer], held: Held) -> Mapping[str, Reading]:
    """Return missiles with the new ones of nagix, and how far the list of launches is complete."""
    found = nagix.launches(*(answer.content for answer in answers[:3]))
    missiles, differing = nagix.merged(found, held("missiles"))
    newest = max(launch.day for launch in found)
    added = held("missile_events_added")
    book = {row["date"] for row in missiles if row["date_precision"] == "day"} | {
        row["date"] for row in added
    }
    reports = [
        japan.report(japan.words(one.content, one.address), one.address) for one in answers[5:] if one.content
    ]
    lists = [_of_nagix(found), *_of_csis(answers[3]), *_of_japan(reports, answers[4])]
    lacking = sorted(set(_lacking(lists, book)))
    missing = [name for name in (CNS, CSIS, MINISTRY) if name not in {one.name for one in lists}]
    return {
        "missiles": Reading(missiles, newest, newest, notes=tuple(differing)),
        "missile_events_added": Reading(
            added,
            max(one.last for one in lists),
            "" if missing or lacking else min(one.last for one in lists if one.name != CNS),
            doubts=tuple(lacking),
            notes=(
                *(f"{name} did not answer: launches are not known to be complete" for name in missing),
                *_disagreements(lists),
                *_measures(reports, added),
            ),
        ),
    }


def _of_nagix(found: Sequence[nagix.Launch]) -> Listed:
    days = frozenset(launch.day for launch in found if launch.precise)
    return Listed(CNS, days, min(days), max(days))


def _of_csis(page: Answer) -> Iterator[Listed]:
    if page.content:
        events = beyond_parallel.events(page.content, page.fetched)
        days = [day for day, _ in events]
        yield Listed(CSIS, frozenset(beyond_parallel.launch_days(events)), min(days), max(days))


def _of_japan(reports: Sequence[japan.Report], feed: Answer) -> Iterator[Listed]:
    """Yield the ministry's list, which goes back to its first report and up to the day of the feed."""
    if feed.content:
        days = frozenset(report.day for report in reports)
        until = feed.fetched[:10]
        yield Listed(MINISTRY, days, min(days, default=until), until)


def _lacking(lists: Sequence[Listed], book: set[str]) -> Iterator[str]:
    """Yield each recent launch day that the book lacks, a day's difference apart."""
    since = _since(lists)
    for one in lists:
        for day in sorted(one.days):
            if day >= since and not {day, _shifted(day, -1), _shifted(day, 1)} & book:
                yield f"{one.name} has a launch on {day} that the book lacks; add it with its sources"


def _disagreements(lists: Sequence[Listed]) -> Iterator[str]:
    """Yield each recent launch day that is not in all lists that speak of it."""
    since = _since(lists)
    for day in sorted({day for one in lists for day in one.days if day >= since}):
        near = {_shifted(day, shift) for shift in (-1, 0, 1)}
        have = [one.name for one in lists if day in one.days]
        lack = [one.name for one in lists if one.covers(day) and not near & one.days]
        if lack:
            yield f"{day}: a launch in {' and '.join(have)}, not in {' nor '.join(lack)}"


def _since(lists: Sequence[Listed]) -> str:
    return _shifted(max(max(one.days, default="0001-01-01") for one in lists), -RECENT_DAYS)


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _measures(reports: Sequence[japan.Report], added: Sequence[Row]) -> Iterator[str]:
    """Yield what the ministry measured otherwise than the book has it."""
    for report in reports:
        ours = [row for row in added if row["date"] == report.day]
        for column, told in (("distance_km", report.distance), ("apogee_km", report.apogee)):
            known = [float(row[column]) for row in ours if row[column]]
            if told is not None and ours and not any(abs(value - told) <= FAR_KM for value in known):
                has = ", ".join(f"{value:g}" for value in known) or "nothing"
                fired = f"({report.number} fired)"
                yield f"{report.day}, {column}: the ministry has {told:g} {fired}, the book {has}"


SOURCE = Source("launches", TITLE, ("missiles", "missile_events_added"), fetch, read)
