"""Fingerprints of files: what is current is decided by content, and by no time of a file.

Only the standard library is used, so that the answer comes before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

Digests = dict[str, bytes]  # a file's SHA-256 by its path from the root


def take(root: Path, sources: Iterable[str]) -> Digests:
    """Return the hash of every file under `sources` (files or folders of `root`)."""
    found = {path: _digest(path) for path in _files(root, sources)}
    return {path.relative_to(root).as_posix(): digest for path, digest in found.items() if digest}


def text(content: str) -> str:
    """Return the hash of a text, in hexadecimal digits."""
    return hashlib.sha256(content.encode()).hexdigest()


def changed(before: Digests, now: Digests) -> set[str]:
    """Return the paths of files that are new, gone or not the same."""
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def fingerprint(found: Digests, *also: str) -> str:
    """Return a fingerprint of the files found and of `also`."""
    whole = hashlib.sha256("\0".join(also).encode())
    for path, digest in sorted(found.items()):
        whole.update(path.encode() + b"\0" + digest)
    return whole.hexdigest()


def state(root: Path, sources: Iterable[str], *also: str) -> str:
    """Return a fingerprint of all files under `sources` (files or folders of `root`) and of `also`."""
    return fingerprint(take(root, sources), *also)


def listing(folder: Path, parts: Iterable[str]) -> dict[str, str]:
    """Return the hash of each file in some folders of a folder."""
    found = (file for part in parts for file in (folder / part).rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): _digest(file).hex() for file in found}


def _digest(path: Path) -> bytes:
    """Return the hash of a file; nothing for one that is just being replaced."""
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except FileNotFoundError:
        return b""


def _files(root: Path, sources: Iterable[str]) -> list[Path]:
    found: list[Path] = []
    for name in sources:
        path = root / name
        inside = path.rglob("*") if path.is_dir() else [path]
        found += [file for file in inside if file.is_file() and "__pycache__" not in file.parts]
    return sorted(
        file for file in found if not any(part.startswith(".") for part in file.relative_to(root).parts)
    )
