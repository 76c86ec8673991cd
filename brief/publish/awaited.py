"""Chapters that run while Sphinx reads others: each is read when its results are there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future


class Awaited:
    """The run of chapters in a thread; `names` are in the order in which they are likely to be done."""

    def __init__(
        self, names: list[str], run: Callable[[Callable[[str], None]], object], thread: Executor
    ) -> None:
        """Begin; `run` is given what to call with the name of each chapter whose results are kept."""
        self.names = names
        self._kept: dict[str, Future[None]] = {name: Future() for name in names}
        self._thread = thread
        self._all = thread.submit(run, lambda name: self._kept[name].set_result(None))
        self._all.add_done_callback(self._over)

    def wait_for(self, name: str) -> None:
        """Wait until a chapter's results are kept, if it runs at all. Raises as `run` does."""
        if name in self._kept:
            self._kept[name].result()

    def wait(self) -> None:
        """Wait until all is over, the thread too: the process may be forked then. Raises as `run` does."""
        self._all.result()
        self._thread.shutdown()

    def _over(self, run: Future[object]) -> None:
        """Have nobody wait for a chapter that was not run because another failed."""
        for kept in self._kept.values():
            if not kept.done():
                kept.set_exception(run.exception())
