"""The runs of a build's chapters on a Dask cluster, seen from the build: no thread, and nothing of Dask."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, cast

import nbformat

from press.errors import PublishError
from press.run.cluster import scheduler, state
from press.run.results import Result
from press.run.stale import Conditions


class ClusterRuns:
    """Chapters that run on a cluster: they begin at once, and come in any order."""

    def __init__(self, chapters: Sequence[Path], conditions: Conditions) -> None:
        self._root = conditions.root
        self._chapters = {chapter.relative_to(conditions.root).as_posix(): chapter for chapter in chapters}
        self._came: dict[str, dict[str, Any]] = {}
        self._sums: dict[str, str] = {name: digest.hex() for name, digest in conditions.seen.items()}
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"{__package__}.asking"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the build; this ends with its input
        )
        order = {
            "address": scheduler.address(),
            "chapters": list(self._chapters),
            "terms": _terms(conditions),
        }
        orders = cast("IO[bytes]", self._process.stdin)
        with suppress(BrokenPipeError):  # it died: no answer will tell so
            orders.write(json.dumps(order).encode() + b"\n")
            orders.flush()

    def result(self, name: str) -> Result:
        """Wait for the result of a chapter. Raises PublishError for one that failed."""
        while name not in self._came:
            self._take()
        return self._result(self._came.pop(name))

    def close(self, *, at_once: bool) -> list[Result]:
        """Let the cluster go, which takes seconds at most; return what came and nobody waited for."""
        del at_once  # no cell is waited for
        cast("IO[bytes]", self._process.stdin).close()
        with suppress(PublishError):
            while True:
                self._take()
        cast("IO[bytes]", self._process.stdout).close()
        self._process.wait()
        sound = []
        for answer in self._came.values():
            with suppress(PublishError):
                sound.append(self._result(answer))
        self._came.clear()
        return sound

    def _take(self) -> None:
        """Take the next answer. Raises PublishError when there is none, or no chapter's."""
        line = cast("IO[bytes]", self._process.stdout).readline()
        if not line.endswith(b"\n"):
            raise PublishError("the process that asks the Dask cluster ended without a word; build again")
        answer: dict[str, Any] = json.loads(line)
        if "chapter" not in answer:
            raise PublishError(answer["problem"])
        self._came[self._chapters[answer["chapter"]].stem] = answer

    def _result(self, answer: dict[str, Any]) -> Result:
        """Return what a chapter's answer holds. Raises PublishError."""
        chapter = self._chapters[answer["chapter"]]
        if answer["problem"]:
            raise PublishError(answer["problem"])
        for name, digest in answer["files"].items():
            if digest != self._digest(name):
                raise PublishError(
                    f"{chapter.name}: the worker that ran it read another {name} than stands here; bring it "
                    "to the same commit, and build again"
                )
        print(answer["said"], end="", flush=True)
        executed = nbformat.from_dict(answer["executed"])  # type: ignore[no-untyped-call]
        return Result(chapter, answer["code"], executed, answer["read"])

    def _digest(self, name: str) -> str:
        """Return the SHA-256 of a file as it was when the build began, or is; "" for one that is not here."""
        if name not in self._sums:
            path = self._root / name
            self._sums[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        return self._sums[name]


def _terms(conditions: Conditions) -> dict[str, Any]:
    """Return what a worker has to know of a build besides the chapter."""
    return {
        "state": state.of(conditions.root, conditions.sources, conditions.seen),
        "sources": conditions.sources,
        "libraries": conditions.libraries,
        "variables": state.carried(),
    }
