"""Economy and population: three indicators of the World Bank, one request each.

An error comes with HTTP 200, as a message in place of the data; one wrong code fails a whole call. The
answer must be one page: the default page is short, and what is on the next would be missing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from press.errors import FetchError
from press.fetch import kinds
from press.fetch.sources import Answer, Get, Held, Reading, Source

TITLE = "World Bank"
COUNTRIES = ("AUS", "CHN", "DEU", "GBR", "ITA", "JPN", "KOR", "PHL", "RUS", "TUR", "USA")
COLUMNS = {
    "NY.GDP.MKTP.CD": "gdp_usd",
    "NY.GDP.MKTP.KD": "gdp_usd_2015",
    "SP.POP.TOTL": "population",
}
NEEDED = ("gdp_usd", "population")
FIRST_YEAR = 1985
ADDRESS = (
    "https://api.worldbank.org/v2/country/{countries}/indicator/{indicator}"
    "?format=json&per_page=20000&date={first}:2100"
)
Values = dict[tuple[str, str], dict[str, str]]  # by state and year: a column's value as it is written


def address(indicator: str) -> str:
    """Return where an indicator is asked for."""
    return ADDRESS.format(countries=";".join(COUNTRIES), indicator=indicator, first=FIRST_YEAR)


def fetch(get: Get) -> Sequence[Answer]:
    """Return one answer an indicator."""
    return [get(address(indicator), expects="json") for indicator in COLUMNS]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the table of economy and population: years in which a state has what every row needs."""
    found: Values = {}
    updated = [
        collect(answer.content, indicator, found) for answer, indicator in zip(answers, COLUMNS, strict=True)
    ]
    rows = [
        {"iso3": iso3, "year": year, **{column: cells.get(column, "") for column in COLUMNS.values()}}
        for (iso3, year), cells in sorted(found.items())
        if all(column in cells for column in NEEDED)
    ]
    last = complete_year({(row["iso3"], row["year"]) for row in rows})
    newest = max((row["year"] for row in rows), default=last)
    words = {
        "version": f"World Development Indicators of {max(updated)}",
        "coverage": f"{FIRST_YEAR} to {newest}",
    }
    return {
        "macro": Reading(rows, f"{newest}-12-31", f"{last}-12-31", published=max(updated), described=words)
    }


def collect(content: bytes, indicator: str, found: Values) -> str:
    """Put an indicator's values into `found`; return the day (ISO) of the World Bank's last update."""
    head, data = parts(content, indicator)
    for point in data:
        iso3, value = point["countryiso3code"], point["value"]
        if value is not None and iso3 in COUNTRIES:
            cell = str(value if indicator != "SP.POP.TOTL" else round(value))
            found.setdefault((iso3, point["date"]), {})[COLUMNS[indicator]] = cell
    return str(head.get("lastupdated", ""))


def parts(content: bytes, indicator: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return an answer's head and data. Raises FetchError when it holds a message, nothing, or a part."""
    answer = json.loads(kinds.text(content, indicator))
    head = answer[0] if isinstance(answer, list) and answer else {}
    if "message" in head:
        said = "; ".join(f"{one.get('id')} {one.get('value')}" for one in head["message"])
        raise FetchError(
            f"{indicator}: the answer (HTTP 200) is an error: {said}; correct the codes asked for"
        )
    data = answer[1] if len(answer) > 1 else None
    if not data:
        raise FetchError(
            f"{indicator}: nothing was found, where hundreds of values are; see whether it moved"
        )
    if head.get("pages") != 1:
        raise FetchError(f"{indicator}: the answer is page 1 of {head.get('pages')}; ask for longer pages")
    return head, data


def complete_year(known: set[tuple[str, str]]) -> int:
    """Return the last year of which every state has a row."""
    years = {year for _, year in known}
    whole = [int(year) for year in years if all((iso3, year) in known for iso3 in COUNTRIES)]
    if not whole:
        raise FetchError(
            f"no year has a value for each of {', '.join(COUNTRIES)}; see which state is missing"
        )
    return max(whole)


SOURCE = Source("worldbank", TITLE, ("macro",), fetch, read)
