"""A copy of the tables in which one is changed at a time, and modules that load it."""

from __future__ import annotations

import contextlib
import csv
import functools
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from brief import tables as ours
from press import tables as theirs
from press.tables import corrections, datapackage, loading
from tools.mutation.changes import Change, cells

_LOAD = loading.load


class Copy:
    """A copy of the tables in which one is changed at a time."""

    def __init__(self, folder: Path) -> None:
        self.data = shutil.copytree(datapackage.DATA, folder / "data")
        self.referring = defaultdict(list)
        for part in datapackage.describe()["resources"]:
            for key in part.get("schema", {}).get("foreignKeys", []):
                for column in key["reference"]["fields"]:
                    self.referring[key["reference"]["resource"], column].append(part["name"])

    def write(self, name: str, changes: list[Change]) -> None:
        """Write a table with some of its cells changed."""
        head, *rows = map(list, cells(name))
        for one in changes:
            rows[one.row - 2][head.index(one.column)] = one.after
        self.write_rows(name, rows)

    def write_rows(self, name: str, rows: list[list[str]]) -> None:
        """Write a table with these rows."""
        path = self.data / datapackage.resource(name)["path"]
        with path.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows([cells(name)[0], *rows])

    def restore(self, name: str) -> None:
        """Bring a table back."""
        path = datapackage.resource(name)["path"]
        shutil.copyfile(datapackage.DATA / path, self.data / path)

    def load(self, name: str) -> pd.DataFrame:
        """Return a table of the copy, typed and corrected. Raises DataError for a stale correction."""
        entry = datapackage.resource(name)
        table = loading.typed(entry, self.data / entry["path"])
        return corrections.apply(name, table, _read(self.data, loading.CORRECTIONS))


def _read(folder: Path, name: str) -> pd.DataFrame:
    entry = datapackage.resource(name)
    return loading.typed(entry, folder / entry["path"])


@functools.cache
def unchanged(name: str) -> pd.DataFrame:
    """Return a table as it is."""
    return _LOAD(name)


@contextlib.contextmanager
def as_loaded(name: str, table: pd.DataFrame) -> Iterator[None]:
    """Let every module load a changed table, and forget what was computed from it."""
    before = ours.load, theirs.load, loading.load

    def load(asked: str) -> pd.DataFrame:
        return table.copy() if asked == name else unchanged(asked).copy()

    forget()
    ours.load = theirs.load = loading.load = load
    try:
        yield
    finally:
        ours.load, theirs.load, loading.load = before
        forget()


def forget() -> None:
    """Clear what the subject's modules keep of tables."""
    for module in [module for key, module in sys.modules.items() if key.partition(".")[0] == "brief"]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
