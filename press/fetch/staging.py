"""The tables as they would be, in a copy of the data's folder, which takes its place by one rename.

The copy is checked like the tables themselves. Until the rename nothing of theirs is touched: whoever is
interrupted, at any moment, leaves the old tables whole. The copy is also the `data/` of a copy of the
project, in which the brief computes what the new rows would change.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from press.fetch import vintages
from press.fetch.sources import Row
from press.system import folders
from press.tables import checking, datapackage

_UNCOMPILED = shutil.ignore_patterns("__pycache__")


class Staging:
    """A copy of the folder of tables, in `folder`; `tables` is the folder that it may replace."""

    def __init__(self, folder: Path, tables: Path) -> None:
        self.folder, self.tables = folder, tables
        self.data = folder / tables.name
        self._aside = folder / f"{tables.name}.before"
        folders.bring_back(self._aside, tables)
        shutil.rmtree(folder, ignore_errors=True)
        vintages.with_room(lambda: shutil.copytree(tables, self.data), "the copy of the tables", folder)
        self._described: dict[str, Any] = json.loads(self._description.read_text(encoding="utf-8"))

    @property
    def _description(self) -> Path:
        return self.data / datapackage.DESCRIPTION

    def entry(self, table: str) -> dict[str, Any]:
        """Return the description of a table, which may be changed; it is written with `check`."""
        found: dict[str, Any] = next(one for one in self._described["resources"] if one["name"] == table)
        return found

    def describe(self, entry: dict[str, Any]) -> None:
        """Add the description of a table that the book does not have yet."""
        self._described["resources"].append(entry)

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Write the rows of a table into the copy."""
        entry = self.entry(table)
        content = as_csv([field["name"] for field in entry["schema"]["fields"]], rows)
        path = self.data / entry["path"]
        vintages.with_room(lambda: path.write_bytes(content), table, self.folder)
        entry |= {"rows": content_rows(content), "bytes": len(content), "hash": datapackage.digest(path)}

    @property
    def title(self) -> str:
        """The title of the package, without what follows a colon."""
        return str(self._described.get("title", self._described.get("name", ""))).partition(":")[0]

    def has(self, table: str) -> bool:
        """Return whether the copy describes such a table."""
        return any(one["name"] == table for one in self._described["resources"])

    def rows(self, table: str) -> list[Row]:
        """Return the rows that a table of the copy holds; none when it is not written yet."""
        path = self.data / self.entry(table)["path"]
        return rows_of(path) if path.exists() else []

    def check(self, table: str) -> None:
        """Write the description and check one table. Raises DataError."""
        text = json.dumps(self._described, indent=1, ensure_ascii=False) + "\n"
        vintages.with_room(
            lambda: self._description.write_text(text, encoding="utf-8"), "the description", self.folder
        )
        datapackage.describe.cache_clear()
        checking.check_content(table, self.data)

    def copy_project(self, root: Path, parts: Sequence[str]) -> None:
        """Put parts of the project beside the copy, so that they compute on the new tables."""
        for part in parts:
            copy = functools.partial(_copied, root / part, self.folder / part)
            vintages.with_room(copy, "the copy of the project", self.folder)

    def take_place(self) -> None:
        """Let the copy take the place of the tables, all in one."""
        folders.exchange(self.data, self.tables, self._aside)
        datapackage.describe.cache_clear()
        self.discard()

    def discard(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self.folder, ignore_errors=True)


def rewrite(root: Path, table: str, rows: Iterable[Row]) -> None:
    """Give a table of the project other rows, its description with it, in one step.

    Raises DataError with one sentence when the table would be wrong; it is then as it was.
    """
    copy = Staging(root / "vintages" / "next", root / datapackage.DATA.name)
    try:
        copy.write(table, rows)
        copy.check(table)
        copy.take_place()
    finally:
        copy.discard()


def _copied(part: Path, place: Path) -> None:
    """Copy a folder without its compiled files, or a file; a project may lack one."""
    if part.is_dir():
        shutil.copytree(part, place, ignore=_UNCOMPILED)
    elif part.exists():
        shutil.copyfile(part, place)


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a CSV, every cell as text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows as the tables of a book are written."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def content_rows(content: bytes) -> int:
    """Return how many rows a CSV has below its header."""
    return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline=""))) - 1
