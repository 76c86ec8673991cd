"""The description of the tables: reads `data/datapackage.json` (Frictionless Data Package)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from brief.errors import DataError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DESCRIPTION = "datapackage.json"


@dataclass(frozen=True)
class Source:
    """Where a table comes from and what to keep in mind (the words of `datapackage.json`)."""

    name: str
    title: str
    publisher: str
    version: str
    licence: str
    address: str
    citation: str
    short_source: str
    accessed: str
    coverage: str
    known_errors: str
    rows: int
    dates_rows: str


@cache
def describe(folder: Path = DATA) -> dict[str, Any]:
    """Return the data package as written. Raises DataError when it cannot be read."""
    path = folder / DESCRIPTION
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{folder.name}/{DESCRIPTION} is missing; every table is described in it") from None
    except json.JSONDecodeError as problem:
        raise DataError(
            f"{folder.name}/{DESCRIPTION}, line {problem.lineno}: {problem.msg}; it has to be valid JSON"
        ) from None


def resource(name: str, folder: Path = DATA) -> dict[str, Any]:
    """Return the description of one table. Raises DataError naming the tables that there are."""
    resources = {entry["name"]: entry for entry in describe(folder)["resources"]}
    if name not in resources:
        known = ", ".join(sorted(resources))
        raise DataError(f'there is no table "{name}" in {folder.name}/{DESCRIPTION}; it describes {known}')
    return resources[name]


def table_names(folder: Path = DATA) -> list[str]:
    """Return the names of all tables, in the package's order."""
    return [
        entry["name"]
        for entry in describe(folder)["resources"]
        if entry["profile"] == "tabular-data-resource"
    ]


def source(name: str, folder: Path = DATA) -> Source:
    """Return where a table, or another resource of the package, comes from."""
    entry = resource(name, folder)
    defaults = {"rows": 0, "dates_rows": ""}
    return Source(**{field: entry.get(field, defaults.get(field)) for field in Source.__dataclass_fields__})


def digest(path: Path) -> str:
    """Return the hash of a file as the package writes it."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
