"""Days in texts: whether a text names one that is later than another day."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Iterator

_MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name: number for number, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISO = re.compile(rf"(?<![\d.,]){_YEAR}[-/.](?P<month>0[1-9]|1[0-2])(?:[-/.](?P<day>[0-3]\d))?(?!\d)")
_JOINED = re.compile(rf"(?<!\d){_YEAR}(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")
_WORDS = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?\b(?P<month>{_NAMES})\b[.,]?(?: \d{{1,2}},)? {_YEAR}(?!\d)")
_IN_SIGNS = re.compile(rf"{_YEAR}년(?: ?(?P<month>\d{{1,2}})월)?(?: ?(?P<day>\d{{1,2}})일)?")
_SPAN = re.compile(r"(?<![\d.,-])(?P<start>(?:19|20)\d\d)[-/–](?P<end>\d\d)(?![\d-])")
_BARE = re.compile(rf"(?<![\d.,#]){_YEAR}(?![\d]|[.,]\d)")
_DATED = (_ISO, _JOINED, _WORDS, _IN_SIGNS)
_TAG = re.compile(r"<[^>]*>")


def later(text: str, day: str) -> str:
    """Return the first mention in a text of a day, month or year that is later than `day` (ISO), "" if none.

    The month and the year of `day` itself are not later: they may mean what lies before it.
    """
    return _later(text, day) if re.search(r"(?:19|20)\d\d", text) else ""


@functools.lru_cache(maxsize=50_000)
def _later(text: str, day: str) -> str:
    last = datetime.date.fromisoformat(day)
    return next((mention for mention, year, rest in _mentions(text) if _is_later(year, rest, last)), "")


def _mentions(text: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Yield what a text names: the words, the year, month and day (0 where not named)."""
    for pattern in _DATED:
        for found in pattern.finditer(text):
            parts = found.groupdict()
            month = parts.get("month") or "0"
            yield found[0], int(parts["year"]), (_MONTHS.get(month) or int(month), int(parts.get("day") or 0))
    for found in _SPAN.finditer(text):
        century, first = divmod(int(found["start"]), 100)
        if int(found["end"]) > first:
            yield found[0], 100 * century + int(found["end"]), (0, 0)
    for found in _BARE.finditer(text):
        yield found[0], int(found["year"]), (0, 0)


def _is_later(year: int, rest: tuple[int, int], last: datetime.date) -> bool:
    """Tell whether a year, with month and day where they are named, is later than a day."""
    month, day = rest
    if not month or year != last.year:
        return year > last.year
    return (month, day) > (last.month, last.day) if day else month > last.month


def shown(markup: str) -> str:
    """Return what is read of HTML or SVG, without its tags."""
    return _TAG.sub(" ", markup)


def known(text: str, day: str) -> str:
    """Return a text without the sentences that name a day later than `day` (ISO)."""
    if not later(text, day):
        return text
    sentences = re.split(r"(?<=[.;])\s+", text)
    return " ".join(one for one in sentences if not later(one, day))
