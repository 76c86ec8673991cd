"""Asks the sources side by side, each in a thread of its own, and keeps what they answer."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from press.errors import BriefError, FetchError
from press.fetch.client import Client
from press.fetch.sources import Answer, Held, Reading, Source
from press.fetch.vintages import Store, Vintage

AT_ONCE = 8  # sources that are asked at one time


@dataclass(frozen=True)
class Gathered:
    """What came of one source: its readings by table and its vintages, or the sentence why there are none."""

    source: Source
    readings: Mapping[str, Reading]
    vintages: tuple[Vintage, ...]
    failure: str = ""


Tell = Callable[[str], None]


def gather(sources: Sequence[Source], client: Client, store: Store, held: Held, tell: Tell) -> list[Gathered]:
    """Ask and read all sources; one that fails is told with its reason and left alone."""
    lock = threading.Lock()

    def told(said: str) -> None:
        """Tell one line at a time: sources are asked side by side."""
        with lock:
            tell(said)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return list(pool.map(lambda source: _one(source, client, store, held, told), sources))


def _one(source: Source, client: Client, store: Store, held: Held, tell: Tell) -> Gathered:
    begun = time.monotonic()
    vintages: list[Vintage] = []
    answers: list[Answer] = []

    def get(
        address: str,
        *,
        expects: str = "",
        delay: float = 0.0,
        quiet: float = 0.0,
        optional: bool = False,
    ) -> Answer:
        """Ask an address of this source; see `Get`."""
        try:
            answer = client.get(source.title, address, expects=expects, delay=delay, quiet=quiet)
        except FetchError as problem:
            if not optional:
                raise
            tell(f"{source.name:<10} goes on without: {problem}")
            return Answer(address, b"")
        vintages.append(dataclasses.replace(store.keep(source.name, answer), mirror=client.via))
        answers.append(answer)
        return answer

    try:
        readings = source.read(source.fetch(get), held)
    except BriefError as problem:
        return failed(Gathered(source, {}, tuple(vintages)), str(problem), tell)
    tell(f"{source.name:<10} {_progress(answers)} in {time.monotonic() - begun:.1f} s")
    return Gathered(source, readings, _read(vintages, readings))


def failed(gathered: Gathered, sentence: str, tell: Tell) -> Gathered:
    """Tell why a source fails and return it without its readings."""
    title = gathered.source.title
    failure = sentence if sentence.startswith(title) else f"{title}: {sentence}"
    tell(f"{gathered.source.name:<10} FAILS: {failure}")
    return dataclasses.replace(gathered, readings={}, failure=failure)


def _progress(answers: Sequence[Answer]) -> str:
    size = sum(len(answer.content) for answer in answers) / 1e6
    old = sum(answer.unchanged for answer in answers)
    count = f"{len(answers)} answer{'' if len(answers) == 1 else 's'}"
    return f"{count}, {size:.1f} MB{f', {old} unchanged since the last time' if old else ''}"


def _read(vintages: Sequence[Vintage], readings: Mapping[str, Reading]) -> tuple[Vintage, ...]:
    """Return vintages with what was found in them."""
    newest = max((reading.newest for reading in readings.values()), default="")
    complete_to = min((reading.complete_to for reading in readings.values()), default="")
    published = max((reading.published for reading in readings.values()), default="")
    return tuple(
        dataclasses.replace(one, newest=newest, complete_to=complete_to, published=published or one.published)
        for one in vintages
    )
