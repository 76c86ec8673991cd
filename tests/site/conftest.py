"""What the site's tests share: the built book (built first when missing), a server, a browser, its pages."""

from __future__ import annotations

import fcntl
from pathlib import Path

import bookserver
import pytest
import reader
import sample_book
import yaml

ROOT = Path(__file__).resolve().parents[2]


def page_names() -> list[str]:
    """Return every page of the book by its file name, in reading order, then the search page."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    return ["index", *(entry["file"] for entry in toc["chapters"]), "search"]


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", page_names())


@pytest.fixture(scope="session")
def site(built):
    """The folder of the built web book."""
    return built / "html"


@pytest.fixture(scope="session")
def sample_site():
    """A small book on another subject, for what the brief need not hold: long tables, controls, gaps."""
    lock = ROOT / "_build" / ".sample.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return sample_book.site()


@pytest.fixture(scope="session")
def address(site):
    """Where the book is served."""
    with bookserver.serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def sample_address(sample_site):
    """Where the sample book is served."""
    with bookserver.serving(sample_site) as url:
        yield url


@pytest.fixture
def read(browser):
    """Open pages; each is closed when the test ends."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda url, **how: stack.enter_context(reader.reading(browser, url, **how))
