"""Seoul's trade in goods by partner: the World Bank's WITS, one answer a direction (SDMX as JSON).

Values are in thousand dollars. A series is named by places in lists of codes, and which list a place belongs
to is told by the answer itself. An answer that is too large, or that holds nothing, comes with HTTP 200 too.
WITS ends years before the book: later rows, from the ministry and the press, stay as they are, and a
row that WITS confirms to the cent stays as it is written. What WITS has otherwise takes the other's place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from press.errors import FetchError
from press.fetch import kinds
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "World Bank WITS"
CITED = "World Bank WITS (UN Comtrade)"
PARTNERS = ("CHN", "JPN", "USA", "WLD")  # Russia's few rows are kept by hand
INDICATORS = {"export": "XPRT-TRD-VL", "import": "MPRT-TRD-VL"}
FIRST_YEAR = 1988
PATIENCE = 90.0  # seconds of silence: an answer of all years may take a minute to begin
ADDRESS = (
    "https://wits.worldbank.org/API/V1/SDMX/V21/datasource/tradestats-trade"
    "/reporter/kor/year/all/partner/all/product/Total/indicator/{indicator}?format=JSON"
)
Values = dict[tuple[str, str, str], float]  # by partner, year and flow: thousand dollars
_AXES = {"REPORTER": "KOR", "PRODUCTCODE": "Total"}


def fetch(get: Get) -> Sequence[Answer]:
    """Return the answers of exports and of imports, of all partners and years."""
    return [
        get(ADDRESS.format(indicator=indicator), expects="json", quiet=PATIENCE)
        for indicator in INDICATORS.values()
    ]


def read(answers: Sequence[Answer], held: Held) -> Mapping[str, Reading]:
    """Return the table of Seoul's trade: what WITS has, and the present rows of later years."""
    values: Values = {}
    for answer, flow in zip(answers, INDICATORS, strict=True):
        values |= collected(answer.content, flow)
    before = {_key(row): row for row in held("trade_korea")}
    rows = [_row(key, values, before.get(key)) for key in sorted(values)]
    last = max(year for _, year, _ in values)
    later = max([last, *(year for partner, year, _ in before if partner == "WLD")])
    words = {
        "version": f"WITS to {last}" + ("; ministry and press figures after" if later > last else ""),
        "coverage": f"{FIRST_YEAR} to {later}",
    }
    notes = (f"WITS ends in {last}: rows of later years stay as they are",) if later > last else ()
    reading = Reading(
        rows,
        f"{last}-12-31",
        f"{later}-12-31",
        speaks_for=lambda row: row["source"].startswith(TITLE) or _key(row) in values,
        notes=notes,
        described=words,
    )
    return {"trade_korea": reading}


def collected(content: bytes, flow: str) -> Values:
    """Return the values of one answer, of our partners and years.

    Raises FetchError when it is a message, of another reporter, product or direction, or holds a part that is
    larger than the world.
    """
    where = ADDRESS.format(indicator=INDICATORS[flow])
    found: Values = {}
    for axes, year, value in observations(content, where):
        _see(axes, flow, where)
        if axes["PARTNER"] in PARTNERS and int(year) >= FIRST_YEAR and value > 0:
            found[axes["PARTNER"], year, flow] = value
    for partner, year, _ in found:
        whole = found.get(("WLD", year, flow), 0.0)
        if found[partner, year, flow] > whole:
            raise FetchError(
                f"{where}: {year}, {partner} is {found[partner, year, flow]:.0f}, the world {whole:.0f}; a "
                "part is larger than the whole: see which is wrong"
            )
    if not found:
        raise FetchError(f"{where} holds none of {', '.join(PARTNERS)}; see how partners are coded now")
    return found


def observations(content: bytes, where: str) -> Iterator[tuple[dict[str, str], str, float]]:
    """Yield each value with the codes of its series, by the name of their list, and its year."""
    answer = _parsed(content, where)
    try:
        dimensions = answer["structure"]["dimensions"]
        lists = [(one["id"], [code["id"] for code in one["values"]]) for one in dimensions["series"]]
        years = [code["id"] for code in dimensions["observation"][0]["values"]]
        for places, series in answer["dataSets"][0]["series"].items():
            axes = _named(places, lists)
            for place, cells in series["observations"].items():
                if cells[0] not in (None, ""):
                    yield axes, years[int(place)], float(cells[0])
    except (KeyError, IndexError, TypeError, ValueError) as problem:
        raise FetchError(
            f"{where} has another form ({type(problem).__name__}: {problem}); see what WITS answers now, and "
            "correct the reader"
        ) from None


def _named(places: str, lists: Sequence[tuple[str, list[str]]]) -> dict[str, str]:
    """Return the codes that a series' key stands for: "0:0:12:0:0" are places in the lists."""
    numbers = [int(place) for place in places.split(":")]
    pairs = zip(lists, numbers, strict=True)
    return {name: codes[number] for (name, codes), number in pairs}


def _parsed(content: bytes, where: str) -> dict[str, Any]:
    """Return an answer that holds data. Raises FetchError for a message in its place, HTTP 200 or not."""
    said = kinds.text(content, where)
    try:
        answer = json.loads(said)
    except json.JSONDecodeError:
        raise FetchError(
            f"{where}: the answer is cut or no JSON: {said.strip()[:100]}; try again later"
        ) from None
    if not isinstance(answer, dict) or not answer.get("dataSets") or "structure" not in answer:
        raise FetchError(
            f"{where}: the answer (HTTP 200) is a message in place of data: {said.strip()[:100]}; see what "
            "WITS wants, and correct the address"
        )
    return answer


def _see(axes: Mapping[str, str], flow: str, where: str) -> None:
    """Raise FetchError when a series is not of what was asked for."""
    for name, wanted in {**_AXES, "INDICATOR": INDICATORS[flow]}.items():
        if axes.get(name) != wanted:
            raise FetchError(
                f"{where}: a series is of {name} {axes.get(name)}, where {wanted} was asked for; see what "
                "WITS answers now"
            )


def _key(row: Row) -> tuple[str, str, str]:
    return row["partner_iso3"], row["year"], row["flow"]


def _row(key: tuple[str, str, str], values: Values, before: Row | None) -> Row:
    """Return a row of the table; the present one where WITS says the same."""
    partner, year, flow = key
    million = _two_digits(values[key] / 1000)
    if before and before["reported"] == "true" and float(before["value_usd_million"]) == float(million):
        return before
    return {
        "partner_iso3": partner,
        "year": year,
        "flow": flow,
        "value_usd_million": million,
        "partner_share_pct": _two_digits(100 * values[key] / values["WLD", year, flow]),
        "reported": "true",
        "status": "reported",
        "source": CITED,
    }


def _two_digits(value: float) -> str:
    return str(round(value, 2)).removesuffix(".0")


SOURCE = Source("wits", TITLE, ("trade_korea",), fetch, read)
