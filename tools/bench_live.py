"""Measure `make live`: from saving a sentence or a table until all is fresh, and until a browser shows it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench_books import write
from playwright.sync_api import Page, sync_playwright

PATIENCE_S = 120
REST_S = 6  # between two saves: an editor does not save again at once
FLAGS = ("--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")


def saved(
    python: str, place: Path, environment: dict[str, str], page: str, save: Callable[[int], str]
) -> tuple[float, float]:
    """Return the seconds from a save until the browser shows it, and until pages and PDF are fresh.

    `place` holds a built book; `save` writes sentence number n and returns it. The first save is not
    measured: nothing has been laid out before it.
    """
    with live(python, place, environment) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        shown = browser.new_page()
        shown.goto(f"{address}{page}")
        for number in (1, 2):
            time.sleep(REST_S)
            found = _one(place, lambda number=number: save(number), shown)
        browser.close()
    return found


def table_changed(
    python: str, place: Path, environment: dict[str, str], changed: Callable[[int], dict[Path, bytes]]
) -> tuple[float, float]:
    """Return the seconds from a change of a table until all is fresh, and those that its chapters ran.

    `changed` returns the files of change number n. As in `saved` the first change is not measured.
    """
    with live(python, place, environment):
        for number in (1, 2):
            time.sleep(REST_S)
            files = changed(number)
            before, started = _built(place), time.perf_counter()
            write(files)
            _until(lambda before=before: _built(place) not in (0, before))
            took = time.perf_counter() - started
    report = json.loads((place / "_build" / "build.json").read_text(encoding="utf-8"))
    return took, report["seconds"]["execute"]


@contextmanager
def live(python: str, place: Path, environment: dict[str, str]) -> Iterator[str]:
    """Run `make live` on a built book and give the address of its pages once it watches."""
    address = f"http://127.0.0.1:{_free_port()}/"
    command = [python, "-m", "brief", "live", "--port", address.rpartition(":")[2].strip("/")]
    with (place / "live.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log)
    try:
        _until(lambda: "live     build" in (place / "live.log").read_text(encoding="utf-8"))
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _one(place: Path, save: Callable[[], str], shown: Page) -> tuple[float, float]:
    """Return the seconds of one save, until it is seen and until all is fresh."""
    before, started = _built(place), time.perf_counter()
    sentence = save()
    shown.wait_for_function("text => document.body?.textContent.includes(text)", arg=sentence, polling=50)
    seen = time.perf_counter() - started
    _until(lambda: _built(place) not in (0, before))
    return seen, time.perf_counter() - started


def _built(place: Path) -> int:
    """Return when the whole book was built last: its record is written then. 0 while it is being built."""
    record = place / "_build" / ".current.json"
    return record.stat().st_mtime_ns if record.exists() else 0


def _until(done: Callable[[], bool]) -> None:
    """Wait until something is so. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("make live did not build in time; see live.log")
        time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
