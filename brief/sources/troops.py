"""United States troops abroad: the newest report of the Defense Manpower Data Center.

The number of a file changes with each report, so the list is asked first. One report speaks of one quarter:
September's is the year's, the others stand in the table of quarters; what older reports said stays.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from press.errors import FetchError
from press.fetch import kinds, sheets, workbooks
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "Defense Manpower Data Center"
LIST = "https://dwp.dmdc.osd.mil/dwp/api/page?pageId=27"
FILE = "https://dwp.dmdc.osd.mil/dwp/api/downloadZ?fileId={number}&groupName=milRegionCountry"
NAMED = "https://dwp.dmdc.osd.mil/dwp/api/download?fileName={name}&groupName=milRegionCountry"  # for readers
GROUP = "milRegionCountry"
NAME = re.compile(r"DMDC_Website_Location_Report_(\d\d)(\d\d)(_old)?\.xlsx$")
HOSTS = {
    "GERMANY": "DEU",
    "UNITED KINGDOM": "GBR",
    "ITALY": "ITA",
    "JAPAN": "JPN",
    "KOREA, SOUTH": "KOR",
    "KOREA, REPUBLIC OF": "KOR",
}
YEARLY = 9  # the month whose report is the year's


def fetch(get: Get) -> Sequence[Answer]:
    """Return the list of reports, then the newest of them."""
    listed = get(LIST, expects="json")
    return [listed, get(FILE.format(number=newest(listed.content)["fileId"]), expects="zip")]


def newest(listed: bytes) -> dict[str, Any]:
    """Return the newest report in the list. Raises FetchError when there is none."""
    files = list(_files(json.loads(kinds.text(listed, LIST))))
    found = [one for one in files if NAME.search(one.get("fileName", "")) and one.get("groupName") == GROUP]
    if not found:
        raise FetchError(
            f"{LIST} lists no report of the group {GROUP} among {len(files)} files; see its new name"
        )
    return max(found, key=lambda one: _quarter(one["fileName"]))


def _files(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every file that is described anywhere in the list."""
    if isinstance(part, dict):
        if "fileId" in part:
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _files(inner)


def _quarter(name: str) -> tuple[int, int, bool]:
    """Return year, month, and whether a file is the one in force, not an older state of it."""
    found = NAME.search(name)
    if found is None:
        raise FetchError(f"{name} is not named like DMDC_Website_Location_Report_2603.xlsx; see its new name")
    return 2000 + int(found[1]), int(found[2]), not found[3]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the rows of the newest report: for the table of years or for that of quarters."""
    listed, report = answers
    name = newest(listed.content)["fileName"]
    year, month, _ = _quarter(name)
    counts = personnel(workbooks.cells(report.content, "", report.address), report.address)
    end = f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"
    common = {"year": str(year), "month": str(month), "note": "", "basis": "DMDC report"}
    yearly = month == YEARLY
    more = (
        {"series_break": "false"} if yearly else {"source": NAMED.format(name=name), "source_tier": "primary"}
    )
    rows = [
        {"host_iso3": host, **common, "personnel": str(count), **more}
        for host, count in sorted(counts.items())
    ]

    def speaks_for(row: Row) -> bool:
        """Say whether the answer covers a row of the table."""
        return (row["year"], row["month"]) == (str(year), str(month))

    table = "us_troops" if yearly else "us_troops_quarters"
    return {table: Reading(rows, end, end, published=report.published, speaks_for=speaks_for)}


def personnel(cells: workbooks.Cells, where: str) -> dict[str, int]:
    """Return the active-duty total of each host.

    The header starts at a row that drifts: it is found by "ACTIVE DUTY", whose last column, "TOTAL", counts.
    """
    top = next(
        (no for no, row in enumerate(cells) if any("ACTIVE DUTY" in cell.upper() for cell in row)), None
    )
    if top is None:
        raise FetchError(f'{where} has no cell "ACTIVE DUTY"; see how the report is laid out now')
    first = next(no for no, cell in enumerate(cells[top]) if "ACTIVE DUTY" in cell.upper())
    total = _total_column(cells[top + 1 : top + 4], first, where)
    found: dict[str, int] = {}
    for row in cells[top + 1 :]:
        host = next(
            (HOSTS[name] for cell in row[:first] if (name := " ".join(cell.upper().split())) in HOSTS), ""
        )
        if host and host not in found:  # a label that comes again is an older section's
            found[host] = _count(row[total], f"{where}, {host}")
    missing = sorted(set(HOSTS.values()) - found.keys())
    if missing:
        raise FetchError(f"{where} has no row of {', '.join(missing)}; see what the hosts are called now")
    return found


def _total_column(rows: workbooks.Cells, first: int, where: str) -> int:
    """Return the column of the active-duty total: the first "TOTAL" from the column of "ACTIVE DUTY" on."""
    for row in rows:
        for number, cell in enumerate(row[first:], first):
            if cell.upper().strip() == "TOTAL":
                return number
    raise FetchError(f'{where} has no column "TOTAL" under "ACTIVE DUTY"; see how the report is laid out now')


def _count(cell: str, where: str) -> int:
    if cell in ("*", "N/A", ""):
        raise FetchError(f'{where}: the total is "{cell}", suppressed or not known; take the quarter by hand')
    return int(sheets.number(cell, where))


SOURCE = Source("troops", TITLE, ("us_troops", "us_troops_quarters"), fetch, read)
