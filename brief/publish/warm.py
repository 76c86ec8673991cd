"""The process that kernels are forked from: it has the heavy libraries loaded already.

Only the standard library is used, so that it can start before anything heavy is imported here.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
from collections.abc import Sequence

CONTEXT = multiprocessing.get_context("forkserver")
_ALWAYS = [
    "brief.publish",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "IPython",
    "nbformat",
]


def warm_up(libraries: Sequence[str]) -> None:
    """Start the process, with `libraries` imported, without waiting for it; do nothing when it runs."""
    CONTEXT.set_forkserver_preload([*_ALWAYS, *libraries])
    if not _is_inherited():
        multiprocessing.forkserver.ensure_running()


def cool_down() -> None:
    """End the process: what is built next needs its memory. One that was started for many builds stays."""
    if not _is_inherited():
        multiprocessing.forkserver._forkserver._stop()  # the library ends it only when the build ends


def _is_inherited() -> bool:
    """Tell whether the process that this one was forked from started it, as `make live` does.

    The library would look for it among this process's children, and start another.
    """
    server = multiprocessing.forkserver._forkserver
    if server._forkserver_pid is None:
        return False
    try:
        os.waitpid(server._forkserver_pid, os.WNOHANG)
    except ChildProcessError:
        server.ensure_running = lambda: None
        return True
    return False
