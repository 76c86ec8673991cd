"""What `datapackage.json` has to say of every table: each slip is told with table, key and way out.

`shape` tells what no reader of the description could work with; `content` the rest, once the shape is right.
"""

from __future__ import annotations

import datetime
import difflib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

NAME = "datapackage.json"
TABLE, OTHER = "tabular-data-resource", "data-resource"
_WORDS = (
    *("name", "path", "profile", "title", "publisher", "version", "licence", "address", "citation"),
    *("short_source", "accessed", "coverage", "known_errors", "encoding", "hash"),
)
_KNOWN = (
    *_WORDS,
    *("format", "mediatype", "bytes", "rows", "schema", "dates_rows", "complete_to", "selection", "called"),
    *("known_singly_to", "year_ends", "features", "description"),
)
_TOP = (
    *("profile", "name", "title", "version", "created", "description", "licenses", "resources", "dated_by"),
    *("reaches", "keywords", "homepage", "contributors", "sources", "id", "image"),
)
_FIELD = (
    "name",
    "type",
    "description",
    "constraints",
    "unit",
    "lists",
    "title",
    "format",
    "example",
    "rdfType",
)
_TYPES = ("string", "number", "integer", "year", "boolean", "date", "datetime")
_CONSTRAINTS = ("required", "unique", "minimum", "maximum", "minLength", "maxLength", "pattern", "enum")
_VERSION = re.compile(r"\d{4}\.(?:0[1-9]|1[0-2])(?:\.[1-9]\d*)?")
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\S*)?")


def shape(described: Any) -> Iterator[str]:
    """Yield what is wrong with the shape of a description: keys, lists, names, columns."""
    if not isinstance(described, dict) or not isinstance(described.get("resources"), list):
        yield "resources is no list; it lists the tables, each with its name and path"
        return
    names: list[str] = []
    for number, entry in enumerate(described["resources"], 1):
        if not isinstance(entry, dict) or not _is_words(entry.get("name")):
            yield f"resource {number} has no name; give it one, such as events"
            continue
        name = entry["name"]
        if name in names:
            yield f"the table {name} is described twice; keep one"
        names.append(name)
        if not re.fullmatch(r"[-a-z0-9._]+", name):
            yield f"the name {json.dumps(name)} is none; write small letters, figures, _ and - only"
        if not _is_words(entry.get("path")):
            yield f"{name} has no path; name its file, such as {name}.csv"
        elif Path(entry["path"]).name != entry["path"]:
            yield f"the path of {name} is {entry['path']}; its file lies beside {NAME}: write its name only"
        if "schema" in entry:
            yield from _of_schema(entry["schema"], name)


def _of_schema(schema: Any, name: str) -> Iterator[str]:
    """Yield what is wrong with a list of columns."""
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        yield f"the schema of {name} has no fields; list its columns, each with name and type"
        return
    seen: list[str] = []
    for number, field in enumerate(fields, 1):
        if not isinstance(field, dict) or not _is_words(field.get("name")):
            yield f"column {number} of {name} has no name; give it the one that heads it"
            continue
        column = f"{name}, column {field['name']}"
        if field["name"] in seen:
            yield f"{column}: it is described twice; keep one"
        seen.append(field["name"])
        if field.get("type") not in _TYPES:
            yield f"{column}: its type is {field.get('type')}; {_near(str(field.get('type')), _TYPES)}"
        else:
            yield from _of_constraints(field.get("constraints", {}), field["type"], column)


def _of_constraints(given: Any, kind: str, column: str) -> Iterator[str]:
    """Yield what is wrong with the rules of a column."""
    if not isinstance(given, dict):
        yield f'{column}: its constraints are no keys; write them so: {{"required": true}}'
        return
    for rule, value in given.items():
        if rule not in _CONSTRAINTS:
            yield f"{column}: there is no constraint {rule}; {_near(rule, _CONSTRAINTS)}"
        elif wanted := _wanted(rule, value, kind):
            yield f"{column}: the constraint {rule} is no {wanted}; mend it"


def _wanted(rule: str, value: Any, kind: str) -> str:
    """Return what a constraint has to be and is not, "" when it is right."""
    if rule in ("required", "unique"):
        return "" if isinstance(value, bool) else "true or false"
    if rule == "enum":
        return "" if isinstance(value, list) and value else "list of values"
    if rule == "pattern":
        try:
            re.compile(value)
        except (re.error, TypeError):
            return "pattern"
        return ""
    if rule in ("minimum", "maximum") and kind in ("date", "datetime"):
        return "" if _is_day(value) else "day, such as 2026-11-28"
    return "" if isinstance(value, (int, float)) and not isinstance(value, bool) else "number"


