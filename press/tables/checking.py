"""Checks a table against its description and says in one sentence what is wrong.

Frictionless does the checking; this module adds what it does not look for (encoding, quoting, codes
in lists, the hash) and turns its reports into sentences with file, row, column, rule and way out.
Rows are counted as a spreadsheet counts them: the header is row 1.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
import re
from importlib import metadata
from pathlib import Path
from typing import Any

from press.errors import DataError
from press.system import signs
from press.tables import coverage, datapackage


def check_content(name: str, folder: Path = datapackage.DATA) -> None:
    """Check what one table holds. Raises DataError with one sentence for the first thing that is wrong."""
    entry = datapackage.resource(name, folder)
    path = folder / entry["path"]
    where = f"{folder.name}/{entry['path']}"
    _check_text(entry, path, where)
    _check_frictionless(entry, folder, where)
    _check_codes(entry, path, folder, where)
    coverage.check(entry, path)


def rests_on(name: str, folder: Path = datapackage.DATA) -> str:
    """Return a fingerprint of all that decides what the check of a table finds.

    That is the table, those that it refers to, their descriptions, and what checks them. A missing file
    has a fingerprint too.
    """
    entry = datapackage.resource(name, folder)
    whole = hashlib.sha256(_means())
    countries = [datapackage.resource("countries", folder)] if _lists_of_codes(entry) else []
    for part in [entry, *_referred(entry, folder), *countries]:
        path = folder / part["path"]
        whole.update(json.dumps(part).encode() + (path.read_bytes() if path.exists() else b"missing"))
    return whole.hexdigest()


@functools.cache
def _means() -> bytes:
    """Return what checks: the code of the ground floor and the version of Frictionless."""
    code = [
        Path(__file__).with_name(f"{name}.py")
        for name in ("checking", "corrections", "coverage", "datapackage", "description", "loading")
    ]
    return metadata.version("frictionless").encode() + b"".join(path.read_bytes() for path in code)


def check_hash(name: str, folder: Path = datapackage.DATA) -> None:
    """Check that a file is the one that its description was written for. Raises DataError."""
    entry = datapackage.resource(name, folder)
    path, where = folder / entry["path"], f"{folder.name}/{entry['path']}"
    if not path.exists():
        raise DataError(f"{where} is missing; {datapackage.DESCRIPTION} describes it: bring it back")
    if datapackage.digest(path) != entry["hash"]:
        raise DataError(
            f"{where}: the file is not the one that {datapackage.DESCRIPTION} describes (its hash differs); "
            "if the change is meant, run `make refresh`"
        )


def check_rows(name: str, folder: Path = datapackage.DATA) -> None:
    """Check that the description counts a table's rows and bytes as they are. Raises DataError."""
    entry = datapackage.resource(name, folder)
    path = folder / entry["path"]
    with path.open(encoding="utf-8", newline="") as lines:
        counts = {"rows": sum(1 for _ in csv.reader(lines)) - 1, "bytes": path.stat().st_size}
    for key, count in counts.items():
        if key in entry and entry[key] != count and datapackage.digest(path) == entry["hash"]:
            raise DataError(
                f"{folder.name}/{datapackage.DESCRIPTION}: {key} of {name} is {entry[key]}, and the file has "
                f"{count}; run `make refresh`"
            )


def _check_text(entry: dict[str, Any], path: Path, where: str) -> None:
    """Check what Frictionless overlooks: encoding, quoting, the sign between cells, blanks beside numbers."""
    if not path.exists():
        raise DataError(f"{where} is missing; {datapackage.DESCRIPTION} describes it: bring it back")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as problem:
        row = content[: problem.start].count(b"\n") + 1
        raise DataError(
            f"{where}, row {row}: the text is not UTF-8; save the file in that encoding"
        ) from None
    _check_line_ends(text, where)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        _check_rows(reader, entry, where)
    except csv.Error as problem:
        raise DataError(
            f"{where}, row {reader.line_num}: broken quoting ({problem}); "
            'close each quoted cell and double the quotes inside it ("")'
        ) from None


def _check_line_ends(text: str, where: str) -> None:
    """Check what a file's dialect leaves no choice in: LF at the ends of lines, no mark at the start."""
    if not text.strip():
        raise DataError(f"{where} is empty; bring back its first row, the names of its columns, and its rows")
    if line := signs.merge_mark(text):
        raise DataError(f"{where}, row {line}: {signs.MERGED}")
    if text.startswith("\ufeff"):
        raise DataError(
            f"{where}, row 1: a mark (BOM) stands before the first name; save it as UTF-8 without one"
        )
    if "\r\n" in text or "\r" in text.partition("\n")[0]:
        row = text.count("\n", 0, text.index("\r")) + 1
        raise DataError(
            f"{where}, row {row}: the line ends with CR; save the file with the line ends of Unix (LF)"
        )


