"""Which chapters have to run, and what starts before they do.

A chapter is run again when its code changed, or anything that it read in its last run: a table, a
module, a description. Words that change run nothing. Little is imported here, so that the answer comes
before anything heavy is.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press.figures import svg_cache
from press.run import fork_server, notebook_files, reads, record
from press.system import digests, records
from press.system.digests import Digests

RESULTS = ".jupyter_cache"  # folder of the chapters' results, in `_build`
DATABASE = "global.db"  # in it: what jupyter-cache knows of the results


@dataclass(frozen=True)
class Conditions:
    """What the run of a chapter depends on besides its own code.

    `common` is a fingerprint of what all chapters share (versions of the libraries, fonts). `special`
    gives the fingerprint of an input that is not a plain file, or None. `libraries` are loaded before
    kernels start. `seen` holds the SHA-256 of the `sources` (files and folders of `root`) as they were when
    the build began: what is saved later differs from what is recorded, and is read again next time.
    """

    root: Path
    common: str
    special: Callable[[str], str | None]
    libraries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seen: Digests = field(default_factory=dict)

    def look_again(self) -> None:
        """Bring `seen` up to date: the build waited for a change."""
        found = digests.take(self.root, self.sources)
        self.seen.clear()
        self.seen.update(found)

    def fingerprints(self, inputs: list[str]) -> dict[str, str]:
        """Return a fingerprint for each input."""
        return reads.fingerprints(self.root, inputs, self.special, self.seen)


def chapters_due(chapters: list[Path], cache_folder: Path, conditions: Conditions) -> list[Path]:
    """Return the chapters whose code or inputs changed since their last run, or whose results are lost."""
    known = read(cache_folder)
    kept = _sound_results(cache_folder, known)
    return [
        chapter
        for chapter in chapters
        if not notebook_files.has_run(chapter)
        if (last := known.get(chapter.name)) is None
        or last["result"]["key"] not in kept
        or not _is_fresh(chapter, last, conditions)
    ]


def start_if_due(chapters: list[Path], cache_folder: Path, conditions: Conditions, *, here: bool) -> None:
    """Start what kernels are forked from if a chapter is due and runs `here`; return at once."""
    os.environ.update(svg_cache.open_folder(cache_folder / "drawings"))  # pages take from it too
    if here and chapters_due(chapters, cache_folder, conditions):
        start(cache_folder, conditions)


def start(cache_folder: Path, conditions: Conditions) -> None:
    """Start what kernels are forked from, with drawings kept where the results are; return at once."""
    os.environ["IPYTHONDIR"] = str(cache_folder / "ipython")  # not the reader's own settings
    os.environ.update(svg_cache.open_folder(cache_folder / "drawings"))
    fork_server.start(conditions.libraries)


def read(cache_folder: Path) -> dict[str, dict[str, Any]]:
    """Return what each chapter read in its last run, by its file's name."""
    return record.read(cache_folder)


def drop_unsound_cache(cache_folder: Path) -> None:
    """Drop all results when the cache's database cannot be read, with a word: chapters will run again."""
    database = cache_folder / DATABASE
    if database.exists() and _keys(database) is None:
        records.tell_unsound(database)
        for path in (database, cache_folder / f"{DATABASE}-journal"):
            path.unlink(missing_ok=True)
        record.drop(cache_folder)
        shutil.rmtree(cache_folder / "executed", ignore_errors=True)


def result_file(cache_folder: Path, key: str) -> Path:
    """Return where jupyter-cache keeps an executed notebook."""
    return cache_folder / "executed" / key / "base.ipynb"


def drop_remains(cache_folder: Path) -> None:
    """Drop folders of results without the result: jupyter-cache cannot keep another one there."""
    for folder in (cache_folder / "executed").glob("*"):
        if not result_file(cache_folder, folder.name).is_file():
            shutil.rmtree(folder, ignore_errors=True)


def _is_fresh(chapter: Path, last: dict[str, Any], conditions: Conditions) -> bool:
    if last["common"] != conditions.common or last["code"] != reads.code_of(chapter):
        return False
    return bool(last["inputs"] == conditions.fingerprints(list(last["inputs"])))


def _sound_results(cache_folder: Path, known: dict[str, dict[str, Any]]) -> set[str]:
    """Return the keys of results that lie in the cache as they were kept.

    Chapters without code share one, which was kept last for one of them.
    """
    kept = {(last["result"]["key"], last["result"]["sum"]) for last in known.values()}
    in_database = _keys(cache_folder / DATABASE) or set()
    return {
        key for key, digest in kept if key in in_database and _sum(result_file(cache_folder, key)) == digest
    }


def _sum(file: Path) -> str:
    return reads.digest(file.read_bytes()) if file.is_file() else ""


def _keys(database: Path) -> set[str] | None:
    """Return the keys of all results that the cache knows, None when its database is not sound."""
    if not database.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=rw", uri=True)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                return None
            connection.execute("SELECT pk, uri, description, data, created, accessed FROM nbcache").fetchone()
            connection.execute("SELECT key, value FROM settings").fetchone()
            return {key for (key,) in connection.execute("SELECT hashkey FROM nbcache")}
    except sqlite3.Error:
        return None
