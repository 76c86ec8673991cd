"""Tables by chance for the loader: each is refused by a sentence, or read as its file has it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from press.errors import DataError
from press.tables import checking, datapackage, loading

NAME = "chance"
_SIGNS = "ab é한,;|\t\"'\n\r=+-@.0123456789eE_% \u00a0\u200b\ufeff\x00NaTinf"
_RIGHT = {
    "string": (
        "",
        "a",
        "NA",
        "nan",
        "null",
        "None",
        "true",
        "0",
        "a,b",
        'a "b"',
        "é한",
        "a b",
        "1e5",
        "2020-01-01",
    ),
    "number": ("", "0", "-1.5", "1e5", "1E-3", "007", "0.1", "123456.789012", "-0", "1."),
    "integer": ("", "0", "-3", "5", "007", "123456789012", "-0"),
    "year": ("", "2020", "1950", "1999"),
    "date": ("", "2020-02-29", "1950-01-01", "2026-11-29"),
    "boolean": ("", "true", "false"),
}
_WRONG = {
    "string": (" ", "=1", " a", "a ", "a\nb", "\u202e"),
    "number": (".5", "1_000", "1,5", "inf", "nan", "٣", "9" * 400, "0x1", "1e999", "+5"),
    "integer": ("1.0", "1e3", "9" * 19, "9" * 30, "+5", "0x1", "٣"),
    "year": ("0000", "-5", "99999", "20", "2020.0", "٢٠٢٠", "1e3"),
    "date": ("2021-02-29", "2020-1-1", "01.02.2020", "0001-01-01", "9999-12-31", "2020-01-01T00"),
    "boolean": ("True", "1", "0", "yes", "TRUE"),
}  # fmt: skip
_RULES: dict[str, tuple[dict[str, Any], ...]] = {
    "string": ({"enum": ["a", "b", "NA"]}, {"minLength": 1}, {"pattern": "[a-z]+"}, {"unique": True}),
    "number": ({"minimum": 0}, {"maximum": 10}, {"enum": [0, 0.5, 1]}),
    "integer": ({"minimum": 0}, {"maximum": 10}, {"enum": [0, 1]}),
    "year": ({"minimum": 1900, "maximum": 2100},),
    "date": ({"minimum": "2000-01-01"}, {"maximum": "2100-01-01"}),
    "boolean": ({"enum": [True]},),
}


@dataclass(frozen=True)
class Case:
    """A description's schema, and the bytes of the file that it describes."""

    schema: dict[str, Any]
    content: bytes

    @property
    def text(self) -> str:
        """The case as it is told."""
        return f"{json.dumps(self.schema)}\n{self.content!r}\n"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a schema with a file: most cells could stand there; some bytes are changed."""
    kinds = draw(st.lists(st.sampled_from(sorted(_RIGHT)), min_size=1, max_size=4))
    fields = [_field(draw, f"c{place}", kind) for place, kind in enumerate(kinds)]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if draw(st.booleans()):
        schema["primaryKey"] = [fields[0]["name"]]
    rows = draw(st.lists(st.tuples(*map(_cell, kinds)), max_size=4))
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        lineterminator=draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r"))),
        delimiter=draw(st.sampled_from(f"{',' * 20};\t")),
        quoting=draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))),
    )
    writer.writerows([[field["name"] for field in fields], *rows])
    return Case(schema, _changed(draw, text.getvalue().encode()))


def _field(draw: st.DrawFn, name: str, kind: str) -> dict[str, Any]:
    rules = draw(st.sampled_from(({}, {"required": True}, *_RULES[kind])))
    return {"name": name, "type": kind} | ({"constraints": rules} if rules else {})


def _cell(kind: str) -> st.SearchStrategy[str]:
    """Cells that could stand in a column; one in thirty could not, or is any text."""
    right = st.sampled_from(_RIGHT[kind])
    wrong = st.one_of(st.sampled_from(_WRONG[kind]), st.text(_SIGNS, max_size=8))
    return st.integers(0, 29).flatmap(lambda chance: right if chance else wrong)


def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    """Return the bytes as they are, or cut, doubled, or with some put in."""
    at = draw(st.integers(0, len(content)))
    what = draw(st.sampled_from((*[""] * 20, "cut", "put in", "mark", "doubled")))
    some = draw(st.sampled_from((b"\xff", b"\x00", b'"', b",", b"\n", b"\r", b"\n\n", b"  ", b"\xc3\xa9")))
    return {
        "": content,
        "cut": content[:at],
        "put in": content[:at] + some + content[at:],
        "mark": b"\xef\xbb\xbf" + content,
        "doubled": content + content,
    }[what]


def fault(folder: Path, case: Case) -> str:
    """Return what is wrong with how a case is met: "" when it is refused by a sentence, or read as it is."""
    entry = {"name": NAME, "path": f"{NAME}.csv", "encoding": "utf-8", "schema": case.schema}
    (folder / entry["path"]).write_bytes(case.content)
    (folder / datapackage.DESCRIPTION).write_text(json.dumps({"resources": [entry]}), encoding="utf-8")
    datapackage.describe.cache_clear()
    try:
        checking.check_content(NAME, folder)
        frame = loading.typed(entry, folder / entry["path"])
    except DataError as problem:
        return "" if "\n" not in str(problem).strip() else f"more than a sentence: {problem}"
    except Exception as problem:  # any other would end a build in a traceback
        return f"{type(problem).__name__}: {problem}"
    return _otherwise(case, frame)


def _otherwise(case: Case, frame: pd.DataFrame) -> str:
    """Return which cell was read otherwise than the file has it."""
    lines = csv.reader(io.StringIO(case.content.decode("utf-8"), newline=""))
    rows = [row for row in lines if row][1:]  # an empty line holds no row
    if len(rows) != len(frame):
        return f"{len(frame)} rows were read of {len(rows)}"
    for place, field in enumerate(case.schema["fields"]):
        for row, found in zip(rows, frame[field["name"]], strict=True):
            if not _same(row[place], found, field["type"]):
                return f"{field['name']}, of type {field['type']}: {row[place]!r} was read as {found!r}"
    return ""


def _same(cell: str, found: Any, kind: str) -> bool:
    if cell == "" or pd.isna(found):
        return cell == "" and bool(pd.isna(found))
    if kind == "string":
        return str(found) == cell
    if kind == "boolean":
        return bool(found) == {"true": True, "1": True, "false": False, "0": False}.get(cell.lower())
    if kind == "date":
        return pd.Timestamp(found).date().isoformat() == cell
    return bool(found == (int(cell) if kind in ("integer", "year") else float(cell)))
