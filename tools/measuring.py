"""What the benchmarks share: run commands, measure them, keep what was found in `_build/bench.json`."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "_build" / "bench.json"
STEP_S = 0.1
QUIET = 0.3  # processes that want a core, in the mean of the last minute
PATIENCE_S = 120
SHARE = 20  # looking at memory takes time from what is measured: at most this part of it

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of Linux: what a build leaves behind is counted too


@dataclass(frozen=True)
class Cost:
    """What commands took: seconds of wall clock and CPU, and the most memory held at once (MB)."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(commands: list[list[str]], place: Path, environment: dict[str, str]) -> Cost:
    """Run commands one after the other in a folder and measure them with their children.

    A command that fails ends the benchmark with what it said last.
    """
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1)
    _reap()  # else what an earlier case left behind would count here
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    peak = max(_peak(command, place, environment) for command in commands)
    wall = time.perf_counter() - started
    _reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(round(wall, 3), round(cpu, 3), round(peak, 1))


def environment(place: Path) -> dict[str, str]:
    """Return the environment of a build: the modules of `place` before this checkout's, a fixed hash seed."""
    return {**os.environ, "PYTHONPATH": f"{place}{os.pathsep}{ROOT}", "PYTHONHASHSEED": "0"}


def size(folder: Path, pattern: str = "*") -> int:
    """Return the bytes of all files of a folder whose names fit a pattern."""
    return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file())


def conditions() -> dict[str, object]:
    """Return on what, when and how loaded the machine was when the figures were measured."""
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def _commit() -> str:
    """Return the short name of the commit that is checked out, with "-dirty" when files differ from it."""
    named = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"], cwd=ROOT, capture_output=True, text=True
    )
    return named.stdout.strip() or "unknown"


def await_quiet() -> None:
    """Wait until nothing else wants the cores, or two minutes: what runs then is no passing work."""
    end = time.monotonic() + PATIENCE_S
    while os.getloadavg()[0] > QUIET and time.monotonic() < end:
        time.sleep(1)


def last() -> dict:
    """Return the report as it stands, {} when there is none."""
    return json.loads(REPORT.read_text(encoding="utf-8")) if REPORT.exists() else {}


def keep(**parts: object) -> dict:
    """Write parts of the report, leaving the others as they were; return the whole."""
    report = {**last(), **parts}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return report


def _peak(command: list[str], place: Path, environment: dict[str, str]) -> float:
    """Run a command to its end; return the most memory that it and its children held at once, in MB."""
    log = place / "bench.log"
    with log.open("w", encoding="utf-8") as said:
        # In a session of its own: the scheduler shares a busy machine out by session, not by process.
        process = subprocess.Popen(
            command, cwd=place, stdout=said, stderr=said, env=environment, start_new_session=True
        )
        peak = 0.0
        while process.poll() is None:
            looked = time.perf_counter()
            peak = max(peak, _tree_memory(process.pid))
            _wait(process, max(STEP_S, SHARE * (time.perf_counter() - looked)))
    if process.returncode:
        sys.exit(f"bench: {' '.join(command)} failed in {place}:\n{log.read_text(encoding='utf-8')[-3000:]}")
    return peak


def _reap(patience: float = 20) -> None:
    """Wait for the processes that a build left behind, such as the one its kernels are forked from."""
    end = time.monotonic() + patience
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(STEP_S)


def _wait(process: subprocess.Popen, most: float) -> None:
    """Wait until a process ends, at most some seconds."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(most)


def _tree_memory(pid: int) -> float:
    """Return the proportional memory of a process and all its children, in MB (Linux)."""
    total, waiting = 0.0, [pid]
    while waiting:
        process = waiting.pop()
        try:
            for thread in Path(f"/proc/{process}/task").iterdir():
                waiting += map(int, (thread / "children").read_text().split())
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024
