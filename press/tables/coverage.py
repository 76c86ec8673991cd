"""What a table's description says of the time that its rows cover, such as "1952 to April 2026; tests"."""

from __future__ import annotations

import calendar
import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

from press import prose
from press.errors import DataError

_MONTHS = [calendar.month_name[number] for number in range(1, 13)]
_LONG = rf"(?:(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) )?(\d{{4}})\b(?![-\N{{EN DASH}}])"
_END = re.compile(rf"(?<=\d) to (\d{{4}}-\d\d-\d\d|{_LONG})")
_DAY = re.compile(r"\d{4}(-\d\d-\d\d)?")


def last_day(words: str) -> str:
    """Return the last day (ISO) of the first span in the words; "" where they tell none that can be read."""
    found = _END.search(words)
    if found is None:
        return ""
    end, day, month, year = found.groups()
    try:
        if year is None:
            return date.fromisoformat(end).isoformat()
        number = _MONTHS.index(month) + 1 if month else 12
        last = calendar.monthrange(int(year), number)[1]
        return date(int(year), number, int(day) if day else last).isoformat()
    except ValueError:  # a day that is none
        return ""


def check(entry: dict[str, Any], path: Path) -> None:
    """Check that no row of a table is of a time after the span that its coverage tells. Raises DataError."""
    column, words = entry.get("dates_rows", ""), entry.get("coverage", "")
    if not isinstance(words, str):
        raise DataError(f"data/datapackage.json: coverage of {entry['name']} is {words!r}; write words")
    end = last_day(words)
    if not column or not end:
        return
    with path.open(encoding="utf-8", newline="") as lines:
        newest = max((row[column] for row in csv.DictReader(lines)), default="")
    if newest > end[: len(newest)]:
        raise DataError(
            f'data/datapackage.json: coverage of {entry["name"]} is "{entry["coverage"]}", and a row is of '
            f"{newest}; bring its words up to that row"
        )


def reaching(words: str, day: str) -> str:
    """Return the words with their first span brought up to a day or a year (ISO), told as exactly as before.

    What ends later, or tells no span, stays as it is; so does a span of months or days when a year is given.
    """
    found, held = _END.search(words), last_day(words)
    if found is None or not held or not _DAY.fullmatch(day) or held[: len(day)] >= day:
        return words
    _, told_day, month, year = found.groups()
    if len(day) < len(held):
        return words if month or not year else f"{words[: found.start(1)]}{day}{words[found.end(1) :]}"
    new = date.fromisoformat(day)
    if year is None:
        end = day
    elif told_day:
        end = prose.day(new)
    else:
        end = prose.month(new) if month else str(new.year)
    return f"{words[: found.start(1)]}{end}{words[found.end(1) :]}"
