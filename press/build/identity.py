"""What a built book says of itself: its commit, and the pinned time of the build (SOURCE_DATE_EPOCH)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_ANY_OWNER = ("-c", "safe.directory=*")  # a folder of another user, as in a container, is read all the same


@dataclass(frozen=True)
class State:
    """What the sources are: a commit, or what was modified after it; and their time, seconds since 1970."""

    commit: str = ""  # empty outside a git checkout
    seconds: int = 0
    modified: bool = False


def state(folder: Path, sources: Iterable[str]) -> State:
    """Return what the sources in a project's folder are.

    Outside a git checkout the time is that of the edition (`created` of its tables), so that no file claims
    to be of 1970.
    """
    name, seconds = commit(folder)
    if not name:
        return State(seconds=_edition_time(folder))
    changed = _git(folder, "status", "--porcelain", "--untracked-files=all", "--", *sources)
    return State(name, seconds, modified=bool(changed))


def commit(folder: Path) -> tuple[str, int]:
    """Return the commit and its time (seconds since 1970); ("", 0) outside a git checkout."""
    top = _git(folder, "rev-parse", "--show-toplevel")
    if not top or not Path(top).samefile(folder):  # without history, it may lie in another checkout
        return "", 0
    name, _, seconds = _git(folder, "log", "-1", "--format=%H %ct").partition(" ")
    return name, int(seconds or 0)


def tags(folder: Path) -> frozenset[str]:
    """Return the tags of a checkout; none outside one."""
    return frozenset(_git(folder, "tag", "--list").split())


def _git(folder: Path, *order: str) -> str:
    """Return what git answers, "" when there is no git or no checkout."""
    try:
        command = ["git", *_ANY_OWNER, "-C", str(folder), *order]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def _edition_time(folder: Path) -> int:
    """Return when the tables say that their edition was made, in seconds since 1970; 0 when they do not."""
    try:
        made = json.loads((folder / "data" / "datapackage.json").read_text(encoding="utf-8")).get("created")
        day = datetime.fromisoformat(made)
    except (OSError, ValueError, TypeError, AttributeError):
        return 0  # the check of the tables says what is wrong with the description
    return int((day if day.tzinfo else day.replace(tzinfo=UTC)).timestamp())


def pin_time(seconds: int) -> None:
    """Make every tool of the build take the commit's time for now, so that same commit means same bytes.

    Whatever time the shell asks for does not count.
    """
    os.environ["SOURCE_DATE_EPOCH"] = str(seconds)
    os.environ["TZ"] = "UTC"
    os.environ["PYTHONHASHSEED"] = "0"
