"""The steps of a build: shown one at a time, timed, and kept for later."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Steps:
    """Tells the reader of the terminal what is being done, and how long each step took (seconds)."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.started = time.perf_counter()

    @contextmanager
    def step(self, name: str, doing: str) -> Iterator[None]:
        """Show a step while it runs and its time when it is done."""
        interactive = sys.stdout.isatty()
        print(f"{name:<9}{doing} …", end="\r" if interactive else "\n", flush=True)
        before = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - before, 2)
        done = f"{name:<9}{doing} … {self.seconds[name]:.1f} s"
        print(done if interactive else f"{'':<9}{self.seconds[name]:.1f} s", flush=True)

    def restart(self) -> None:
        """Count the total from now: the build waited for a change."""
        self.started = time.perf_counter()

    @property
    def total(self) -> float:
        """Seconds since the first step began."""
        return round(time.perf_counter() - self.started, 2)

    def keep(self, target: Path, **facts: object) -> None:
        """Write the seconds of each step, and other facts of the build, as JSON."""
        record = {"seconds": self.seconds, "total_seconds": self.total, **facts}
        target.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def size(path: Path) -> str:
    """Return the size of a file, or of all files of a folder, in words."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    total = sum(file.stat().st_size for file in files)
    return f"{total / 1e6:.1f} MB" if total >= 1e6 else f"{total / 1e3:.0f} kB"
