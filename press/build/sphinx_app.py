"""Run Sphinx with jupyter-book's configuration: read the sources once, write the forms side by side.

The web pages are written by the process that read the sources. Every other form (PDF) is written by
a fork of it, at the same time, from the same environment.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import CONFIG_OK, BuildEnvironment
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press import project
from press.build import current
from press.build.formats import SideForms, raise_warnings
from press.live import cross_references
from press.publish_errors import PublishError

_LAST = 950  # the priority of what is done when all else has heard that the chapters are read


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
        side = SideForms(app, {name: forms[name] for name in list(forms)[1:]}, warnings)
        try:
            yield Opened(app, side, warnings)
        finally:
            side.stop()


class Opened:
    """A book that can be written once."""

    def __init__(self, app: Sphinx, side: SideForms, warnings: io.StringIO) -> None:
        self._app = app
        self._side = side
        self._warnings = warnings
        self._known: dict[str, Any] | None = None
        self._read: list[str] = []

    def get_ready(self) -> None:
        """Load what was read last and prepare the side forms, before the change to write is known.

        Most changes leave most chapters as they were.
        """
        if self._app.env.config_status == CONFIG_OK:
            self._app.emit("brief-waiting")
            self._known = cross_references.of(self._app.env)
            self._side.get_ready()

    def write(
        self,
        rerun: list[str],
        wait_for: Callable[[str], None] = lambda name: None,
        main_done: Callable[[], None] = lambda: None,
    ) -> None:
        """Read what changed and write every form; `rerun` names chapters whose results are new.

        They are read last and in this order; `wait_for` is called with the name of each chapter before it
        is read, `main_done` when the first form is written, while others may still be under way. Any
        warning is an error. Raises PublishError with one sentence a problem; Sphinx's state is dropped
        then, since it tells a warning only once.
        """
        app, root = self._app, Path(self._app.srcdir)
        app.config.brief_rerun = rerun
        app.connect("env-before-read-docs", lambda _app, _env, names: self._order(names, rerun))
        app.connect("source-read", lambda _app, name, _text: wait_for(_chapter(name)))
        app.connect("env-get-updated", self._chapters_are_read, priority=_LAST)
        try:
            with _told():
                app.build()
            raise_warnings(root, self._warnings)
            main_done()
            self._side.join()
        except PublishError:
            self._side.stop()
            for folder in ("draft", ".doctrees"):
                shutil.rmtree(root / "_build" / folder, ignore_errors=True)
            raise

    def _order(self, names: list[str], last: list[str]) -> None:
        """Put chapters in the order in which they are read."""
        place = {name: number for number, name in enumerate(last)}
        names.sort(key=lambda name: place.get(_chapter(name), -1))
        self._read = list(names)

    def _chapters_are_read(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Start the side forms: no tree is resolved yet, and the main form will tell any warning."""
        if not self._warnings.getvalue().strip():
            self._side.start(self._read if cross_references.of(env) == self._known else None)
        return []


def _chapter(docname: str) -> str:
    return docname.rsplit("/", 1)[-1]


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
        "brief_code": current.state(Path(__file__).parents[2], [project.ENGINE]),
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
