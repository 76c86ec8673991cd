"""Fingerprints of files: what is current is decided by content, and by no time of a file.

Only the standard library is used, so that the answer comes before anything heavy is imported.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Digests = dict[str, bytes]  # a file's SHA-256 by its path from the root


def take(root: Path, sources: Iterable[str]) -> Digests:
    """Return the hash of every file under `sources` (files or folders of `root`).

    Files and folders whose names begin with a dot, and compiled code, are left out.
    """
    paths = sorted(path for path in _inside(root, sources) if _is_source(path))
    found = {path: _digest(f"{root}/{path}") for path in paths}
    return {path: digest for path, digest in found.items() if digest}


def _is_source(path: str) -> bool:
    parts = path.split("/")
    return "__pycache__" not in parts and not any(part.startswith(".") for part in parts)


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
    """Return the hash of each file in some folders of a folder, by its path from there."""
    return {path: _digest(f"{folder}/{path}").hex() for path in _inside(folder, parts)}


def _digest(path: str) -> bytes:
    """Return the hash of a file; nothing for one that is just being replaced."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 (thousands of files: a Path takes as long again)
            return hashlib.sha256(file.read()).digest()
    except FileNotFoundError:
        return b""


def _inside(root: Path, parts: Iterable[str]) -> Iterator[str]:
    """Yield the path from `root` of each file in some parts of it, which are files or folders."""
    for part in parts:
        top = f"{root}/{part}"
        if os.path.isfile(top):  # noqa: PTH113
            yield part
        for folder, _, files in os.walk(top):
            inside = os.path.normpath(f"{part}{folder[len(top) :]}")
            for name in files:
                if os.path.isfile(f"{folder}/{name}"):  # noqa: PTH113 (a broken link is none)
                    yield name if inside == "." else f"{inside}/{name}"
