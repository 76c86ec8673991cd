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


def write(
    root: Path, forms: dict[str, Path], settings: dict[str, Any], main_done: Callable[[], None] = lambda: None
) -> None:
    """Write the book in each form: builder name to output folder, "html" first. Any warning is an error.

    `main_done` is called when the first form is written, while others may still be under way.
    Raises PublishError with one sentence a problem; Sphinx's state is dropped then, since it tells a
    warning only once.
    """
    main, *others = forms
    side = _Side({name: forms[name] for name in others})
    try:
        _run(root, main, forms[main], settings, side)
        main_done()
        for name in side.left():
            _run(root, name, forms[name], settings, None)
        side.join()
    except PublishError:
        side.stop()
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


def _run(root: Path, builder: str, out: Path, settings: dict[str, Any], side: _Side | None) -> None:
    """Run one builder; once the sources are read, hand the application to `side`."""
    warnings = io.StringIO()
    everything = {
        **configuration(root),
        **settings,
        "brief_code": freshness.state(Path(__file__).parents[1], _CODE),
    }
    with _inside(root), patch_docutils(None), docutils_namespace(), _told():
        app = Sphinx(
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
        if side is not None:
            app.connect("env-check-consistency", lambda app, _env: side.start(app, warnings), priority=999)
        app.build()
    _raise(root, warnings)


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
        self._running: dict[str, tuple[Any, Connection]] = {}

    def start(self, app: Sphinx, warnings: io.StringIO) -> None:
        """Fork a writer for each form; the sources are read and their trees are on disk."""
        if warnings.getvalue().strip():  # the main run will tell them; nothing is worth writing
            return
        for name, out in self._forms.items():
            ours, theirs = _FORK.Pipe(duplex=False)
            process = _FORK.Process(target=_write_from, args=(app, warnings, name, out, theirs))
            process.start()
            theirs.close()
            self._running[name] = (process, ours)

    def left(self) -> list[str]:
        """Return the forms that no fork writes: Sphinx read nothing new."""
        return [name for name in self._forms if name not in self._running]

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
