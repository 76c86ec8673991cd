"""The steps of a build: shown one at a time, timed, and kept for later."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from press.system import records


class Steps:
    """Tells the reader of the terminal what is being done, and how long each step took (seconds)."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._step: tuple[str, str, float] | None = None  # name, what is done, when it began
        self.started = time.perf_counter()

    @contextmanager
    def step(self, name: str, doing: str) -> Iterator[None]:
        """Show a step while it runs and its time when it is done."""
        self.begin(name, doing)
        yield
        self.end()

    def begin(self, name: str, doing: str) -> None:
        """Show a step that begins now; end the one before."""
        self.end()
        print(f"{name:<9}{doing} …", end="\r" if sys.stdout.isatty() else "\n", flush=True)
        self._step = name, doing, time.perf_counter()

    def end(self) -> None:
        """Show how long the step took that is under way, if one is."""
        if self._step is not None:
            name, doing, before = self._step
            self._step = None
            self.seconds[name] = round(time.perf_counter() - before, 2)
            done = f"{name:<9}{doing} … {self.seconds[name]:.1f} s"
            print(done if sys.stdout.isatty() else f"{'':<9}{self.seconds[name]:.1f} s", flush=True)

    def restart(self) -> None:
        """Count the total from now: the build waited for a change."""
        self.started = time.perf_counter()

    @property
    def total(self) -> float:
        """Seconds since the first step began."""
        return round(time.perf_counter() - self.started, 2)

    def keep(self, target: Path, **facts: object) -> None:
        """Write the seconds of each step, and other facts of the build (plain or dataclasses), as JSON."""
        record = {"seconds": self.seconds, "total_seconds": self.total, **facts}
        records.replace(target, (json.dumps(record, indent=1, default=asdict) + "\n").encode())


def size(path: Path) -> str:
    """Return the size of a file, or of all files of a folder, in words."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    total = sum(file.stat().st_size for file in files)
    return f"{total / 1e6:.1f} MB" if total >= 1e6 else f"{total / 1e3:.0f} kB"
