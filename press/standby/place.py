"""Where the process that stands by listens, whether it is wanted, and for which builds it fits.

Only the standard library is used: a build asks before it loads anything else.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from press import plain

MINUTES = "STANDBY"  # the variable: minutes without a build after which the process ends; 0 for none
SERVED = "BRIEF_STANDBY"  # set for a build that was forked from it
SOCKET = ".standby.sock"  # in `_build`
_MOST = 24 * 60.0  # minutes: it ends by itself, whatever is asked
_LONGEST = 100  # letters of a socket's address; systems allow 104 to 108
# What a terminal or a shell changes by itself, and no library reads when it is loaded.
_PASSING = frozenset(("_", "SHLVL", "PWD", "OLDPWD", "COLUMNS", "LINES", MINUTES))


def minutes() -> float:
    """Return after how many minutes without a build the process ends; 0 when none is wanted."""
    if plain.is_on() or os.environ.get("CI") or SERVED in os.environ or not hasattr(os, "fork"):
        return 0.0
    try:
        asked = float(os.environ.get(MINUTES) or 0)
    except ValueError:
        return 0.0
    return min(asked, _MOST) if asked > 0 else 0.0


def address(root: Path) -> str:
    """Return the address of the project's process, as short as it can be; "" where none can be had."""
    place = root / "_build" / SOCKET
    short = min(os.path.relpath(place), str(place), key=len)
    return short if len(os.fsencode(short)) <= _LONGEST else ""


def key() -> str:
    """Return a fingerprint of what a Python is set up with when it starts: builds and process must share it.

    The installed packages by name and version, the interpreter and its switches, the environment, and the
    code that stays: of this room and of what lays out paper.
    """
    packages = sorted(name for path in sys.path for name in _distributions(path))
    room = Path(__file__).parent
    stays = [*sorted(room.glob("*.py")), room.parent / "paper" / "compile_server.py"]
    own = [path.read_bytes() for path in stays]
    seen = [packages, sys.version, sys.executable, tuple(sys.flags), sorted(environment().items()), own]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def environment() -> dict[str, str]:
    """Return the environment without what passes from one command to the next."""
    return {name: value for name, value in os.environ.items() if name not in _PASSING}


def _distributions(path: str) -> list[str]:
    try:
        return [
            entry.name for entry in os.scandir(path or ".") if entry.name.endswith((".dist-info", ".pth"))
        ]
    except OSError:
        return []
