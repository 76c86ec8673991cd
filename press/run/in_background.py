"""Chapters that run in threads while Sphinx is set up and reads others: each is read when it has run."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType

from press.run import notebooks
from press.run.results import Result, Results
from press.run.stale import Conditions


class Running:
    """The run of the chapters that are due; `names` are in the order in which they are likely to be done.

    It begins at once, inside `around`. Results are kept by the thread that made this, and what has run is
    kept when the context ends, also when another chapter failed.
    """

    def __init__(
        self,
        waiting: list[Path],
        cache_folder: Path,
        conditions: Conditions,
        around: AbstractContextManager[None] | None = None,
    ) -> None:
        self.names = notebooks.likely_order(waiting)
        self._results = Results(cache_folder, conditions)
        self._left: dict[str, Future[Result]] = {name: Future() for name in self.names}
        self._thread = ThreadPoolExecutor(1)

        def run() -> None:
            """Run the chapters, in the thread."""
            with around or nullcontext():
                notebooks.run(waiting, cache_folder, conditions, ran)

        def ran(result: Result) -> None:
            """Hand a result over to the thread that waits for it."""
            self._left[result.chapter.stem].set_result(result)

        self._all = self._thread.submit(run)
        self._all.add_done_callback(self._over)

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()
        for name, ran in list(self._left.items()):
            if ran.exception() is None:
                self._keep(name)

    def wait_for(self, name: str) -> bool:
        """Wait until a chapter has run, if it runs at all, and keep its results; tell if it was the last.

        No thread is left after the last one: the process may be forked then. Raises PublishError for a
        chapter that failed, and for one that was not run because another failed.
        """
        if name not in self._left:
            return False
        self._keep(name)
        if not self._left:
            self._end()
        return not self._left

    def wait(self) -> None:
        """Wait until all have run, and keep their results. Raises PublishError as `wait_for` does."""
        for name in self.names:
            self.wait_for(name)
        self._end()

    def _end(self) -> None:
        self._all.result()
        self._thread.shutdown()

    def _keep(self, name: str) -> None:
        self._results.keep(self._left[name].result())
        del self._left[name]

    def _over(self, run: Future[None]) -> None:
        """Have nobody wait for a chapter that was not run because another failed."""
        for ran in list(self._left.values()):
            if not ran.done():
                ran.set_exception(run.exception())
