"""Make documents by chance and build them as books: none may stop a build, and no word may be lost.

Usage: python -m tools.fuzz [--documents 5000] [--seed 21] [--book 250]

Ends with 1 when a document crashes a build or loses a word; one that is refused by a sentence is counted.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tools.fuzz import book
from tools.fuzz.documents import Document, documents


def made(count: int, number: int) -> list[Document]:
    """Return so many documents, the same for the same seed."""
    words = map("w{:06}".format, itertools.count(1))
    found: list[Document] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(lambda: next(words)))
    def keep(document: Document) -> None:
        found.append(document)

    keep()
    return found[:count]


def main() -> int:
    """Read the command line, make and build documents, tell what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--book", type=int, default=250, help="documents that are built together")
    chosen = parser.parse_args()
    told: Counter[str] = Counter()
    done = 0
    while done < chosen.documents:
        some = made(min(chosen.book, chosen.documents - done), chosen.seed + done)
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            for fault in book.faults(Path(folder), some):
                told[fault.kind] += 1
                print(
                    f"\n{fault.kind}: {fault.told}\n{'-' * 60}\n{fault.document.text}{'-' * 60}", flush=True
                )
        done += len(some)
        print(
            f"{done} documents: "
            + (", ".join(f"{no} {kind}" for kind, no in told.items()) or "nothing wrong"),
            flush=True,
        )
    return int(bool(told["crash"] + told["lost"]))


if __name__ == "__main__":
    sys.exit(main())
