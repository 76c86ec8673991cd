"""Make documents, tables or ledgers by chance: none may end in a traceback, and no word may be lost.

Usage: python -m tools.fuzz [documents|tables|ledgers] [--count 5000] [--seed 21] [--book 250]

Documents are built together, so many as one book, as pages, PDF and EPUB, and the words of each are looked
for in all three. Tables and ledgers are checked and read as a build does. Ends with 1 when anything crashes,
loses a word or is read otherwise than it was written; what is refused by a sentence is counted.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from tools.fuzz import book, ledgers, tables
from tools.fuzz.documents import documents

Made = TypeVar("Made")
Told = Iterator[tuple[str, str, str]]  # of each fault its kind, what is said of it, and what it is about
AT_ONCE = 500  # tables or ledgers


def made(strategy: st.SearchStrategy[Made], count: int, number: int) -> list[Made]:
    """Return so many things of a strategy, the same for the same seed."""
    found: list[Made] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def keep(one: Made) -> None:
        found.append(one)

    keep()
    return found[:count]


def of_documents(count: int, number: int) -> Told:
    """Yield the faults of documents that are built as one book."""
    words = map("w{:06}".format, itertools.count(1))
    some = made(documents(lambda: next(words)), count, number)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for one in book.faults(Path(folder), some):
            yield one.kind, one.told, one.document.text


def of_cases(
    cases: st.SearchStrategy[Made], fault: Callable[[Path, Made], str]
) -> Callable[[int, int], Told]:
    """Return what yields the faults of tables or ledgers."""

    def find(count: int, number: int) -> Told:
        """Yield the faults of so many of them."""
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            for case in made(cases, count, number):
                if told := fault(Path(folder), case):
                    yield "crash", told, case.text  # type: ignore[attr-defined]

    return find


KINDS = {
    "documents": of_documents,
    "tables": of_cases(tables.cases(), tables.fault),
    "ledgers": of_cases(ledgers.cases(), ledgers.fault),
}


def main() -> int:
    """Read the command line, make and try, tell what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", nargs="?", choices=tuple(KINDS), default="documents")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--book", type=int, default=250, help="documents that are built together")
    chosen = parser.parse_args()
    told: Counter[str] = Counter()
    step = chosen.book if chosen.kind == "documents" else AT_ONCE
    for done in range(0, chosen.count, step):
        for kind, said, text in KINDS[chosen.kind](min(step, chosen.count - done), chosen.seed + done):
            told[kind] += 1
            print(f"\n{kind}: {said}\n{'-' * 60}\n{text}{'-' * 60}", flush=True)
        counts = ", ".join(f"{number} {kind}" for kind, number in told.items()) or "nothing wrong"
        print(f"{min(done + step, chosen.count)} {chosen.kind}: {counts}", flush=True)
    return int(bool(told["crash"] + told["lost"]))


if __name__ == "__main__":
    sys.exit(main())
