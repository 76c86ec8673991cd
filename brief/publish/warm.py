"""The process that kernels are forked from: it has the heavy libraries loaded already.

Only the standard library is used, so that it can start before anything heavy is imported here.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
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
    multiprocessing.forkserver.ensure_running()


def cool_down() -> None:
    """End the process: what is built next needs its memory."""
    multiprocessing.forkserver._forkserver._stop()  # the library ends it only when the build ends
