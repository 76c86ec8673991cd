"""What a Dask worker does for a chapter: it hands it to a process of its own, which stays for the next.

Little is imported here, since a worker may have been started long before, with another state of the code.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, cast

from press import project
from press.run.cluster import state

IDLE_S = 20  # that a process waits for a chapter before it is ended
CONTENTS = "_toc.yml"
_lock = threading.Lock()
_idle: list[_Runner] = []


class _Runner:
    """A process that runs chapters, one at a time, for builds of the same terms."""

    def __init__(self, terms: str) -> None:
        self.terms = terms
        self._process = subprocess.Popen(
            [sys.executable, "-m", __package__, str(_root())],
            cwd=_root(),
            env=state.environment(json.loads(terms)["variables"]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._timer = threading.Timer(0, lambda: None)

    def run(self, chapter: str) -> str:
        """Run a chapter of the project; return the answer, "" when the process died."""
        orders, answers = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        try:
            orders.write(json.dumps({"chapter": chapter, "terms": json.loads(self.terms)}) + "\n")
            orders.flush()
            return answers.readline()
        except BrokenPipeError:
            return ""

    def wait_for_more(self) -> None:
        """End after a while without a chapter."""
        self._timer = threading.Timer(IDLE_S, self._give_up)
        self._timer.daemon = True
        self._timer.start()

    def _give_up(self) -> None:
        with _lock:
            waits = self in _idle
            if waits:
                _idle.remove(self)
        if waits:
            self.end()

    def take(self) -> None:
        """Work again: do not end."""
        self._timer.cancel()

    def end(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        self._process.communicate()


def run(chapter: str, terms: str) -> str:
    """Run a chapter, named by its path from the root, on the terms of a build; return the answer as JSON."""
    runner = _taken(terms)
    answer = runner.run(chapter)
    if not answer:
        runner.end()
        return json.dumps({"problem": f"{Path(chapter).name}: the process that ran it on a worker died"})
    with _lock:
        _idle.append(runner)
    runner.wait_for_more()
    return answer


def _taken(terms: str) -> _Runner:
    """Return a process for the terms of a build; end those that wait for another."""
    with _lock:
        fitting = [one for one in _idle if one.terms == terms]
        others = [one for one in _idle if one.terms != terms]
        _idle[:] = fitting[1:]
    for one in others:
        one.end()
    if not fitting:
        return _Runner(terms)
    fitting[0].take()
    return fitting[0]


def _root() -> Path:
    """Return the worker's copy of the project: the folder that it was started in, if that holds a book."""
    here = Path.cwd()
    return here if (here / CONTENTS).is_file() else project.root()
