"""The Dataverse's release: chosen by name, checked by its sum, both tables out of one file."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest
from forms import answer, book, compared

from brief.sources import un
from press.errors import FetchError

NAME = "IdealpointestimatesFP_2026FP.csv"
HEADER = [
    "",
    "ccode",
    "iso3c",
    "Countryname",
    "year",
    "NVotesFP",
    "IdealPointFP",
    "Q5%FP",
    "Q10%FP",
    "Q50%FP",
    "Q90%FP",
    "Q95%FP",
]


def file(rows=None, header=HEADER):
    text = io.StringIO()
    written = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    written.writerow(header)
    for number, row in enumerate(book("un_ideal_points") if rows is None else rows, 1):
        middle = row["ideal_point"]
        written.writerow(
            [
                number,
                "2",
                row["iso3"],
                "A state",
                row["year"],
                row["votes"],
                middle,
                row["lower"],
                middle,
                middle,
                middle,
                row["upper"],
            ]
        )
    written.writerow([9999, "20", "CAN", "Canada", "2025", "158", "1", "0.9", "1", "1", "1", "1.1"])
    return text.getvalue()


def listing(*names, md5=""):
    files = [
        {"label": name, "dataFile": {"id": 14098429 + no, "filename": name, "md5": md5}}
        for no, name in enumerate(names)
    ]
    version = {
        "versionNumber": 39,
        "versionMinorNumber": 0,
        "releaseTime": "2026-07-30T14:00:00Z",
        "files": files,
    }
    return json.dumps({"status": "OK", "data": {"latestVersion": version}})


def read(content, md5=""):
    return un.read([answer(listing("codebook.txt", NAME, md5=md5)), answer(content)], lambda table: [])


def test_both_tables_come_out_of_the_file():
    content = file()
    readings = read(content, hashlib.md5(content.encode()).hexdigest())
    found = compared("un_ideal_points", readings["un_ideal_points"])
    assert not found
    assert found.rows == book("un_ideal_points")
    apart = compared("un_ideal_point_distance", readings["un_ideal_point_distance"])
    assert (apart.added, apart.gone) == ([], [])
    cells = [cell for change in apart.changed for cell in change.cells.values()]
    assert all(abs(float(old) - float(new)) < 1.1e-6 for old, new in cells)  # the file has more digits
    assert readings["un_ideal_points"].described["version"] == "version 39 of 2026-07-30"


def test_the_file_is_chosen_by_its_name_and_asked_for_as_it_was_deposited():
    listed = listing(
        "AgreementScores.csv", "IdealpointestimatesAll_Jun2024.csv", "IdealpointestimatesFP_2027.tab"
    ).encode()
    assert (
        un.address(un.chosen(listed))
        == "https://dataverse.harvard.edu/api/access/datafile/14098431?format=original"
    )


@pytest.mark.parametrize("names", [("AgreementScores.csv",), (NAME, "IdealpointestimatesFP_old.csv"), ()])
def test_no_file_or_two_of_the_name_are_told(names):
    with pytest.raises(FetchError, match=f"lists {2 if NAME in names else 0} files named like"):
        un.chosen(listing(*names).encode())


def test_a_renamed_column_is_told():
    with pytest.raises(FetchError, match='no column "IdealPointFP"; "IdealPoint" may be its new name'):
        read(file(header=[name.replace("IdealPointFP", "IdealPoint") for name in HEADER]))


def test_a_file_of_another_sum_is_refused():
    with pytest.raises(FetchError, match="is not the file whose MD5 the Dataverse names"):
        read(file(), md5="0" * 32)


def test_a_state_that_is_missing_is_told():
    with pytest.raises(FetchError, match="the file has no row of KOR"):
        read(file([row for row in book("un_ideal_points") if row["iso3"] != "KOR"]))


def test_a_release_that_moves_all_years_needs_consent():
    """The scale is estimated anew: every row moves, far more than may without --accept."""
    moved = [
        {**row, "ideal_point": str(round(float(row["ideal_point"]) + 0.01, 6))}
        for row in book("un_ideal_points")
    ]
    found = compared("un_ideal_points", read(file(moved))["un_ideal_points"])
    assert found.moved == 1.0 > un.SOURCE.most_moved
