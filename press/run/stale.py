"""Which chapters have to run, and what starts before they do.

Little is imported here, so that the answer comes before anything heavy is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from press.figures import svg_cache
from press.run import fork_server, reads

RESULTS = ".jupyter_cache"  # folder of the chapters' results, in `_build`
RECORD = "inputs.json"  # in it: what each chapter read


@dataclass(frozen=True)
class Conditions:
    """What the run of a chapter depends on besides its own code.

    `common` is a fingerprint of what all chapters share (versions of the libraries, fonts). `special`
    gives the fingerprint of an input that is not a plain file, or None. `libraries` are loaded before
    kernels start.
    """

    root: Path
    common: str
    special: Callable[[str], str | None]
    libraries: tuple[str, ...] = ()


def chapters_due(chapters: list[Path], record_file: Path, conditions: Conditions) -> list[Path]:
    """Return the chapters whose code or inputs changed since their last run."""
    record = read(record_file)
    return [chapter for chapter in chapters if not _is_fresh(chapter, record.get(chapter.name), conditions)]


def expect(chapters: list[Path], cache_folder: Path, conditions: Conditions) -> None:
    """Begin to warm up when a chapter is due, without waiting: the caller has something to check first."""
    if chapters_due(chapters, cache_folder / RECORD, conditions):
        start(cache_folder, conditions)


def start(cache_folder: Path, conditions: Conditions) -> None:
    """Begin to warm up, with drawings kept where the results are."""
    os.environ["IPYTHONDIR"] = str(cache_folder / "ipython")  # not the reader's own settings
    os.environ.update(svg_cache.open_folder(cache_folder / "drawings"))
    fork_server.warm_up(conditions.libraries)


def read(record_file: Path) -> dict[str, dict]:
    """Return what each chapter read in its last run, by its file's name."""
    return json.loads(record_file.read_text(encoding="utf-8")) if record_file.exists() else {}


def _is_fresh(chapter: Path, last: dict | None, conditions: Conditions) -> bool:
    if last is None or last["common"] != conditions.common or last["code"] != reads.code_of(chapter):
        return False
    return last["inputs"] == reads.fingerprints(conditions.root, list(last["inputs"]), conditions.special)
