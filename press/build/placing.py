"""Put finished folders where readers find them: each at once, so that a stopped build leaves a whole one."""

from __future__ import annotations

import ctypes
import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2
_HERE = -100  # AT_FDCWD: paths are taken from the present folder


def put_in_place(draft: Path, build: Path, folders: Iterable[str]) -> None:
    """Mirror folders of the finished draft to `build`; a file that did not change is linked, not copied.

    All are copied before the first is put in place.
    """
    ready = [(build / f"{folder}.new", build / folder) for folder in folders]
    for new, place in ready:
        shutil.rmtree(new, ignore_errors=True)
        _mirror(draft / place.relative_to(build), new, place)
    for new, place in ready:
        _replace(place, new)
    for new, _place in ready:
        shutil.rmtree(new, ignore_errors=True)


def _mirror(source: Path, target: Path, last: Path) -> None:
    """Copy a folder; a file whose content is the same in `last` is linked from there."""
    for folder, _, files in os.walk(source):
        inside = os.path.relpath(folder, source)
        here, before = target / inside, last / inside
        here.mkdir(parents=True)
        known = {entry.name for entry in os.scandir(before)} if before.is_dir() else set()
        for name in files:
            path, old = f"{folder}/{name}", f"{before}/{name}"
            if not (
                name in known and filecmp.cmp(path, old, shallow=False) and _linked(old, f"{here}/{name}")
            ):
                shutil.copy2(path, f"{here}/{name}")


def _linked(old: str, new: str) -> bool:
    """Link a file; False where that cannot be, as on some network shares."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _replace(place: Path, new: Path) -> None:
    """Put a folder in the place of another; `new` is the old one then, or gone."""
    if not place.exists():
        new.rename(place)
    elif not _exchanged(new, place):
        old = place.with_name(f"{place.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def bring_back(build: Path, folders: Iterable[str]) -> None:
    """Put the last good folder back where a build was stopped between taking it away and the new one."""
    for folder in folders:
        old, place = build / f"{folder}.old", build / folder
        if old.exists() and not place.exists():
            old.rename(place)
