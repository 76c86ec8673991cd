"""How a Dask cluster that stands already is reached, and what is told where it is not.

Dask is no library of the book: who has a cluster brings it (`pip install -e '.[dask]'`).
"""

from __future__ import annotations

import importlib
import os
from typing import Any

from press.errors import BriefError

VARIABLE = "DASK"  # of the shell: the address of the scheduler
PATIENCE_S = 10  # in which a scheduler answers, and has a worker
MISSING = (
    "DASK is set, and dask.distributed is not here: the book does not need it; bring it "
    "(.venv/bin/python -m pip install -e '.[dask]'), or leave DASK out"
)


def address() -> str:
    """Return the address of the cluster that is to be used, "" for none."""
    return os.environ.get(VARIABLE, "")


def library() -> Any:
    """Return dask.distributed. Raises BriefError when it is not here."""
    try:
        return importlib.import_module("distributed")  # an extra: types and imports do without it
    except ImportError:
        raise BriefError(MISSING) from None


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
