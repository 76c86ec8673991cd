"""Whether the finished book is that of the present sources: then nothing has to be built.

Content decides, of sources and of what was built; no time of a file does. Only the standard library is
used, so that the answer comes before anything heavy is imported.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from press.system import digests, records

_RECORD = ".current.json"


def is_current(build: Path, fingerprint: str) -> bool:
    """Tell whether `build` holds a complete book made from sources with this fingerprint."""
    kept = records.read(build / _RECORD)
    return bool(
        kept and kept["state"] == fingerprint and kept["files"] == digests.listing(build, kept["folders"])
    )


def built_state(build: Path) -> str:
    """Return the fingerprint of the sources that the book in `build` was made from, "" for none."""
    kept = records.read(build / _RECORD)
    return str(kept["state"]) if kept else ""


def keep(build: Path, fingerprint: str, folders: list[str], files: Mapping[str, str]) -> None:
    """Record that `folders` of `build` now hold the book made from sources with this fingerprint.

    `files` holds the sum of each of their files, by its path in `build`.
    """
    records.write(build / _RECORD, {"state": fingerprint, "folders": folders, "files": dict(files)})


def forget(build: Path) -> None:
    """Forget which sources the book in `build` was made from: it is about to change."""
    (build / _RECORD).unlink(missing_ok=True)
