"""Whether the finished book is that of the present sources: then nothing has to be built.

Only the standard library is used, so that the answer comes before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

_RECORD = ".current.json"


Digests = dict[str, bytes]  # a file's hash by its path from the root


def digests(root: Path, sources: Iterable[str]) -> Digests:
    """Return the hash of every file under `sources` (files or folders of `root`)."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in _files(root, sources)
    }


def changed(before: Digests, now: Digests) -> set[str]:
    """Return the paths of files that are new, gone or not the same."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def of(found: Digests, *also: str) -> str:
    """Return a fingerprint of the files found and of `also`."""
    whole = hashlib.sha256("\0".join(also).encode())
    for path, digest in found.items():
        whole.update(path.encode() + b"\0" + digest)
    return whole.hexdigest()


def state(root: Path, sources: Iterable[str], *also: str) -> str:
    """Return a fingerprint of all files under `sources` (files or folders of `root`) and of `also`."""
    return of(digests(root, sources), *also)


def is_current(build: Path, fingerprint: str) -> bool:
    """Tell whether `build` holds a complete book made from sources with this fingerprint."""
    record = build / _RECORD
    if not record.exists():
        return False
    kept = json.loads(record.read_text(encoding="utf-8"))
    return kept["state"] == fingerprint and kept["files"] == _listing(build, kept["folders"])


def keep(build: Path, fingerprint: str, folders: list[str]) -> None:
    """Record that `folders` of `build` now hold the book made from sources with this fingerprint."""
    record = {"state": fingerprint, "folders": folders, "files": _listing(build, folders)}
    (build / _RECORD).write_text(json.dumps(record), encoding="utf-8")


def _files(root: Path, sources: Iterable[str]) -> list[Path]:
    found = []
    for name in sources:
        path = root / name
        inside = path.rglob("*") if path.is_dir() else [path]
        found += [file for file in inside if file.is_file() and "__pycache__" not in file.parts]
    return sorted(
        file for file in found if not any(part.startswith(".") for part in file.relative_to(root).parts)
    )


def _listing(build: Path, folders: list[str]) -> dict[str, int]:
    """Return the size of each finished file: a book from which one was deleted is built again."""
    return {
        file.relative_to(build).as_posix(): file.stat().st_size
        for folder in folders
        for file in sorted((build / folder).rglob("*"))
        if file.is_file()
    }