def _check_head(head: list[str], where: str) -> None:
    """Check the names of the columns as they are written."""
    for place, name in enumerate(head, 1):
        if not name.strip():
            raise DataError(f"{where}, row 1: column {place} has no name; name it, or take its comma out")
        if name != name.strip():
            raise DataError(f"{where}, row 1: a blank stands beside the name {json.dumps(name)}; take it out")
        if head.count(name) > 1:
            raise DataError(f"{where}, row 1: two columns are called {name}; rename or take out one")


def _check_rows(reader: Any, entry: dict[str, Any], where: str) -> None:
    """Check the sign between cells, the letters of each, and each cell of a column that holds no words."""
    head: list[str] = next(reader, [])
    kinds = {field["name"]: field["type"] for field in entry["schema"]["fields"]}
    for sign, called in {";": "semicolons", "\t": "tabs", "|": "bars"}.items():
        if len(head) == 1 and len(kinds) > 1 and sign in head[0]:
            raise DataError(f"{where}: the cells are parted by {called}; save the file with commas")
    _check_head(head, where)
    exact = [
        (place, name, kinds[name]) for place, name in enumerate(head) if kinds.get(name, "string") in _EXACT
    ]
    for row in reader:
        if not any(cell.strip() for cell in row):
            raise DataError(f"{where}, row {reader.line_num}: the row is empty; take the line out")
        _check_words(row, head, f"{where}, row {reader.line_num}")
        for place, name, kind in exact:
            cell = row[place] if place < len(row) else ""
            if way_out := cell and _not_plain(cell, kind):
                spot = f"{where}, row {reader.line_num}, column {name}"
                told = json.dumps(cell[:_MOST_TOLD])
                raise DataError(f"{spot}: {told} is not written as a plain {kind}; {way_out}")


def _not_plain(cell: str, kind: str) -> str:
    """Return how to write a cell that is not written as its column is read, "" for one that is."""
    if len(cell) > (most := _MOST_FIGURES.get(kind, len(cell))):
        return f"write no more than {most} signs"
    if cell != cell.strip() or not cell.isascii() or (kind in _NUMBERS and _NO_NUMBER.search(cell)):
        return "write its figures only, without blanks, signs between thousands or words"
    return "write it as 2026-01-31" if kind == "date" and not _DAY.fullmatch(cell) else ""


def _check_words(row: list[str], head: list[str], where: str) -> None:
    """Check that a reader sees each cell as it is, and that no spreadsheet computes it."""
    for place, cell in enumerate(row):
        name = head[place] if place < len(head) else place + 1
        if sign := signs.unseen(cell):
            raise DataError(f"{where}, column {name}: the cell holds the sign {sign}; {signs.WAY_OUT}")
        if signs.is_formula(cell):
            raise DataError(
                f"{where}, column {name}: {json.dumps(cell[:40])} would be computed by a spreadsheet; put a "
                f"word or a blank before {json.dumps(cell[0])}"
            )


_MOST_FIGURES = {"integer": 18, "year": 18, "number": 40}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_TOLD = 80  # letters of a cell that a sentence repeats
_NUMBERS = ("number", "integer", "year")
_EXACT = (*_NUMBERS, "date", "datetime", "boolean")
_NO_NUMBER = re.compile(r"[\s_]|inf|nan", re.IGNORECASE)


def _check_frictionless(entry: dict[str, Any], folder: Path, where: str) -> None:
    from frictionless import Package, Schema
    from frictionless import Resource as TabularResource

    wanted = [_limited(entry, folder), *_referred(entry, folder)]
    plain = [{key: part[key] for key in ("name", "path", "encoding", "schema")} for part in wanted]
    resources = [
        TabularResource(
            name=part["name"],
            path=part["path"],
            basepath=str(folder),
            encoding=part["encoding"],
            schema=Schema.from_descriptor(_bare(part["schema"], keep_references=part is plain[0])),
        )
        for part in plain
    ]
    checked = Package(resources=resources, basepath=str(folder)).get_resource(entry["name"])
    report = checked.validate()
    for error in report.task.errors:
        raise DataError(_sentence(error, wanted[0], where))


