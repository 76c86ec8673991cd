"""What a worker's copy of the project has to share with this one, so that a chapter gives the same there."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from press import parameters, plain, project
from press.run import limits
from press.system import digests

State = dict[str, str]  # a sum for each part that a chapter can read, by the part's name
LOCK = "requirements.lock"
LIBRARIES = "Python and libraries"
_PIN = re.compile(r"^([A-Za-z0-9][\w.\-]*)==", re.MULTILINE)
# What the build's own process sets or was given, and a chapter can tell: it goes along.
_CARRIED = (
    "SOURCE_DATE_EPOCH",
    "TZ",
    "PYTHONHASHSEED",
    plain.SWITCH,
    parameters.AS_OF_DAY,
    limits.MEMORY_GB,
    limits.OUTPUT_MB,
    "OMP_NUM_THREADS",  # Dask sets these for its workers, and sums depend on them
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)


def of(root: Path, sources: Iterable[str], seen: Mapping[str, bytes] | None = None) -> State:
    """Return the state of the project in `root`: its sources, the engine, Python and the libraries.

    `seen` holds the SHA-256 of the sources where they were read before.
    """
    engine = Path(__file__).parents[3]
    found = dict(seen or digests.take(root, sources)) | digests.take(engine, [project.ENGINE])
    parts: dict[str, dict[str, bytes]] = {}
    for path, digest in found.items():
        parts.setdefault(path.partition("/")[0], {})[path] = digest
    return {**{name: digests.fingerprint(part) for name, part in parts.items()}, LIBRARIES: _libraries(root)}


def others(here: State, there: State) -> list[str]:
    """Return the parts that are not the same in two states."""
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def carried() -> dict[str, str | None]:
    """Return the variables of this process that a chapter can tell; None for one that is not set."""
    return {name: os.environ.get(name) for name in _CARRIED}


def environment(variables: Mapping[str, str | None]) -> dict[str, str]:
    """Return the environment of this process with the variables of another."""
    changed = {**os.environ, **variables}
    return {name: value for name, value in changed.items() if value is not None}


def _libraries(root: Path) -> str:
    """Return a sum of Python's version and of those of the libraries that the project pins."""
    lock = root / LOCK
    names = sorted(set(_PIN.findall(lock.read_text(encoding="utf-8")))) if lock.is_file() else []
    versions = [f"{name} {_version(name)}" for name in names]
    return hashlib.sha256("\n".join([sys.version, *versions]).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # of another system
        return ""
