"""A server that answers several sources at once."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer


@pytest.fixture(scope="session")
def make_httpserver():
    """The server of `httpserver`, with a thread for each request."""
    with HTTPServer(threaded=True) as server:
        yield server
