"""A fetch from end to end: asked, kept, read, compared, shown, agreed to, written whole and recorded."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time

import pytest
from stays import ADDRESS, NEW, OLD, PATH, QUICK, STAYS
from werkzeug import Response

from press import publish_check
from press.errors import FetchError
from press.fetch import differences, report, staging
from press.fetch.client import Client
from press.fetch.sources import Reading
from press.system import folders
from press.tables import checking, datapackage


def test_news_is_written_with_its_record(house):
    house.plays(NEW, headers={"Last-Modified": "Tue, 13 Jan 2026 08:00:00 GMT"})
    assert house.fetch() is True
    assert house.table == OLD.replace("A,2024,3\n", "A,2024,3\nA,2025,4\n") + "B,2025,5\n"
    entry = house.description["stays"]
    assert (entry["rows"], entry["complete_to"]) == (52, "2025-12-31")
    assert entry["hash"] == datapackage.digest(house.root / "data" / "stays.csv")
    assert entry["accessed"] != "long ago"
    datapackage.describe.cache_clear()
    for table in ("stays", "vintages"):
        checking.check_content(table, house.root / "data")
        checking.check_hash(table, house.root / "data")
    digest = hashlib.sha256(NEW.encode()).hexdigest()
    (row,) = staging.rows_of(house.root / "data" / "vintages.csv")
    assert row["sha256"] == digest
    assert (row["published"], row["newest"], row["complete_to"]) == ("2026-01-13", "2025-12-31", "2025-12-31")
    assert (house.root / "vintages" / "raw" / digest[:2] / digest).read_bytes() == NEW.encode()
    assert not (house.root / "vintages" / "next").exists()


def test_a_mirror_stands_in_the_record_and_is_not_published(house):
    """Who tries a fetch against a server of his own must not publish its rows as the source's."""
    house.plays(NEW)
    house.fetch()
    (row,) = staging.rows_of(house.root / "data" / "vintages.csv")
    assert row["address"] == f"{ADDRESS}, from the mirror {house.server.url_for('')}"
    (house.root / "_config.yml").write_text("title: Stays\n")
    state = publish_check.Sources("2026.12", modified=False, built=False, tags=frozenset())
    told = [one for one in publish_check.lacks(house.root, state) if "mirror" in one]
    assert len(told) == 1
    assert "rows of stays came from the mirror http" in told[0]
    assert f"not from {ADDRESS}; take both tables back" in told[0]


def test_the_difference_tells_news_from_revised_history(house):
    house.plays(NEW.replace("A,2010,3", "A,2010,7").replace("B,2003,3\n", ""))
    house.fetch()
    assert "2 rows added (2 of them news), 1 changed, 1 gone (4.0 % of 50 old rows)" in house.said
    assert "news, after that day: 2\n    + A 2025: stays 4" in house.said
    assert "revised: 1\n    ~ A 2010: stays 3 -> 7" in house.said
    assert "gone: 1\n    - B 2003" in house.said
    assert "all stays: 150 -> 160 (+10)" in house.said


def test_nothing_is_written_without_consent(house):
    house.plays(NEW)
    before = house.files()
    assert house.fetch(agree=lambda: False) is False
    assert house.files() == before
    assert "nothing was written" in house.said


def test_an_unchanged_answer_is_asked_for_by_condition_and_taken_from_the_vintage(house):
    house.server.expect_ordered_request(PATH).respond_with_data(NEW, headers={"ETag": '"one"'})
    condition = {"If-None-Match": '"one"'}
    house.server.expect_ordered_request(PATH, headers=condition).respond_with_data("", status=304)
    house.fetch()
    before = house.files()
    assert house.fetch() is False
    assert house.files() == before
    assert "1 unchanged since the last time" in house.said


def test_rows_after_the_answers_last_whole_day_are_not_gone():
    entry = {"name": "t", "dates_rows": "year", "schema": {"primaryKey": ["year"]}}
    old = [{"year": year, "n": "1"} for year in ("2023", "2024", "2025")]
    found = differences.compare(entry, "2024-12-31", old, Reading([old[0]], "2025-02-19", "2024-12-31"))
    assert found.gone == [("2024",)]
    assert [row["year"] for row in found.rows] == ["2023", "2025"]


def test_a_cell_that_says_the_same_number_stays_as_it_was_written():
    entry = {"name": "t", "schema": {"primaryKey": ["year"]}}
    old = [{"year": "2023", "n": "1.50"}]
    found = differences.compare(entry, "", old, Reading([{"year": "2023", "n": "1.5"}], "", ""))
    assert not found
    assert found.rows == old


def test_a_pause_between_two_requests_to_one_host_is_kept(house):
    asked_at = []

    def here(_request):
        asked_at.append(time.monotonic())
        return Response("country,year,stays\n")

    house.server.expect_request(PATH).respond_with_handler(here)
    client = Client(QUICK, via=house.server.url_for(""))
    for _ in range(2):
        client.get("Stays", ADDRESS, expects="csv", delay=0.4)
    client.close()
    assert asked_at[1] - asked_at[0] >= 0.4


