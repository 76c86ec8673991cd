"""What the site's tests share: the built book (built first when missing), a server, a browser, its pages."""

from __future__ import annotations

import fcntl
from contextlib import ExitStack

import bookserver
import pages
import pytest
import reader
import sample_book


def pytest_generate_tests(metafunc):
    if "page_name" in metafunc.fixturenames:
        metafunc.parametrize("page_name", pages.names())


@pytest.fixture(scope="session")
def site(built):
    """The folder of the built web book."""
    return built / "html"


@pytest.fixture(scope="session")
def sample_site():
    """A small book on another subject, for what the brief need not hold: long tables, controls, gaps."""
    lock = pages.ROOT / "_build" / ".sample.lock"
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


@pytest.fixture(scope="session")
def contexts(browser):
    """Contexts of the browser for pages that are served, cleared from test to test."""
    return reader.Contexts(browser)


@pytest.fixture
def read(browser, contexts):
    """Open pages; each is closed when the test ends. A file, or what comes late, has a context of its own."""
    with ExitStack() as stack:

        def opened(url, late=None, **how):
            lends = contexts if url.startswith("http") and late is None else browser
            return stack.enter_context(reader.reading(lends, url, late=late, **how))

        yield opened
