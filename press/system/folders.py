"""Let two folders change places, so that whoever is stopped at any moment leaves a whole one in the place."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_WORKING_FOLDER, _EXCHANGE, _SWAP = -100, 2, 2  # of renameat2 (Linux) and renamex_np (macOS)


def exchange(new: Path, place: Path, aside: Path) -> None:
    """Let a folder and the one in `place` change places, in one step.

    Where the file system knows no such step it takes three renames by way of `aside`; what is stopped
    between them is mended by `bring_back`.
    """
    if not _in_one_step(new, place):
        place.rename(aside)
        new.rename(place)
        aside.rename(new)


def bring_back(aside: Path, place: Path) -> None:
    """Put the folder back that an exchange, stopped between its renames, left aside."""
    if aside.is_dir() and not place.exists():
        aside.rename(place)


def _in_one_step(new: Path, place: Path) -> bool:
    """Exchange two folders by one call; False where the system or the file system has none."""
    one, other = os.fsencode(new), os.fsencode(place)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(one, other, _SWAP) == 0)
        return bool(library.renameat2(_AT_WORKING_FOLDER, one, _AT_WORKING_FOLDER, other, _EXCHANGE) == 0)
    except (OSError, AttributeError):
        return False
