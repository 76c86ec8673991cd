"""The record of what was fetched, as a table of the book: `vintages`, one row a table and answer.

It comes with the first fetch. What a table's description says of its reach is written from the same reading.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from press import prose
from press.fetch.differences import Difference
from press.fetch.sources import Reading, Row
from press.fetch.vintages import Vintage
from press.tables import coverage

TABLE = "vintages"
_COLUMNS = {
    "table": ("string", "table that was filled"),
    "source": ("string", "name of the source, as `make fetch` takes it"),
    "address": ("string", "address that was asked"),
    "fetched": ("string", "time of the answer (UTC)"),
    "sha256": ("string", "hash of the answer, under which it is kept"),
    "size_bytes": ("integer", "size of the answer"),
    "published": ("date", "the publisher's own date; empty: none was given"),
    "newest": ("date", "newest observation in the answer"),
    "complete_to": ("date", "day up to which a missing row means that there was nothing"),
}
MIRRORED = ", from the mirror "  # in an address: what was asked in its place
_OPTIONAL = ("published", "newest", "complete_to")


def rows(table: str, reading: Reading, vintages: tuple[Vintage, ...]) -> list[Row]:
    """Return the rows that tell where a table came from."""
    return [
        {
            "table": table,
            "source": one.source,
            "address": f"{one.address}{MIRRORED}{one.mirror}" if one.mirror else one.address,
            "fetched": one.fetched,
            "sha256": one.sha256,
            "size_bytes": str(one.bytes),
            "published": reading.published or one.published,
            "newest": reading.newest,
            "complete_to": reading.complete_to,
        }
        for one in vintages
    ]


def merged(old: list[Row], new: list[Row]) -> list[Row]:
    """Return the record with new rows; an answer that came before keeps its first time."""
    known = {_key(row): row for row in old}
    return [*old, *(row for row in new if _key(row) not in known)]


def _key(row: Row) -> tuple[str, ...]:
    return (row["table"], row["address"], row["sha256"])


def description(publisher: str) -> dict[str, Any]:
    """Return how the package describes the record."""
    fields = [
        {
            "name": name,
            "type": kind,
            "description": says,
            "constraints": {"required": name not in _OPTIONAL},
        }
        for name, (kind, says) in _COLUMNS.items()
    ]
    return {
        "name": TABLE,
        "path": f"{TABLE}.csv",
        "profile": "tabular-data-resource",
        "title": "What was fetched, and when",
        "publisher": publisher,
        "version": "since the first fetch",
        "licence": "CC BY 4.0",
        "address": "",
        "citation": f"{publisher}, record of the answers from which tables were filled.",
        "short_source": "record of `make fetch`",
        "accessed": "at the times that it names",
        "coverage": "every answer from which a table was written",
        "known_errors": "none known",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": 0,
        "bytes": 0,
        "hash": "",
        "schema": {"fields": fields, "primaryKey": ["table", "address", "sha256"], "missingValues": [""]},
    }


def date_entry(entry: dict[str, Any], found: Difference, reading: Reading, today: date) -> None:
    """Bring a table's description up to what the answers cover."""
    entry.update(reading.described)
    entry["accessed"] = prose.month(today)
    column = entry.get("dates_rows", "")
    if not column or not reading.complete_to:
        return
    if str(entry.get("complete_to", "0"))[:1].isdigit():  # else it names another table
        entry["complete_to"] = max(str(entry.get("complete_to", "")), reading.complete_to)
    last = max((row[column] for row in found.rows), default="")
    if isinstance(entry.get("coverage"), str):
        entry["coverage"] = coverage.reaching(entry["coverage"], last)
    last = f"{last}-12-31" if len(last) == 4 else last
    if last > entry["complete_to"]:
        entry["known_singly_to"] = max(last, str(entry.get("known_singly_to", "")))
