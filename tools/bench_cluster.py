"""Measure a book whose chapters run on a Dask cluster: with two workers beside one, in turn, and here.

Each worker has one thread, a copy of the book and no memory in common with another. Reported are seconds
of the step in which chapters run and of the whole build, and the ratio of two workers' time by one's.

Usage: python tools/bench_cluster.py [--chapters 1000] [--rounds 1] [--here]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench_scale
import measuring

HERE = 0  # workers: the chapters run in the build itself
WAYS = (1, 2)


def main() -> None:
    """Measure what is asked for and add it to the report under "cluster"."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--here", action="store_true", help="measure the build without a cluster, too")
    chosen = parser.parse_args()
    measuring.await_quiet()
    report: dict[str, object] = {"conditions": measuring.conditions(), "chapters": chosen.chapters}
    report["runs"] = runs = measured(chosen.chapters, chosen.rounds, (HERE, *WAYS) if chosen.here else WAYS)
    report["ratios"] = ratios = {
        field: round(statistics.median(of_two[field] / of_one[field] for of_one, of_two in _pairs(runs)), 3)
        for field in ("execute_s", "total_s")
    }
    print("two workers by one", ratios, flush=True)
    measuring.keep(cluster=report)


def measured(chapters: int, rounds: int, ways: tuple[int, ...]) -> list[dict[str, float]]:
    """Build a book from nothing with each number of workers in turn, round by round."""
    runs = []
    with tempfile.TemporaryDirectory(prefix="cluster-") as folder:
        place = Path(folder) / "book"
        bench_scale.write_book(place, chapters, bench_scale.FEW_ROWS)
        copies = [shutil.copytree(place, Path(folder) / f"worker-{number}") for number in range(max(ways))]
        for _ in range(rounds):
            for workers in ways:
                for one in (place, *copies):
                    shutil.rmtree(one / "_build", ignore_errors=True)
                with standing(copies[:workers]) as address:
                    runs.append({"workers": workers, **_built(place, address)})
                print(runs[-1], flush=True)
    return runs


def _built(place: Path, address: str) -> dict[str, float]:
    """Build once; return seconds by step, and of processors, without those of the workers."""
    environment = {**measuring.environment(place), "DASK": address}
    cost = measuring.measure([[sys.executable, "build.py", str(place)]], place, environment)
    told = json.loads((place / "_build" / "build.json").read_text(encoding="utf-8"))
    return {
        "execute_s": told["seconds"]["execute"],
        "total_s": told["total_seconds"],
        "cpu_here_s": cost.cpu_s,
        "peak_mb": cost.peak_mb,
    }


@contextmanager
def standing(copies: list[Path]) -> Iterator[str]:
    """Give the address of a scheduler with a worker in each copy of the book, "" without any."""
    if not copies:
        yield ""
        return
    import distributed

    place = copies[0].with_name("scheduler.json")
    place.unlink(missing_ok=True)
    scheduler = ["scheduler", "--host=127.0.0.1", "--port=0", "--no-dashboard"]
    worker = ["worker", "--nthreads=1", "--no-dashboard"]  # with a nanny, as it is usual
    started = [_start(scheduler, place, copies[0])]
    try:
        started += [_start(worker, place, copy) for copy in copies]
        with distributed.Client(scheduler_file=str(place), timeout=120, set_as_default=False) as client:
            client.wait_for_workers(len(copies), timeout=120)
            address = client.scheduler.address
        yield address
    finally:
        for one in started:
            one.kill()
            one.wait()


def _start(command: list[str], place: Path, copy: Path) -> subprocess.Popen:
    """Start a part of a cluster in a copy of the book, in a session of its own as on another machine."""
    kind, *options = command
    whole = [sys.executable, "-m", f"distributed.cli.dask_{kind}", f"--scheduler-file={place}", *options]
    environment = {**measuring.environment(copy), "PYTHONUNBUFFERED": "1"}
    environment.pop("DASK", None)
    with (copy / f"{kind}.log").open("a", encoding="utf-8") as log:
        return subprocess.Popen(
            whole, cwd=copy, env=environment, stdout=log, stderr=log, start_new_session=os.name == "posix"
        )


def _pairs(runs: list[dict[str, float]]) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Return the runs of one worker beside those of two, round by round."""
    of_one, of_two = ([run for run in runs if run["workers"] == number] for number in WAYS)
    return list(zip(of_one, of_two, strict=True))


if __name__ == "__main__":
    main()
