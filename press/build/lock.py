"""One build at a time: whoever works in the folder `_build` holds its lock, and tells who it is.

The system gives the lock back when its holder ends, however that happens: a stale lock cannot be.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_FILE = ".lock"
_ATTEMPTS = 10
_PAUSE_S = 0.05


@contextmanager
def held(build: Path, holder: str) -> Iterator[None]:
    """Hold the lock of a folder; wait, and say so, while somebody else holds it.

    `holder` is what others are told of it, such as "make book".
    """
    build.mkdir(exist_ok=True)
    with (build / _FILE).open("a+", encoding="utf-8") as file:
        _take(file, build)
        _write(file, {"holder": holder, "process": os.getpid(), "since": time.strftime("%H:%M:%S")})
        try:
            yield
        finally:
            _write(file, {})
            fcntl.flock(file, fcntl.LOCK_UN)


def _take(file: IO[str], build: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = _sentence(_told(build))
        print(f"waiting  {holder} is at work in {build.name}; this goes on afterwards", flush=True)
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as problem:  # not every network share has locks
        print(f"note     {build.name} cannot be locked ({problem.strerror}); run one build at a time")


def _told(build: Path) -> dict[str, object]:
    """Return what the holder of the lock wrote, nothing when that cannot be read for a while."""
    for _ in range(_ATTEMPTS):
        try:
            told: object = json.loads((build / _FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            told = None
        if isinstance(told, dict) and told:
            return dict(told)
        time.sleep(_PAUSE_S)  # who has just taken the lock writes it in a moment
    return {}


def _sentence(told: dict[str, object]) -> str:
    if not told:
        return "another build"
    return f"`{told.get('holder')}` (process {told.get('process')}, since {told.get('since')})"


def _write(file: IO[str], told: dict[str, object]) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps(told))
    file.flush()
