"""Agreement of Seoul with others in UN votes: one large file of all pairs on Harvard's Dataverse.

The file opens with a column without a name, quotes its words, and lists a pair in either order. Only lines
that hold Seoul's number are taken apart, so that a file of 150 MB is read in seconds and in little memory.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from brief.sources import un
from press.errors import FetchError
from press.fetch import kinds, sheets
from press.fetch.sources import Answer, Get, Held, Reading, Source

TITLE = "Dataverse, agreement in UN votes"
NAME = re.compile(r"agreementscores.*\.(csv|tab)$", re.IGNORECASE)
SEOUL = "732"  # Correlates of War numbers, as the file has them
OTHERS = {
    "2": "USA",
    "200": "GBR",
    "255": "DEU",
    "325": "ITA",
    "365": "RUS",
    "640": "TUR",
    "710": "CHN",
    "740": "JPN",
    "840": "PHL",
    "900": "AUS",
}
FIRST_YEAR = 1991  # Seoul's first in the General Assembly
NEEDED = ("ccode1", "ccode2", "agree", "year")


def fetch(get: Get) -> Sequence[Answer]:
    """Return the list of files, then the file of all pairs."""
    listed = get(un.DATASET, expects="json")
    return [listed, get(un.address(un.chosen(listed.content, NAME)), expects="csv")]


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return Seoul's agreement with each other state by year."""
    listed, file = answers
    shares = dict(pairs(file.content))
    if not shares:
        raise FetchError(
            f"{file.address} holds no pair with Seoul ({SEOUL}); see how states are numbered now"
        )
    rows = [
        {"iso3_a": "KOR", "iso3_b": iso3, "year": year, "agreement_share": share}
        for (iso3, year), share in sorted(shares.items())
    ]
    version = json.loads(kinds.text(listed.content, un.DATASET))["data"]["latestVersion"]
    released = str(version.get("releaseTime", ""))[:10]
    last = max(row["year"] for row in rows)
    words = {"version": f"votes of {FIRST_YEAR} to {last}", "coverage": f"{FIRST_YEAR} to {last}"}
    end = f"{last}-12-31"
    return {"un_agreement": Reading(rows, end, end, published=released, described=words)}


def pairs(content: bytes) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield state and year with the share of votes on which it agreed with Seoul."""
    lines = io.BytesIO(content)
    header = _cells(next(lines, b""), "header")
    sheets.columns(header, "AgreementScores", NEEDED)
    places = [header.index(name) for name in NEEDED]
    for number, line in enumerate(lines, 2):
        if SEOUL.encode() in line:
            cells = _cells(line, f"row {number}")
            if len(cells) != len(header):
                raise FetchError(
                    f"AgreementScores, row {number}: {len(cells)} cells, not {len(header)}; it was cut"
                )
            one, other, share, year = (cells[place] for place in places)
            iso3 = OTHERS.get(other if one == SEOUL else one, "") if SEOUL in (one, other) else ""
            if iso3 and share != "NA" and int(year) >= FIRST_YEAR:
                yield (iso3, year), str(round(sheets.number(share, f"AgreementScores, row {number}"), 6))


def _cells(line: bytes, where: str) -> list[str]:
    return next(csv.reader([kinds.text(line, f"AgreementScores, {where}").strip()]), [])


SOURCE = Source("agreement", TITLE, ("un_agreement",), fetch, read)
