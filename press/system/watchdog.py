"""Processes of a build end when the build was killed: nobody else would end them."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


def end_with_parent(before: Callable[[], None] = lambda: None) -> None:
    """End this process when the one that started it ends; `before` is called then, to clear away.

    Called in a process of `multiprocessing`, of any kind: a forked kernel has the build as its parent,
    not the process that it was forked from. Ctrl-C, which a terminal sends to all of them, is the build's.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent, before), daemon=True).start()


def end_with_input(folder: Path) -> None:
    """End this process, and remove its folder, when its standard input ends, with whoever holds that."""
    threading.Thread(target=_watch_input, args=(folder,), daemon=True).start()


def _watch_input(folder: Path) -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def end_with_forking_process() -> None:
    """End this process, made by `os.fork`, when the one that made it ends. Linux only; it needs no thread.

    A process with threads could not be forked for the PDF.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


def _watch(parent: multiprocessing.process.BaseProcess, before: Callable[[], None]) -> None:
    parent.join()
    before()
    os._exit(1)
