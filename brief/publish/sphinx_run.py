"""Run Sphinx with jupyter-book's configuration: read the sources once, write the forms side by side.

The web pages are written by the process that read the sources. Every other form (PDF) is written by
a fork of it, at the same time, from the same environment.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import re
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from brief.publish import freshness
from brief.publish.errors import PublishError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CODE = ("publish", "design", "charts/render.py", "charts/theme.py")  # what pages and paper are made with
_FORK = multiprocessing.get_context("fork")


@contextmanager
def opened(root: Path, forms: dict[str, Path], settings: dict[str, Any]) -> Iterator[Opened]:
    """Open the book for writing in forms: builder name to output folder, "html" first.

    Sphinx is set up and remembers the last build; nothing is read of the chapters yet. Raises PublishError
    with one sentence a problem.
    """
    warnings = io.StringIO()
    with _inside(root), patch_docutils(None), docutils_namespace():
        with _told():
            app = _application(root, forms, settings, warnings)
        yield Opened(app, forms, warnings)


class Opened:
    """A book that can be written once."""

    def __init__(self, app: Sphinx, forms: dict[str, Path], warnings: io.StringIO) -> None:
        self._app = app
        self._warnings = warnings
        self._side = _Side({name: forms[name] for name in list(forms)[1:]})

    def write(self, rerun: list[str], main_done: Callable[[], None] = lambda: None) -> None:
        """Read what changed and write every form; `rerun` names chapters whose results are new.

        `main_done` is called when the first form is written, while others may still be under way. Any
        warning is an error. Raises PublishError with one sentence a problem; Sphinx's state is dropped
        then, since it tells a warning only once.
        """
        app, root = self._app, Path(self._app.srcdir)
        app.config.brief_rerun = rerun
        app.connect("write-started", lambda *_: self._side.start(app, self._warnings))
        try:
            with _told():
                app.build()
            _raise(root, self._warnings)
            main_done()
            self._side.start(app, self._warnings)  # when there was no page to write
            self._side.join()
        except PublishError:
            self._side.stop()
            for folder in ("draft", ".doctrees"):
                shutil.rmtree(root / "_build" / folder, ignore_errors=True)
            raise


def configuration(root: Path) -> dict[str, Any]:
    """Return the Sphinx configuration that jupyter-book makes of `_config.yml` and `_toc.yml`."""
    from jupyter_book.config import get_final_config

    settings, _ = get_final_config(
        user_yaml=root / "_config.yml",
        cli_config={"external_toc_path": str(root / "_toc.yml"), "latex_individualpages": False},
        sourcedir=root,
    )
    return settings


def _application(
    root: Path, forms: dict[str, Path], settings: dict[str, Any], warnings: io.StringIO
) -> Sphinx:
    """Return Sphinx set up for the first of the forms."""
    everything = {
        **configuration(root),
        **settings,
        "brief_code": freshness.state(Path(__file__).parents[1], _CODE),
    }
    builder, out = next(iter(forms.items()))
    return Sphinx(
        root,
        None,
        out,
        root / "_build" / ".doctrees",
        builder,
        everything,
        status=None,
        warning=warnings,
        warningiserror=False,
        parallel=1,
    )


@contextmanager
def _told() -> Iterator[None]:
    """Turn what stops Sphinx or an extension into a sentence."""
    try:
        yield
    except ExtensionError as problem:
        cause = problem.orig_exc or problem.__cause__
        if isinstance(cause, PublishError):
            raise cause from problem
        source = f"{problem.modname}: " if problem.modname else ""
        raise PublishError(f"{source}{cause or problem}") from problem
    except SphinxError as problem:
        raise PublishError(str(problem)) from problem


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    previous = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(previous)


def _raise(root: Path, warnings: io.StringIO) -> None:
    """Raise what Sphinx warned of, without colours and without the root's path."""
    lines = _COLOUR.sub("", warnings.getvalue()).splitlines()
    problems = [line.replace(f"{root}/", "") for line in lines if line.strip()]
    if problems:
        raise PublishError("\n".join(problems))


class _Side:
    """The forms that are written beside the main one, each in a fork of the process that read the sources."""

    def __init__(self, forms: dict[str, Path]) -> None:
        self._forms = forms
        self._started = False
        self._running: dict[str, tuple[Any, Connection]] = {}

    def start(self, app: Sphinx, warnings: io.StringIO) -> None:
        """Fork a writer for each form, once: the sources are read and no tree is resolved yet."""
        if self._started or warnings.getvalue().strip():  # the main run will tell them
            return
        self._started = True
        for name, out in self._forms.items():
            ours, theirs = _FORK.Pipe(duplex=False)
            process = _FORK.Process(target=_write_from, args=(app, warnings, name, out, theirs))
            process.start()
            theirs.close()
            self._running[name] = (process, ours)

    def join(self) -> None:
        """Wait for every fork and raise the first problem."""
        for process, answer in self._running.values():
            try:
                problem = answer.recv()
            except EOFError:
                problem = "the writer of a form ended without a word; there may be too little memory"
            process.join()
            if problem:
                raise PublishError(problem)

    def stop(self) -> None:
        """End every fork that still runs."""
        for process, _ in self._running.values():
            process.kill()
            process.join()


def _write_from(app: Sphinx, warnings: io.StringIO, builder: str, out: Path, answer: Connection) -> None:
    """Write one form from an application that has read the sources; answer with the problem, or ""."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        app.outdir = type(app.outdir)(out)
        app.preload_builder(builder)
        app.builder = app.create_builder(builder)
        app._init_builder()
        app.builder.write(None, list(app.env.found_docs), "all")
        app.builder.finish()
        _raise(Path(app.srcdir), warnings)
    except PublishError as problem:
        answer.send(str(problem))
    except Exception:
        answer.send(traceback.format_exc())
    else:
        answer.send("")
