"""Run Sphinx with jupyter-book's configuration: read the chapters once, write every format from them."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press import project
from press.book import template_rules
from press.book.shared_trees import AHEAD
from press.build.formats import SideFormats, made_ahead, raise_warnings
from press.build.source_record import SourceRecord
from press.errors import PublishError, of_full_disk
from press.system import digests

_LAST = 950  # the priority of what is done when all else has heard that the chapters are read


@contextmanager
def opened(
    root: Path,
    formats: dict[str, Path],
    settings: dict[str, Any],
    seen: Mapping[str, bytes],
    trees: Path | None = None,
) -> Iterator[SphinxBook]:
    """Open the book for writing in `formats`: builder name to output folder, "html" first.

    `seen` holds the SHA-256 of the sources (see `Conditions.seen`); `trees` is where Sphinx keeps what it
    read, if not where the book's builds do.

    Sphinx is set up and remembers the last build; nothing is read of the chapters yet. Raises PublishError
    with one sentence per problem.
    """
    pages, *others = formats.items()
    setup = _Setup(root, settings, seen, trees or root / "_build" / ".doctrees")
    side = SideFormats(dict(others), setup.write)
    with ExitStack() as open_pages:
        app, warnings = open_pages.enter_context(setup.sphinx(*pages))
        try:
            yield SphinxBook(app, side, warnings, open_pages)
        finally:
            side.stop()


class SphinxBook:
    """A book that can be written once."""

    def __init__(self, app: Sphinx, side: SideFormats, warnings: io.StringIO, open_pages: ExitStack) -> None:
        self._open_pages = open_pages
        self._app = app
        self._side = side
        self._warnings = warnings
        self._rerun: list[str] = []

    def get_ready(self) -> None:
        """Make what is likely to be needed, whichever chapter changes: whoever calls this waits anyway.

        What fails here is told where it is needed.
        """
        made_ahead(lambda: self._app.emit(AHEAD), self._warnings)
        self._side.get_ready(self._app, self._warnings)

    def write_pages(self, rerun: list[str], wait_for: Callable[[str], object]) -> None:
        """Read what changed and write the pages; begin to write the other formats.

        `rerun` names chapters whose results are new. They are read last and in this order; `wait_for` is
        called with the name of each chapter before it is read. Any warning is an error. Raises PublishError
        with one sentence per problem; Sphinx's state is dropped then, since it tells a warning only once.
        """
        self._rerun = self._app.config.brief_rerun = rerun
        self._app.connect("env-before-read-docs", self._order)
        self._app.connect("source-read", lambda _app, name, _text: wait_for(_chapter(name)))
        self._app.connect("env-get-updated", self._chapters_are_read, priority=_LAST)
        self._app.connect("write-started", self._known_is_written)
        with self._state_dropped_on_failure(), _told():
            self._app.build()
            raise_warnings(Path(self._app.srcdir), self._warnings)

    def write_one(self, docname: str, text: str) -> None:
        """Read one chapter from a text in place of its file, and write its page and the other formats.

        Raises PublishError as `write_pages` does, and drops nothing.
        """

        def replace(_app: Sphinx, name: str, content: list[str]) -> None:
            """Put the text in place of the file."""
            if name == docname:
                content[0] = text

        self._app.config.brief_rerun = [_chapter(docname)]
        self._app.connect("source-read", replace)
        self._app.connect("env-get-updated", self._chapters_are_read, priority=_LAST)
        with _told():
            self._app.build(filenames=[str(self._app.env.doc2path(docname))])
            raise_warnings(Path(self._app.srcdir), self._warnings)

    @property
    def app(self) -> Sphinx:
        """Sphinx itself, for what is to be connected to it."""
        return self._app

    def finish(self) -> None:
        """Wait until the other formats are written. Raises PublishError as `write_pages` does."""
        self._open_pages.close()  # of two set up at once, Sphinx takes the second for a mistake
        with self._state_dropped_on_failure():
            self._side.finish()

    def _order(self, _app: Sphinx, _env: BuildEnvironment, names: list[str]) -> None:
        """Put chapters in the order in which they are read."""
        place = {name: number for number, name in enumerate(self._rerun)}
        names.sort(key=lambda name: place.get(_chapter(name), -1))

    def _chapters_are_read(self, app: Sphinx, _env: BuildEnvironment) -> list[str]:
        """Start the other formats: no tree is resolved yet, and the pages' writer will tell any warning."""
        if not self._warnings.getvalue().strip():
            self._side.start(app, self._warnings)
        return []

    def _known_is_written(self, _app: Sphinx, _builder: Builder) -> None:
        """Let the formats go that were forked ahead, unless there is a warning to tell."""
        if not self._warnings.getvalue().strip():
            self._side.go()

    @contextmanager
    def _state_dropped_on_failure(self) -> Iterator[None]:
        try:
            yield
        except PublishError:
            self._side.stop()
            for folder in ("draft", ".doctrees"):
                shutil.rmtree(Path(self._app.srcdir) / "_build" / folder, ignore_errors=True)
            raise


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
    return dict(settings)


class _Setup:
    """How Sphinx is set up, for whichever format."""

    def __init__(self, root: Path, settings: dict[str, Any], seen: Mapping[str, bytes], trees: Path) -> None:
        code = {path: digest for path, digest in seen.items() if path.startswith(f"{project.ENGINE}/")}
        code = code or digests.take(Path(__file__).parents[2], [project.ENGINE])
        self._root = root
        self._trees = trees
        self._settings = {**configuration(root), **settings, "brief_code": digests.fingerprint(code)}
        self._seen = seen

    @contextmanager
    def sphinx(self, builder: str, out: Path) -> Iterator[tuple[Sphinx, io.StringIO]]:
        """Give Sphinx, set up to write one format, and what it will warn of. Raises PublishError."""
        warnings, trees = io.StringIO(), self._trees
        with _inside(self._root), patch_docutils(None), docutils_namespace():
            with _told():
                places = (self._root, None, out, trees, builder)
                app = Sphinx(*places, dict(self._settings), status=None, warning=warnings, parallel=1)
            SourceRecord(app, self._root, self._seen)
            yield app, warnings

    def write(self, builder: str, out: Path) -> None:
        """Write one format from what Sphinx keeps of the chapters. Raises PublishError."""
        with self.sphinx(builder, out) as (app, warnings), _told():
            app.build()
            raise_warnings(self._root, warnings)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what stops Sphinx or an extension into a sentence. Raises PublishError."""
    try:
        yield
    except ExtensionError as problem:
        cause = problem.orig_exc or problem.__cause__
        if isinstance(cause, PublishError):
            raise _shortened(cause) from problem
        if full := of_full_disk(problem):
            raise full from problem
        source = f"{problem.modname}: " if problem.modname else ""
        raise PublishError(f"{source}{cause or problem}") from problem
    except SphinxError as problem:
        if of_theme := template_rules.of_theme(problem.__cause__):
            raise PublishError(of_theme) from problem
        raise _shortened(problem) from problem
    except PublishError as problem:
        raise _shortened(problem) from problem


def _shortened(problem: Exception) -> PublishError:
    """Return an error that names files from the project's folder."""
    return PublishError(str(problem).replace(f"{Path.cwd()}/", ""))


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    previous = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(previous)
