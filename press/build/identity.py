"""What a built book says of itself: its commit, and the pinned time of the build (SOURCE_DATE_EPOCH)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def commit(folder: Path) -> tuple[str, int]:
    """Return the commit and its time (seconds since 1970); ("", 0) outside a git checkout."""
    try:
        asked = subprocess.run(
            ["git", "-C", str(folder), "log", "-1", "--format=%H %ct"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return "", 0
    name, _, seconds = asked.stdout.strip().partition(" ")
    return name, int(seconds or 0)


def pin_time(seconds: int) -> None:
    """Make every tool of the build take the commit's time for now, so that same commit means same bytes.

    Whatever time the shell asks for does not count.
    """
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    os.environ["TZ"] = "UTC"
    os.environ["PYTHONHASHSEED"] = "0"
