"""Commands of Python in forks of one process that has the libraries loaded, and nothing of any project.

A command says, leaves and returns what it would in a new interpreter: a fork takes its folder, environment
and files, finds modules where a new interpreter looks for them, and ends as one does. Where the environment
is not that of the tests, and a library could read it when it is loaded, a new interpreter runs the command.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import multiprocessing.process
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = ("press", "brief")  # packages of the project: a fork reads them anew
CHECKED_WITH = ("babel.dates", "babel.numbers", "jinja2.ext", "latexcodec", "pybtex.markup", "shapely")
# What is read by none of the libraries, or by each fork; all else must be as when the tests began.
FREE = {"PYTHONPATH", "PYTEST_CURRENT_TEST", "AS_OF", "CELL_MEMORY_GB", "CELL_OUTPUT_MB"}
_LONGEST = 150_000  # bytes of an order
_at_first = dict(os.environ)
_lines: dict[int, socket.socket] = {}  # by process: a fork of the tests starts its own


def run(command: list[str], folder: Path, environment: dict[str, str] | None = None):
    """Run a command of Python in a folder, as `subprocess.run` with `capture_output` and `text`."""
    environment = dict(os.environ) if environment is None else environment
    if command[0] == sys.executable and _is_known(environment):
        return _forked(command, folder, environment)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def _is_known(environment: dict[str, str]) -> bool:
    """Tell whether a new interpreter in this environment would load the libraries as the process did."""
    named = environment.get("PYTHONPATH", "").split(":")
    own_start = any(Path(path, "sitecustomize.py").exists() for path in named if path)
    seed = environment.get("PYTHONHASHSEED") == "0"
    return seed and not own_start and hasattr(os, "fork") and _kept(environment) == _kept(_at_first)


def _kept(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in {*FREE, "PYTHONHASHSEED"}}


def _forked(command, folder, environment):
    asked, answers = socket.socketpair()
    order = {"arguments": command[1:], "folder": str(folder), "environment": environment}
    with asked, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with answers:
            files = [answers.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(_line(), [json.dumps(order).encode()], files)
        code = asked.recv(16)
        if not code:
            raise RuntimeError("the process that has the libraries loaded is gone")
        for said in (out, err):
            said.seek(0)
        texts = [said.read().decode().replace("\r\n", "\n") for said in (out, err)]
    return subprocess.CompletedProcess(command, int(code), *texts)


def _line() -> socket.socket:
    """Return the line to the process; start it first."""
    if os.getpid() not in _lines:
        line, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            process = subprocess.Popen(
                [sys.executable, __file__, str(its.fileno())],
                cwd=ROOT,
                env={**_at_first, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
                stdin=subprocess.DEVNULL,
                pass_fds=[its.fileno()],
            )
        _lines[os.getpid()] = line
        atexit.register(_end, os.getpid(), line, process)
    return _lines[os.getpid()]


def _end(owner: int, line: socket.socket, process) -> None:
    if os.getpid() == owner:
        line.close()
        process.wait()


def _load() -> None:
    """Load the libraries, and forget what of the project named them."""
    from press.run import lean
    from press.standby import warm

    lean.leave_out()
    warm.up()
    for name in CHECKED_WITH:
        importlib.import_module(name)
    for name in [name for name in sys.modules if name.partition(".")[0] in OWN]:
        del sys.modules[name]
    gc.collect()
    gc.freeze()


def _order(line: socket.socket):
    """Fork for each order until the tests end; return the order in the fork that is to run it, else None."""
    while True:
        text, files, _, _ = socket.recv_fds(line, _LONGEST, 3)
        _bury()
        if not text:
            return None
        if not os.fork():
            line.close()
            _hand_on(files)
            return json.loads(text)
        for file in files:
            os.close(file)


def _hand_on(files) -> None:
    """Return in a fork of this fork, which waits for that one, tells its exit code and ends."""
    answers, *said = files
    if child := os.fork():
        for file in said:
            os.close(file)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with contextlib.suppress(OSError):
            os.write(answers, str(code).encode())
        os._exit(0)
    os.close(answers)
    for number, file in enumerate(said, 1):
        os.dup2(file, number)
        os.close(file)


def _bury() -> None:
    """Let the forks go that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _take_place(order) -> None:
    """Take folder, environment and places of modules, as a new interpreter has them."""
    base = [path for path in sys.path if Path(path) not in (ROOT, Path(__file__).parent)]
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    named = [str(Path(path).absolute()) for path in os.environ.get("PYTHONPATH", "").split(":") if path]
    sys.path[:] = [*named, *base]
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    tempfile.tempdir = None
    multiprocessing.process.ORIGINAL_DIR = order["folder"]


def _execute(kind: str, *arguments: str) -> None:
    """Run `-m module …`, `-c code …` or `script …` as the main module."""
    sys.argv = [kind, *(arguments[1:] if kind in ("-m", "-c") else arguments)]
    if kind == "-m":
        sys.path.insert(0, str(Path.cwd()))
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        return
    sys.modules["__main__"] = main = types.ModuleType("__main__")
    if kind == "-c":
        sys.path.insert(0, "")
        code = compile(arguments[0], "<string>", "exec")
    else:
        script = Path(kind).absolute()
        sys.path.insert(0, str(script.resolve().parent))
        main.__file__ = str(script)
        code = compile(script.read_bytes(), script, "exec")
    exec(code, main.__dict__)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as served:
        _load()
        asked_for = _order(served)
    if asked_for is not None:
        _take_place(asked_for)
        _execute(*asked_for["arguments"])
