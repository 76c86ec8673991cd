"""The results of chapters, kept where MyST-NB looks for them, with the record of what they rest on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn

from press.run import reads, stale
from press.run.stale import Conditions


class Result(NamedTuple):
    """A chapter that ran: its file, the executed notebook, and the names of the files that it read."""

    chapter: Path
    executed: nbformat.NotebookNode
    read: list[str]


class Results:
    """The cache that MyST-NB reads, and the record of what its results rest on: they change together.

    Only the thread that reads chapters may use it. The cache knows a result by the code it came from, so
    that chapters without code share one, which each of them replaces: never while another is read.
    """

    def __init__(self, cache_folder: Path, conditions: Conditions) -> None:
        cache_folder.mkdir(parents=True, exist_ok=True)
        self._cache = get_cache(cache_folder)
        self._file = cache_folder / stale.RECORD
        self._conditions = conditions
        self._record = stale.read(self._file)

    def keep(self, result: Result) -> None:
        """Keep an executed notebook, and what it read besides itself."""
        chapter = result.chapter
        others = [name for name in result.read if not name.endswith(f"/{chapter.name}")]
        self._record.pop(chapter.name, None)
        self._write()  # so that no older record stands beside the new results, whatever happens now
        bundle = CacheBundleIn(result.executed, str(chapter))
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        self._record[chapter.name] = {
            "code": reads.code_of(chapter),
            "common": self._conditions.common,
            "inputs": reads.fingerprints(self._conditions.root, others, self._conditions.special),
        }
        self._write()

    def _write(self) -> None:
        self._file.write_text(json.dumps(self._record, indent=1, sort_keys=True), encoding="utf-8")
