"""The temporary folder of a build: the sockets of its processes, and what kernels note.

It lies where the system has such folders, since the path of a socket must be short: in /tmp where that place
is too long. A build that was killed cannot remove its own: its processes do when they end, else the next
build.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "press-"
_LONGEST = 60  # a socket has 107 bytes for its path: the rest is what is named here and by who listens
_ATTEMPTS = 50
_PAUSE_S = 0.02
_folders: dict[int, Path] = {}  # by process: a fork has one of its own


@contextmanager
def folder() -> Iterator[Path]:
    """Give a new folder in that of the process, and remove it afterwards."""
    with tempfile.TemporaryDirectory(dir=of_process(), prefix="", ignore_cleanup_errors=True) as made:
        yield Path(made)


def of_process() -> Path:
    """Return the folder of this process: made when it is first asked for, removed when the process ends."""
    own = os.getpid()
    if own not in _folders:
        _remove_left_over()
        _folders[own] = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{own}-", dir=_place()))
        atexit.register(remove)
    return _folders[own]


def remove() -> None:
    """Remove the folder of this process, if it has one: called at its end, by hand before `os._exit`.

    It is looked for by its name: in a fork that loaded this module anew another one made it.
    """
    _folders.pop(os.getpid(), None)
    remove_of(os.getpid())


def _place() -> Path:
    """Return where folders are made. Source of the limit: unix(7), `sun_path`."""
    place = tempfile.gettempdir()
    return Path(place if len(os.fsencode(place)) <= _LONGEST else "/tmp")


def remove_of(process: int) -> None:
    """Remove the folder of a process that has ended, though others of its processes may write there yet."""
    for path in _place().glob(f"{_PREFIX}{process}-*"):
        for _ in range(_ATTEMPTS):
            shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                break
            time.sleep(_PAUSE_S)


def _remove_left_over() -> None:
    for path in _place().glob(f"{_PREFIX}*-*"):
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
