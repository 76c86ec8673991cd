"""Two builds at once, the second so many seconds after the first: each ends right or waits, and says so."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

from tools.trials import small_book
from tools.trials.small_book import SmallBook

LONGEST_S = 15.0
COMMANDS = (("book",), ("pdf",), ("refresh",))


def trial(folder: Path, count: int, seed: int, tell: Callable[[str], None]) -> int:
    """Start so many pairs of commands; tell each pair that went wrong, return how many."""
    book, chance, failed = SmallBook(folder), random.Random(seed), 0
    _ = book.both
    for number in range(count):
        book.edit(1 - book.state)
        first, second = COMMANDS[number % 2], chance.choice(COMMANDS)
        apart = 0.0 if number == 0 else chance.uniform(0, LONGEST_S) * chance.random()
        one = book.start(*first)
        time.sleep(apart)
        other = book.start(*second)
        said = [process.communicate(timeout=small_book.PATIENCE_S)[0] for process in (one, other)]
        wrong = [
            f"{name[0]} ended with {process.returncode}: {words[-300:]}"
            for name, process, words in ((first, one, said[0]), (second, other, said[1]))
            if process.returncode
        ]
        wrong += filter(None, (small_book.left_over(book.project), after(book)))
        failed += bool(wrong)
        waited = "; one waited" if any("waiting" in words for words in said) else ""
        pair = f"pair {number + 1}, {first[0]} and {second[0]} {apart:.1f} s later{waited}"
        tell(f"{pair}: {'; '.join(wrong) or 'right'}")
    return failed


def after(book: SmallBook) -> str:
    """Return what differs between the book and a clean one, once `book` was asked for again."""
    if told := book.build():
        return told
    return small_book.differing(small_book.sums(book.project / "_build"), book.both[book.state])
