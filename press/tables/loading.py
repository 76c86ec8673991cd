"""The ground floor: the tables of `data/`, typed and checked, each with its source.

`data/datapackage.json` describes every table and keeps the hash of the bytes that were last checked.
A table whose bytes still have that hash is read at once; any other is checked first, so that a
reader of a changed table gets the sentence that says what is wrong (`press.tables.checking`). Tables hold
what their sources say; where a source is wrong, `press.tables.corrections` replaces the cell on loading.
"""

from __future__ import annotations

import csv
import functools
import json
from pathlib import Path
from typing import Any

import pandas as pd

from press import prose
from press.errors import DataError
from press.system import records
from press.tables import corrections, datapackage
from press.tables.datapackage import Source

CORRECTIONS = "corrections"  # the table of cells that replace what a source says; a book may have none
_DTYPES = {"string": "string", "number": "float64", "integer": "Int64", "year": "Int64", "boolean": "boolean"}

__all__ = ["Source", "check", "country_names", "geometry", "load", "names", "refresh", "source"]


def names() -> list[str]:
    """Return the names of all tables, in the package's order."""
    return datapackage.table_names()


def source(name: str) -> Source:
    """Return where a table or a geometry comes from, and what to keep in mind."""
    return datapackage.source(name)


def load(name: str) -> pd.DataFrame:
    """Return a table with typed columns: dates as timestamps, years and counts as Int64, gaps as missing.

    Units stand in the column names; corrections of the source are made. Raises DataError when there is
    no such table, when it breaks a rule of its description, or when a correction no longer fits.
    """
    if name == CORRECTIONS or not datapackage.has(CORRECTIONS):
        return as_published(name)
    return _corrected(name, _verified(name), _verified(CORRECTIONS)).copy()


def as_published(name: str) -> pd.DataFrame:
    """Return a table with typed columns as its source has it, without corrections."""
    return _read(name, _verified(name)).copy()


@functools.cache
def _corrected(name: str, content: str, made: str) -> pd.DataFrame:
    """Return a table with its corrections made, once for each content of both (see `_verified`)."""
    return corrections.apply(name, _read(name, content), _read(CORRECTIONS, made))


@functools.cache
def _read(name: str, _content: str) -> pd.DataFrame:
    """Return a table as its file has it, read once for each content (see `_verified`)."""
    entry = datapackage.resource(name)
    return typed(entry, datapackage.DATA / entry["path"])


def typed(entry: dict[str, Any], path: Path) -> pd.DataFrame:
    """Return a file as its description types it, unchecked."""
    fields = entry["schema"]["fields"]
    return pd.read_csv(
        path,
        dtype={field["name"]: _DTYPES[field["type"]] for field in fields if field["type"] in _DTYPES},
        parse_dates=[field["name"] for field in fields if field["type"] == "date"],
        keep_default_na=False,
        na_values=entry["schema"]["missingValues"],
    )


def geometry(name: str) -> dict[str, Any]:
    """Return a GeoJSON file of `data/` as a dictionary."""
    _verify(name)
    path = datapackage.DATA / datapackage.resource(name)["path"]
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def columns(name: str) -> pd.DataFrame:
    """Return what a table's columns hold, one row a column: name, type, unit, description."""
    keep = ["name", "type", "unit", "description"]
    fields = datapackage.resource(name)["schema"]["fields"]
    return pd.DataFrame([{key: field.get(key, "") for key in keep} for field in fields], columns=keep)


@functools.cache
def country_names() -> dict[str, str]:
    """Return the short name of every country code, as charts and text use it."""
    table = load("countries")
    return dict(zip(table["iso3"], table["short_name"], strict=True))


def complete_to(name: str) -> pd.Timestamp:
    """Return the day up to which a dated table is complete (`complete_to` in its description)."""
    return pd.Timestamp(datapackage.complete_to(name))


