"""Limits of a cell: memory and output, and what it does beyond its chapter, which is told and not forbidden.

In the kernel an audit hook (PEP 578) sees files that a cell writes outside its folder and addresses that it
asks; after each cell threads and processes that it left are looked for. Both are noted for the build, which
tells them in sentences.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from press.errors import PublishError

NOTES = "beyond.txt"  # in the folder of a kernel's notes
MEMORY_GB = "CELL_MEMORY_GB"  # variables of the shell that set other limits
OUTPUT_MB = "CELL_OUTPUT_MB"
_USUAL = {MEMORY_GB: 4.0, OUTPUT_MB: 20.0}
_RANGE = {MEMORY_GB: (0.5, 1e6), OUTPUT_MB: (0.01, 1e6)}  # with less no kernel starts; no machine has more
_PLACE = "PRESS_NOTES"  # the variable that names the file of notes to the kernel
_LOOKS, _LOOK_S = 10, 0.02  # how often, and how long after, the command of a process is looked for
_DEEP = 80  # frames in which a cell is looked for
_CELL = "ipykernel_"  # in the name of the file that a kernel gives a cell
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def check() -> None:
    """Raise PublishError for a limit of the shell that is none."""
    for name, (least, most) in _RANGE.items():
        asked = os.environ.get(name, "").strip()
        try:
            fits = not asked or least <= float(asked) <= most
        except ValueError:
            fits = False
        if not fits:
            unit = name.rpartition("_")[2]
            raise PublishError(
                f"{name}={asked} is no limit of a cell; write a number of {unit} from {least:g} on, such as "
                f"{name}={_USUAL[name]:g}, or leave {name} out"
            )


def limit(name: str) -> float:
    """Return a limit, in the unit of its name: the usual one unless the shell sets another."""
    try:
        return float(os.environ.get(name, "")) or _USUAL[name]
    except ValueError:
        return _USUAL[name]


def prepare(log: str) -> None:
    """Bound the memory of this process, and have what cells do noted in a file beside `log`."""
    os.environ[_PLACE] = str(Path(log).with_name(NOTES))
    _bound_memory()


def _bound_memory() -> None:
    """Let this process take no more memory than its limit: a cell that asks for more gets a MemoryError."""
    try:
        import resource

        most = int(limit(MEMORY_GB) * 1e9)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ImportError, OSError, ValueError):  # a system without such limits
        return


def watch(target: int) -> None:
    """Note from now on what cells do beyond their chapter, in the open file `target`."""
    seen = set[str]()
    own = f"{Path.cwd()}/", f"{tempfile.gettempdir()}/", "/dev/", "/proc/"  # asked here: it opens a file

    def hook(event: str, details: tuple[Any, ...]) -> None:
        """Note what a cell is about to do."""
        told = _beyond(event, details, own)
        if told and told not in seen and _by_a_cell():
            seen.add(told)
            os.write(target, f"{told}\n".encode())

    sys.addaudithook(hook)


def _beyond(event: str, details: tuple[Any, ...], own: tuple[str, ...]) -> str:
    """Return what an event does outside the folders `own` or on the network; "" for anything else."""
    if event == "open" and isinstance(details[0], str) and _is_writing(details[1], details[2]):
        path = os.path.abspath(details[0])  # noqa: PTH100 (resolve() would open files)
        return "" if path.startswith(own) or ".pyc" in path else f"writes {path}"
    if event == "socket.connect" and isinstance(details[1], tuple) and not _is_here(str(details[1][0])):
        return f"asks {details[1][0]}, port {details[1][1]}"
    if event == "socket.getaddrinfo" and details[0] and not _is_here(str(details[0])):
        return f"asks where {details[0]} is"
    return ""


def _is_writing(mode: object, flags: object) -> bool:
    return bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool(int(str(flags or 0)) & _WRITES)


def _is_here(host: str) -> bool:
    return host in ("localhost", "::1", "") or host.startswith("127.")


def _by_a_cell() -> bool:
    """Tell whether a cell's code is at work: its file is named after the kernel."""
    frame: FrameType | None = sys._getframe(2)
    for _ in range(_DEEP):
        if frame is None:
            return False
        if _CELL in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False


def look_after_cells(shell: Any) -> None:
    """Note what cells do and leave, where the build asks for it. Called in the kernel when it is ready."""
    place = os.environ.pop(_PLACE, "")
    if not place:
        return
    target = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    watch(target)
    state = {"threads": _threads(), "processes": _processes()}

    def begin(*_given: object) -> None:
        """Note what is at work before a cell."""
        state.update(threads=_threads(), processes=_processes())

    def end(*_given: object) -> None:
        """Tell what a cell left at work."""
        for number in _threads() - state["threads"]:
            name = next((one.name for one in threading.enumerate() if str(one.ident) == number), number)
            os.write(target, f"leaves the thread {name} at work\n".encode())
        for number in _processes() - state["processes"]:
            os.write(target, f"leaves the process {_command(number)} at work\n".encode())

    shell.events.register("pre_run_cell", begin)
    shell.events.register("post_run_cell", end)


def _threads() -> frozenset[str]:
    """Return the threads that a cell may leave: those that would keep a program from ending."""
    return frozenset(str(one.ident) for one in threading.enumerate() if not one.daemon)


def _processes() -> frozenset[str]:
    """Return the numbers of this process's own processes; none where the system does not tell them."""
    found: set[str] = set()
    try:
        for task in Path("/proc/self/task").iterdir():
            found |= set((task / "children").read_text(encoding="ascii").split())
    except OSError:
        pass
    return frozenset(found)


def _command(number: str) -> str:
    """Return the number and the command of a process, which has none yet in the moment when it begins."""
    told = ""
    for _ in range(_LOOKS):
        try:
            told = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            break
        if told:
            break
        time.sleep(_LOOK_S)
    return f"{number} ({told.strip()[:60]})"


def told(folder: Path) -> Iterator[str]:
    """Yield what cells did beyond their chapter, as the kernel noted it, each once."""
    try:
        lines = (folder / NOTES).read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    yield from dict.fromkeys(lines)
