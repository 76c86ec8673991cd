"""`make row`: one row of a table by hand: asked for with meanings, checked at once, written whole."""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from press.errors import DataError
from press.fetch.fetching import FOLDER
from press.fetch.sources import Row
from press.fetch.staging import Staging
from press.tables import coverage, datapackage

COMPLETE_TO = "complete_to"  # beside the columns: the day to which the table is complete with the row
_NUMBERED = re.compile(r"([A-Za-z]+)(\d+)")
_CHANGED = re.compile(r"(?:^|(?<!\\) )(\w+)=")

Ask = Callable[[str], str]


@dataclass(frozen=True)
class Wish:
    """A row that is wanted: its table, the cells given, and who answers for the others (None: nobody)."""

    table: str
    given: Mapping[str, str]
    ask: Ask | None = None
    tell: Callable[[str], None] = print


def add(root: Path, wish: Wish) -> Row:
    """Add a row to a table and return it. Raises DataError with one sentence; the table is then as it was."""
    data = root / datapackage.DATA.name
    wish = replace(wish, table=datapackage.called(wish.table, data))
    entry = datapackage.resource(wish.table, data)
    fields: list[dict[str, Any]] = entry["schema"]["fields"]
    _see_names(wish, [field["name"] for field in fields])
    staging = Staging(root / FOLDER / "next", data)
    try:
        rows = staging.rows(wish.table)
        row = _filled(wish, entry, rows)
        if COMPLETE_TO in wish.given:
            staging.entry(wish.table)[COMPLETE_TO] = wish.given[COMPLETE_TO]
        dated = entry.get("dates_rows", "")
        held = staging.entry(wish.table)
        if dated and isinstance(held.get("coverage"), str):
            held["coverage"] = coverage.reaching(held["coverage"], row[dated])
        staging.write(wish.table, _with(row, rows, dated))
        staging.check(wish.table)
        staging.take_place()
    finally:
        staging.discard()
    return row


def _with(row: Row, rows: list[Row], dated: str) -> list[Row]:
    """Return the rows with a new one: in its place where a column of days, `dated`, orders them, or last."""
    days = [one[dated] for one in rows] if dated else []
    if not days or days != sorted(days):
        return [*rows, row]
    place = bisect.bisect_right(days, row[dated])
    return [*rows[:place], row, *rows[place:]]


