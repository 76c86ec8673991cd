"""Chapters that run while Sphinx is set up and reads others: each is read when it has run.

They run in threads of the build, each in a kernel of its own, or on the workers of a Dask cluster.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Protocol

from press.run import fork_server, kernels, notebooks, stale
from press.run.cluster import runs, scheduler
from press.run.results import Result, ResultCache
from press.run.stale import Conditions
from press.system import scratch

_LOOK_S = 0.05
WORKERS = notebooks.AT_ONCE + 1  # one more kernel starts or ends while the cells of others run


class Runs(Protocol):
    """Chapters that run, wherever."""

    def result(self, name: str) -> Result:
        """Wait for the result of a chapter, once. Raises PublishError for one that failed."""

    def close(self, *, at_once: bool) -> list[Result]:
        """Begin no more; return the results that nobody waited for. Waits for no cell if `at_once`."""


class ChapterRuns:
    """The runs of the chapters that are due; `names` are in the order in which they are likely to be done.

    They begin at once. Results are kept by the thread that made this, and what has run is kept when the
    context ends, also when another chapter failed. `all_ran` is called when the last result is kept.
    Kernels are ended when the context ends by an error before `begin_reading`.
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
        self._results = ResultCache(cache_folder, conditions, len(chapters))
        self._left = set(self.names)
        self._runs = _begun(chapters, cache_folder, conditions) if chapters else None
        self._read = False

    def __enter__(self) -> ChapterRuns:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What stopped a build before it read a chapter would stop the next one, too: nobody needs results.
        self._close(at_once=problem is not None and not (self._read and isinstance(problem, Exception)))

    def begin_reading(self) -> None:
        """Be asked for results from now on; where no chapter runs, all have run."""
        self._read = True
        if not self._left:
            self._end()

    def wait_for(self, name: str) -> None:
        """Wait until a chapter has run, if it runs at all, and keep its results.

        No thread is left after the last one: the process may be forked then. Raises PublishError for a
        chapter that failed.
        """
        if name in self._left and self._runs is not None:
            self._results.keep(self._runs.result(name))
            self._left.remove(name)
            if not self._left:
                self._end()

    def wait(self) -> None:
        """Wait until all have run, and keep their results. Raises PublishError as `wait_for` does."""
        self.begin_reading()
        for name in self.names:
            self.wait_for(name)

    def _close(self, *, at_once: bool = False) -> None:
        """Keep what has run and was not waited for."""
        closing, self._runs = self._runs, None
        for result in closing.close(at_once=at_once) if closing is not None else ():
            self._results.keep(result)
        self._results.close()

    def _end(self) -> None:
        """Leave no thread and no process; what is built next needs their memory."""
        self._close()
        fork_server.stop()
        self._all_ran()


class _RunsHere:
    """Chapters that run in threads, each in a kernel of its own."""

    def __init__(self, chapters: list[Path], cache_folder: Path, conditions: Conditions) -> None:
        stale.start(cache_folder, conditions)
        self._needed = ExitStack()  # what kernels need while they run
        self._pool = ThreadPoolExecutor(WORKERS)
        self._left: dict[str, Future[Result]] = {}
        try:
            self._submit(chapters, conditions.root)
        except BaseException:  # Ctrl-C: nobody else knows yet what was started
            self.close(at_once=True)
            raise

    def _submit(self, chapters: list[Path], root: Path) -> None:
        """Have the drawing process started, then each chapter run, as soon as a thread is free."""
        kernels.resolve_types()
        folder = self._needed.enter_context(scratch.folder())
        self._needed.enter_context(kernels.drawing_process(folder, self._pool))
        for number, chapter in enumerate(chapters):
            place = folder / f"{number}"
            self._left[chapter.stem] = self._pool.submit(notebooks.run, chapter, root, place)

    def result(self, name: str) -> Result:
        """Wait for the result of a chapter, once. Raises PublishError for one that failed."""
        return self._left.pop(name).result()

    def close(self, *, at_once: bool) -> list[Result]:
        """Begin no more, wait for those that run; return the results that nobody waited for.

        Nobody waits `at_once`, when a build is interrupted: kernels are ended, whatever their cells do.
        """
        self._pool.shutdown(cancel_futures=True, wait=not at_once)
        while not all(run.done() for run in self._left.values()):
            kernels.end_running()
            time.sleep(_LOOK_S)
        self._needed.close()
        ran = [run for run in self._left.values() if not run.cancelled() and run.exception() is None]
        return [run.result() for run in ran]


def _begun(chapters: list[Path], cache_folder: Path, conditions: Conditions) -> Runs:
    if scheduler.address():
        return runs.ClusterRuns(chapters, conditions)
    return _RunsHere(chapters, cache_folder, conditions)


def _likely_order(longest_first: list[Path]) -> list[str]:
    """Return the names of chapters in the order in which they are likely to be done."""
    order = [chapter.stem for chapter in longest_first]
    few = len(order) <= notebooks.AT_ONCE  # they start at once, and the shortest ends first
    return order[::-1] if few else order
