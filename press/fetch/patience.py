"""How often and when an address is asked again: shared by whoever asks publishers for anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

from press.errors import FetchError

PASSING = {429, 500, 502, 503, 504}  # answers that may be others in a moment
GONE = {404, 410}


class Patience(Protocol):
    """How often an address is asked; waits are in seconds."""

    @property
    def attempts(self) -> int:
        """How often, the first time included."""

    @property
    def first_wait(self) -> float:
        """The first wait; each one after it is twice as long."""

    @property
    def longest_wait(self) -> float:
        """The longest wait that is not asked for."""

    @property
    def jitter(self) -> float:
        """The most that is added to a wait by chance."""

    @property
    def obeyed(self) -> float:
        """The longest Retry-After that is waited for."""


class Again(Exception):
    """What may pass: the sentence if it does not, and the seconds that the source wants to be left alone."""

    def __init__(self, sentence: str, wait: float | None = None) -> None:
        super().__init__(sentence)
        self.wait = wait


def attempts(
    patience: Patience, tell: Callable[[str], None] = lambda _said: None
) -> stamina._core._RetryContextIterator:
    """Return the attempts of one question; `tell` is told what is waited for. The last `Again` is raised."""
    set_on_retry_hooks([])  # what is waited for is told by `tell`, not by the log

    def pause(problem: Exception) -> bool | float:
        """Return whether to ask again; the seconds to wait where the source names them."""
        if not isinstance(problem, Again):
            return False
        if problem.wait is None:
            tell(f"{problem}; asked again")
            return True
        if problem.wait > patience.obeyed:
            return False
        tell(f"{problem}; asked again in {problem.wait:.0f} s, as it wants")
        return problem.wait

    return stamina.retry_context(
        pause,
        attempts=patience.attempts,
        timeout=None,
        wait_initial=patience.first_wait,
        wait_max=patience.longest_wait,
        wait_jitter=patience.jitter,
    )


def retry_after(response: httpx.Response) -> float | None:
    """Return the seconds that a Retry-After names, as a number or as a date; None without one."""
    written: str = response.headers.get("Retry-After", "")
    if written.strip().isdigit():
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def see_mirror(via: str) -> None:
    """See that a mirror is an address, or none. Raises FetchError."""
    if via and not (via.startswith(("http://", "https://")) and urlsplit(via).netloc):
        raise FetchError(f'"{via}" is no address of a mirror; write one, such as http://127.0.0.1:8000')


def way(address: str, via: str) -> str:
    """Return where to ask for an address: there, or at a mirror, at its path /HOST/PATH."""
    parts = urlsplit(address)
    rest = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return f"{via.rstrip('/')}/{parts.netloc}{rest}" if via else address
