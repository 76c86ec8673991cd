"""The reader of travels: on an extract of the real files, and on the whole table in their form."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from brief.sources import visits
from press.errors import FetchError
from press.fetch import differences, staging
from press.fetch.sources import Answer
from press.tables import datapackage

EXTRACT = Path(__file__).with_name("answers") / "travels.xml"
IDS = {iso3: name for name, iso3 in visits.COUNTRIES.items() if name not in ("korea", "turkey")}


def trip(visitor, country, start, end="", name="A country", role=""):
    role = role or {"president": "president", "secretary_of_state": "secretary"}[visitor]
    return (
        f'<trip role="{role}" who="x"><id>1</id><start-date>{start}</start-date>'
        f"<end-date>{end or start}</end-date>"
        f"<country id={quoteattr(country)}>{name}</country><locale>a\n  place</locale></trip>"
    )


def archive(*files):
    """An archive of the repository with some files, each the content of <trips>."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as written:
        written.writestr("travels-master/README.md", "words")
        for number, content in enumerate(files):
            text = f"<trips>{content}</trips>"
            written.writestr(f"travels-master/president-travels/p{number}.xml", text)
    return held.getvalue()


def read(*files):
    return visits.read([Answer("a", archive(*files))], lambda table: [])["leader_visits"]


def listed(reading):
    return {(row["visitor"], row["iso3"], row["year"]): int(row["visits"]) for row in reading.rows}


def test_the_extract_gives_the_rows_of_the_table():
    """Every year and country of which the extract holds all trips counts as the book has it."""
    reading = visits.reading(list(visits.trips(EXTRACT.read_bytes(), "travels.xml")))
    found = listed(reading)
    book = {
        (row["visitor"], row["iso3"], row["year"]): int(row["visits"])
        for row in staging.rows_of(datapackage.DATA / "leader_visits.csv")
    }
    assert found[("secretary_of_state", "TUR", "2023")] == book[("secretary_of_state", "TUR", "2023")] == 2
    assert found[("president", "GBR", "2021")] == book[("president", "GBR", "2021")] == 2
    assert found[("secretary_of_state", "KOR", "2021")] == book[("secretary_of_state", "KOR", "2021")] == 1
    assert {key: count for key, count in found.items() if count > book.get(key, 0)} == {}


def test_the_whole_table_comes_out_of_its_form():
    """Each visit of the book as a trip, in the form of the files: the table comes out as it is."""
    old = staging.rows_of(datapackage.DATA / "leader_visits.csv")
    trips = "".join(
        trip(row["visitor"], IDS[row["iso3"]], f"{row['year']}-{month:02d}-03")
        for row in old
        for month in range(1, int(row["visits"]) + 1)
    )
    reading = read(trips)
    entry = datapackage.resource("leader_visits")
    found = differences.compare(entry, datapackage.complete_to("leader_visits"), old, reading)
    assert not found
    assert found.rows == old


def test_a_trip_under_two_ids_is_counted_once_and_told():
    doubled = trip("president", "united-kingdom", "2021-11-01", "2021-11-02") * 2
    reading = read(doubled + trip("president", "united-kingdom", "2021-06-09"))
    assert listed(reading) == {("president", "GBR", "2021"): 2}
    assert reading.notes == ("listed twice, counted once: president, united-kingdom, 2021-11-01",)


def test_two_stays_from_one_day_are_two_visits():
    reading = read(
        trip("secretary_of_state", "germany", "1962-06-20", "1962-06-22")
        + trip("secretary_of_state", "germany", "1962-06-20", "1962-06-23")
    )
    assert listed(reading) == {("secretary_of_state", "DEU", "1962"): 2}


@pytest.mark.parametrize(
    ("country", "name", "iso3"),
    [
        ("turkey", "Turkey", "TUR"),
        ("turkiye", "Türkiye", "TUR"),
        ("united-kingdom", "United Kingdom (Wales)", "GBR"),
        ("germany", "Germany, Federal Republic of", "DEU"),
        ("korea", "Korea, South", "KOR"),
    ],
)
def test_a_country_is_known_by_its_id(country, name, iso3):
    assert listed(read(trip("president", country, "2017-05-05", name=name))) == {
        ("president", iso3, "2017"): 1
    }


def test_east_germany_is_another_country():
    both = trip("president", "german-democratic-republic", "1989-12-12") + trip(
        "president", "japan", "1989-02-23"
    )
    assert list(listed(read(both))) == [("president", "JPN", "1989")]


def test_the_last_trip_tells_how_far_the_list_is_complete():
    reading = read(trip("president", "japan", "2023-05-18") + trip("president", "france", "2025-02-19"))
    assert (reading.newest, reading.complete_to) == ("2025-02-19", "2024-12-31")


def test_a_country_under_an_id_that_is_new_has_to_be_accepted():
    reading = read(trip("president", "turkiye-republic", "2026-01-02"))
    assert "turkiye-republic" in reading.doubts[0]
    assert read(trip("president", "austria", "2026-01-02")).doubts == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (trip("president", "japan", "2021-13-01"), '"2021-13-01" in <start-date> is no day'),
        (trip("president", "japan", "2021-01-01", role="envoy"), 'the role "envoy" is none of'),
        (trip("president", "japan", "2021-01-01").replace("country", "place"), "has no <country>"),
        ("<trip>", "not sound XML"),
        ("", "there is no trip in the answer"),
    ],
)
def test_another_form_is_told_with_its_place(content, sentence):
    with pytest.raises(FetchError, match=sentence):
        read(content)


def test_an_archive_that_was_cut_is_told():
    whole = archive(trip("president", "japan", "2021-01-01"))
    with pytest.raises(FetchError, match="archive is not whole"):
        visits.read([Answer("a", whole[:-30])], lambda table: [])
