"""A grid's runs on the workers of a Dask cluster that stands already, each in an environment of this book.

Dask is no library of the book: who has a cluster brings it (`pip install -e '.[dask]'`). A run goes there as
the name of its chapter and its values; what is computed with them is the worker's own copy of the project,
which has to hold the same tables.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from press.errors import BriefError
from press.run.cluster import scheduler
from press.tables import datapackage

Work = Callable[[Mapping[str, Any]], Any]  # of a module that workers can import
_one_at_a_time = threading.Lock()  # the values in use are the process's own, whatever threads its worker has


def tables_sum() -> str:
    """Return a sum that tells one state of all tables from another: their description holds their hashes."""
    return hashlib.sha256((datapackage.DATA / datapackage.DESCRIPTION).read_bytes()).hexdigest()


def run(address: str, work: Work, plans: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Do a work for all plans on the cluster at an address; neighbours share a worker.

    Raises BriefError when Dask is not here, no scheduler answers, or a worker is not of this book.
    """
    try:
        with scheduler.client(address) as client:
            size = -(-len(plans) // len(client.scheduler_info(n_workers=-1)["workers"]))
            parts = [list(plans[first : first + size]) for first in range(0, len(plans), size)]
            asked = client.map(_there, parts, work=work, tables=tables_sum(), pure=False)
            return [one for part in client.gather(asked) for one in part]
    except OSError as problem:
        raise BriefError(scheduler.silent(address, problem)) from None
    except (ImportError, AttributeError, KeyError) as problem:
        raise BriefError(scheduler.strange(address, problem)) from None


def _there(part: list[Mapping[str, Any]], work: Work, tables: str) -> list[Any]:
    """Do the work for some plans; on a worker."""
    if tables != tables_sum():
        raise BriefError("a worker holds other tables than this project; bring it to the same commit")
    with _one_at_a_time:
        return [work(plan) for plan in part]
