"""`make mutate`: change one cell of a table, thousands of times, and tell what notices it.

Usage: python tools/mutate.py [--cells 44] [--seed 21] [--minutes 20] [--report FILE] [TABLE ...]

Of every table so many cells are chosen by chance, and each is changed by a plausible amount, as if the editor
had recorded the change: a figure by a few per cent, a year or a day by a few, a code or word of a list for
another, words for those of another row or with a letter left out. Then what `make book` checks is asked: the
table's description, the agreement of tables, corrections, the rules of the ledger with the computed verdicts.
What no check notices is looked for in what the chapters show: bound numbers, guarded sentences, the data and
words of figures, lists. Writes `_build/mutate.json` with every cell that nothing notices.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import functools
import itertools
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from brief import agreement, subject
from brief import tables as ours
from press import tables as theirs
from press.book import chapter_order
from press.claims import rules
from press.claims.entries import Review
from press.errors import BriefError
from press.figures.figure import Figure
from press.listing import Listing
from press.run import said
from press.tables import checking, corrections, datapackage, loading

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "_build" / "mutate.json"
LEDGER = ("claims", "evidence")
CODES = 12  # a column of words with at most so many different ones is taken for a list
SLOW = ("outlook", "data")  # chapters of many draws: asked last
_LOAD = loading.load


@dataclass
class Change:
    """A changed cell (its row as a spreadsheet counts, the heading is 1) and what noticed it."""

    table: str
    row: int
    column: str
    kind: str
    before: str
    after: str
    noticed: str = ""  # a check, "visible", or nothing
    told: str = ""


@functools.cache
def cells(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a table's cells as its file has them, the heading first."""
    path = datapackage.DATA / datapackage.resource(name)["path"]
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(map(tuple, csv.reader(lines)))


def chosen(name: str, count: int, chance: random.Random) -> Iterator[Change]:
    """Yield so many changes of a table, each of another cell that holds something."""
    head, *rows = cells(name)
    fields = {field["name"]: field for field in datapackage.resource(name)["schema"]["fields"]}
    filled = [(row, place) for row, line in enumerate(rows) for place, cell in enumerate(line) if cell]
    for row, place in sorted(chance.sample(filled, min(count, len(filled)))):
        column = [line[place] for line in rows]
        kind = kind_of(fields[head[place]], column)
        after = changed(column[row], kind, fields[head[place]], column, chance)
        if after != column[row]:
            yield Change(name, row + 2, head[place], kind, column[row], after)


def kind_of(field: dict[str, Any], column: list[str]) -> str:
    """Return what a cell holds: a figure, a date, a code, or words."""
    if field["type"] in ("number", "integer", "year"):
        return "figure"
    if field["type"] in ("date", "boolean"):
        return str(field["type"])
    short = max(map(len, column)) <= 40
    listed = "enum" in field.get("constraints", {}) or field.get("lists") or len(set(column)) <= CODES
    return "code" if short and listed else "words"


def changed(cell: str, kind: str, field: dict[str, Any], column: list[str], chance: random.Random) -> str:
    """Return another cell that could stand there."""
    if kind == "figure":
        return _figure(cell, field["type"], chance)
    if kind == "date":
        return str((pd.Timestamp(cell) + pd.Timedelta(days=chance.choice((-30, -7, -1, 1, 7, 30)))).date())
    if kind == "boolean":
        return {"true": "false", "false": "true"}.get(cell, cell)
    others = sorted({*column, *field.get("constraints", {}).get("enum", ())} - {cell, ""})
    if others and (kind == "code" or chance.random() < 0.5):
        return chance.choice(others)
    at = chance.randrange(len(cell))
    return cell[:at] + cell[at + 1 :] or "x"


def _figure(cell: str, kind: str, chance: random.Random) -> str:
    value = float(cell)
    if kind == "year" or (kind == "integer" and abs(value) < 20):
        return str(int(value) + chance.choice((-1, 1)))
    factor = 1 + chance.choice((-1, 1)) * chance.uniform(0.03, 0.5)
    digits = len(cell.partition(".")[2])
    return f"{value * factor if value else 1:.{digits}f}"


class Copy:
    """A copy of the tables in which one is changed at a time."""

    def __init__(self, folder: Path) -> None:
        self.data = shutil.copytree(datapackage.DATA, folder / "data")
        self.referring = defaultdict(list)
        for part in datapackage.describe()["resources"]:
            for key in part.get("schema", {}).get("foreignKeys", []):
                for column in key["reference"]["fields"]:
                    self.referring[key["reference"]["resource"], column].append(part["name"])

    def write(self, name: str, changes: list[Change]) -> None:
        """Write a table with some of its cells changed."""
        head, *rows = map(list, cells(name))
        for one in changes:
            rows[one.row - 2][head.index(one.column)] = one.after
        self.write_rows(name, rows)

    def write_rows(self, name: str, rows: list[list[str]]) -> None:
        """Write a table with these rows."""
        path = self.data / datapackage.resource(name)["path"]
        with path.open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows([cells(name)[0], *rows])

    def restore(self, name: str) -> None:
        """Bring a table back."""
        path = datapackage.resource(name)["path"]
        shutil.copyfile(datapackage.DATA / path, self.data / path)

    def load(self, name: str) -> pd.DataFrame:
        """Return a table of the copy, typed and corrected. Raises DataError for a stale correction."""
        entry = datapackage.resource(name)
        table = loading.typed(entry, self.data / entry["path"])
        return corrections.apply(name, table, _read(self.data, loading.CORRECTIONS))


def _read(folder: Path, name: str) -> pd.DataFrame:
    entry = datapackage.resource(name)
    return loading.typed(entry, folder / entry["path"])


@functools.cache
def unchanged(name: str) -> pd.DataFrame:
    """Return a table as it is."""
    return _LOAD(name)


