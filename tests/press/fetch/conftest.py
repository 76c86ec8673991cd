"""The small project of `stays.py` in a folder of its own, and a server that plays its source."""

from __future__ import annotations

import json

import pytest
from pytest_httpserver import HTTPServer
from stays import FIELDS, OLD, House

from press.tables import datapackage


@pytest.fixture(scope="session")
def make_httpserver():
    """A server that answers several at once."""
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def house(tmp_path, httpserver, monkeypatch):
    """The small project as it is before a fetch."""
    monkeypatch.setattr("press.project.PACKAGES", ())
    data = tmp_path / "data"
    data.mkdir()
    (data / "stays.csv").write_text(OLD, encoding="utf-8")
    entry = {
        "name": "stays",
        "path": "stays.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dates_rows": "year",
        "complete_to": "2024-12-31",
        "accessed": "long ago",
        "rows": 50,
        "bytes": len(OLD),
        "hash": datapackage.digest(data / "stays.csv"),
        "schema": {"fields": FIELDS, "primaryKey": ["country", "year"], "missingValues": [""]},
    }
    package = {"name": "small", "title": "Small: the tables", "resources": [entry]}
    (data / "datapackage.json").write_text(json.dumps(package, indent=1) + "\n", encoding="utf-8")
    return House(tmp_path, httpserver)
