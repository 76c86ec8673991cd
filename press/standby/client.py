"""A build asks the process that stands by to run it, and starts one for the next build.

Only the standard library is used: the build that is asked for loads nothing here.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from press.standby import place

PATIENCE_S = 5  # until the process that stands by answers
PID = 8  # the bytes of a process's number


class Standby:
    """What a command knows of the process that stands by for a project, from before it changes anything."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seconds = 60 * place.minutes()
        self._where = place.address(root) if self._seconds else ""
        self._key = place.key() if self._where else ""
        self._environment = dict(os.environ)  # a build sets variables of its own

    def run(self, arguments: Sequence[str]) -> int | None:
        """Run a command in a fork of the process; return its exit code, None if no process fits."""
        if not self._where:
            return None
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE_S)
            try:
                line.connect(self._where)
                line.sendall(self._key.encode())
                expected = fits(self._key)
                pid = _handed_over(line, arguments) if read(line, len(expected)) == expected else 0
            except OSError:
                return None
            return _followed(line, pid) if pid else None

    def start(self) -> bool:
        """Start a process for the next command, if one is wanted; tell whether it was started."""
        module = [sys.executable, "-m", "press.standby.server"]
        if self._where and not Path(self._where).is_dir():
            with contextlib.suppress(OSError):
                subprocess.Popen(
                    [*module, str(self._root), self._key, str(self._seconds)],
                    cwd=self._root,
                    env=self._environment,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
                return True
        return False


def _handed_over(line: socket.socket, arguments: Sequence[str]) -> int:
    """Ask for a command to be run as this one is; return the number of the process that runs it."""
    order = {"arguments": list(arguments), "environment": dict(os.environ), "folder": str(Path.cwd())}
    text = json.dumps({**order, "umask": _umask()}).encode()
    sys.stdout.flush()
    socket.send_fds(line, [len(text).to_bytes(8, "big")], [0, 1, 2])
    line.sendall(text)
    return int.from_bytes(read(line, PID), "big")


def _followed(line: socket.socket, pid: int) -> int:
    """Wait for a build and return its exit code; what the terminal sends to this process goes to it."""
    line.settimeout(None)
    while True:
        try:
            code = read(line, 1)
            break
        except KeyboardInterrupt:
            try:
                os.killpg(pid, signal.SIGINT)
            except OSError:  # it is gone
                return 130
        except OSError:
            code = b""
            break
    if code:
        return code[0]
    print("\nthe build ended without a word; there may be too little memory", file=sys.stderr)
    return 1


def fits(key: str) -> bytes:
    """Return what the process answers to a key that it shares; no other program says that by chance."""
    return hashlib.sha256(f"stands by {key}".encode()).digest()


def read(line: socket.socket, length: int) -> bytes:
    """Return so many bytes; fewer when the other side is gone. Raises OSError when it is silent."""
    found = b""
    while len(found) < length and (part := line.recv(length - len(found))):
        found += part
    return found


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
