"""The process that kernels are forked from: it has the heavy libraries loaded already.

Only the standard library is used, so that it can start before anything heavy is imported here.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
from collections.abc import Sequence

CONTEXT = multiprocessing.get_context("forkserver")
_SERVER = multiprocessing.forkserver._forkserver  # outlives this module, which `make live` loads anew
_ALWAYS = [
    "press.extension",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "IPython",
    "nbformat",
]


def warm_up(libraries: Sequence[str]) -> None:
    """Start the process, with `libraries` imported, without waiting for it; do nothing when it runs."""
    CONTEXT.set_forkserver_preload([*_ALWAYS, *libraries])
    if _is_inherited():
        _SERVER.ensure_running = lambda: None  # it would be looked for among this process's own children
    else:
        multiprocessing.forkserver.ensure_running()
        _SERVER.started_by = os.getpid()


def cool_down() -> None:
    """End the process: what is built next needs its memory. One that was started for many builds stays."""
    if not _is_inherited():
        _SERVER._stop()  # the library ends it only when the build ends


def _is_inherited() -> bool:
    """Tell whether the process that this one was forked from started it, as `make live` does."""
    return getattr(_SERVER, "started_by", os.getpid()) != os.getpid()
