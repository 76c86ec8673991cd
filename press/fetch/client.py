"""Asks an address politely and says in one sentence why there is no answer.

One request at a time goes to a host, with the pause that it wants. What may pass (no connection, 429, 5xx,
an answer that was cut) is asked again with growing waits and jitter, and no sooner than Retry-After says.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from press.errors import FetchError
from press.fetch import kinds
from press.fetch.patience import GONE, PASSING, Again, attempts, retry_after, see_mirror, way
from press.fetch.sources import Answer

AGENT = "press-fetch/1.0 (refreshes the tables of a published brief, a few requests a month)"
_STAMPS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


@dataclass(frozen=True)
class Policy:
    """How long a source is waited for, in seconds, and how often it is asked.

    `quiet` is the longest silence within an answer, `whole` the longest time of one answer, `obeyed` the
    longest Retry-After that is waited for; `largest` the most bytes of an answer.
    """

    connect: float = 10
    quiet: float = 30
    whole: float = 300
    attempts: int = 4
    first_wait: float = 1
    longest_wait: float = 30
    jitter: float = 1
    obeyed: float = 120
    largest: int = 400_000_000


@dataclass(frozen=True)
class Kept:
    """What is already here of an address: the bytes, when they came, and the publisher's stamps."""

    content: bytes
    fetched: str
    published: str
    stamps: Mapping[str, str]


@dataclass
class Client:
    """Asks for the sources of one run, each under its own name.

    `via` is a mirror that is asked in place of all: its address is followed by the source's host and path.
    `kept` returns what is here of an address already; `tell` prints what is waited for.
    """

    policy: Policy = field(default_factory=Policy)
    via: str = ""
    kept: Callable[[str], Kept | None] = lambda _address: None
    tell: Callable[[str], None] = lambda _said: None

    def __post_init__(self) -> None:
        see_mirror(self.via)
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._http = httpx.Client(follow_redirects=True, max_redirects=5, headers={"User-Agent": AGENT})

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def get(
        self, source: str, address: str, *, expects: str = "", delay: float = 0.0, quiet: float = 0.0
    ) -> Answer:
        """Return the answer of an address, for a source's name. Raises FetchError (see `sources.Get`)."""
        where, policy = f"{source}: {address}", self._for(quiet)
        try:
            for attempt in attempts(self.policy, self.tell):
                with attempt, self._hosts[urlsplit(address).netloc].turn(delay):
                    return self._ask(address, where, expects, policy)
        except Again as problem:
            raise FetchError(str(problem)) from None
        raise AssertionError("stamina either returns or raises")

    def _for(self, quiet: float) -> Policy:
        """Return the policy for a publisher that may be silent as long as `quiet` seconds."""
        return replace(self.policy, quiet=max(quiet, self.policy.quiet)) if quiet else self.policy

    def _ask(self, address: str, where: str, expects: str, policy: Policy) -> Answer:
        kept = self.kept(address)
        limits = httpx.Timeout(policy.quiet, connect=policy.connect)
        headers = {_STAMPS[name]: stamp for name, stamp in kept.stamps.items()} if kept else {}
        try:
            with self._http.stream(
                "GET", way(address, self.via), headers=headers, timeout=limits
            ) as response:
                if response.status_code == 304 and kept:
                    return Answer(
                        address, kept.content, kept.fetched, kept.published, address, kept.stamps, True
                    )
                _see_status(response, where)
                content = self._content(response, where)
        except httpx.HTTPError as problem:
            raise _trouble(problem, where, policy) from None
        self._tell_move(address, response)
        kinds.check(content, expects, where)
        return _answer(address, response, content)

    def _tell_move(self, address: str, response: httpx.Response) -> None:
        if any(step.status_code in (301, 308) for step in response.history):
            self.tell(f"note: {address} has moved for good to {response.url}; write that into its fetcher")

    def _content(self, response: httpx.Response, where: str) -> bytes:
        """Return the body; raise FetchError when it takes too long or is too large."""
        begun, pieces, size = time.monotonic(), [], 0
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if time.monotonic() - begun > self.policy.whole:
                raise FetchError(
                    f"{where} sent only {size:,} bytes in {self.policy.whole:.0f} s, the longest that an "
                    "answer may take; try again later"
                )
            if size > self.policy.largest:
                raise FetchError(
                    f"{where} sends more than {self.policy.largest:,} bytes, the most that is taken; see "
                    "whether the address is still that of one file"
                )
        return b"".join(pieces)


class _Host:
    """The queue before one host."""

    def __init__(self) -> None:
        self._lock, self._free_at = threading.Lock(), 0.0

    @contextmanager
    def turn(self, delay: float) -> Iterator[None]:
        """Wait for one's turn, and `delay` seconds from the end of the request before."""
        with self._lock:
            time.sleep(max(0.0, self._free_at - time.monotonic()))
            try:
                yield
            finally:
                self._free_at = time.monotonic() + delay


def _see_status(response: httpx.Response, where: str) -> None:
    """Raise when the answer is none."""
    status = response.status_code
    if status == 200:
        return
    said = f"{where} answers {status} {response.reason_phrase}".rstrip()
    if status in PASSING:
        wait = retry_after(response)
        asks = f" and wants to be left alone for {wait:.0f} s" if wait else ""
        raise Again(f"{said}{asks}, where 200 is needed; try again later", wait)
    if status in GONE:
        way_out = "find where the publisher has it now, and correct the address in its fetcher"
    elif status in (401, 403):
        way_out = "the publisher does not serve programs there; fetch it by hand, or ask for access"
    else:
        way_out = "look at the address in a browser, and correct it in its fetcher"
    raise FetchError(f"{said}, where 200 is needed; {way_out}")


def _trouble(problem: httpx.HTTPError, where: str, policy: Policy) -> Exception:
    """Return what a failure of the transport means."""
    if isinstance(problem, httpx.ConnectTimeout | httpx.PoolTimeout):
        return Again(f"{where} cannot be reached within {policy.connect:.0f} s; try again later")
    if isinstance(problem, httpx.TimeoutException):
        return Again(f"{where} fell silent for {policy.quiet:g} s; try again later")
    if isinstance(problem, httpx.ConnectError):
        return Again(f"{where} cannot be reached ({problem}); see whether this machine is connected")
    if isinstance(problem, httpx.TooManyRedirects):
        return FetchError(
            f"{where} leads from one address to the next without end; look at it in a browser, and correct "
            "the address in its fetcher"
        )
    if isinstance(problem, httpx.TransportError):
        return Again(
            f"{where}: the answer was cut off ({problem}); the whole file is needed; try again later"
        )
    return FetchError(f"{where}: the answer cannot be unpacked ({problem}); try again later")


def _answer(address: str, response: httpx.Response, content: bytes) -> Answer:
    stamps = {name: response.headers[name] for name in _STAMPS if name in response.headers}
    return Answer(
        address,
        content,
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        _day(stamps.get("Last-Modified", "")),
        str(response.url),
        stamps,
    )


def _day(written: str) -> str:
    """Return the day (ISO) of a date as HTTP writes it; "" of none."""
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError):
        return ""
