"""Asks addresses whether they still lead somewhere: politely, a few hosts at a time, one request to each.

What may pass (no connection, 429, 5xx) is asked again with growing waits and jitter, and no sooner than
Retry-After says. Only the head of an answer is read.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

import httpx

from press.fetch.patience import GONE as NOT_THERE
from press.fetch.patience import PASSING, Again, attempts, retry_after, see_mirror, way

AGENT = "press-links/1.0 (checks once a week that the sources of a published brief can still be read)"
AVAILABLE = "https://archive.org/wayback/available?url="
FINE, MOVED, GONE, REFUSED, SILENT = "fine", "moved", "gone", "refused", "silent"


@dataclass(frozen=True)
class Found:
    """What came of one address: its state, in words why, and where it leads now or is archived."""

    address: str
    state: str
    why: str = ""
    leads_to: str = ""
    archived: str = ""


@dataclass(frozen=True)
class Policy:
    """How long, in seconds, and how often an address is asked; `pause` lies between two of one host."""

    quiet: float = 20
    attempts: int = 3
    first_wait: float = 2
    longest_wait: float = 20
    jitter: float = 1
    obeyed: float = 60
    pause: float = 1
    side_by_side: int = 8


@dataclass
class Asker:
    """Asks addresses; `via` is a mirror that is asked in place of all, by host and path."""

    policy: Policy = field(default_factory=Policy)
    via: str = ""
    tell: Callable[[str], None] = lambda _said: None

    def __post_init__(self) -> None:
        see_mirror(self.via)
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._http = httpx.Client(
            timeout=self.policy.quiet, follow_redirects=True, max_redirects=8, headers={"User-Agent": AGENT}
        )

    def all(self, addresses: Sequence[str]) -> list[Found]:
        """Return what came of each address, in their order."""
        with self._http, ThreadPoolExecutor(self.policy.side_by_side) as threads:
            return list(threads.map(self._one, addresses))

    def _one(self, address: str) -> Found:
        try:
            host = urlsplit(address).netloc
            with self._turns[host]:
                found = self._asked(address)
                time.sleep(self.policy.pause)
        except Again as problem:
            found = Found(address, SILENT, str(problem))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
            found = Found(address, SILENT, f"cannot be read ({problem})")
        if found.state == GONE:
            found = Found(address, GONE, found.why, archived=self._archived(address))
            self.tell(f"{address}: {found.why}")
        return found

    def _asked(self, address: str) -> Found:
        for attempt in attempts(self.policy):
            with attempt:
                return self._answer(address)
        raise AssertionError("stamina either returns or raises")

    def _answer(self, address: str) -> Found:
        try:
            with self._http.stream("GET", way(address, self.via)) as answer:
                return _found(address, answer)
        except (httpx.TimeoutException, httpx.TransportError) as problem:
            raise Again(f"does not answer ({type(problem).__name__})") from None

    def _archived(self, address: str) -> str:
        """Return the address of an archived copy, "" where none is known."""
        try:
            answer = self._http.get(way(f"{AVAILABLE}{quote(address, safe='')}", self.via))
            closest = answer.json()["archived_snapshots"]["closest"]
            return str(closest["url"]) if closest.get("available") else ""
        except (httpx.HTTPError, ValueError, LookupError, TypeError, AttributeError):
            return ""


def _found(address: str, answer: httpx.Response) -> Found:
    """Return what an answer means. Raises Again for what may pass."""
    status = answer.status_code
    said = f"answers {status} {answer.reason_phrase}".rstrip()
    if status in PASSING:
        raise Again(said, retry_after(answer))
    if status in NOT_THERE:
        return Found(address, GONE, said)
    if status >= 400:
        return Found(address, REFUSED, f"{said} to programs; look at it in a browser")
    if any(step.status_code in (301, 308) for step in answer.history):
        return Found(address, MOVED, "has moved for good", str(answer.url))
    return Found(address, FINE)
