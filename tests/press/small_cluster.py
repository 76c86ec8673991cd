"""A Dask cluster on this machine: a scheduler and workers that share no memory, each a process of its own."""

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
import small_project

REASON = "dask.distributed is not here; the tests' environment has it (make check brings it)"
KINDS = {
    "scheduler": ["--host=127.0.0.1", "--port=0", "--no-dashboard"],
    "worker": ["--nthreads={threads}", "--no-nanny", "--no-dashboard"],
}


@contextmanager
def standing(project, workers=2, threads=2):
    """Give the address of a scheduler, and its workers, each started in the project's folder."""
    distributed = pytest.importorskip("distributed", reason=REASON)
    place = Path(tempfile.mkdtemp(dir=project)) / "scheduler.json"  # another cluster has another
    started = []
    try:
        for kind in ("scheduler", *["worker"] * workers):
            command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", f"--scheduler-file={place}"]
            command += [option.format(threads=threads) for option in KINDS[kind]]
            environment = small_project.environment_of(project)
            log = (place.with_name(f"{kind}.log")).open("a")
            started.append(subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log))
        with distributed.Client(scheduler_file=str(place), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
            address = client.scheduler.address
        yield address, started[1:]
    finally:
        for one in started:
            one.kill()  # a worker that is told to end waits for its own tasks and its scheduler
        for one in started:
            one.wait()
