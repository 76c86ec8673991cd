"""The formats that are written beside the pages, from what was read for the pages.

Each is written by a fork of the process that read the chapters, at the same time as the pages. A process
with threads must not be forked: nothing else may run then. With PLAIN=1 they are written afterwards, one
after the other, each by a Sphinx of its own, as `sphinx-build` would.
"""

from __future__ import annotations

import io
import multiprocessing
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase

from press import plain
from press.book import places
from press.errors import PublishError, of_full_disk
from press.system import watchdog

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FORK = multiprocessing.get_context("fork")


class SideFormats:
    """Formats beside the pages: builder name to output folder.

    `again` writes one with a Sphinx of its own, for a build without forks.
    """

    def __init__(self, folders: dict[str, Path], again: Callable[[str, Path], None]) -> None:
        self._folders = folders
        self._again = again
        self._forks: list[_Fork] = []

    def start(self, app: Sphinx, warnings: io.StringIO) -> None:
        """Begin to write every format, now that `app` has read the chapters."""
        if not plain.is_on():
            self._forks = [_fork(app, warnings, *format_) for format_ in self._folders.items()]

    def finish(self) -> None:
        """Wait until every format is written. Raises PublishError with the first problem."""
        if plain.is_on():
            for builder, folder in self._folders.items():
                self._again(builder, folder)
        for fork in self._forks:
            fork.finish()

    def stop(self) -> None:
        """End every fork that still runs."""
        for fork in self._forks:
            fork.stop()


class _Fork(NamedTuple):
    process: ForkProcess
    answer: Connection

    def finish(self) -> None:
        """Wait for its end. Raises PublishError with what it says is wrong, OSError for a full disk."""
        try:
            problem: str | BaseException = self.answer.recv()
        except EOFError:
            problem = "the writer of a format ended without a word; there may be too little memory"
        self.process.join()
        if isinstance(problem, BaseException):
            raise problem
        if problem:
            raise PublishError(problem)

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.answer.close()


def _fork(app: Sphinx, warnings: io.StringIO, builder: str, folder: Path) -> _Fork:
    """Write a format in a fork of this process."""
    answer, line = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_write, args=(app, warnings, builder, folder, line), daemon=True)
    process.start()
    line.close()
    return _Fork(process, answer)


def _write(app: Sphinx, warnings: io.StringIO, builder: str, folder: Path, line: Connection) -> None:
    """Write one format from an application that has read the chapters; send the problem, or "".

    A disk that is full is sent as the error that it is: the build tells of it as of its own.
    """
    watchdog.end_with_parent()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        app.outdir = type(app.outdir)(folder)
        app.preload_builder(builder)
        app.builder = app.create_builder(builder)
        app._init_builder()
        app.phase = BuildPhase.RESOLVING
        app.builder.write(None, list(app.env.found_docs), "all")
        app.builder.finish()
        raise_warnings(Path(app.srcdir), warnings)
    except PublishError as problem:
        line.send(of_full_disk(problem) or str(problem).replace(f"{app.srcdir}/", ""))
    except Exception as problem:
        line.send(of_full_disk(problem) or traceback.format_exc())
    else:
        line.send("")


def raise_warnings(root: Path, warnings: io.StringIO) -> None:
    """Raise what Sphinx warned of, without colours and without the root's path. Raises PublishError."""
    lines = _COLOUR.sub("", warnings.getvalue()).splitlines()
    problems = [places.told(line.replace(f"{root}/", "")) for line in lines if line.strip()]
    if problems:
        raise PublishError("\n".join(problems))
