"""What a source is to the engine: how it is asked, how its answers become rows, and what they cover.

A brief declares its sources; each is two small things. A *fetcher* asks for addresses and returns the
answers. A *reader* turns the answers' bytes into rows and asks nobody: the same bytes, the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Row = dict[str, str]  # a row of a table: its cells by column, as the CSV has them


@dataclass(frozen=True)
class Answer:
    """What an address answered: the bytes, when (ISO, UTC), and what the publisher says of their age.

    `address` is the one that was asked; `answered_by` the one that answered, after redirects.
    `published` is the publisher's own day (ISO) or "". `stamps` are ETag and Last-Modified, for the next
    time. `unchanged` says that the publisher has nothing newer than what was kept.
    """

    address: str
    content: bytes
    fetched: str = ""
    published: str = ""
    answered_by: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False


class Get(Protocol):
    """Asks one address; a fetcher is handed one and knows nothing of time limits and repetition."""

    def __call__(
        self,
        address: str,
        *,
        expects: str = "",
        delay: float = 0.0,
        quiet: float = 0.0,
        optional: bool = False,
    ) -> Answer:
        """Return the answer.

        `expects` is the kind of file: "zip" (.xlsx too), "xls", "pdf", "xml", "json", "html" or "csv".
        `delay` is the number of seconds that the publisher wants between two requests, `quiet` the longest
        silence of a publisher who is slower than most. What is `optional` and cannot be had is told, and
        answered without content.
        Raises FetchError.
        """


@dataclass(frozen=True)
class Reading:
    """What the answers say of one table: its rows, and up to which day they are complete.

    `rows` hold every column of the table. `newest` is the day (ISO) of the newest observation, `complete_to`
    the last day of which a missing row means that there was nothing. `speaks_for` tells which rows of the
    present table the answers cover: the others stay as they are. `doubts` are what the editor has to accept;
    `notes` what he should know. `described` are words for the table's description, such as its version.
    """

    rows: Sequence[Row]
    newest: str
    complete_to: str
    published: str = ""
    speaks_for: Callable[[Row], bool] = lambda _row: True
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    described: Mapping[str, str] = field(default_factory=dict)


Held = Callable[[str], list[Row]]  # the rows that a table of the book holds now


@dataclass(frozen=True)
class Source:
    """A source: its name on the command line, its title, the tables that it fills, fetcher and reader.

    `most_moved` is the share of the old rows that may be changed or gone before the editor has to accept it.
    """

    name: str
    title: str
    tables: tuple[str, ...]
    fetch: Callable[[Get], Sequence[Answer]]
    read: Callable[[Sequence[Answer], Held], Mapping[str, Reading]]
    most_moved: float = 0.05