def content(described: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with what a description of the right shape says."""
    entries: Sequence[dict[str, Any]] = described["resources"]
    tables = {entry["name"]: entry for entry in entries}
    for key in ("version", "created", "dated_by"):
        if key not in described:
            yield f"the package has no {key}; give it one"
    if "version" in described and not _matches(_VERSION, described["version"]):
        yield f'version is {described["version"]}; it names an edition, in quotes, such as "2026.12"'
    if "created" in described and not _is_day(str(described["created"])[:10]):
        yield f"created is {described['created']}; write a day, such as 2026-11-28T00:00:00Z"
    yield from _misspelt(described, _TOP, "the package")
    yield from _of_dates(described, tables)
    for entry in entries:
        yield from _of_entry(entry, tables)
    yield from _shared(entries, "path")
    yield from _shared(entries, "called")


def strays(described: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """Yield a sentence for each table beside the description that it does not describe."""
    paths = {entry["path"] for entry in described["resources"]}
    for file in sorted(folder.glob("*.csv")):
        if file.name not in paths:
            yield f"it does not describe {file.name}; describe the table, or take the file out"


def _shared(entries: Sequence[dict[str, Any]], key: str) -> Iterator[str]:
    """Yield a sentence for each value of a key that two tables share and only one may have."""
    seen: dict[str, str] = {}
    for entry in entries:
        value = entry.get(key)
        if isinstance(value, str) and value in seen:
            yield f"{entry['name']} and {seen[value]} have the same {key}, {value}; give one of them its own"
        elif isinstance(value, str):
            seen[value] = entry["name"]


def _of_dates(described: Mapping[str, Any], tables: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with the tables that date the book and tell how far it reaches."""
    reaches = described.get("reaches", {})
    if not isinstance(reaches, dict):
        yield "reaches holds no keys; name what a reader asks after, each with its table"
        reaches = {}
    named = {
        "dated_by": described.get("dated_by"),
        **{f"reaches, {what}": name for what, name in reaches.items()},
    }
    for place, name in named.items():
        if name is None:
            continue
        if not isinstance(name, str) or name not in tables:
            yield f"{place}: there is no table {name}; {_near(str(name), tables)}"
        elif not tables[name].get("complete_to"):
            yield f"{place}: the table {name} does not say how far it is complete; add complete_to to it"


def _of_entry(entry: dict[str, Any], tables: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with what is said of one table."""
    name = entry["name"]
    yield from _misspelt(entry, _KNOWN, name)
    for key in _WORDS:
        if not isinstance(entry.get(key), str):
            yield f'{name} does not say its {key}; add it as a text, "" where there is none'
    if entry.get("profile") not in (TABLE, OTHER):
        yield f"the profile of {name} is {entry.get('profile')}; write {TABLE}, or {OTHER} for no table"
    if entry.get("profile") == TABLE and "schema" not in entry:
        yield f"{name} has no schema; list its columns in it"
    if entry.get("encoding") not in (None, "utf-8"):
        yield f"the encoding of {name} is {entry['encoding']}; save the file as UTF-8 and write utf-8"
    if not _matches(_ADDRESS, entry.get("address", "")):
        yield f"the address of {name} is {entry['address']}; begin it with https://, or leave it empty"
    if not isinstance(entry.get("selection", False), bool):
        yield f"selection of {name} is no true or false; write one of them, without quotes"
    yield from _of_days(entry, tables)
    if isinstance(entry.get("schema"), dict):
        yield from _of_keys(entry, tables)


def _of_days(entry: dict[str, Any], tables: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with a table's days: up to which it is complete, and which dates its rows."""
    name = entry["name"]
    columns = _columns(entry)
    if (dated := entry.get("dates_rows", "")) != "" and dated not in columns:
        yield f"dates_rows of {name} is {dated}, which is none of its columns; {_near(str(dated), columns)}"
    for key in ("complete_to", "known_singly_to"):
        day = entry.get(key, "")
        if day == "":
            continue
        if isinstance(day, str) and key == "complete_to" and day in tables:
            if tables[day].get(key) in tables:
                yield f"{key} of {name} names {day}, which names a table in turn; write a day there"
        elif not _is_day(day):
            yield f"{key} of {name} is {day}; write a day, such as 2026-11-28, or the name of another table"


def _of_keys(entry: dict[str, Any], tables: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with a table's keys, its references to others, and its columns' words."""
    name, schema, columns = entry["name"], entry["schema"], _columns(entry)
    if not _are_words(schema.get("missingValues")):
        yield f'the schema of {name} has no missingValues; write what stands for a gap, [""]'
    for column in _listed(schema.get("primaryKey", [])):
        if column not in columns:
            near = _near(column, columns)
            yield f"primaryKey of {name} names {column}, which is none of its columns; {near}"
    for field in schema["fields"]:
        place = f"{name}, column {field['name']}"
        yield from _misspelt(field, _FIELD, place)
        if field.get("lists", "countries") != "countries":
            yield f"{place}: lists is {field['lists']}; write countries, or take it out"
    keys = schema.get("foreignKeys", [])
    if not isinstance(keys, list):
        yield f"foreignKeys of {name} is no list; write a list of keys, [] where there is none"
    for key in keys if isinstance(keys, list) else ():
        yield from _of_reference(key, entry, tables)


def _of_reference(key: Any, entry: dict[str, Any], tables: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Yield what is wrong with a reference to another table."""
    place = f"a foreign key of {entry['name']}"
    reference = key.get("reference") if isinstance(key, dict) else None
    if not isinstance(reference, dict) or "fields" not in key:
        yield f"{place} is not whole; it holds fields, and a reference with resource and fields"
        return
    other = reference.get("resource") or entry["name"]
    if not isinstance(other, str) or other not in tables:
        yield f"{place} names the table {other}, which is not there; {_near(str(other), tables)}"
        return
    for columns, table in ((key["fields"], entry), (reference.get("fields", []), tables[other])):
        for column in _listed(columns):
            if column not in _columns(table):
                near = _near(column, _columns(table))
                yield f"{place} names the column {column}, which {table['name']} has not; {near}"


def _columns(entry: Mapping[str, Any]) -> list[str]:
    return [field["name"] for field in entry.get("schema", {}).get("fields", [])]


def _misspelt(given: Mapping[str, Any], known: Collection[str], place: str) -> Iterator[str]:
    """Yield a sentence for each key that is nearly a known one; a description may hold keys of its own."""
    for key in given:
        near = difflib.get_close_matches(key, known, 1, 0.8) if key not in known else []
        if near:
            yield f"{place}: nobody reads the key {key}; did you mean {near[0]}?"


def _near(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(known), 1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_day(value: Any) -> bool:
    try:
        return bool(datetime.date.fromisoformat(value).isoformat() == value)  # other forms are read, too
    except (TypeError, ValueError):
        return False
