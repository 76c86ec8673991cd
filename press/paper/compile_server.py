"""A process that stays and sets the paper of one build after the other: what stays is laid out once.

`make live` keeps one; a single build sets by itself.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typst

from press import plain
from press.system import ctrl_c, scratch, socket_service, watchdog

ADDRESS = "BRIEF_SETTER"
_PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+\n")  # in the report that Typst prints
MOST_MB = 1500  # of memory: beyond, the process starts anew, since Typst forgets little

Problem = tuple[str, list[str], str, int]  # what Typst says, its hints, the file and line
Sheets = tuple[bytes, list[Problem]]  # a PDF and what it warns of; no PDF, and why


def compiled(source: str, options: dict[str, Any]) -> Sheets:
    """Compile a Typst file, in the process that stays where there is one."""
    address = os.environ.get(ADDRESS)
    if address is not None:
        try:
            sheets: Sheets = socket_service.ask(address, source, options)
            return sheets
        except (OSError, EOFError):  # it starts anew
            pass
    return _compiled(source, options)


@contextmanager
def resident() -> Iterator[None]:
    """Keep a process that sets, for the builds of this process and of its forks; none with PLAIN=1."""
    if plain.is_on():
        yield
        return
    with scratch.folder() as folder:
        os.environ[ADDRESS] = f"{folder}/setter"
        command = [sys.executable, "-m", __name__, os.environ[ADDRESS]]
        with ctrl_c.held():
            process = subprocess.Popen(command, stdin=subprocess.PIPE)  # which ends with this process
        try:
            yield
        finally:
            del os.environ[ADDRESS]
            process.terminate()
            process.communicate()


def _compiled(source: str, options: dict[str, Any]) -> Sheets:
    try:
        pdf, warnings = typst.compile_with_warnings(source, **options)
    except typst.TypstError as error:
        return b"", [_told(error)]
    return pdf, [_told(warning) for warning in warnings]


def _told(problem: Exception) -> Problem:
    hints = [str(hint) for hint in getattr(problem, "hints", []) or []]
    place = _PLACE.search(str(getattr(problem, "diagnostic", None) or ""))
    file, line = (Path(place["file"]).name, int(place["line"])) if place else ("", 0)
    return getattr(problem, "message", None) or str(problem), hints, file, line


def _answer(source: str, options: dict[str, Any]) -> Sheets:
    if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 > MOST_MB:
        Path(sys.argv[1]).unlink(missing_ok=True)
        os.execv(sys.executable, [sys.executable, "-m", __spec__.name, sys.argv[1]])
    return _compiled(source, options)


if __name__ == "__main__":
    watchdog.end_with_input()
    socket_service.serve(sys.argv[1], _answer)
