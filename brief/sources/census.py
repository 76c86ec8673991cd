"""United States trade in goods by partner: the Census Bureau's workbook of all countries and months.

A month that is not published yet is 0, and the total of the running year is a sum to date: a year counts
once its December is there. All years may be revised each June, so the table is replaced, never added to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from press.errors import FetchError
from press.fetch import sheets, workbooks
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "US Census Bureau"
ADDRESS = "https://www.census.gov/foreign-trade/balance/country.xlsx"
SHEET = "country"
FIRST_YEAR = 1985
PARTNERS = {  # aggregates (0003 to 0022) stand among the countries
    "0015": "WLD",
    "4120": "GBR",
    "4280": "DEU",
    "4621": "RUS",
    "4759": "ITA",
    "4890": "TUR",
    "5650": "PHL",
    "5700": "CHN",
    "5800": "KOR",
    "5880": "JPN",
    "6021": "AUS",
}
FLOWS = {"I": "us_imports_usd_million", "E": "us_exports_usd_million"}
COLUMNS = ("year", "CTY_CODE", "IYR", "EYR", "IDEC", "EDEC")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def fetch(get: Get) -> Sequence[Answer]:
    """Return the workbook."""
    return [get(ADDRESS, expects="zip")]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the table of United States trade: whole years only."""
    needed = ("year", "CTY_CODE", *(f"{flow}{month}" for flow in FLOWS for month in (*MONTHS, "YR")))
    lines = workbooks.table(answers[0].content, SHEET, needed, ADDRESS)
    ours = [line for line in lines if PARTNERS.get(code(line["CTY_CODE"]))]
    if not ours:
        raise FetchError(f"{ADDRESS} holds none of the partners' codes; see how countries are coded now")
    year, month = newest(ours)
    rows = [row(line) for line in ours if int(line["year"]) < year or month == 12]
    rows.sort(key=lambda one: (one["partner_iso3"], one["year"]))
    last = year if month == 12 else year - 1
    notes = () if month == 12 else (f"{year} is published to month {month} and left out",)
    return {
        "trade_us": Reading(
            rows,
            f"{year}-{month:02d}-01",
            f"{last}-12-31",
            published=answers[0].published,
            notes=notes,
            described={"version": f"series to {last}", "coverage": f"{FIRST_YEAR} to {last}"},
        )
    }


def code(cell: str) -> str:
    """Return a country's code with its four digits, however the workbook holds it."""
    return cell.partition(".")[0].zfill(4)


def row(line: Row) -> Row:
    """Return a row of the table. Raises FetchError when the year's total is not the sum of its months."""
    where = f"{ADDRESS}, {line['CTY_CODE']}, {line['year']}"
    totals = {}
    for flow, column in FLOWS.items():
        months = sum(sheets.number(line[f"{flow}{month}"], where) for month in MONTHS)
        total = sheets.number(line[f"{flow}YR"], where)
        if abs(months - total) > 0.005 * max(total, 1):
            raise FetchError(
                f"{where}: the months make {months:.1f}, the year {total:.1f}; see which is right"
            )
        totals[column] = str(round(total, 6))
    return {
        "partner_iso3": PARTNERS[code(line["CTY_CODE"])],
        "year": line["year"].partition(".")[0],
        **totals,
    }


def newest(lines: Sequence[Row]) -> tuple[int, int]:
    """Return the last year with any trade, and its last month: months not published yet are 0."""
    year = max(int(float(line["year"])) for line in lines if sheets.number(line["IYR"] or "0", ADDRESS) > 0)
    of_year = [line for line in lines if int(float(line["year"])) == year]
    known = [
        number
        for number, month in enumerate(MONTHS, 1)
        if any(sheets.number(line[f"I{month}"] or "0", ADDRESS) > 0 for line in of_year)
    ]
    return year, max(known)


SOURCE = Source("census", TITLE, ("trade_us",), fetch, read, most_moved=0.5)
