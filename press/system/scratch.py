"""The temporary folder of a build: the sockets of its processes, and what kernels note.

It lies where the system has such folders, since the path of a socket must be short.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "press-"


@contextmanager
def folder() -> Iterator[Path]:
    """Give a new folder and remove it afterwards; those of builds that were killed are removed first."""
    _remove_left_over()
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def _remove_left_over() -> None:
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        number = path.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and not is_running(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def is_running(process: int) -> bool:
    """Tell whether there is a process of this number, of whoever it is."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        pass
    return True
