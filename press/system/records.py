"""The build's own memory: small files that are written whole or not at all, and checked when read.

A build can be killed at any moment, and a disk can be full. What is read again is what was written, or
nothing. Only the standard library is used: the first answer of a build comes from here.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

VERSION = 1  # of what the records hold; one of another version is not read


def write(path: Path, content: Any) -> None:
    """Write a record (what JSON can hold) with its sum."""
    record = {"version": VERSION, "sum": _sum(content), "content": content}
    replace(path, json.dumps(record, indent=1, sort_keys=True).encode())


def read(path: Path) -> Any:
    """Return what a record holds; None when there is none, and, with a word, when it is not sound."""
    try:
        record = json.loads(path.read_bytes())
        if record["version"] == VERSION and record["sum"] == _sum(record["content"]):
            return record["content"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        pass
    tell_unsound(path)
    return None


def tell_unsound(path: Path) -> None:
    """Say that a file of the build's memory is made anew."""
    print(f"memory   {path.parent.name}/{path.name} is damaged or of another version; it is made anew")


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def store(path: Path, content: bytes) -> None:
    """Keep bytes in a file, with their sum."""
    replace(path, hashlib.sha256(content).digest() + content)


def stored(path: Path) -> bytes | None:
    """Return the bytes that a file keeps; None when there is none or it is not sound."""
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    digest, content = whole[:32], whole[32:]
    return content if hashlib.sha256(content).digest() == digest else None


def _sum(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
