"""Tables as they were known on a day: the one place where rows are cut.

A row is known when all that it names is dated up to that day: its day, to the end of the month or year where
no more is known of it, and every day in its other cells. A year's value is known when the year has ended, or
on the day that the table's description gives under `year_ends` (such as "09-30").
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from press.asof import days
from press.fetch.sources import Row
from press.fetch.staging import as_csv, content_rows, rows_of
from press.tables import datapackage

CORRECTIONS = "corrections"
_WORDS = ("title", "description", "version", "coverage", "accessed", "known_errors", "citation")
_ENDS = ("complete_to", "known_singly_to")
Cut = dict[str, int]  # rows that were cut, by table


def cut(data: Path, day: str, then: Mapping[str, Sequence[Row]] | None = None) -> Cut:
    """Cut all tables in the folder `data` at `day` (ISO), with their description; return the rows that went.

    `then` holds the rows of tables that are known as they had been published by that day. The package is
    dated and named by that day.
    """
    place = data / datapackage.DESCRIPTION
    described = json.loads(place.read_text(encoding="utf-8"))
    gone: Cut = {}
    tables = [one for one in described["resources"] if "schema" in one]
    for entry in tables:
        rows = (then or {}).get(entry["name"]) or rows_of(data / entry["path"])
        kept = [row for row in rows if is_known(row, entry, day)]
        gone |= {entry["name"]: len(rows) - len(kept)} if len(kept) < len(rows) else {}
        write(data, entry, kept)
    drop_stale(data, tables)
    for entry in described["resources"]:
        _describe(entry, day)
    described |= {"version": day, "created": f"{day}T00:00:00Z"}
    place.write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return gone


def drop_stale(data: Path, entries: Sequence[dict[str, Any]]) -> None:
    """Take corrections out whose row is cut."""
    for entry in (one for one in entries if one["name"] == CORRECTIONS):
        rows = rows_of(data / entry["path"])
        write(data, entry, [row for row in rows if _corrects(row, entries, data)])


def write(data: Path, entry: dict[str, Any], rows: Sequence[Row]) -> None:
    """Write the rows of a table, and in its description what changes with them."""
    content = as_csv([field["name"] for field in entry["schema"]["fields"]], rows)
    path = data / entry["path"]
    path.write_bytes(content)
    entry |= {"rows": content_rows(content), "bytes": len(content), "hash": datapackage.digest(path)}


def is_known(row: Row, entry: Mapping[str, Any], day: str) -> bool:
    """Tell whether a row of a table was known on `day` (ISO)."""
    kinds = {field["name"]: field["type"] for field in entry["schema"]["fields"]}
    dates = [row[name] for name, kind in kinds.items() if kind == "date" and row[name]]
    years = [row[name] for name, kind in kinds.items() if kind == "year" and row[name]]
    if any(_ended(date, row.get("date_precision", "day")) > day for date in dates):
        return False
    ends = str(entry.get("year_ends", "12-31"))
    if any(f"{year}-{ends}" > day for year in years if not dates) or any(year > day[:4] for year in years):
        return False
    told = (cell for name, cell in row.items() if kinds[name] == "string")
    headed = (name.replace("_", "-") for name, cell in row.items() if cell)  # such as holders_2025_11_06
    return not any(days.later(text, day) for text in (*told, *headed))


def _ended(date: str, precision: str) -> str:
    """Return the last day (ISO) that a date may mean."""
    if precision == "year":
        return f"{date[:4]}-12-31"
    if precision in ("month", "about"):
        first = datetime.date.fromisoformat(f"{date[:7]}-01")
        return ((first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)).isoformat()
    return date


def _corrects(correction: Row, tables: Sequence[Mapping[str, Any]], data: Path) -> bool:
    """Tell whether the row that a correction mends is still there, which it names as "column=value;…"."""
    entry = next((one for one in tables if one["name"] == correction["table"]), None)
    if entry is None:
        return False
    wanted = dict(part.split("=", 1) for part in correction["row"].split(";"))
    rows = rows_of(data / entry["path"])
    return any(all(row.get(name) == value for name, value in wanted.items()) for row in rows)


def _describe(entry: dict[str, Any], day: str) -> None:
    """Leave in a table's description what was known on a day."""
    for word in (word for word in _WORDS if word in entry):
        entry[word] = days.known(str(entry[word]), day)
    entry["version"] = f"as of {day}"
    for word in (word for word in _ENDS if str(entry.get(word, ""))[:1].isdigit()):
        entry[word] = min(entry[word], day)
    for field in entry.get("schema", {}).get("fields", []):
        field["description"] = days.known(field.get("description", ""), day)
        for limit in ("maximum", "minimum"):
            if days.later(str(field.get("constraints", {}).get(limit, "")), day):
                del field["constraints"][limit]