def test_a_slow_publisher_may_be_silent_for_longer_than_others(house):
    """A source says for how long; an answer that begins within it is taken at the first asking."""
    asked = []

    def late(_request):
        asked.append(1)
        time.sleep(2 * QUICK.quiet)
        return Response("country,year,stays\n")

    house.server.expect_request(PATH).respond_with_handler(late)
    client = Client(QUICK, via=house.server.url_for(""))
    assert client.get("Stays", ADDRESS, expects="csv", quiet=30).content.startswith(b"country")
    client.close()
    assert len(asked) == 1


def test_an_unknown_name_is_told_with_those_there_are(house):
    with pytest.raises(FetchError, match=r'no source is called "visits".*stays \(stays\)'):
        house.fetch(names=("visits",))


def test_a_source_that_fails_leaves_the_others_to_be_written(house):
    failing = STAYS.__class__("gone", "Gone", (), lambda get: [get("https://gone.example.org/x")], STAYS.read)
    house.sources = (failing, STAYS)
    house.server.expect_request("/gone.example.org/x").respond_with_data("", status=404)
    house.plays(NEW)
    assert house.fetch() is True
    assert (
        "written: stays; 1 of 2 sources answered\n  left alone: Gone: https://gone.example.org/x answers 404"
        in house.said
    )


def test_sources_are_asked_side_by_side(house):
    def slowly(name):
        address = f"https://{name}.example.org/stays.csv"
        house.server.expect_request(f"/{name}.example.org/stays.csv").respond_with_handler(waiting)
        return STAYS.__class__(name, name, (), lambda get: [get(address)], lambda answers, held: {})

    def waiting(_request):
        time.sleep(0.3)
        return Response("x")

    house.sources = tuple(slowly(f"s{number}") for number in range(5))
    begun = time.monotonic()
    house.fetch()
    assert time.monotonic() - begun < 1.2  # one after the other: at least 1.5 s


def _write_again_and_again(folder, data):
    """Write all of some files anew, with one letter or another, without end."""
    while True:
        copy = staging.Staging(folder, data)
        letter = "x" if (data / "one").read_text()[0] == "y" else "y"
        for name in ("one", "two", "three"):
            (copy.data / name).write_text(letter * 200_000)
        copy.take_place()


def test_killed_at_any_moment_it_leaves_tables_of_one_kind(house):
    """Thirty moments: the tables are the old ones or the new ones, never some of each, never half of one."""
    folder, data = house.root / "vintages" / "next", house.root / "data"
    for name in ("one", "two", "three"):
        (data / name).write_text("x" * 200_000)
    for moment in range(30):
        child = os.fork()
        if child == 0:
            _write_again_and_again(folder, data)
        time.sleep(0.005 + 0.003 * moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        folders.bring_back(folder / "data.before", data)
        found = {(data / name).read_text() for name in ("one", "two", "three")}
        assert found in ({"x" * 200_000}, {"y" * 200_000})
    json.loads((data / "datapackage.json").read_text())


def test_without_an_exchange_in_one_step_a_broken_one_is_mended(house, monkeypatch):
    """Where the file system knows no such step, what was broken off between two renames is brought back."""
    monkeypatch.setattr(folders, "_in_one_step", lambda new, old: False)
    before, folder = house.files(), house.root / "vintages" / "next"
    copy = staging.Staging(folder, house.root / "data")
    (house.root / "data").rename(folder / "data.before")  # and then it was killed
    copy = staging.Staging(folder, house.root / "data")
    assert house.files() == before
    (copy.data / "stays.csv").write_text("new")
    copy.take_place()
    assert house.table == "new"


def test_what_would_stop_a_build_is_told_first():
    before = {
        "a, count": "3",
        'a, "It rose."': "holds",
        "verdict of C01": "supported",
        "coefficient 2024": "50.5",
    }
    now = {"a, count": "4", 'a, "It rose."': "does not hold", "verdict of C01": "contradicted"}
    told = report.moves(before, {**now, "coefficient 2024": "50", "b, stops": "KeyError: 2026"}).splitlines()
    assert told[0] == "5 of 5 computed values, verdicts and words of the text move:"
    assert told[1:4] == [
        "  would stop the build, and wants a hand: 2",
        '    ! a, "It rose.": does not hold',
        "    ! b, stops: KeyError: 2026",
    ]
    assert "  verdict of C01: supported -> contradicted" in told
    assert "  coefficient 2024: 50.5 -> 50 (-0.5)" in told


def test_what_stopped_a_build_and_stops_none_now_is_told_too():
    before = {"rule broken, 1": "C1 has no evidence", "calendar, stops": "KeyError: 1", "days": "96"}
    said = report.moves(before, {"days": "97"})
    assert "would stop" not in said
    assert "rule broken, 1: C1 has no evidence -> not known" in said and "days: 96 -> 97" in said
