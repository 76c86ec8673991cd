"""What the last build left for the next: Sphinx's trees and the draft of the book.

They are used again only when they are, byte for byte, what a finished build recorded. What a build left
that was stopped, and what anything else changed, is dropped: the next build makes it anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from press.system import digests, records

_RECORD = ".draft_finished"
_FOLDERS = ("draft", ".doctrees")


def fingerprint(common: str, seen: Mapping[str, bytes]) -> str:
    """Return a fingerprint of what no chapter can be read again for alone.

    That is `common`, of the libraries, and the bibliographies among the sources: Sphinx's extension for
    them goes by times.
    """
    bibliographies = {path: digest for path, digest in seen.items() if path.endswith(".bib")}
    return digests.fingerprint(bibliographies, common)


def drop_unsound(build: Path, common: str) -> None:
    """Drop what an unfinished build left, or one with another `fingerprint`."""
    kept = records.read(build / _RECORD)
    if kept != {"common": common, "files": digests.listing(build, _FOLDERS)}:
        drop(build)


def state(build: Path) -> str:
    """Return a fingerprint of what the last finished build recorded."""
    record = build / _RECORD
    return hashlib.sha256(record.read_bytes()).hexdigest() if record.is_file() else ""


def begin(build: Path) -> None:
    """Note that a build is under way: until `keep`, nothing that it leaves is used again."""
    (build / _RECORD).unlink(missing_ok=True)


def keep(build: Path, common: str, draft: Mapping[str, str]) -> None:
    """Record what a finished build leaves; `draft` holds the sum of each file of its draft."""
    files = {f"draft/{path}": digest for path, digest in draft.items()}
    files |= digests.listing(build, [".doctrees"])
    records.write(build / _RECORD, {"common": common, "files": files})


def drop(build: Path) -> None:
    """Drop all of it."""
    begin(build)
    for folder in _FOLDERS:
        shutil.rmtree(build / folder, ignore_errors=True)
        if (build / folder).is_file():  # somebody put a file there
            (build / folder).unlink()
