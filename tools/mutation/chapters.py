"""What of a changed cell the chapters show, found without a kernel."""

from __future__ import annotations

import csv
import functools
import json
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

from press.book import chapter_order
from press.errors import BriefError
from press.figures.figure import Figure
from press.listing import Listing
from press.run import said
from tools.mutation.changes import Change, cells
from tools.mutation.checks import LEDGER
from tools.mutation.copies import Copy, as_loaded

ROOT = Path(__file__).resolve().parents[2]
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NAMES = {code: name for code, name, *_ in cells("countries")} | {
    code: short for code, _, short in cells("countries")
}
SLOW = ("outlook", "data")  # chapters of many draws: asked last


class Shown(said._Chapter):
    """Runs a chapter's code and keeps all that it shows, line by line."""

    def _show(self, *shown: object) -> None:
        for one in shown:
            self.said |= {f"line {len(self.said)} {line}": "" for line in _lines(one)}


def _lines(one: object) -> list[str]:
    if isinstance(one, Figure):
        words = [one.headline, one.subtitle, one.alt, one.note]
        return [*words, *one.data.astype("string").to_csv().splitlines()]
    if isinstance(one, Listing):
        return one.frame.astype("string").to_csv().splitlines()
    return str(getattr(one, "_repr_markdown_", lambda: "")()).splitlines()


def shown(chapter: Path) -> Counter[str]:
    """Return what a chapter shows: facts, guarded sentences, and each line of figures and lists, counted."""
    run = Shown()
    run.run(chapter)
    return Counter(
        f"{key.split(' ', 2)[-1]} {value}" if key.startswith("line ") else f"{key}: {value}"
        for key, value in run.said.items()
    )


def _normal(cell: str) -> str:
    """Return a cell as it is compared: figures without idle noughts, days without a time, words as is."""
    cell = cell.strip()
    try:
        return f"{float(cell):.9g}"
    except ValueError:
        return cell[:10] if DAY.match(cell) else cell


def _words(cell: str) -> set[str]:
    """Return what a chart may write for a cell that tells its row from others: itself, a year, a name."""
    found = {_normal(cell), NAMES.get(cell, "")}
    if DAY.match(cell):
        found.add(cell[:4])
    return {word for word in found if len(word) > 2}


class Reader:
    """Tells of changed cells whether any chapter shows them."""

    def __init__(self, copy: Copy, until: float) -> None:
        self.copy, self.until = copy, until
        files = {path.stem: path for path in chapter_order.chapter_files(ROOT)}
        record = json.loads((ROOT / "_build" / ".jupyter_cache" / "inputs.json").read_text(encoding="utf-8"))
        self.readers: dict[str, list[Path]] = defaultdict(list)
        for name in sorted(
            record["content"], key=lambda name: SLOW.index(Path(name).stem) if Path(name).stem in SLOW else -1
        ):
            for read in record["content"][name]["inputs"]:
                if read.startswith("table:"):
                    self.readers[read.removeprefix("table:")].append(files[Path(name).stem])

    @functools.cached_property
    def before(self) -> dict[Path, Counter[str]]:
        """What every chapter shows of the tables as they are."""
        return {path: shown(path) for path in {path for paths in self.readers.values() for path in paths}}

    def words(self, change: Change) -> bool:
        """Whether words stand in what is shown, letter by letter, or in the ledger."""
        if change.table in LEDGER and change.column not in ("added_in",):
            return True
        return any(change.before in line for path in self.readers[change.table] for line in self.before[path])

    def stands(self, change: Change) -> bool:
        """Whether the cell stands in a line that is shown, beside what tells its row from others."""
        head, *rows = cells(change.table)
        row = dict(zip(head, rows[change.row - 2], strict=True))
        beside = {word for name, cell in row.items() if name != change.column for word in _words(cell)}
        enough = 1 if len(change.before) > 3 else 2
        for path in self.readers[change.table]:
            for line in self.lines[path].get(_normal(change.before), ()):
                if len(beside & line) >= enough:
                    return True
        return False

    @functools.cached_property
    def lines(self) -> dict[Path, dict[str, list[frozenset[str]]]]:
        """The lines that every chapter shows, as sets of their cells, by each cell."""
        found: dict[Path, dict[str, list[frozenset[str]]]] = {}
        for path, shown_ in self.before.items():
            index = found.setdefault(path, defaultdict(list))
            for line in shown_:
                words = frozenset(map(_normal, next(csv.reader([line]), [])))
                for word in words:
                    index[word].append(words)
        return found

    def mark(self, group: list[Change]) -> None:
        """Mark which of the changes of one column are shown: all at once, by halves where some are not."""
        if time.monotonic() > self.until:
            for one in group:
                one.noticed = "not looked at"
            return
        lines = self._moved(group)
        if lines >= len(group):
            for one in group:
                one.noticed = "visible"
        elif lines and len(group) > 1:
            middle = len(group) // 2
            self.mark(group[:middle])
            self.mark(group[middle:])

    def _moved(self, group: list[Change]) -> int:
        """Return how many lines of the first chapter that shows a change differ."""
        name = group[0].table
        self.copy.write(name, group)
        try:
            with as_loaded(name, self.copy.load(name)):
                for path in self.readers[name]:
                    if moved := (self.before[path] - shown(path)).total():
                        return moved
        except BriefError:
            return len(group)
        finally:
            self.copy.restore(name)
        return 0