def pairs(arguments: Sequence[str], flags: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that the command line gives, as KEY=VALUE or as variables of `make`.

    `flags` is the MAKEFLAGS of the calling make: it names its variables, whose values are in the environment.
    """
    named = _CHANGED.findall(flags.partition("-- ")[2]) if "-- " in flags else []
    found = {name: environment[name] for name in named if name in environment and name.islower()}
    given: set[str] = set()
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals:
            raise DataError(f'"{argument}" is no KEY=VALUE; write name=value, with quotes around words')
        if name in given:
            raise DataError(f'"{name}" is given twice; give it once')
        given.add(name)
        found[name] = value
    return found


def _see_names(wish: Wish, columns: Sequence[str]) -> None:
    for name, cell in wish.given.items():
        if len(cell.splitlines()) > 1:
            raise DataError(f"{wish.table}: {name} holds more than one line; a cell is one line")
        if name not in columns and name != COMPLETE_TO:
            near = difflib.get_close_matches(name, columns, 1)
            meant = f'; "{near[0]}" may be meant' if near else ""
            raise DataError(
                f'{wish.table} has no column "{name}"{meant}; its columns are {", ".join(columns)}'
            )


def _filled(wish: Wish, entry: Mapping[str, Any], rows: Sequence[Row]) -> Row:
    """Return the whole row: given cells, the next identifier, and what is asked for."""
    row: Row = {}
    missing = []
    for field in entry["schema"]["fields"]:
        name = field["name"]
        if name in wish.given:
            row[name] = wish.given[name]
            if problem := wrong(field, row[name]):
                raise DataError(f"{wish.table}, column {name}: {problem}")
            continue
        proposed = next_identifier(name, entry, rows, row)
        if wish.ask is not None and not proposed:
            row[name] = _asked(field, wish.ask, wish.tell)
            continue
        row[name] = proposed
        if not proposed and field.get("constraints", {}).get("required"):
            missing.append(meaning(field))
    if missing:
        raise DataError(f"{wish.table}: these columns have to be given as KEY=VALUE: {'; '.join(missing)}")
    return row


def _asked(field: Mapping[str, Any], ask: Ask, tell: Callable[[str], None]) -> str:
    """Ask for a cell until it is right."""
    while True:
        cell = ask(f"{meaning(field)}: ").strip()
        problem = wrong(field, cell)
        if not problem:
            return cell
        tell(problem)


def meaning(field: Mapping[str, Any]) -> str:
    """Return a column's name with what it means, in which unit, and which values may stand there."""
    parts = [field.get("description", ""), field.get("unit", ""), *_rules(field)]
    return f"{field['name']} ({', '.join(part for part in parts if part)})"


def _rules(field: Mapping[str, Any]) -> Iterator[str]:
    rules = field.get("constraints", {})
    if "enum" in rules:
        yield f"one of {' | '.join(map(str, rules['enum']))}"
    elif field["type"] != "string":
        yield {"date": "a day such as 2026-11-20", "boolean": "true or false"}.get(
            field["type"], field["type"]
        )
    yield from (
        f"{word} {rules[key]}"
        for key, word in (("minimum", "at least"), ("maximum", "at most"))
        if key in rules
    )
    if not rules.get("required"):
        yield "may be empty"


def wrong(field: Mapping[str, Any], cell: str) -> str:
    """Return what is wrong with a cell, in a sentence; "" of one that is right."""
    rules = field.get("constraints", {})
    if not cell:
        return "it may not be empty" if rules.get("required") else ""
    allowed = [str(one) for one in rules.get("enum", [])]
    if allowed and cell not in allowed:
        near = difflib.get_close_matches(cell, allowed, 1)
        meant = f'; "{near[0]}" may be meant' if near else ""
        return f'"{cell}" is none of {", ".join(allowed)}{meant}'
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return f'"{cell}" is not written like {rules["pattern"]}'
    return _of_type(field["type"], cell) or _beyond(rules, cell)


def _of_type(kind: str, cell: str) -> str:
    try:
        if kind == "date":
            date.fromisoformat(cell)
        elif kind in ("integer", "year"):
            int(cell)
        elif kind == "number":
            float(cell)
        elif kind == "boolean" and cell not in ("true", "false"):
            raise ValueError
    except ValueError:
        return f'"{cell}" is not of type {kind}'
    return ""


def _beyond(rules: Mapping[str, Any], cell: str) -> str:
    for key, word, sign in (("minimum", "less", 1), ("maximum", "more", -1)):
        if key in rules and not isinstance(rules[key], str) and sign * (float(cell) - rules[key]) < 0:
            return f'"{cell}" is {word} than {rules[key]}'
    return ""


def next_identifier(column: str, entry: Mapping[str, Any], rows: Sequence[Row], begun: Row) -> str:
    """Return the next identifier where a column holds one: a number, or letters with a number; "" else.

    Of a key with several columns the last counts within the others, as evidence does within its claim.
    """
    key = entry["schema"]["primaryKey"]
    if column != key[-1]:
        return ""
    before = [row[column] for row in rows if all(row[name] == begun.get(name) for name in key[:-1])]
    kind = next(field["type"] for field in entry["schema"]["fields"] if field["name"] == column)
    if kind == "integer":
        return str(max((int(cell) for cell in before), default=0) + 1)
    found = [_NUMBERED.fullmatch(cell) for cell in before]
    last = max(filter(None, found), key=lambda one: int(one[2]), default=None)
    if last is None or len(key) > 1 or not all(found):
        return ""
    return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}d}"
