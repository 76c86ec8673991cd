"""Chapters that run in threads while Sphinx is set up and reads others: each is read when it has run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from press.run import fork_server, kernels, notebooks, stale
from press.run.results import Result, ResultCache
from press.run.stale import Conditions
from press.system import scratch

_LOOK_S = 0.05
WORKERS = max(2, os.cpu_count() or 1)


class ChapterRuns:
    """The runs of the chapters that are due; `names` are in the order in which they are likely to be done.

    They begin at once. Results are kept by the thread that made this, and what has run is kept when the
    context ends, also when another chapter failed. `all_ran` is called when the last result is kept.
    """

    def __init__(
        self,
        due: list[Path],
        cache_folder: Path,
        conditions: Conditions,
        all_ran: Callable[[], None] = lambda: None,
    ) -> None:
        # The longest first, so that no core waits at the end for a long one.
        chapters = sorted(due, key=lambda chapter: -chapter.stat().st_size)
        self.names = _likely_order(chapters)
        self._all_ran = all_ran
        self._results = ResultCache(cache_folder, conditions)
        self._needed = ExitStack()  # what kernels need while they run
        self._pool = ThreadPoolExecutor(WORKERS)
        self._left: dict[str, Future[Result]] = {}
        if chapters:
            stale.start(cache_folder, conditions)
            self._submit(chapters, conditions.root)

    def _submit(self, chapters: list[Path], root: Path) -> None:
        """Have the drawing process started, then each chapter run, as soon as a thread is free."""
        kernels.resolve_types()
        folder = self._needed.enter_context(scratch.folder())
        self._needed.enter_context(kernels.drawing_process(folder, self._pool))
        for number, chapter in enumerate(chapters):
            place = folder / f"{number}"
            self._left[chapter.stem] = self._pool.submit(notebooks.run, chapter, root, place)

    def __enter__(self) -> ChapterRuns:
        if not self._left:
            self._end()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True, wait=problem is None or isinstance(problem, Exception))
        while not all(
            run.done() for run in self._left.values()
        ):  # it was interrupted: nobody waits for cells
            kernels.end_running()
            time.sleep(_LOOK_S)
        for name, run in list(self._left.items()):
            if not run.cancelled() and run.exception() is None:
                self._keep(name)
        self._needed.close()

    def wait_for(self, name: str) -> None:
        """Wait until a chapter has run, if it runs at all, and keep its results.

        No thread is left after the last one: the process may be forked then. Raises PublishError for a
        chapter that failed.
        """
        if name in self._left:
            self._keep(name)
            if not self._left:
                self._end()

    def wait(self) -> None:
        """Wait until all have run, and keep their results. Raises PublishError as `wait_for` does."""
        for name in self.names:
            self.wait_for(name)

    def _keep(self, name: str) -> None:
        self._results.keep(self._left[name].result())
        del self._left[name]

    def _end(self) -> None:
        """Leave no thread and no process; what is built next needs their memory."""
        self._pool.shutdown()
        self._needed.close()
        fork_server.stop()
        self._all_ran()


def _likely_order(longest_first: list[Path]) -> list[str]:
    """Return the names of chapters in the order in which they are likely to be done."""
    order = [chapter.stem for chapter in longest_first]
    return order if len(order) > WORKERS else order[::-1]  # few start at once, and the shortest ends first
