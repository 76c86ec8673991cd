"""Positions in UN votes: the newest release on Harvard's Dataverse, states by year, final-passage votes.

Files change name and number with every release, so the list of files is asked first. The scale is estimated
anew each time and all years move: a release replaces the table and is never joined to another.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from press.errors import FetchError
from press.fetch import kinds, sheets
from press.fetch.sources import Answer, Get, Held, Reading, Row, Source

TITLE = "Dataverse, UN votes"
DATASET = "https://dataverse.harvard.edu/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/LEJUQZ"
FILE = "https://dataverse.harvard.edu/api/access/datafile/{number}"
NAME = re.compile(r"idealpointestimatesfp.*\.(csv|tab)$", re.IGNORECASE)
STATES = ("AUS", "CHN", "DEU", "GBR", "ITA", "JPN", "KOR", "PHL", "RUS", "TUR", "USA")
SIDES = ("KOR", "USA")
FIRST_YEAR = 1990
NEEDED = ("iso3c", "year", "NVotesFP", "IdealPointFP", "Q5%FP", "Q95%FP")
MEASURED = ("ideal_point", "lower", "upper")
HALF_WIDTH = 1.645  # standard errors from the middle to the 5th and the 95th percentile


def fetch(get: Get) -> Sequence[Answer]:
    """Return the list of files, then the file of states by year."""
    listed = get(DATASET, expects="json")
    return [listed, get(address(chosen(listed.content)), expects="csv")]


def chosen(listed: bytes, name: re.Pattern[str] = NAME) -> dict[str, Any]:
    """Return the file of this name. Raises FetchError when none, or more than one, is called like it."""
    version = json.loads(kinds.text(listed, DATASET)).get("data", {}).get("latestVersion", {})
    files: list[dict[str, Any]] = [one["dataFile"] for one in version.get("files", [])]
    found = [one for one in files if name.search(one.get("filename", ""))]
    if len(found) != 1:
        names = ", ".join(one.get("filename", "?") for one in files) or "no files"
        raise FetchError(
            f"{DATASET} lists {len(found)} files named like {name.pattern}, where one is needed; "
            f"it lists {names}: see which it is now, and correct the pattern"
        )
    return found[0]


def address(file: Mapping[str, Any]) -> str:
    """Return where a file is: as it was deposited, not as the tab text made of it."""
    tab = str(file["filename"]).lower().endswith(".tab")
    return FILE.format(number=file["id"]) + ("?format=original" if tab else "")


def read(answers: Sequence[Answer], _held: Held) -> Mapping[str, Reading]:
    """Return the positions, and the distances that follow from them."""
    listed, file = answers
    _see_sum(chosen(listed.content), file)
    exact = points(file.content)
    rows = [row | {name: str(round(float(row[name]), 6)) for name in MEASURED} for row in exact]
    version = json.loads(listed.content)["data"]["latestVersion"]
    released = str(version.get("releaseTime", ""))[:10]
    last = max(row["year"] for row in rows)
    words = {
        "version": f"version {version.get('versionNumber', '?')} of {released}",
        "coverage": f"{FIRST_YEAR} to {last}; eleven states",
    }
    end = f"{last}-12-31"
    return {
        table: Reading(made, end, end, published=released, described=words)
        for table, made in (("un_ideal_points", rows), ("un_ideal_point_distance", distances(exact)))
    }


def points(content: bytes) -> list[Row]:
    """Return the positions of the states with all their digits."""
    sheet = sheets.read(content, "IdealpointestimatesFP", NEEDED)
    rows = [
        {
            "iso3": line["iso3c"],
            "year": str(int(sheets.number(line["year"], "year"))),
            "ideal_point": line["IdealPointFP"],
            "lower": line["Q5%FP"],
            "upper": line["Q95%FP"],
            "votes": str(int(sheets.number(line["NVotesFP"], "NVotesFP"))),
        }
        for line in sheet.rows
        if line["iso3c"] in STATES
        and line["year"] >= str(FIRST_YEAR)
        and line["IdealPointFP"] not in ("", "NA")
    ]
    missing = [state for state in STATES if state not in {row["iso3"] for row in rows}]
    if missing:
        raise FetchError(
            f"the file has no row of {', '.join(missing)}; see which codes its column iso3c holds now"
        )
    return sorted(rows, key=lambda row: (row["iso3"], row["year"]))


def distances(rows: Iterable[Row]) -> list[Row]:
    """Return how far the states are from either side, with the error that both positions give."""
    known = {(row["iso3"], row["year"]): row for row in rows}
    return [
        _distance(known[side, year], known[state, year])
        for side in SIDES
        for state, year in known
        if state != side and (side, year) in known and (side, state) != ("KOR", "USA")
    ]


def _distance(one: Row, other: Row) -> Row:
    error = math.hypot(
        *((float(row["upper"]) - float(row["lower"])) / (2 * HALF_WIDTH) for row in (one, other))
    )
    return {
        "iso3_a": one["iso3"],
        "iso3_b": other["iso3"],
        "year": one["year"],
        "distance": str(round(abs(float(one["ideal_point"]) - float(other["ideal_point"])), 6)),
        "standard_error": str(round(error, 6)),
        "votes": str(min(int(one["votes"]), int(other["votes"]))),
    }


def _see_sum(file: Mapping[str, Any], answer: Answer) -> None:
    """Raise FetchError when a file is not the one whose sum the Dataverse names."""
    named = file.get("md5", "")
    if named and "format=original" not in answer.address and hashlib.md5(answer.content).hexdigest() != named:
        raise FetchError(
            f"{answer.address} is not the file whose MD5 the Dataverse names ({named}); fetch again"
        )


SOURCE = Source("un", TITLE, ("un_ideal_points", "un_ideal_point_distance"), fetch, read)
