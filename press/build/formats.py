"""The forms that are written beside the main one, each in a fork of the process that read the sources.

A fork can be made before the last change is known. It then prepares what it will write, and hears later
which chapters were read anew.
"""

from __future__ import annotations

import io
import multiprocessing
import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.util.build_phase import BuildPhase

from press.publish_errors import PublishError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FORK = multiprocessing.get_context("fork")
_READY = "ready"


class SideForms:
    """Forms (builder name to output folder) that one application writes, each in a fork."""

    def __init__(self, app: Sphinx, forms: dict[str, Path], warnings: io.StringIO) -> None:
        self._app = app
        self._forms = forms
        self._warnings = warnings
        self._running: dict[str, _Fork] = {}

    def get_ready(self) -> None:
        """Fork now and prepare all chapters as they were read last."""
        self._running = {name: self._fork(name, early=True) for name in self._forms}

    def start(self, read: list[str] | None) -> None:
        """Write every form, now that the sources are read.

        `read` names the chapters that were read anew when all that chapters know of each other is as it
        was: a fork that is ready goes on then. Any other is made anew.
        """
        for name in self._forms:
            early = self._running.pop(name, None)
            if early is not None and read is not None and early.gets_ready():
                early.line.send(read)
                self._running[name] = early
                continue
            if early is not None:
                early.stop()
            self._running[name] = self._fork(name, early=False)

    def join(self) -> None:
        """Wait for every fork and raise the first problem."""
        for fork in self._running.values():
            try:
                problem = fork.line.recv()
            except EOFError:
                problem = "the writer of a form ended without a word; there may be too little memory"
            fork.process.join()
            if problem:
                raise PublishError(problem)

    def stop(self) -> None:
        """End every fork that still runs."""
        for fork in self._running.values():
            fork.stop()
        self._running = {}

    def _fork(self, name: str, *, early: bool) -> _Fork:
        line, other_end = _FORK.Pipe()
        details = (self._app, self._warnings, name, self._forms[name], (line, other_end), early)
        process = _FORK.Process(target=_write, args=details)
        process.start()
        other_end.close()
        return _Fork(process, line)


class _Fork(NamedTuple):
    process: BaseProcess
    line: Connection

    def gets_ready(self) -> bool:
        """Wait until it has prepared its form, sooner than a new one would; False when it cannot."""
        try:
            return self.line.recv() == _READY
        except EOFError:
            return False

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.line.close()


def raise_warnings(root: Path, warnings: io.StringIO) -> None:
    """Raise what Sphinx warned of, without colours and without the root's path."""
    lines = _COLOUR.sub("", warnings.getvalue()).splitlines()
    problems = [line.replace(f"{root}/", "") for line in lines if line.strip()]
    if problems:
        raise PublishError("\n".join(problems))


def _write(
    app: Sphinx,
    warnings: io.StringIO,
    builder: str,
    out: Path,
    ends: tuple[Connection, Connection],
    early: bool,
) -> None:
    """Write one form from an application that has read the sources; answer with the problem, or ""."""
    others, line = ends
    others.close()  # so that the line ends with the process that made this one
    try:
        out.mkdir(parents=True, exist_ok=True)
        app.outdir = type(app.outdir)(out)
        app.preload_builder(builder)
        app.builder = app.create_builder(builder)
        app._init_builder()
        read = _prepared(app, line) if early else list(app.env.found_docs)
        if read is None:
            return
        app.phase = BuildPhase.RESOLVING
        app.builder.write(None, read, "update" if early else "all")
        app.builder.finish()
        raise_warnings(Path(app.srcdir), warnings)
    except PublishError as problem:
        line.send(str(problem))
    except Exception:
        line.send(traceback.format_exc())
    else:
        line.send("")


def _prepared(app: Sphinx, line: Connection) -> list[str] | None:
    """Prepare the form and wait; return the chapters that were read anew since, None when it cannot."""
    try:
        app.builder.prepare()
        line.send(_READY)
        read = line.recv()
    except Exception:  # the fork that is made instead of this one will tell it
        return None
    for name in read:
        app.env.get_domain("std").trees.forget(name)
    return read
