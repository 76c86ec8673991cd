"""Compiled modules are taken for current by their source's content, not by its time and size.

Python writes them with time and size: a module that is saved with the same ones would be taken for the one
that was compiled. It can check content instead (PEP 552), and goes on to do so for a module once it began.
"""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Iterable, Iterator
from importlib import util
from pathlib import Path

from press.system import records

_HEADER = 16  # bytes: magic number, flags, then time and size or the hash of the source
_CHECKED_HASH = struct.pack("<I", 0b11)


def drop_unchecked(root: Path, packages: Iterable[str]) -> None:
    """Drop what Python compiled and would take for current by time: it compiles that again."""
    for _source, compiled, _content in _by_time(root, packages):
        with contextlib.suppress(OSError):
            compiled.unlink()


def check_by_content(root: Path, packages: Iterable[str]) -> None:
    """Have Python check by content what it compiled for this build, but for sources that changed since."""
    for source, compiled, content in _by_time(root, packages):
        text, status = source.read_bytes(), source.stat()
        if content[8:_HEADER] == struct.pack("<II", int(status.st_mtime) & 0xFFFFFFFF, len(text)):
            head = content[:4] + _CHECKED_HASH + util.source_hash(text)
            with contextlib.suppress(OSError):
                records.replace(compiled, head + content[_HEADER:])


def _by_time(root: Path, packages: Iterable[str]) -> Iterator[tuple[Path, Path, bytes]]:
    """Yield source, compiled file and its content for each module that Python checks by time."""
    for package in packages:
        for source in sorted((root / package).rglob("*.py")):
            compiled = Path(util.cache_from_source(os.fspath(source)))
            with contextlib.suppress(OSError):
                content = compiled.read_bytes()
                if content[4:8] == bytes(4):
                    yield source, compiled, content
