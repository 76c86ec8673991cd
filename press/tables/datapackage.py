"""The description of the tables: reads `data/datapackage.json` (Frictionless Data Package)."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from press import project
from press.errors import DataError
from press.system import signs, strict_json
from press.tables import description

ROOT = project.root()
DESCRIPTION = description.NAME
_INSIDE = ROOT / project.SUBJECT / "data"  # where a wheel has them
DATA = _INSIDE if (_INSIDE / DESCRIPTION).exists() else ROOT / "data"


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
    selection: bool  # rows are chosen: that one is missing never means that there was none


@cache
def describe(folder: Path = DATA) -> dict[str, Any]:
    """Return the data package as written. Raises DataError when it cannot be read."""
    path, where = folder / DESCRIPTION, f"{folder.name}/{DESCRIPTION}"
    try:
        text = path.read_text(encoding="utf-8-sig")
        if line := signs.merge_mark(text):
            raise DataError(f"{where}, line {line}: {signs.MERGED}")
        described: dict[str, Any] = strict_json.loads(text)
    except FileNotFoundError:
        raise DataError(f"{folder.name}/{DESCRIPTION} is missing; every table is described in it") from None
    except json.JSONDecodeError as problem:
        raise DataError(
            f"{folder.name}/{DESCRIPTION}, line {problem.lineno}: {problem.msg}; it has to be valid JSON"
        ) from None
    except UnicodeDecodeError as problem:
        line = path.read_bytes()[: problem.start].count(b"\n") + 1
        raise DataError(f"{where}, line {line}: a letter is not UTF-8; save the file as UTF-8") from None
    except strict_json.StandsTwiceError as problem:
        raise DataError(f"{where}: the key {problem} stands twice in one place; keep one") from None
    for place, sign in signs.places(described):
        raise DataError(f"{folder.name}/{DESCRIPTION}: {place} holds the sign {sign}; {signs.WAY_OUT}")
    if found := list(description.shape(described)):
        raise DataError("\n".join(f"{where}: {said}" for said in found))
    return described


def check(folder: Path = DATA) -> None:
    """Check what the description says of every table. Raises DataError with a sentence for each slip."""
    if found := list(description.content(describe(folder))):
        raise DataError("\n".join(f"{folder.name}/{DESCRIPTION}: {said}" for said in found))


def check_files(folder: Path = DATA) -> None:
    """Check that every table of the folder is described. Raises DataError; a build needs only those."""
    if found := list(description.strays(describe(folder), folder)):
        raise DataError("\n".join(f"{folder.name}/{DESCRIPTION}: {said}" for said in found))


def field(name: str, folder: Path = DATA) -> Any:
    """Return one field of the whole package, such as "last_day"."""
    sys.audit("publish.input", f"package:{name}")
    if name not in describe(folder):
        raise DataError(f"{folder.name}/{DESCRIPTION} has no {name}; give the package one")
    return describe(folder)[name]


def has(name: str, folder: Path = DATA) -> bool:
    """Return whether the package describes a table or other resource of this name."""
    return any(entry["name"] == name for entry in describe(folder)["resources"])


def resource(name: str, folder: Path = DATA) -> dict[str, Any]:
    """Return the description of one table. Raises DataError naming the tables that there are."""
    sys.audit("publish.input", f"table:{name}")  # finer than the file, which every chapter opens
    resources: dict[str, dict[str, Any]] = {entry["name"]: entry for entry in describe(folder)["resources"]}
    if name not in resources:
        known = ", ".join(sorted(resources))
        raise DataError(f'there is no table "{name}" in {folder.name}/{DESCRIPTION}; it describes {known}')
    return resources[name]


def called(name: str, folder: Path = DATA) -> str:
    """Return the table that a name means: its own, or the one that its description says it is `called` by."""
    names = {one["called"]: one["name"] for one in describe(folder)["resources"] if "called" in one}
    return name if has(name, folder) else str(names.get(name, name))


def table_names(folder: Path = DATA) -> list[str]:
    """Return the names of all tables, in the package's order."""
    sys.audit("publish.input", "package:names")
    return [
        entry["name"] for entry in describe(folder)["resources"] if entry.get("profile") == description.TABLE
    ]


def source(name: str, folder: Path = DATA) -> Source:
    """Return where a table, or another resource of the package, comes from."""
    entry = resource(name, folder)
    defaults = {"rows": 0, "dates_rows": "", "selection": False}
    return Source(**{field: entry.get(field, defaults.get(field)) for field in Source.__dataclass_fields__})


def complete_to(name: str, folder: Path = DATA) -> str:
    """Return the day (ISO) up to which a dated table is complete; of a selection, up to which it was kept.

    A table may name another one in place of a day. Raises DataError when it states neither.
    """
    stated = str(resource(name, folder).get("complete_to", ""))
    if not stated:
        raise DataError(
            f"{folder.name}/{DESCRIPTION}: the table {name} does not say up to which day it is complete; "
            'add "complete_to", a day such as 2026-10-08'
        )
    return stated if stated[:1].isdigit() else complete_to(stated, folder)


def last_day_held(name: str, folder: Path = DATA) -> str:
    """Return the last day (ISO) that may date a row: that of `complete_to`, or of single rows known later."""
    return str(resource(name, folder).get("known_singly_to", "")) or complete_to(name, folder)


def digest(path: Path) -> str:
    """Return the hash of a file as the package writes it."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def fingerprint(entry: str, folder: Path = DATA) -> str | None:
    """Return the hash of what an input of a chapter says: "table:<name>", "package:<field>"; None for others.

    A chapter depends on the entries that it looked up, not on the whole file that holds them.
    """
    kind, _, name = entry.partition(":")
    if entry == f"{folder.name}/{DESCRIPTION}":
        return "by entry"
    if kind not in {"table", "package"}:
        return None
    said = {part["name"]: part for part in describe(folder)["resources"]}
    if kind == "table":
        found = said.get(name)
    else:
        found = sorted(said) if name == "names" else describe(folder).get(name)
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:24]
