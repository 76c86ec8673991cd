"""Processes of a build end when the build was killed: nobody else would end them."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time

from press.system import scratch

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_SOON_S = 5
_LOOK_S = 0.02
_FOR_OTHERS_S = 0.1


def end_with_parent() -> None:
    """End this process when the one that started it ends, and remove the temporary folder of that one.

    Called in a process of `multiprocessing`, of any kind: a forked kernel has the build as its parent,
    not the process that it was forked from. Ctrl-C, which a terminal sends to all of them, is the build's.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def end_with_input() -> None:
    """End this process as `end_with_parent` does, when its standard input ends, which the parent holds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch_input, args=(os.getppid(),), daemon=True).start()


def _watch_input(parent: int) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    end = time.monotonic() + _SOON_S
    while os.getppid() == parent and time.monotonic() < end:  # it closes its files first
        time.sleep(_LOOK_S)
    if os.getppid() != parent:
        scratch.remove_of(parent)
    os._exit(1)


def end_with_forking_process() -> None:
    """End this process, made by `os.fork`, when the one that made it ends. Linux only; it needs no thread.

    A process with threads could not be forked for the PDF.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


def _leave_in_silence() -> None:
    """Say nothing more, and give the parent's other processes the time to hear that it ended."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)
    time.sleep(_FOR_OTHERS_S)


def _watch(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    _leave_in_silence()
    if parent.pid is not None:
        scratch.remove_of(parent.pid)
    os._exit(1)
