"""The loop: get a build ready in a fork, wait for a change, let it build, tell the server."""

from __future__ import annotations

import contextlib
import importlib
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import frictionless
import nbformat
from jupyter_cache import get_cache
from pygments.lexers import get_lexer_by_name
from watchfiles import watch

from press import project
from press.live.hooks import Moments

STATE = ".live.json"
DEBOUNCE_MS = 120
STEP_MS = 20
PAUSE_MS = 200

# What a build imports; loaded once, here, so that each fork has it. Nothing of the book's own package.
HEAVY = (
    "pandas",
    "yaml",
    "nbclient",
    "jupyter_book.config",
    "myst_nb.sphinx_",
    "sphinx.application",
    "sphinx.builders.html",
    "pygments.lexers.python",
    "pygments.formatters.html",
    "sphinxcontrib.bibtex",
    "sphinx_external_toc",
    "typst",
    "vl_convert",
)


Build = Callable[[Moments], int]  # returns an exit code


def follow(root: Path, sources: tuple[str, ...], build: Build, port: int) -> None:
    """Build once, then after every change of `sources`, until interrupted; serve the pages on `port`.

    `build` is called in a fork with none of the book's own modules loaded and returns an exit code;
    what it prints to standard error is shown in the page when that is not 0. A fork is made ahead of the
    next change, gets ready and waits in `moments.wait`. It exits with EX_TEMPFAIL when what it had made
    ready no longer holds; a new one is used then.
    """
    stop = _stop_when_told()
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    tell(folder, 0, "")
    server = _start_server(folder, port)
    _warm_up()
    print(f"live     http://127.0.0.1:{port}/  (Ctrl-C ends it)", flush=True)
    builds = _Builds(folder, build)
    try:
        paths = [root / name for name in sources if (root / name).exists()]
        for changed in _changes(paths, stop):
            if changed or not builds.made:
                builds.run()
    except KeyboardInterrupt:
        pass
    finally:
        builds.end()
        server.terminate()


def _stop_when_told() -> threading.Event:
    """Have Ctrl-C and SIGTERM interrupt what is done; return what is set then.

    An interrupt in the moment of a fork is swallowed, so that the loop has to look for it too. A shell's
    background job would not hear Ctrl-C without a handler.
    """
    stop = threading.Event()

    def told(*_: object) -> None:
        """Stop what is being done."""
        stop.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    return stop


def _changes(paths: list[Path], stop: threading.Event) -> Iterator[set]:
    """Yield what changed, and nothing now and then: the first build, too, begins when all is watched."""
    times = {"debounce": DEBOUNCE_MS, "step": STEP_MS, "rust_timeout": PAUSE_MS, "yield_on_timeout": True}
    return watch(*paths, **times, stop_event=stop, raise_interrupt=False, ignore_permission_denied=True)


def _warm_up() -> None:
    """Load what a build needs, and what four of its libraries make ready at their first use."""
    for name in HEAVY:
        importlib.import_module(name)
    notebook = nbformat.v4.new_notebook()
    nbformat.validate(notebook)
    list(get_lexer_by_name("ipython3").get_tokens("1"))
    with tempfile.TemporaryDirectory() as folder:
        with contextlib.suppress(KeyError):
            get_cache(folder).match_cache_notebook(notebook)
        Path(folder, "table.csv").write_text("name\n1\n", encoding="utf-8")
        frictionless.Resource(path="table.csv", basepath=folder).validate()


def tell(folder: Path, number: int, problem: str) -> None:
    """Write for the server which build is shown and what is wrong with the sources ("" if nothing)."""
    part = folder / f"{STATE}.part"
    part.write_text(json.dumps({"build": number, "problem": problem}), encoding="utf-8")
    part.replace(folder / STATE)


def _start_server(folder: Path, port: int) -> multiprocessing.process.BaseProcess:
    from press.live import server

    process = multiprocessing.get_context("spawn").Process(
        target=server.serve, args=(folder, port), daemon=True
    )
    process.start()
    return process


class _Builds:
    """The builds, one after the other, each in a fork that got ready before it was needed."""

    def __init__(self, folder: Path, build: Build) -> None:
        self._folder = folder
        self._build = build
        self.made = 0
        self._number = 0
        self._ready = self._fork()

    def run(self) -> None:
        """Build what changed, tell the server what came of it, and get ready for the next change."""
        started = time.perf_counter()
        code, said = self._ready.go()
        if code == os.EX_TEMPFAIL:  # what it had made ready holds no longer
            self._ready = self._fork()
            code, said = self._ready.go()
        self.made += 1
        tell(self._folder, self._number, said if code else "")
        took = f"live     build {self._number}: {time.perf_counter() - started:.1f} s"
        print(said if code else took, flush=True)
        self._ready = self._fork()

    def end(self) -> None:
        """End the fork that waits."""
        self._ready.end()

    def _fork(self) -> _Fork:
        self._number += 1
        return _Fork(self._folder, self._build, self._number)


class _Fork:
    """A build in a fork: it gets ready at once, waits for the word, builds, and ends."""

    def __init__(self, folder: Path, build: Build, number: int) -> None:
        heard, self._word = os.pipe()
        self._said, say = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            for end in (self._word, self._said):
                os.close(end)
            os.dup2(say, sys.stderr.fileno())
            os._exit(_in_fork(build, heard, lambda: tell(folder, number, "")))
        for end in (heard, say):
            os.close(end)

    def go(self) -> tuple[int, str]:
        """Let it build; return its exit code and what it said to standard error."""
        with contextlib.suppress(BrokenPipeError):  # it ended while it got ready; what it said tells why
            os.write(self._word, b"go")
        os.close(self._word)
        with os.fdopen(self._said, encoding="utf-8", errors="replace") as pipe:
            said = pipe.read().strip()
        _, status = os.waitpid(self._pid, 0)
        return os.waitstatus_to_exitcode(status), said

    def end(self) -> None:
        """End it unused."""
        os.close(self._word)
        os.close(self._said)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _in_fork(build: Build, heard: int, pages_done: Callable[[], None]) -> int:
    """Build with the book's own modules as they are on disk now.

    What fails while it gets ready may have been mended since: EX_TEMPFAIL then.
    """
    for name in project.own_modules():
        del sys.modules[name]
    failed = os.EX_TEMPFAIL

    def wait() -> None:
        """Wait for the word to build."""
        nonlocal failed
        if not os.read(heard, 2):  # nobody will give the word
            os._exit(0)
        failed = 1

    try:
        code = build(Moments(wait, pages_done))
    except SystemExit as stop:
        code = int(stop.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return failed if code == 1 else code