def last_full_year(name: str) -> int:
    """Return the last calendar year that a dated table covers whole."""
    day = complete_to(name)
    return int(day.year if (day.month, day.day) == (12, 31) else day.year - 1)


def last_day() -> str:
    """Return the day (ISO) up to which the table that dates an edition is complete (`dated_by`).

    Raises DataError when there is no such table, or when it does not say up to which day it is complete.
    """
    name = datapackage.field("dated_by")
    if not datapackage.has(name):
        raise DataError(
            f"data/{datapackage.DESCRIPTION}: dated_by names the table {name}, which is not there; "
            "name the table whose last day dates the book"
        )
    return datapackage.complete_to(name)


def data_reach() -> str:
    """Return what reaches how far: "launches and events to 8 October 2026, votes and trade to 2025".

    The package's field `reaches` names what a reader asks after and the table that answers; empty without.
    """
    ends: dict[str, list[str]] = {}
    for what, name in datapackage.describe().get("reaches", {}).items():
        day = complete_to(name)
        end = str(day.year) if last_full_year(name) == day.year else prose.day(day)
        ends.setdefault(end, []).append(what)
    return ", ".join(f"{prose.listed(named)} to {end}" for end, named in ends.items())


def package_version() -> str:
    """Return the edition of the tables, such as "2026.11"."""
    return str(datapackage.field("version"))


def check(record: Path | None = None) -> None:
    """Check every table. Raises DataError with one sentence for the first thing that is wrong.

    `record` is a file that keeps what each table's check rested on: what has not changed since is not
    checked again.
    """
    from press.tables import checking

    datapackage.check()
    last = (records.read(record) if record else None) or {}
    now = {name: checking.rests_on(name) for name in names()}
    changed = [name for name in now if last.get(name) != now[name]]
    for name in changed:
        checking.check_content(name)
    for name in changed:
        checking.check_rows(name)
    for entry in datapackage.describe()["resources"]:
        _verify(entry["name"])
    if changed and datapackage.has(CORRECTIONS):
        made = as_published(CORRECTIONS)
        corrections.check_tables(made, names(), CORRECTIONS)
        for name in made["table"].unique():
            load(name)
    if record is not None:
        records.write(record, now)


def refresh() -> list[str]:
    """Check every table and record hash, size and rows of those that changed; return their names."""
    from press.tables import checking

    datapackage.check()
    for name in names():
        checking.check_content(name)
    described = datapackage.describe()
    changed = [entry["name"] for entry in described["resources"] if _bring_up_to_date(entry)]
    if changed:
        text = json.dumps(described, indent=1, ensure_ascii=False) + "\n"
        records.replace(datapackage.DATA / datapackage.DESCRIPTION, text.encode())
        datapackage.describe.cache_clear()
    return changed


def _verified(name: str) -> str | None:
    """Return a fingerprint of a file and its description, when it is the file that was checked last.

    Raises DataError otherwise.
    """
    _verify(name)
    return datapackage.fingerprint(f"table:{name}")


def _verify(name: str) -> None:
    """Raise DataError when a file is not the one that was checked last, after looking for the reason."""
    from press.tables import checking

    entry = datapackage.resource(name)
    path = datapackage.DATA / entry["path"]
    if path.exists() and datapackage.digest(path) == entry["hash"]:
        return
    if "schema" in entry:
        checking.check_content(name)
    checking.check_hash(name)


def _bring_up_to_date(entry: dict[str, Any]) -> bool:
    """Bring one description up to date with its file; return whether it changed."""
    path = datapackage.DATA / entry["path"]
    new: dict[str, Any] = {"bytes": path.stat().st_size, "hash": datapackage.digest(path)}
    if "schema" in entry:
        with path.open(encoding="utf-8", newline="") as lines:
            new["rows"] = sum(1 for _ in csv.reader(lines)) - 1
    changed = any(entry.get(key) != value for key, value in new.items())
    entry.update(new)
    return changed