def check(copy: Copy, change: Change) -> tuple[str, str]:
    """Return which check notices a change that was written to the copy, and what it says; "" for none."""
    name = change.table
    try:
        mine = copy.load(name)
        if name == loading.CORRECTIONS:  # a build makes them all
            for table in sorted(set(mine["table"]) & set(datapackage.table_names())):
                copy.load(table)
    except BriefError as problem:
        return "corrections", str(problem)
    except (ValueError, TypeError):  # no such value: its description says so
        return _by_description(copy, change)
    try:
        told = next(agreement.problems(lambda asked: mine if asked == name else unchanged(asked), name), "")
    except (ValueError, KeyError, TypeError) as problem:  # whatever it is, the build would stop with it
        told = f"{type(problem).__name__}: {problem}"
    if told:
        return "agreement", told
    if told := _of_the_ledger(name, mine):
        return "ledger", told
    return _by_description(copy, change)


def _by_description(copy: Copy, change: Change) -> tuple[str, str]:
    """Return what the description of a changed table, and of those that refer to its column, say.

    Its own rules are about single rows, but for keys: the row is checked alone, which is fast.
    """
    entry = datapackage.resource(change.table)
    keys = entry["schema"].get("primaryKey", [])
    head, *rows = cells(change.table)
    row = list(rows[change.row - 2])
    row[head.index(change.column)] = change.after
    if change.column in keys:
        places = [head.index(key) for key in keys]
        others = {tuple(line[at] for at in places) for at, line in enumerate(rows) if at != change.row - 2}
        if tuple(row[at] for at in places) in others:
            return "description", f"a second row with the key {', '.join(row[at] for at in places)}"
    if not _can_be_told(entry, change) and not copy.referring.get((change.table, change.column)):
        return "", ""
    try:
        for table in copy.referring.get((change.table, change.column), ()):
            checking.check_content(table, copy.data)
        copy.write_rows(change.table, [row])
        checking.check_content(change.table, copy.data)
    except BriefError as problem:
        return "description", str(problem)
    return "", ""


def _can_be_told(entry: dict[str, Any], change: Change) -> bool:
    """Whether a description says more of a column than its type and bounds that the new cell keeps to.

    Only then is it worth asking Frictionless, which takes half a second.
    """
    field = next(one for one in entry["schema"]["fields"] if one["name"] == change.column)
    rules_ = {key: value for key, value in field.get("constraints", {}).items() if key != "required"}
    linked = any(change.column in key["fields"] for key in entry["schema"].get("foreignKeys", []))
    if linked or field.get("lists") or set(rules_) - {"minimum", "maximum"}:
        return True
    if change.column == entry.get("dates_rows"):
        return True
    if change.kind != "figure":
        return change.kind == "date" and bool(rules_)
    value = float(change.after)
    return not rules_.get("minimum", value) <= value <= rules_.get("maximum", value)


def _of_the_ledger(name: str, table: pd.DataFrame) -> str:
    """Return the first rule of the ledger that is broken with a changed table, if it looks at the table."""
    from brief import verdicts

    if name not in (*LEDGER, *verdicts.NEEDED, "article_forecasts"):
        return ""
    with as_loaded(name, table):
        try:
            review = _review() if name in LEDGER else subject.review()
            record = rules.Record(ours.load("claims"), ours.load("evidence"), review)
            return next(rules.problems(record), "")
        except (ValueError, KeyError, TypeError, BriefError) as problem:
            return f"{type(problem).__name__}: {problem}"


@functools.cache
def _review() -> Review:
    """Return the review of the text by the tables as they are: it rests on no table of the ledger."""
    return subject.review()


@contextlib.contextmanager
def as_loaded(name: str, table: pd.DataFrame) -> Iterator[None]:
    """Let every module load a changed table, and forget what was computed from it."""
    before = ours.load, theirs.load, loading.load

    def load(asked: str) -> pd.DataFrame:
        return table.copy() if asked == name else unchanged(asked).copy()

    forget()
    ours.load = theirs.load = loading.load = load
    try:
        yield
    finally:
        ours.load, theirs.load, loading.load = before
        forget()


def forget() -> None:
    """Clear what the subject's modules keep of tables."""
    for module in [module for key, module in sys.modules.items() if key.partition(".")[0] == "brief"]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


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


def look(arguments: argparse.Namespace) -> list[Change]:
    """Make the changes, ask the checks, then the chapters."""
    chance, found = random.Random(arguments.seed), []
    names = arguments.tables or datapackage.table_names()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        for name in names:
            changes = list(chosen(name, arguments.cells, chance))
            for one in changes:
                copy.write(name, [one])
                one.noticed, one.told = check(copy, one)
            copy.restore(name)
            found += changes
            checked = sum(bool(one.noticed) for one in changes)
            print(f"checks   {name}: {checked} of {len(changes)}", flush=True)
        _look_in_chapters([one for one in found if not one.noticed], copy, arguments.minutes)
    return found


def _look_in_chapters(changes: list[Change], copy: Copy, minutes: float) -> None:
    reader = Reader(copy, time.monotonic() + 60 * minutes)
    for one in changes:
        if one.kind == "words" and reader.words(one):
            one.noticed = "visible"
    left = [one for one in changes if not one.noticed and one.kind != "words"]
    for (table, column), group in itertools.groupby(left, key=lambda one: (one.table, one.column)):
        members = list(group)
        if table in LEDGER:
            for one in members:
                one.noticed = "visible"
            continue
        reader.mark(members)
        count = sum(one.noticed == "visible" for one in members)
        print(f"chapters {table}, {column}: {count} of {len(members)}", flush=True)


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
    chosen = parser.parse_args()
    report(look(chosen), chosen.report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
