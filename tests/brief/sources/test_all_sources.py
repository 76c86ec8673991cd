"""All sources at once, through the real client, from a server that answers with what the book holds."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
import test_agreement
import test_census
import test_launch_lists
import test_other_sources
import test_troops
import test_un
import test_visits
import test_wits
import test_worldbank
from forms import book, pdf, workbook

from brief.sources import (
    SOURCES,
    census,
    exchange,
    gpr,
    troops,
    un,
    visits,
    wits,
    worldbank,
)
from brief.sources.acts import beyond_parallel, japan, nagix, usgs
from press.errors import FetchError
from press.fetch import fetching
from press.tables import datapackage

REPORT = "DMDC_Website_Location_Report_2603.xlsx"


def answers():
    """Every address that the sources ask for, and its answer in the source's form."""
    stays = "".join(
        test_visits.trip(row["visitor"], test_visits.IDS[row["iso3"]], f"{row['year']}-{month:02d}-03")
        for row in book("leader_visits")
        for month in range(1, int(row["visits"]) + 1)
    )
    troops_now = [row for row in book("us_troops_quarters") if (row["year"], row["month"]) == ("2026", "3")]
    known = [row["date"] for row in book("missile_events_added") if row["date"] >= "2026-08"]
    found = {
        visits.ADDRESS: test_visits.archive(stays),
        un.DATASET: test_un.listing(test_un.NAME, "AgreementScores.csv"),
        un.FILE.format(number=14098430): test_agreement.file(),
        un.FILE.format(number=14098429): test_un.file(),
        census.ADDRESS: workbook("country", [test_census.HEADER, *test_census.lines()]),
        troops.LIST: test_troops.listing(REPORT),
        troops.FILE.format(number=700): test_troops.report(
            {row["host_iso3"]: int(row["personnel"]) for row in troops_now}
        ),
        gpr.ADDRESS: test_other_sources.risk(book("geopolitical_risk")).content,
        exchange.ADDRESS: test_other_sources.rates("2026-10-01").content,
        usgs.ADDRESS: test_other_sources.explosions(),
        beyond_parallel.ADDRESS: test_launch_lists.page(known),
        japan.FEED: test_launch_lists.feed("03d"),
        test_launch_lists.ADDRESS.format("03d"): pdf(test_launch_lists.ONE.format("３")),
    }
    found |= {
        wits.ADDRESS.format(indicator=wits.INDICATORS[flow]): test_wits.in_form(flow)
        for flow in wits.INDICATORS
    }
    found |= {
        worldbank.address(indicator): one.content
        for indicator, one in zip(worldbank.COLUMNS, test_worldbank.answers(), strict=True)
    }
    parts = test_launch_lists.listed()
    return found | {
        nagix.ADDRESS.format(name=name): part.content for name, part in zip(nagix.FILES, parts, strict=True)
    }


@pytest.fixture
def project(tmp_path, httpserver, monkeypatch):
    """A copy of the book's tables, and a server that is every source."""
    monkeypatch.setattr(beyond_parallel, "DELAY", 0.0)
    monkeypatch.setattr(japan, "DELAY", 0.0)
    monkeypatch.setattr("press.project.PACKAGES", ())
    shutil.copytree(datapackage.DATA, tmp_path / "data")
    serve(httpserver, answers())
    return tmp_path


def serve(server, contents):
    server.clear_all_handlers()
    for address, content in contents.items():
        path, _, query = address.removeprefix("https://").partition("?")
        server.expect_request(f"/{path}", query_string=query or None).respond_with_data(content)


def fetch(project, server, told):
    """Fetch all, accepting what is doubtful: in these answers distances follow from rounded positions."""
    policy = fetching.Policy(first_wait=0.01, longest_wait=0.01, jitter=0)
    asked = fetching.Wishes(accept=True, via=server.url_for(""), tell=told.append, policy=policy)
    return fetching.fetch(SOURCES, project, replace(asked, state=lambda place: {}, agree=lambda: True))


def contents(project):
    return {file.name: file.read_bytes() for file in (project / "data").iterdir()}


def test_what_the_book_holds_changes_no_row(project, httpserver):
    """All answer in their forms with what the book has: only the reach of what was looked at moves."""
    told, before = [], contents(project)
    assert fetch(project, httpserver, told) is True
    said = "\n".join(told)
    assert f"{len(SOURCES)} of {len(SOURCES)} sources answered" in said, said
    assert "gone: " not in said
    assert "news, after" not in said
    changed = {name for name, content in contents(project).items() if before.get(name) != content}
    digits = {"un_ideal_point_distance.csv", "us_troops_quarters.csv"}
    assert changed - digits == {"datapackage.json", "vintages.csv"}


def test_of_all_tables_none_is_written_when_one_is_wrong(project, httpserver):
    """A value out of range in one source's answer: no table changes, that of no other source either."""
    wrong = [
        {**row, "gpr": "-1"} if row["date"] == "2026-07-01" else row for row in book("geopolitical_risk")
    ]
    serve(httpserver, answers() | {gpr.ADDRESS: test_other_sources.risk(wrong).content})
    before = contents(project)
    with pytest.raises(
        FetchError, match=r"Geopolitical Risk Index: the rows would break a rule: .* minimum 0"
    ):
        fetch(project, httpserver, [])
    assert contents(project) == before
