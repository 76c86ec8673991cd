"""The loop: wait for a change, fork, build, tell the server."""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from watchfiles import watch

STATE = ".live.json"
DEBOUNCE_MS = 120
STEP_MS = 20

# What a build imports; loaded once, here, so that each fork has it. Nothing of the book's own package.
HEAVY = (
    "pandas",
    "yaml",
    "nbformat",
    "nbclient",
    "jupyter_cache",
    "jupyter_book.config",
    "myst_nb.sphinx_",
    "sphinx.application",
    "sphinx.builders.html",
    "sphinxcontrib.bibtex",
    "sphinx_external_toc",
    "frictionless",
    "typst",
    "vl_convert",
)


Build = Callable[
    [Callable[[], None]], int
]  # takes what to call when the pages are there; returns an exit code


def follow(root: Path, sources: tuple[str, ...], build: Build, port: int) -> None:
    """Build once, then after every change of `sources`, until interrupted; serve the pages on `port`.

    `build` is called in a fork with none of the book's own modules loaded and returns an exit code;
    what it prints to standard error is shown in the page when that is not 0.
    """
    folder = root / "_build"
    folder.mkdir(exist_ok=True)
    tell(folder, 0, "")
    server = _start_server(folder, port)
    for name in HEAVY:
        importlib.import_module(name)
    print(f"live     http://127.0.0.1:{port}/  (Ctrl-C ends it)", flush=True)
    try:
        _build(folder, build, 1)
        paths = [root / name for name in sources if (root / name).exists()]
        changes = watch(
            *paths, debounce=DEBOUNCE_MS, step=STEP_MS, raise_interrupt=False, ignore_permission_denied=True
        )
        for number, _ in enumerate(changes, 2):
            _build(folder, build, number)
    except KeyboardInterrupt:
        pass
    finally:
        server.terminate()


def tell(folder: Path, number: int, problem: str) -> None:
    """Write for the server which build is shown and what is wrong with the sources ("" if nothing)."""
    part = folder / f"{STATE}.part"
    part.write_text(json.dumps({"build": number, "problem": problem}), encoding="utf-8")
    part.replace(folder / STATE)


def _start_server(folder: Path, port: int) -> multiprocessing.process.BaseProcess:
    from brief.publish.live import server

    process = multiprocessing.get_context("spawn").Process(
        target=server.serve, args=(folder, port), daemon=True
    )
    process.start()
    return process


def _build(folder: Path, build: Build, number: int) -> None:
    """Build in a fork; tell the server what came of it."""
    started = time.perf_counter()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(write, 2)
        os._exit(_in_fork(folder, build, number))
    os.close(write)
    with os.fdopen(read, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    failed = os.waitstatus_to_exitcode(status) != 0
    tell(folder, number, said.strip() if failed else "")
    print(
        said.strip() if failed else f"live     build {number}: {time.perf_counter() - started:.1f} s",
        flush=True,
    )


def _in_fork(folder: Path, build: Build, number: int) -> int:
    """Build with the book's own modules as they are on disk now."""
    for name in [name for name in sys.modules if name.partition(".")[0] == __name__.partition(".")[0]]:
        del sys.modules[name]
    try:
        return build(lambda: tell(folder, number, ""))
    except SystemExit as stop:
        return int(stop.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
