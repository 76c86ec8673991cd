"""From a day to a book of what was known on it, in a folder of its own beside the book."""

from __future__ import annotations

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from press import checks, parameters, project, subject, tables
from press.asof import cutting, published
from press.build import identity
from press.errors import DataError, PublishError
from press.fetch import fetching
from press.fetch.staging import Staging
from press.fetch.vintages import Store
from press.tables import datapackage

FOLDER, LIST = "as-of", "left-out.csv"  # in `_build`; in the folder of a day
NOTES = "as-of.json"  # what a copy is told
_PARTS = (*(part for part in project.SOURCES if part not in ("data", "editions")),)


def make(root: Path, day: str, paper: str) -> Path:
    """Make the book as of `day` (ISO) of the project in `root`; return its folder.

    Raises DataError for a day that is none or that the tables do not reach, and when they are wrong;
    PublishError when the book cannot be built.
    """
    check_day(day)
    tables.check(root / "_build" / ".tables_checked.json")
    target = root / "_build" / FOLDER / day
    copy = Staging(target / ".work", datapackage.DATA)
    try:
        copy.copy_project(root, _PARTS)
        store = Store(root / fetching.FOLDER)
        then = published.tables(subject.current().sources(), store, copy.data, day)
        gone = cutting.cut(copy.data, day, then)
        notes = {"paper": paper, "cut": gone, "computed": _computed(), "commit": identity.commit(root)[0]}
        (copy.folder / NOTES).write_text(json.dumps(notes), encoding="utf-8")
        _build(copy.folder, day)
        _place(copy.folder, target)
    finally:
        copy.discard()
    return target


def check_day(day: str) -> None:
    """Raise DataError when `day` is no day (ISO), or one that the tables do not reach."""
    try:
        is_day = datetime.date.fromisoformat(day).isoformat() == day
    except ValueError:
        is_day = False
    if not is_day:
        raise DataError(f"AS_OF={day} is no day; write it as year, month and day, such as 2024-06-30")
    if day > tables.last_day():
        raise DataError(
            f"AS_OF={day} is later than the tables, which reach {tables.last_day()}; name an earlier day"
        )


def told(target: Path) -> Sequence[str]:
    """Return what was made, in lines."""
    with (target / LIST).open(encoding="utf-8", newline="") as lines:
        left = sum(1 for _ in csv.reader(lines)) - 1
    return (
        f"web book {target}/html/index.html",
        f"PDF      {', '.join(str(file) for file in sorted((target / 'pdf').glob('*.pdf')))}",
        f"left out {left} sentences, numbers, figures and claims, each with its reason in {target / LIST}",
    )


def _computed() -> dict[str, str]:
    """Return the tables that the verdict of each claim is computed from, "" where it is not."""
    review = subject.current().review
    if review is None or checks.CLAIMS not in tables.names():
        return {}
    by_claim = {claim: ", ".join(found.tables) for claim, found in review().findings.items()}
    return dict.fromkeys(tables.load(checks.CLAIMS)["claim_id"], "") | by_claim


def _build(copy: Path, day: str) -> None:
    """Have the copy of the project make its book. Raises PublishError."""
    environment = {**os.environ, "PYTHONPATH": str(copy), parameters.AS_OF_DAY: day}
    environment.pop("AS_OF", None)
    done = subprocess.run(
        [sys.executable, "-m", project.SUBJECT, "book"],
        cwd=copy,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.replace("Nothing was changed.", "").strip().splitlines()
        raise PublishError(f"the book as of {day} cannot be built: {' '.join(reason[-3:])}")


def _place(copy: Path, target: Path) -> None:
    """Put what the copy made in the place of what was made for that day before."""
    for name in ("html", "pdf", LIST):
        old = target / name
        if old.is_dir():
            shutil.rmtree(old)
        old.unlink(missing_ok=True)
        shutil.move(copy / "_build" / name, old)
