"""The results of chapters, kept where MyST-NB looks for them, with their recorded inputs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn

from press.run import reads, record, stale
from press.run.stale import Conditions

LEAST_KEPT = 1_000  # results, of all states of the chapters


class Result(NamedTuple):
    """A chapter that ran: its file, the code that ran (a fingerprint), the executed notebook, its inputs."""

    chapter: Path
    code: str
    executed: nbformat.NotebookNode
    read: list[str]


class ResultCache:
    """The cache that MyST-NB reads, and the recorded inputs of its results: they change together.

    Only the thread that reads chapters may use it. The cache knows a result by the code it came from, so
    that chapters without code share one, which each of them replaces: never while another is read. It drops
    the oldest beyond a number: more than the chapters, of which `due` will be kept.
    """

    def __init__(self, cache_folder: Path, conditions: Conditions, due: int = 0) -> None:
        cache_folder.mkdir(parents=True, exist_ok=True)
        stale.drop_remains(cache_folder)
        self._cache = get_cache(cache_folder)
        self._folder = cache_folder
        self._conditions = conditions
        self._record = record.read(cache_folder)
        self.close()  # what a build that was killed left in the journal
        if 2 * (len(self._record) + due) > LEAST_KEPT:
            self._cache.change_cache_limit(2 * (len(self._record) + due))

    def keep(self, result: Result) -> None:
        """Keep an executed notebook, and what it read besides itself."""
        chapter = result.chapter
        others = [name for name in result.read if not name.endswith(f"/{chapter.name}")]
        if self._record.pop(chapter.name, None) is not None:
            record.note(self._folder, chapter.name, None)  # no older one stands beside the new results
        bundle = CacheBundleIn(result.executed, str(chapter))
        key = self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True).hashkey
        content = stale.result_file(self._folder, key).read_bytes()
        entry = self._record[chapter.name] = {
            "code": result.code,
            "common": self._conditions.common,
            "inputs": self._conditions.fingerprints(others),
            "result": {"key": key, "sum": reads.digest(content)},
        }
        record.note(self._folder, chapter.name, entry)

    def close(self) -> None:
        """Write what is known of all chapters whole, if any of it is new."""
        if record.is_open(self._folder):
            record.write(self._folder, self._record)
