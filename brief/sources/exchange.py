"""Won per dollar: the Federal Reserve's release H.10, daily rates averaged by year.

A holiday is "ND". A year counts once its last trading days are there: the running year's mean is none.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence

from press.errors import FetchError
from press.fetch import kinds, sheets
from press.fetch.sources import Answer, Get, Held, Reading, Source

TITLE = "Federal Reserve, H.10"
ADDRESS = (
    "https://www.federalreserve.gov/datadownload/Output.aspx?rel=H10&series=60f32914ab61dfab590e0e470153e3ae"
    "&lastobs=&from=&to=&filetype=csv&label=include&layout=seriescolumn&type=package"
)
SERIES = "RXI_N.B.KO"
HOLIDAY = "ND"
FIRST_YEAR = 1991
LAST_DAYS = "12-28"  # a year with a rate on this day or later is whole


def fetch(get: Get) -> Sequence[Answer]:
    """Return the daily rates of all currencies."""
    return [get(ADDRESS, expects="csv")]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the mean rate of each whole year."""
    rates = daily(kinds.text(answers[0].content, ADDRESS))
    newest = max(rates)
    last = int(newest[:4]) if newest[5:] >= LAST_DAYS else int(newest[:4]) - 1
    years: dict[str, list[float]] = defaultdict(list)
    for day, rate in rates.items():
        if FIRST_YEAR <= int(day[:4]) <= last:
            years[day[:4]].append(rate)
    rows = [
        {"year": year, "won_per_usd": str(round(sum(values) / len(values), 4))}
        for year, values in sorted(years.items())
    ]
    words = {"version": f"H.10, annual averages to {last}", "coverage": f"{FIRST_YEAR} to {last}"}
    reading = Reading(rows, newest, f"{last}-12-31", published=answers[0].published, described=words)
    return {"exchange_rate": reading}


def daily(text: str) -> dict[str, float]:
    """Return the won's rate of each trading day (ISO). Raises FetchError when the series is not there."""
    lines = list(csv.reader(io.StringIO(text, newline="")))
    head = next((no for no, line in enumerate(lines) if line and line[0].strip() == "Time Period"), None)
    if head is None or SERIES not in [cell.strip() for cell in lines[head]]:
        raise FetchError(f"{ADDRESS} has no series {SERIES}; see which package holds the daily rates now")
    column = [cell.strip() for cell in lines[head]].index(SERIES)
    rates = {
        line[0]: sheets.number(line[column], f"{ADDRESS}, {line[0]}")
        for line in lines[head + 1 :]
        if len(line) > column and line[column] not in (HOLIDAY, "")
    }
    if not rates:
        raise FetchError(f"{ADDRESS} holds no rate of {SERIES}; see whether the series ended")
    return rates


SOURCE = Source("exchange", TITLE, ("exchange_rate",), fetch, read)
