"""Geopolitical risk, exchange rates and the list of explosions, in the form of their sources."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from forms import answer, book, compared, workbook

from brief.sources import exchange, gpr
from brief.sources.acts import usgs
from press.errors import FetchError

HEADER = ["month", "GPRH", *gpr.COLUMNS, "var_name", "var_label"]


def risk(rows):
    """The workbook: years before the indices begin, then the rows, a codebook beside the first."""
    old = [[date(1900, month, 1), 80.0, *[None] * len(gpr.COLUMNS)] for month in range(1, 4)]
    lines = [
        [date.fromisoformat(row["date"]), 90.0, *(float(row[name]) for name in gpr.COLUMNS.values())]
        for row in rows
    ]
    codebook = [[*line, "GPR", "a word on the column"] for line in old + lines[:5]]
    return answer(workbook("Sheet1", [HEADER, *codebook, *lines[5:]]))


def test_the_table_of_risk_comes_out_of_its_form():
    reading = gpr.read([risk(book("geopolitical_risk"))], lambda table: [])["geopolitical_risk"]
    found = compared("geopolitical_risk", reading)
    assert not found
    assert found.rows == book("geopolitical_risk")
    assert (reading.newest, reading.complete_to) == ("2026-07-01", "2026-07-31")


def test_revised_months_of_risk_are_told_apart_from_a_new_month():
    rows = book("geopolitical_risk")
    revised = [
        {**row, "gpr": str(float(row["gpr"]) + 10)} if row["date"] == "2026-03-01" else row for row in rows
    ]
    reading = gpr.read([risk([*revised, {**rows[-1], "date": "2026-08-01"}])], lambda table: [])[
        "geopolitical_risk"
    ]
    found = compared("geopolitical_risk", reading)
    assert [change.key for change in found.changed] == [("2026-03-01",)]
    assert found.news == {("2026-08-01",)}


def test_a_vintage_without_a_country_is_told():
    content = workbook("Sheet1", [[name for name in HEADER if name != "GPRC_KOR"], [date(1985, 1, 1)]])
    with pytest.raises(FetchError, match='has no column "GPRC_KOR"'):
        gpr.read([answer(content)], lambda table: [])


def rates(until, series="RXI_N.B.KO"):
    """The release: five lines of header, weekdays with the year's mean, holidays as ND, two currencies."""
    lines = [
        '"Series Description","a","b"',
        '"Unit:","Currency:_Per_USD","Currency:_Per_USD"',
        '"Multiplier:","1","1"',
        '"Unique Identifier: ","H10/H10/RXI_N.B.JA","H10/H10/RXI_N.B.KO"',
        f'"Time Period","RXI_N.B.JA","{series}"',
    ]
    for row in book("exchange_rate"):
        year, mean = row["year"], float(row["won_per_usd"])
        lines += [f"{year}-01-01,ND,ND", f"{year}-03-02,100,{mean - 10}", f"{year}-12-30,100,{mean + 10}"]
    return answer(
        "\n".join([*lines, *(f"{until[:4]}-{month:02d}-02,100,1400" for month in range(1, int(until[5:7])))])
    )


def test_rates_are_averaged_over_whole_years_without_holidays():
    reading = exchange.read([rates("2026-10-01")], lambda table: [])["exchange_rate"]
    found = compared("exchange_rate", reading)
    assert not found
    assert found.rows == book("exchange_rate")
    assert (reading.newest, reading.complete_to) == ("2026-09-02", "2025-12-31")


def test_a_package_without_the_won_is_told():
    with pytest.raises(
        FetchError, match=r"has no series RXI_N\.B\.KO; see which package holds the daily rates"
    ):
        exchange.read([rates("2026-10-01", "RXI_N.M.KO")], lambda table: [])


def event(day, kind="nuclear explosion", magnitude=5.0, place=(129.08, 41.29, 0.0)):
    at = datetime.fromisoformat(f"{day}T03:30:00+00:00").timestamp() * 1000
    return {
        "properties": {"type": kind, "time": at, "mag": magnitude},
        "geometry": {"coordinates": list(place)},
    }


def explosions(*events):
    """The list with the tests that the book knows, and other events."""
    old = [event(row["date"]) for row in book("nuclear_tests")]
    return json.dumps({"type": "FeatureCollection", "features": [*events, *old]})


def list_with(*events):
    return usgs.read([answer(explosions(*events))], book)["nuclear_tests"]


def test_no_test_moves_the_day_to_which_there_was_none():
    reading = list_with(event("2026-05-01", "earthquake", 3.1, (127.0, 38.0, 10.0)))
    assert not compared("nuclear_tests", reading)
    assert (reading.complete_to, reading.doubts, reading.notes) == ("2026-11-22", (), ())


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (event("2026-10-10"), True),
        (event("2026-10-10", "earthquake", 4.6), True),  # the type comes later: place and depth tell
        (event("2026-10-10", "earthquake", 4.6, (129.08, 41.29, 12.0)), False),
        (event("2026-10-10", "earthquake", 4.6, (125.0, 39.0, 0.0)), False),
        (event("2026-10-10", "earthquake", 2.5), False),
    ],
)
def test_what_may_be_a_test_has_to_be_looked_at(new, told):
    assert [doubt[:10] for doubt in list_with(new).doubts] == (["2026-10-10"] if told else [])


def test_an_empty_list_is_no_answer():
    with pytest.raises(FetchError, match="lists no event, where dozens are"):
        usgs.read([answer('{"type": "FeatureCollection", "features": []}')], book)
