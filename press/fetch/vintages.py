"""Vintages: every answer of a source as it came, by its hash, with the record of what it was.

The folder lies outside git. Nothing in it is ever changed: an answer that comes again is there already.
The record tells for each answer the source, the address, when it came, its hash and size, the publisher's
own day, and, once it was read, the newest observation and the day to which the list is complete.
"""

from __future__ import annotations

import errno
import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from press.errors import FetchError
from press.fetch.client import Kept
from press.fetch.sources import Answer
from press.system import records

RECORD = "record.json"


@dataclass(frozen=True)
class Vintage:
    """One answer that is kept. Days are ISO, `fetched` is a time (UTC), `stamps` are for the next time.

    `mirror` is the address that was asked in place of the source, "" when the source itself answered.
    """

    source: str
    address: str
    fetched: str
    sha256: str
    bytes: int
    published: str
    stamps: Mapping[str, str]
    newest: str = ""
    complete_to: str = ""
    mirror: str = ""


class Store:
    """The folder of vintages and its record."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._lock = folder, threading.Lock()
        self._all = [Vintage(**one) for one in records.read(folder / RECORD) or []]

    def newest(self, address: str) -> Vintage | None:
        """Return the answer of an address that came last."""
        return next((one for one in reversed(self._all) if one.address == address), None)

    def kept(self, address: str) -> Kept | None:
        """Return what is here of an address, for a conditional request; None when the bytes are not sound."""
        one = self.newest(address)
        content = self._content(one.sha256) if one else None
        if one is None or content is None:
            return None
        return Kept(content, one.fetched, one.published, one.stamps)

    def published_by(self, address: str, day: str) -> Answer | None:
        """Return the newest answer of an address that was published, else fetched, up to a day (ISO)."""
        known = [one for one in self._all if one.address == address and _day(one) <= day]
        for one in sorted(known, key=_day, reverse=True):
            if (content := self._content(one.sha256)) is not None:
                return Answer(
                    address, content, one.fetched, one.published, address, one.stamps, unchanged=True
                )
        return None

    def keep(self, source: str, answer: Answer) -> Vintage:
        """Keep an answer and return its record, which `note` writes. Raises FetchError on a full disk."""
        digest = hashlib.sha256(answer.content).hexdigest()
        with self._lock:  # two sources may answer with the same bytes
            if self._content(digest) is None:
                with_room(lambda: records.replace(self._path(digest), answer.content), source, self.folder)
        return Vintage(
            source,
            answer.address,
            answer.fetched,
            digest,
            len(answer.content),
            answer.published,
            dict(answer.stamps),
        )

    def note(self, vintages: Iterable[Vintage]) -> None:
        """Write vintages into the record; one that is there (address and hash) is replaced."""
        for one in vintages:
            old = [other for other in self._all if (other.address, other.sha256) != (one.address, one.sha256)]
            self._all = [*old, one]
        content = [asdict(one) for one in self._all]
        with_room(lambda: records.write(self.folder / RECORD, content), "the record", self.folder)

    def _path(self, digest: str) -> Path:
        return self.folder / "raw" / digest[:2] / digest

    def _content(self, digest: str) -> bytes | None:
        """Return the bytes of a hash; None when they are not there or not what they were."""
        path = self._path(digest)
        content = path.read_bytes() if path.is_file() else b""
        return content if hashlib.sha256(content).hexdigest() == digest else None


def _day(vintage: Vintage) -> str:
    return vintage.published or vintage.fetched[:10]


def with_room(write: Callable[[], object], what: str, folder: Path) -> None:
    """Write; a full disk becomes a sentence (FetchError)."""
    try:
        write()
    except OSError as problem:
        if problem.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise FetchError(
            f"{what}: the disk is full, nothing more can be kept in {folder.name}; make room and fetch again"
        ) from None
