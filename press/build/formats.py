"""The formats that are written beside the pages, from what was read for the pages.

Each is written by a fork of the process that read the chapters, at the same time as the pages. A process
with threads must not be forked: nothing else may run then. `make live`, which waits for a change, forks them
ahead: each gets ready with what the last build left, and looks at what was read for the pages when it is
told to. With PLAIN=1 they are written afterwards, one after the other, each by a Sphinx of its own, as
`sphinx-build` would.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import pickle
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.util.build_phase import BuildPhase

from press import plain
from press.book import places
from press.errors import PublishError, of_full_disk
from press.system import ctrl_c, watchdog

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_GO = "go"
_FORK = multiprocessing.get_context("fork")


class SideFormats:
    """Formats beside the pages: builder name to output folder.

    `again` writes one with a Sphinx of its own, for a build without forks.
    """

    def __init__(self, folders: dict[str, Path], again: Callable[[str, Path], None]) -> None:
        self._folders = folders
        self._again = again
        self._forks: list[_Fork] = []
        self._is_ahead = False

    def get_ready(self, app: Sphinx, warnings: io.StringIO) -> None:
        """Fork the writers ahead: `app` has read no chapter yet."""
        self._is_ahead = not plain.is_on()
        self._fork_all(app, warnings)

    def start(self, app: Sphinx, warnings: io.StringIO) -> None:
        """Begin to write every format, now that `app` has read the chapters; not those that are ahead."""
        if not self._is_ahead:
            self._fork_all(app, warnings)

    def go(self) -> None:
        """Let the writers go that are ahead, now that Sphinx has written down what it knows."""
        if self._is_ahead:
            self._is_ahead = False
            for fork in self._forks:
                with contextlib.suppress(OSError):  # it has ended; what it said tells why
                    fork.line.send(_GO)

    def _fork_all(self, app: Sphinx, warnings: io.StringIO) -> None:
        if not plain.is_on():
            folders = self._folders.items()
            self._forks = [_fork(app, warnings, *one, ahead=self._is_ahead) for one in folders]

    def finish(self) -> None:
        """Wait until every format is written. Raises PublishError with the first problem."""
        self.go()
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
    line: Connection

    def finish(self) -> None:
        """Wait for its end. Raises PublishError with what it says is wrong, OSError for a full disk."""
        try:
            problem: str | BaseException = self.line.recv()
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
        self.line.close()


def _fork(app: Sphinx, warnings: io.StringIO, builder: str, folder: Path, *, ahead: bool) -> _Fork:
    """Write a format in a fork of this process: now, or `ahead` when told to."""
    ours, line = _FORK.Pipe()
    given = (app, warnings, builder, folder, line, ahead)
    process = _FORK.Process(target=_write, args=given, daemon=True)
    with ctrl_c.held():
        process.start()
    line.close()
    return _Fork(process, ours)


def _write(
    app: Sphinx, warnings: io.StringIO, builder: str, folder: Path, line: Connection, ahead: bool
) -> None:
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
        if ahead:
            _get_ready(app, builder, warnings)
            _await(line)
            _look_again(app)
        app.builder.write(None, list(app.env.found_docs), "all")
        app.builder.finish()
        raise_warnings(Path(app.srcdir), warnings)
    except PublishError as problem:
        line.send(of_full_disk(problem) or str(problem).replace(f"{app.srcdir}/", ""))
    except Exception as problem:
        line.send(of_full_disk(problem) or traceback.format_exc())
    else:
        line.send("")


def _get_ready(app: Sphinx, builder: str, warnings: io.StringIO) -> None:
    """Have the builder read what the last build left.

    What fails here, or gives a warning, counts for nothing: it is told when it is written.
    """
    if not hasattr(app.builder, "get_ready"):
        return
    if made_ahead(app.builder.get_ready, warnings):
        app.builder = app.create_builder(builder)


def made_ahead(make: Callable[[], object], warnings: io.StringIO) -> bool:
    """Make something ahead; tell whether Sphinx warned of anything meanwhile, and forget that."""
    before = warnings.tell()
    with contextlib.suppress(Exception):
        make()
    said = warnings.getvalue()[before:].strip()
    warnings.seek(before)
    warnings.truncate()
    return bool(said)


def _await(line: Connection) -> None:
    """Wait until told to go; end where nobody is left to tell it."""
    try:
        line.recv()
    except (EOFError, OSError):
        os._exit(0)


def _look_again(app: Sphinx) -> None:
    """Take what Sphinx has written down of the chapters since this process was forked."""
    kept = Path(app.doctreedir) / ENV_PICKLE_FILENAME
    app.env = pickle.loads(kept.read_bytes())
    app.env.setup(app)
    app.builder.env = app.env
    app._init_builder()  # extensions take up an environment when a builder begins


def raise_warnings(root: Path, warnings: io.StringIO) -> None:
    """Raise what Sphinx warned of, without colours and without the root's path. Raises PublishError."""
    lines = _COLOUR.sub("", warnings.getvalue()).splitlines()
    problems = [places.told(line.replace(f"{root}/", "")) for line in lines if line.strip()]
    if problems:
        raise PublishError("\n".join(problems))
