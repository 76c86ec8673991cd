"""The list of reports and the report: the newest in force; the total under "ACTIVE DUTY" wherever it is."""

from __future__ import annotations

import json

import pytest
from forms import answer, book, compared, workbook

from brief.sources import troops
from press.errors import FetchError

NAMES = {"DEU": "GERMANY", "GBR": "UNITED KINGDOM", "ITA": "ITALY", "JPN": "JAPAN", "KOR": "KOREA, SOUTH"}


def listing(*names):
    files = [
        {"fileName": name, "fileId": str(700 + no), "groupName": "milRegionCountry", "extension": "xlsx"}
        for no, name in enumerate(names)
    ]
    return json.dumps(
        {"data": {"a": [{"items": files}, {"fileId": "1", "fileName": "ms0_202607.pdf", "groupName": "x"}]}}
    )


def report(counts, above=3, extra=()):
    """A report whose header starts some rows down; the services stand before the total."""
    head = [None, "LOCATION", "ACTIVE DUTY", None, None, "SELECTED RESERVE"]
    under = [None, None, "ARMY", "NAVY", "TOTAL", "TOTAL"]
    rows = [[None, NAMES[host], 1, 2, count, 77] for host, count in counts.items()]
    return workbook(
        "Report", [["words"]] * above + [head, under, [None, "FRANCE", 1, 1, 2, 3], *rows, *extra]
    )


def read(name, content):
    return troops.read([answer(listing(name)), answer(content)], lambda table: [])


def test_a_quarter_goes_to_the_table_of_quarters():
    rows = [row for row in book("us_troops_quarters") if (row["year"], row["month"]) == ("2026", "3")]
    counts = {row["host_iso3"]: int(row["personnel"]) for row in rows}
    (table, reading), *others = read("DMDC_Website_Location_Report_2603.xlsx", report(counts)).items()
    assert (table, others) == ("us_troops_quarters", [])
    found = compared(table, reading)
    assert (found.added, found.gone) == ([], [])
    assert {column for change in found.changed for column in change.cells} <= {"source_tier"}
    assert (reading.newest, reading.complete_to) == ("2026-03-31", "2026-03-31")


def test_september_is_the_years_and_what_older_reports_said_stays():
    counts = dict.fromkeys(NAMES, 20_000)
    ((table, reading),) = read("DMDC_Website_Location_Report_2609.xlsx", report(counts, above=6)).items()
    found = compared(table, reading)
    assert table == "us_troops"
    assert (len(found.added), found.changed, found.gone) == (5, [], [])
    assert reading.complete_to == "2026-09-30"


def test_the_newest_report_in_force_is_taken():
    listed = listing(
        *(f"DMDC_Website_Location_Report_{name}.xlsx" for name in ("2512", "2603_old", "2603", "0809"))
    )
    assert troops.newest(listed.encode())["fileName"] == "DMDC_Website_Location_Report_2603.xlsx"


def test_a_label_that_comes_again_is_not_added():
    counts = dict.fromkeys(NAMES, 23_642)
    again = [[None, "KOREA, SOUTH", 1, 2, 23_642, 77]]
    ((_, reading),) = read("DMDC_Website_Location_Report_2603.xlsx", report(counts, extra=again)).items()
    assert [row["personnel"] for row in reading.rows] == ["23642"] * 5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (report({"KOR": 1}), "has no row of DEU, GBR, ITA, JPN"),
        (report(dict.fromkeys(NAMES, "*")), r'DEU: the total is "\*", suppressed or not known'),
        (report(dict.fromkeys(NAMES, "N/A")), 'DEU: the total is "N/A", suppressed or not known'),
        (workbook("Report", [["KOREA, SOUTH", 5]]), 'has no cell "ACTIVE DUTY"'),
        (
            workbook("Report", [["", "ACTIVE DUTY"], ["", "ARMY"]]),
            'has no column "TOTAL" under "ACTIVE DUTY"',
        ),
    ],
    ids=["hosts missing", "suppressed", "not available", "no head", "no total"],
)
def test_another_form_is_told(content, sentence):
    with pytest.raises(FetchError, match=sentence):
        read("DMDC_Website_Location_Report_2603.xlsx", content)


def test_a_list_without_reports_is_told():
    with pytest.raises(FetchError, match="lists no report of the group milRegionCountry among 1 files"):
        troops.newest(listing().encode())
