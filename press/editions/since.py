"""Which rows of the tables moved since an earlier edition, by what git keeps of its commit.

Rows are told apart by their table's primary key. One that is added and dated after the day to which the
table was complete is news, and so is any added to a table that is a selection or has no dates, and one in
which only empty cells were filled; any other that is added, changed or gone corrects what was told. A cell
that the table of corrections replaces on loading counts with the table that it corrects.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from press.editions.edition_file import Edition, Moved
from press.tables import datapackage
from press.tables.loading import CORRECTIONS

_Rows = dict[tuple[str, ...], dict[str, str]]


def moved_rows(root: Path, old: Edition, folder: Path = datapackage.DATA) -> dict[str, Moved]:
    """Return by table which rows differ from those of an edition; what git no longer has is left out.

    `root` is the project's folder in a git checkout, `folder` that of the tables.
    """
    inside = folder.relative_to(root).as_posix()
    described = _parsed(_shown(root, old.commit, f"{inside}/{datapackage.DESCRIPTION}"))
    before = {entry["name"]: entry for entry in described.get("resources", [])}
    found: dict[str, Moved] = {}
    for entry in datapackage.describe(folder)["resources"]:
        was = before.get(entry["name"])
        if was is None or was.get("hash") == entry.get("hash") or "schema" not in entry:
            continue
        text = _shown(root, old.commit, f"{inside}/{was['path']}")
        if text is not None:
            tables = _rows(text, entry), _rows((folder / entry["path"]).read_text(encoding="utf-8"), entry)
            complete_to = old.tables[entry["name"]].complete_to if entry["name"] in old.tables else ""
            for name, moved in _by_table(entry, *tables, complete_to):
                found[name] = added(found.get(name, Moved()), moved)
    return found


def added(one: Moved, other: Moved) -> Moved:
    """Return the rows of both counts."""
    return Moved(**{key: value + getattr(other, key) for key, value in vars(one).items()})


def _by_table(
    entry: Mapping[str, Any], old: _Rows, new: _Rows, complete_to: str
) -> Iterator[tuple[str, Moved]]:
    """Yield the rows that moved, and for corrections those of the tables that they correct."""
    dated_by = "" if entry.get("selection") else entry.get("dates_rows", "")
    yield entry["name"], compared(old, new, dated_by, complete_to)
    if entry["name"] == CORRECTIONS:
        for key in old.keys() | new.keys():
            if old.get(key) != new.get(key):
                yield (new.get(key) or old[key])["table"], Moved(changed=1)


def compared(old: _Rows, new: _Rows, dated_by: str, complete_to: str) -> Moved:
    """Return how many rows differ, both by their key; `dated_by` is the column that dates a row, or "".

    Where `complete_to` is not known, what is dated after the newest of the old rows is news.
    """
    only_new = [new[key] for key in new.keys() - old.keys()]
    day = complete_to or max((row.get(dated_by, "") for row in old.values()), default="")
    news = sum(not dated_by or _later(row[dated_by], day) for row in only_new)
    cells = [_moved_cells(old[key], new[key]) for key in old.keys() & new.keys()]
    changed = sum(any(before) for before in cells)
    return Moved(
        news=news,
        late=len(only_new) - news,
        changed=changed,
        gone=len(old.keys() - new.keys()),
        filled=sum(map(bool, cells)) - changed,
    )


def _moved_cells(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return what the cells of a row held that differ now, in the columns that both have."""
    return [old[column] for column in old.keys() & new.keys() if old[column] != new[column]]


def _later(written: str, day: str) -> bool:
    """Tell whether a date, or a year's last day, lies after a day (ISO)."""
    return (f"{written}-12-31" if len(written) == 4 else written) > day


def _rows(text: str, entry: Mapping[str, Any]) -> _Rows:
    """Return the rows of a CSV by the table's key; by all cells where it has none, or the file lacks it."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    key = entry["schema"].get("primaryKey") or []
    columns = [key] if isinstance(key, str) else list(key)
    if not rows or not columns or any(column not in rows[0] for column in columns):
        return {tuple(row.values()): row for row in rows}
    return {tuple(row[column] for column in columns): row for row in rows}


def _parsed(text: str | None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def _shown(root: Path, commit: str, path: str) -> str | None:
    """Return a file as a commit has it; None where git has no such commit or file."""
    command = ["git", "-c", "safe.directory=*", "-C", str(root), "show", f"{commit}:{path}"]
    try:
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return None