def _limited(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return a description in which no row is dated after the day up to which the table is complete."""
    column = entry.get("dates_rows")
    if not column:
        return entry
    day = datapackage.last_day_held(entry["name"], folder)
    fields = [field if field["name"] != column else _until(field, day) for field in entry["schema"]["fields"]]
    return {**entry, "schema": {**entry["schema"], "fields": fields}}


def _until(field: dict[str, Any], day: str) -> dict[str, Any]:
    """Return a field of days or years that ends with a day."""
    last: str | int = int(day[:4]) if field["type"] == "year" else day
    return {**field, "constraints": {**field.get("constraints", {}), "maximum": last}}


def _referred(entry: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    keys = entry["schema"].get("foreignKeys", [])
    names = dict.fromkeys(key["reference"]["resource"] for key in keys)
    return [datapackage.resource(name, folder) for name in names if name != entry["name"]]


def _bare(schema: dict[str, Any], *, keep_references: bool) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if keep_references or key != "foreignKeys"}


def _check_codes(entry: dict[str, Any], path: Path, folder: Path, where: str) -> None:
    """Check columns that list several countries in one cell, which foreign keys cannot."""
    columns = _lists_of_codes(entry)
    if not columns:
        return
    known = _codes(folder)
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            for column in columns:
                unknown = [code for code in (row[column] or "").split(";") if code and code not in known]
                if unknown:
                    raise DataError(
                        f'{where}, row {number}, column {column}: "{unknown[0]}" is not in countries.csv; '
                        "use a code that is there, or add the country"
                    )


def _lists_of_codes(entry: dict[str, Any]) -> list[str]:
    """Return the columns that list several countries in one cell."""
    return [field["name"] for field in entry["schema"]["fields"] if field.get("lists") == "countries"]


def _codes(folder: Path) -> set[str]:
    with (folder / "countries.csv").open(encoding="utf-8", newline="") as lines:
        return {row["iso3"] for row in csv.DictReader(lines)}


def _sentence(error: Any, entry: dict[str, Any], where: str) -> str:
    """Return one sentence for a Frictionless error."""
    row = getattr(error, "row_number", 0)
    column, cell = getattr(error, "field_name", ""), getattr(error, "cell", None)
    if error.type == "missing-label":
        return f"{where}: the column {column} is missing; add it as {datapackage.DESCRIPTION} describes it"
    if error.type == "extra-label":
        way_out = f"describe it in {datapackage.DESCRIPTION} or take it out"
        return f"{where}: the column {error.label} is not described; {way_out}"
    if error.type == "incorrect-label":
        return f'{where}: a column is called "{error.label}" where {column} is expected; rename or reorder it'
    if error.type == "primary-key":
        key = ", ".join(entry["schema"]["primaryKey"])
        return f"{where}, row {row}: a second row with the same key ({key}); each row has a key of its own"
    if error.type == "foreign-key":
        return _unknown_reference(error, where, row)
    place = f"{where}, row {row}" + (f", column {column}" if column else "")
    cell = cell if cell is None else " ".join(str(cell).split())[:_MOST_TOLD]
    if error.type == "type-error":
        kind = _field(entry, column)["type"]
        return f'{place}: "{cell}" is not of type {kind}; write one or leave the cell empty'
    if error.type == "constraint-error":
        rule = _rule(entry, column, error.note)
        if column == entry.get("dates_rows") and rule.startswith("maximum"):
            way_out = (
                f"correct the date, or move complete_to of {entry['name']} in data/{datapackage.DESCRIPTION} "
                "(with make row: complete_to=DAY): it says that nothing up to that day is missing"
            )
            return f'{place}: "{cell}" is later than the table is complete to ({rule.split()[1]}); {way_out}'
        return f'{place}: "{cell}" breaks the rule {rule}; correct the cell or the rule'
    if error.type in ("missing-cell", "extra-cell"):
        amount = "few" if error.type == "missing-cell" else "many"
        return f"{place}: the row has too {amount} cells; check its commas"
    return f"{place}: {error.message}"


def _unknown_reference(error: Any, where: str, row: int) -> str:
    columns, table = ", ".join(error.field_names), error.reference_name
    values = ", ".join(" ".join(str(cell).split())[:_MOST_TOLD] for cell in error.field_cells)
    place = f"{where}, row {row}, column {columns}"
    return f'{place}: "{values}" is not in {table}.csv; use one that is, or add it there'


def _field(entry: dict[str, Any], column: str) -> dict[str, Any]:
    return next(field for field in entry["schema"]["fields"] if field["name"] == column)


def _rule(entry: dict[str, Any], column: str, note: str) -> str:
    """Return the broken constraint in words, such as "minimum 0"."""
    constraints = _field(entry, column).get("constraints", {})
    name = next((name for name in constraints if f'"{name}"' in note or f"{name} " in note), "")
    wanted = constraints.get(name, "")
    return f"{name} {', '.join(map(str, wanted)) if isinstance(wanted, list) else wanted}".strip() or note
