"""A table as of a day is what its source had published by then, where that answer was kept."""

import csv
import io
import json

import pytest

from press.asof import cutting, published
from press.fetch.sources import Answer, Reading, Source
from press.fetch.vintages import Store
from press.tables import datapackage

ADDRESS = "https://stays.example.org/stays.csv"
FIRST = "country,year,stays\nA,2022,3\nA,2023,4\n"
REVISED = "country,year,stays\nA,2022,3\nA,2023,5\nA,2024,6\n"
FIELDS = [("country", "string"), ("year", "year"), ("stays", "integer")]


def _read(answers, _held):
    rows = list(csv.DictReader(io.StringIO(answers[0].content.decode())))
    last = f"{rows[-1]['year']}-12-31"
    return {"stays": Reading(rows, last, last)}


SOURCE = Source("stays", "Stays", ("stays",), lambda get: [get(ADDRESS, expects="csv")], _read)


@pytest.fixture
def data(tmp_path):
    """The table as it is now, in a folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "stays.csv").write_text(REVISED)
    schema = {
        "fields": [{"name": name, "type": kind} for name, kind in FIELDS],
        "primaryKey": ["country", "year"],
        "missingValues": [""],
    }
    entry = {"name": "stays", "path": "stays.csv", "profile": "tabular-data-resource", "dates_rows": "year"}
    entry |= {"complete_to": "2024-12-31", "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [entry]}))
    datapackage.describe.cache_clear()
    return folder


@pytest.fixture
def store(tmp_path):
    """Two answers of one address: of January 2024 by its publisher, of February 2025 by when it came."""
    kept = Store(tmp_path / "vintages")
    for content, fetched, day in (
        (FIRST, "2026-01-01T00:00:00Z", "2024-01-15"),
        (REVISED, "2025-02-01T00:00:00Z", ""),
    ):
        kept.note([kept.keep("stays", Answer(ADDRESS, content.encode(), fetched, day))])
    return Store(tmp_path / "vintages")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-06-30", FIRST),
        ("2025-01-31", FIRST),
        ("2025-02-01", REVISED),
        ("2023-12-31", "country,year,stays\nA,2022,3\nA,2023,5\n"),  # nothing is kept of that time
    ],
)
def test_what_was_published_by_then_is_taken_and_else_the_present_table_is_cut(data, store, day, expected):
    """The value that was revised later is the old one."""
    then = published.tables([SOURCE], store, data, day)
    assert bool(then) == (day >= "2024-01-15")
    cutting.cut(data, day, then)
    assert (data / "stays.csv").read_text() == expected
