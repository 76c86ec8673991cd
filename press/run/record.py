"""What each chapter read in its last run, kept so that one more costs the same however many there are.

While chapters run, what changes is added to a journal, a line each; when none is left the record is written
whole. A build that is killed leaves both, and whoever reads takes the journal's whole lines for true.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from press.system import digests, records

FILE = "inputs.json"  # in the folder of the results
JOURNAL = "inputs.journal"

Entry = dict[str, Any]


def read(folder: Path) -> dict[str, Entry]:
    """Return what each chapter read in its last run, by its file's name."""
    record: dict[str, Entry] = records.read(folder / FILE) or {}
    for name, entry in _journal(folder / JOURNAL):
        if entry is None:
            record.pop(name, None)
        else:
            record[name] = entry
    return record


def note(folder: Path, name: str, entry: Entry | None) -> None:
    """Add what a chapter read, or that nothing is known of it any more."""
    text = json.dumps([name, entry])
    with (folder / JOURNAL).open("a", encoding="utf-8") as journal:
        journal.write(f"{digests.text(text)} {text}\n")


def write(folder: Path, record: dict[str, Entry]) -> None:
    """Write the record whole, in place of the journal."""
    records.write(folder / FILE, record)
    (folder / JOURNAL).unlink(missing_ok=True)


def is_open(folder: Path) -> bool:
    """Tell whether there is a journal."""
    return (folder / JOURNAL).exists()


def drop(folder: Path) -> None:
    """Drop all of it."""
    for name in (FILE, JOURNAL):
        (folder / name).unlink(missing_ok=True)


def _journal(path: Path) -> list[tuple[str, Entry | None]]:
    """Return the lines of a journal up to the first that is not whole."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found: list[tuple[str, Entry | None]] = []
    for line in lines:
        digest, _, text = line.partition(" ")
        if digests.text(text) != digest:
            break
        name, entry = json.loads(text)
        found.append((name, entry))
    return found
