"""What Ctrl-C does to a command: a sentence and the exit code 130, also while its modules are imported."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOPPED = "stopped by Ctrl-C; the last good book is where it was"
_SOON_S = 0.02  # the callback has returned
CODE = 128 + signal.SIGINT


def ends_at_once() -> None:
    """Have Ctrl-C end this process in a sentence: it has begun nothing. `is_raised` takes that back."""
    signal.signal(signal.SIGINT, _end)


def _end(_number: int, _frame: object) -> None:
    os.write(2, f"\n{STOPPED}\n".encode())
    os._exit(CODE)


def is_raised() -> None:
    """Have Ctrl-C raise KeyboardInterrupt, as Python has it, until somebody catches that.

    What is raised in a callback of Python's own, when a module has been imported for instance, is only told
    of and dropped: then the signal is sent again.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = _send_again


@contextmanager
def held() -> Iterator[None]:
    """Have a process that begins now leave Ctrl-C to this one, which hears it afterwards.

    It would take it for its own while it loads.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _send_again(dropped: sys.UnraisableHookArgs) -> None:
    if not issubclass(dropped.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(dropped)
        return
    threading.Timer(_SOON_S, os.kill, (os.getpid(), signal.SIGINT)).start()
