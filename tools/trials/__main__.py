"""Be hard on a small book, and tell what it does not bear.

Usage: python -m tools.trials kills [--count 100] [--real] | pairs [--count 20]
       | conditions [--python FILE] | faults | soak [--minutes 60]; with --seed

Each trial makes a small brief in a folder of its own, which it removes; `--real` kills on a copy of
this book's last commit instead. Ends with 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.trials import conditions, faults, kills, pairs, soak
from tools.trials.real_book import RealBook
from tools.trials.small_book import SmallBook

COUNTS = {"kills": 100, "pairs": 20}


def tell(words: str) -> None:
    """Print a line with the time."""
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


def chosen(arguments: argparse.Namespace) -> Callable[[Path], int]:
    """Return the trial that was asked for."""
    number = arguments.count or COUNTS.get(arguments.trial, 0)
    book = RealBook if arguments.real else SmallBook
    return {
        "kills": lambda folder: kills.trial(book(folder), number, arguments.seed, tell),
        "pairs": lambda folder: pairs.trial(folder, number, arguments.seed, tell),
        "conditions": lambda folder: conditions.trial(folder, arguments.python, tell),
        "faults": lambda folder: faults.trial(folder, tell),
        "soak": lambda folder: soak.trial(folder, arguments.minutes, tell),
    }[arguments.trial]


def main() -> int:
    """Read the command line, try, and tell."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("trial", choices=("kills", "pairs", "conditions", "faults", "soak"))
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--real", action="store_true", help="kill on a copy of this book")
    parser.add_argument("--python", default="", help="another interpreter, with the same libraries")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trial-") as folder:
        failed = chosen(arguments)(Path(folder).resolve())
    tell(f"{arguments.trial}: {failed} wrong" if failed else f"{arguments.trial}: nothing wrong")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
