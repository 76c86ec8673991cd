"""The process that stands by: `python -m press.standby.server ROOT KEY SECONDS`.

It loads the libraries, then forks itself for each build that is asked for. A fork reads the engine and the
project's package as they are on disk, and has the folder, environment and files of the command that asked.
The process has no thread, for it is forked. Beside it one lays out paper, and keeps what did not change. Both
end after SECONDS without a build, or with the socket.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import io
import json
import os
import runpy
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from press import project
from press.paper import compile_server
from press.run import lean
from press.standby import client, place, warm
from press.system import scratch

LOOK_S = 2.0  # how often it looks whether it is still wanted


def main() -> None:
    """Stand by for one project until nobody asks any more."""
    root, key, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    os.chdir(root)
    lean.leave_out()
    warm.up()
    gc.freeze()
    where = Path(place.address(root))
    with (
        compile_server.resident(),
        socket.socket(socket.AF_UNIX) as listener,
        contextlib.suppress(OSError),
    ):
        where.unlink(missing_ok=True)  # of one that was killed; one that lives sees that it is replaced
        os.umask(0o077)
        listener.bind(str(where))
        listener.listen()
        listener.settimeout(LOOK_S)
        own = where.stat().st_ino
        _serve(listener, lambda: where.exists() and where.stat().st_ino == own, key, seconds)
        if where.stat().st_ino == own:
            where.unlink()


def _serve(listener: socket.socket, is_wanted: Callable[[], bool], key: str, seconds: float) -> None:
    """Run builds until none was asked for in so many seconds, or one with another key was."""
    asked, builds = time.monotonic(), set[int]()
    while time.monotonic() - asked < seconds or builds:
        builds -= {pid for pid in builds if os.waitpid(pid, os.WNOHANG)[0]}
        if not is_wanted():
            return
        try:
            line, _ = listener.accept()
        except TimeoutError:
            continue
        with line:
            if _read(line, len(key)) != key.encode():
                return  # made for packages or an environment that are no longer there
            asked = time.monotonic()
            if pid := os.fork():
                builds.add(pid)
            else:
                listener.close()
                _build(line, key)


def _build(line: socket.socket, key: str) -> None:
    """Run the command that is asked for, in this fork; end the process."""
    code = 1
    try:
        line.sendall(client.fits(key))
        order = _take_place(line)
        signal.signal(signal.SIGIO, lambda *_: _end_if_left(line))
        fcntl.fcntl(line, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(line, fcntl.F_SETFL, fcntl.fcntl(line, fcntl.F_GETFL) | os.O_ASYNC)
        line.sendall(os.getpid().to_bytes(client.PID, "big"))
        code = _run(order["arguments"])
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        scratch.remove()
        with contextlib.suppress(OSError):
            line.sendall(bytes([code & 0xFF]))
        os._exit(code)


def _take_place(line: socket.socket) -> dict[str, Any]:
    """Take files, environment, folder and umask of the command that asks; return its order."""
    head, files, _, _ = socket.recv_fds(line, 8, 3)
    order: dict[str, Any] = json.loads(_read(line, int.from_bytes(head, "big")))
    os.setpgid(0, 0)  # what Ctrl-C reaches in a terminal: the build and all that it starts
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    own = {place.SERVED: "1", compile_server.ADDRESS: os.environ[compile_server.ADDRESS]}
    os.environ.clear()
    os.environ.update(order["environment"] | own)
    tempfile.tempdir = None  # it may be another
    os.umask(order["umask"])
    os.chdir(order["folder"])
    sys.stdin, sys.stdout, sys.stderr = (_stream(number) for number in range(3))
    for name in project.own_modules():
        del sys.modules[name]
    return order


def _run(arguments: list[str]) -> int:
    """Run the command as Python would; return its exit code."""
    sys.argv = [sys.argv[0], *arguments]
    try:
        runpy.run_module(project.SUBJECT, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def _end_if_left(line: socket.socket) -> None:
    """End the build when the command that asked for it was killed."""
    with contextlib.suppress(BlockingIOError):
        if not line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # nobody reads what it would say
            os.kill(os.getpid(), signal.SIGTERM)


def _stream(number: int) -> io.TextIOWrapper:
    """Return standard input, output or error as Python opens it."""
    at_once = number == 2 or bool(os.environ.get("PYTHONUNBUFFERED"))
    raw = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
    buffered = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
    lines = os.isatty(number) or at_once
    return io.TextIOWrapper(buffered, encoding="utf-8", line_buffering=lines, write_through=at_once)


def _read(line: socket.socket, length: int) -> bytes:
    """Return so many bytes; fewer when whoever asks is gone. Raises TimeoutError when it is silent."""
    line.settimeout(client.PATIENCE_S)
    found = client.read(line, length)
    line.settimeout(None)
    return found


if __name__ == "__main__":
    main()
