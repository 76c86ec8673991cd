"""Measure `make live`: from saving a sentence until a browser shows it, and until the PDF is fresh too."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

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
    port = _free_port()
    command = [python, "-m", "brief", "live", "--port", str(port)]
    with (place / "live.log").open("w", encoding="utf-8") as log:
        live = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log)
    try:
        _until(lambda: "live     build" in (place / "live.log").read_text(encoding="utf-8"))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            shown = browser.new_page()
            shown.goto(f"http://127.0.0.1:{port}/{page}")
            for number in (1, 2):
                time.sleep(REST_S)
                found = _one(place, lambda number=number: save(number), shown)
            browser.close()
        return found
    finally:
        live.terminate()
        live.wait(PATIENCE_S)


def _one(place: Path, save: Callable[[], str], shown: Page) -> tuple[float, float]:
    """Return the seconds of one save, until it is seen and until all is fresh."""
    record = place / "_build" / ".current.json"  # written when the whole book is
    before, started = record.stat().st_mtime_ns, time.perf_counter()
    sentence = save()
    shown.wait_for_function("text => document.body?.textContent.includes(text)", arg=sentence, polling=50)
    seen = time.perf_counter() - started
    _until(lambda: record.stat().st_mtime_ns != before)
    return seen, time.perf_counter() - started


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
