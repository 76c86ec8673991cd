"""The Census workbook: the table comes out of its form; months that are not published yet are 0."""

from __future__ import annotations

import pytest
from forms import answer, book, compared, workbook

from brief.sources import census
from press.errors import FetchError

CODES = {iso3: code for code, iso3 in census.PARTNERS.items()}
HEADER = [
    "year", "CTY_CODE", "CTYNAME",
    *(f"I{month}" for month in census.MONTHS), "IYR", *(f"E{month}" for month in census.MONTHS), "EYR",
]  # fmt: skip


def line(code, year, imports, exports, months=12):
    """A line whose totals are spread over the months that are published; the others are 0."""
    cells = []
    for total in (imports, exports):
        cells += [total / months] * months + [0] * (12 - months) + [total]
    return [int(year), code, "A country", *cells]


def lines():
    return [
        line(
            CODES[row["partner_iso3"]],
            row["year"],
            float(row["us_imports_usd_million"]),
            float(row["us_exports_usd_million"]),
        )
        for row in book("trade_us")
    ]


def read(rows):
    return census.read([answer(workbook("country", [HEADER, *rows]))], lambda table: [])["trade_us"]


def test_the_table_comes_out_of_its_form_without_the_aggregates():
    reading = read([line("0003", 2025, 5e5, 4e5), *lines(), line("0022", 2025, 1e5, 1e5)])
    found = compared("trade_us", reading)
    assert not found
    assert found.rows == book("trade_us")
    assert reading.complete_to == "2025-12-31"


def test_the_running_year_is_left_out_though_it_has_a_total():
    reading = read([*lines(), line("5800", 2026, 70_000, 40_000, months=7)])
    assert not compared("trade_us", reading)
    assert (reading.newest, reading.complete_to) == ("2026-07-01", "2025-12-31")
    assert reading.notes == ("2026 is published to month 7 and left out",)


def test_a_year_counts_once_its_december_is_there():
    reading = read([*lines(), line("5800", 2026, 120_000, 66_000)])
    assert compared("trade_us", reading).added == [("KOR", "2026")]
    assert reading.complete_to == "2026-12-31"


def test_codes_that_the_workbook_holds_as_numbers_are_known():
    assert read([line(15, 2025, 3e6, 2e6), line(5800, 2025, 1e5, 5e4)]).rows[1]["partner_iso3"] == "WLD"


def test_a_total_that_is_not_the_sum_of_its_months_is_told():
    wrong = line("5800", 2025, 120_000, 66_000)
    wrong[15] = 130_000
    with pytest.raises(FetchError, match=r"5800, 2025: the months make 120000.0, the year 130000.0"):
        read([wrong])


def test_a_sheet_of_another_name_is_told():
    with pytest.raises(FetchError, match='has no sheet "country", it has countries'):
        census.read([answer(workbook("countries", [HEADER]))], lambda table: [])
