"""`make mutate`: change one cell of a table, thousands of times, and tell what notices it.

Usage: python -m tools.mutation [--cells 44] [--seed 21] [--minutes 20] [--report FILE] [--again] [TABLE ...]

Of every table so many cells are chosen by chance, and each is changed by a plausible amount, as if the editor
had recorded the change: a figure by a few per cent, a year or a day by a few, a code or word of a list for
another, words for those of another row or with a letter left out. Then what `make book` checks is asked: the
table's description, the agreement of tables, corrections, the rules of the ledger with the computed verdicts.
What no check notices is looked for in what the chapters show: bound numbers, guarded sentences, the data and
words of figures, lists. Writes `_build/mutate.json` with every cell that nothing notices.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from press.tables import datapackage
from tools.mutation.changes import Change, chosen
from tools.mutation.chapters import Reader
from tools.mutation.checks import LEDGER, check
from tools.mutation.copies import Copy

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "_build" / "mutate.json"


def look(arguments: argparse.Namespace) -> list[Change]:
    """Make the changes, ask the checks, then the chapters."""
    found: list[Change] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        for name, changes in _asked(arguments):
            for one in (one for one in changes if not one.noticed):
                copy.write(name, [one])
                one.noticed, one.told = check(copy, one)
            copy.restore(name)
            found += changes
            checked = sum(bool(one.noticed) for one in changes)
            print(f"checks   {name}: {checked} of {len(changes)}", flush=True)
        _look_in_chapters([one for one in found if not one.noticed], copy, arguments.minutes)
    return found


def _asked(arguments: argparse.Namespace) -> Iterator[tuple[str, list[Change]]]:
    """Yield tables with their changes: by chance, or again those of the last report."""
    names = arguments.tables or datapackage.table_names()
    if not arguments.again:
        chance = random.Random(arguments.seed)
        yield from ((name, list(chosen(name, arguments.cells, chance))) for name in names)
        return
    last = [Change(**one) for one in json.loads(arguments.report.read_text(encoding="utf-8"))]
    for one in last:
        one.noticed = "" if one.noticed == "not looked at" else one.noticed
    for name in names:
        yield name, [one for one in last if one.table == name]


def _look_in_chapters(changes: list[Change], copy: Copy, minutes: float) -> None:
    reader = Reader(copy, time.monotonic() + 60 * minutes)
    for one in changes:
        if (one.kind == "words" and reader.words(one)) or (one.kind != "words" and reader.stands(one)):
            one.noticed = "visible"
    left = [one for one in changes if not one.noticed and one.kind != "words"]
    left.sort(key=_column)
    for (table, column), group in itertools.groupby(left, key=_column):
        members = list(group)
        if table in LEDGER:
            for one in members:
                one.noticed = "visible"
            continue
        reader.mark(members)
        count = sum(one.noticed == "visible" for one in members)
        print(f"chapters {table}, {column}: {count} of {len(members)}", flush=True)


def _column(change: Change) -> tuple[str, str]:
    return change.table, change.column


def report(found: list[Change], target: Path) -> None:
    """Print the shares by table and by kind of cell, and write every change."""
    target.parent.mkdir(exist_ok=True)
    target.write_text(
        json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False), encoding="utf-8"
    )
    frame = pd.DataFrame([asdict(one) for one in found])
    frame["by"] = frame["noticed"].map(lambda by: by if by in ("", "visible", "not looked at") else "a check")
    frame["by"] = frame["by"].replace("", "nothing")
    for column in ("table", "kind"):
        counts = frame.groupby(column)["by"].value_counts().unstack(fill_value=0)
        print(f"\n{counts.assign(cells=counts.sum(axis=1)).to_string()}")
    share = frame["by"].value_counts(normalize=True).map("{:.1%}".format).to_dict()
    print(f"\n{len(frame)} cells: " + ", ".join(f"{by} {part}" for by, part in share.items()))


def main() -> int:
    """Read the command line, look, and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("tables", nargs="*")
    parser.add_argument("--cells", type=int, default=44, help="of each table")
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--minutes", type=float, default=20, help="for the chapters, at most")
    parser.add_argument("--report", type=Path, default=REPORT)
    parser.add_argument("--again", action="store_true", help="only what nothing noticed in the last report")
    chosen = parser.parse_args()
    report(look(chosen), chosen.report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
