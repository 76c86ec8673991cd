"""What all tests share: the built book, built first by one worker when it is missing, and one browser."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).with_name("site")))
import reader

ROOT = Path(__file__).resolve().parent.parent
os.environ["STANDBY"] = "0"  # no build of a test leaves a process behind, but where that is what is tested
SHARED_BOOKS = ("door", "hard", "file", "matrix", "ordinary")  # made once for the tests of a folder


@pytest.fixture(scope="session")
def built():
    """The folder `_build` with the whole book in it: `html`, and `pdf` with all that is sent out."""
    build = ROOT / "_build"
    build.mkdir(exist_ok=True)
    with (build / ".tests.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not ((build / "html" / "index.html").exists() and list((build / "pdf").glob("*-slides.pdf"))):
            subprocess.run([sys.executable, "-m", "brief", "pdf"], cwd=ROOT, check=True)
    return build


@pytest.fixture(scope="session")
def browser():
    """The Chromium of this machine; without one the test is skipped here and fails in CI."""
    executable = reader.find_browser()
    if executable is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reader.NO_BROWSER)
    with sync_playwright() as playwright:
        started = reader.launch(playwright, executable)
        yield started
        started.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Give tests of one made book to one worker: each worker that has some of them would make it again."""
    for item in items:
        book = _made_book(item)
        if book and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(book))


def _made_book(item):
    """Return the name of what a test shares with others and takes long to make, "" without any."""
    shared = [name for name in SHARED_BOOKS if name in item.fixturenames]
    if shared:
        return shared[0]
    held = item._fixtureinfo.name2fixturedefs.values()
    own = any(one[-1].scope == "module" and one[-1].baseid == item.parent.nodeid for one in held)
    return item.parent.nodeid if own else ""


def pytest_terminal_summary(terminalreporter):
    """List what was left out, with the reason: a skip is no pass."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", ()))
    if reasons:
        terminalreporter.section(f"left out: {reasons.total()} tests")
        for reason, count in reasons.most_common():
            terminalreporter.write_line(f"{count:4} x {reason}")


def _reason(report):
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ")
