"""The process that kernels are forked from: it has the heavy libraries loaded already.

Little but the standard library is used, so that it can start before anything heavy is imported here.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import multiprocessing.process
import os
import signal
from collections.abc import Sequence
from multiprocessing import resource_tracker
from typing import Any

from press import plain
from press.system import ctrl_c, scratch

CONTEXT = multiprocessing.get_context("forkserver")
# The server of the standard library; it outlives this module, which `make live` loads anew.
_SERVER: Any = multiprocessing.forkserver._forkserver
_ALWAYS = [
    "press.run.lean",
    "press.extension",
    "press.run.kernels",
    "ipykernel.ipkernel",
    "ipykernel.debugger",  # a kernel loads it when it starts, half of the time that it takes
    "ipykernel.kernelapp",
    "IPython",
    "nbformat",
]


def start(libraries: Sequence[str]) -> None:
    """Start the process, with `libraries` imported, without waiting for it; do nothing when it runs."""
    if plain.is_on():
        return
    os.environ["TZ"] = "UTC"  # in another zone days are drawn a hundredth of a pixel elsewhere
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the debugger warns of what it cannot do
    CONTEXT.set_forkserver_preload([*_ALWAYS, *libraries])
    if _is_inherited():
        _SERVER.ensure_running = lambda: None  # it would be looked for among this process's own children
    else:
        # Its socket, too, is removed when this process is killed.
        this: Any = multiprocessing.process.current_process()
        this._config["tempdir"] = str(scratch.of_process())
        resource_tracker.ensure_running()  # which would give Ctrl-C way again
        with ctrl_c.held():
            multiprocessing.forkserver.ensure_running()
        _SERVER.started_by = os.getpid()


def stop() -> None:
    """End the process: what is built next needs its memory. One that was started for many builds stays.

    It holds nothing that has to be put away, and taking its libraries apart would take half a second.
    """
    if not plain.is_on() and not _is_inherited():
        if _SERVER._forkserver_pid is not None:
            os.kill(_SERVER._forkserver_pid, signal.SIGKILL)
        _SERVER._stop()  # the library ends it only when the build ends


def _is_inherited() -> bool:
    """Tell whether the process that this one was forked from started it, as `make live` does."""
    return bool(getattr(_SERVER, "started_by", os.getpid()) != os.getpid())
