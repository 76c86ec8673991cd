"""How a Dask cluster that stands already is reached, and what is told where it is not.

Dask is no library of the book: who has a cluster brings it (`pip install -e '.[dask]'`).
"""

from __future__ import annotations

import importlib
import logging
import os
import re
import socket
import threading
import time
from typing import Any

from press.errors import BriefError

VARIABLE = "DASK"  # of the shell: the address of the scheduler
CONNECT_S = 2  # in which somebody is found at the address
PATIENCE_S = 10  # in which who is found there answers as a scheduler, and has a worker
_LOOK_S = 0.2
_FORM = re.compile(
    r"(?:(?P<way>tcp|tls|wss?|ucx)://)?(?P<host>\[[\da-fA-F:.]+\]|[^\s:/\[\]]+):(?P<port>\d+)/?"
)
_LAST_PORT = 65535
_failures: list[Exception] = []  # kept: with one goes the client that it stopped, which waits for its cluster
MISSING = (
    "DASK is set, and dask.distributed is not here: the book does not need it; bring it "
    "(.venv/bin/python -m pip install -e '.[dask]'), or leave DASK out"
)


def address() -> str:
    """Return the address of the cluster that is to be used, "" for none.

    Raises BriefError for one that no scheduler can have.
    """
    asked = os.environ.get(VARIABLE, "").strip()
    found = _FORM.fullmatch(asked)
    if asked and not (found and 0 < int(found["port"]) <= _LAST_PORT):
        raise BriefError(
            f"{VARIABLE}={asked} is no address of a scheduler; write it as it tells it, such as "
            f"{VARIABLE}=tcp://127.0.0.1:8786, or leave {VARIABLE} out"
        )
    return asked


def library() -> Any:
    """Return dask.distributed. Raises BriefError when it is not here."""
    try:
        return importlib.import_module("distributed")  # an extra: types and imports do without it
    except ImportError:
        raise BriefError(MISSING) from None


def client(address: str) -> Any:
    """Return a client of a cluster that has a worker. Raises BriefError without one."""
    distributed = library()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is wrong is told by us
    try:
        _reach(address)
        made = distributed.Client(address, timeout=PATIENCE_S, set_as_default=False)
        made.wait_for_workers(1, timeout=PATIENCE_S)
    except Exception as problem:  # of whatever answers there
        _failures.append(problem)
        raise BriefError(silent(address, problem)) from None
    return made


def _reach(address: str) -> None:
    """Wait until somebody is found at an address. Raises OSError when nobody is, within CONNECT_S.

    Dask waits longer and tells less; a name is looked up in a thread, for that can take as long as it likes.
    """
    found = _FORM.fullmatch(address)
    if found is None or found["way"] == "ucx":  # of a network of its own
        return
    met: list[OSError | None] = []
    place = found["host"].strip("[]"), int(found["port"])
    seeker = threading.Thread(target=lambda: met.append(_sought(place)), daemon=True)
    seeker.start()
    seeker.join(CONNECT_S + _LOOK_S)
    problem = met[0] if met else TimeoutError(f"nobody is found there in {CONNECT_S} s")
    if problem is not None:
        raise problem


def _sought(place: tuple[str, int]) -> OSError | None:
    """Return why nobody is found at a place, None once somebody is: a scheduler may be starting."""
    end = time.monotonic() + CONNECT_S
    while True:
        try:
            socket.create_connection(place, timeout=CONNECT_S).close()
        except OSError as problem:
            if time.monotonic() > end:
                return problem
            time.sleep(_LOOK_S)
        else:
            return None


def silent(address: str, problem: object) -> str:
    """Return what is told when no cluster with a worker answers."""
    return (
        f"no Dask cluster with a worker answers at {address} ({problem}); start one (dask scheduler, "
        "then dask worker in this environment), or leave DASK out"
    )


def strange(address: str, problem: object) -> str:
    """Return what is told when a worker has not the modules of this book."""
    return (
        f"a worker of the cluster at {address} cannot run this book ({problem}); start it in an "
        "environment of this project, of the same commit"
    )
