"""Kernels that start warm: forked from a process that has the heavy libraries loaded already.

A chapter still gets an interpreter of its own, with nothing in its namespace and none of the book's
modules loaded; only what takes a second to import (pandas, altair, ...) is there before it starts. With
PLAIN=1 kernels are started as Jupyter does, by a command.
"""

from __future__ import annotations

import gc
import multiprocessing.popen_forkserver  # noqa: F401 (else the first thread that forks loads it)
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbclient import NotebookClient

from press import plain, project
from press.figures import svg_server
from press.run import fork_server, limits, reads
from press.system import watchdog

READY_WITHIN_S = (3, 6, 12, 24)  # that the process which draws may take to start, at each attempt
_LOOK_S = 0.05


@contextmanager
def drawing_process(folder: Path, threads: Executor) -> Iterator[None]:
    """Run the process that draws for all kernels, forked like them; their environment names its socket.

    It is started in a thread, since that waits until the libraries are loaded. Its socket lies in `folder`.
    """
    if plain.is_on():
        yield
        return
    address = os.environ[svg_server.ADDRESS] = f"{folder}/drawer"
    started = threads.submit(started_drawing, address)
    try:
        yield
    finally:
        del os.environ[svg_server.ADDRESS]
        process = started.result()
        process.terminate()
        process.join()


def started_drawing(
    address: str,
    draw: Callable[[str], None] | None = None,
    patience: Sequence[float] = READY_WITHIN_S,
) -> BaseProcess:
    """Start the process that draws, anew when it is not ready in time; return it when it is.

    The engine sometimes waits without end for itself when it starts while all cores are busy. `draw` serves
    in the process. After the last attempt chapters find nobody at the address, and draw themselves.
    """
    for seconds in patience:
        process = fork_server.CONTEXT.Process(target=draw or _draw, args=(address,), daemon=True)
        process.start()
        if _is_ready(process, _ready_mark(address), seconds):
            break
        process.kill()
        process.join()
        Path(address).unlink(missing_ok=True)
    return process


def _is_ready(process: BaseProcess, mark: Path, seconds: float) -> bool:
    """Wait until a process is ready or has ended by itself; tell whether that was within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if mark.exists() or not process.is_alive():
            return True
        time.sleep(_LOOK_S)
    return False


def _ready_mark(address: str) -> Path:
    """Return the file that says that the process which draws is ready."""
    return Path(f"{address}.ready")


def _draw(address: str) -> None:
    """Draw for all kernels, in a fork: the process that forks it needs no drawing engine."""
    watchdog.end_with_parent()
    from press.figures import render

    svg_server.serve(address, render.draw, _ready_mark(address).touch)


class ChapterKernelManager(AsyncKernelManager):
    """A kernel manager whose kernels note what they read of a project, and use no network."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """What a kernel is started by: always this Python. Jupyter would search the disk for it."""
        command = [sys.executable, "-m", __name__, *self._noted, "-f", "{connection_file}"]
        return KernelSpec(display_name="Python 3", language="python", argv=command)

    def prepare(self, root: Path, log: Path, folder: Path) -> None:
        """Have the kernel note what it reads in `root` in the file `log`; its sockets lie in `folder`."""
        self._noted = [str(root), str(log)]
        self.transport, self.ip = "ipc", f"{folder}/kernel"
        self.connection_file = f"{folder}/kernel.json"
        if not plain.is_on():
            self.kernel_id = folder.name
            self.provisioner = ForkedProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )


_managers: list[ChapterKernelManager] = []  # of the kernels that run, in whichever thread


@contextmanager
def running(manager: ChapterKernelManager) -> Iterator[None]:
    """Have `end_running` end the manager's kernel meanwhile."""
    _managers.append(manager)
    try:
        yield
    finally:
        _managers.remove(manager)


def end_running() -> None:
    """End all kernels that run, whatever their cells do: who waits for one hears that it died."""
    for manager in list(_managers):
        process = getattr(manager.provisioner, "process", None)
        if process is not None and process.poll() is None:
            process.kill()


def resolve_types() -> None:
    """Make one object of each class that starts and asks kernels, before threads make more.

    traitlets looks a type up by its name when the first object is made, and is not safe for threads there: of
    two that are made at once, one can take for a name what the other has just replaced by its class.
    """
    NotebookClient(nbformat.NotebookNode())  # type: ignore[no-untyped-call]
    AsyncKernelClient()
    manager = ChapterKernelManager()
    ForkedProvisioner(kernel_id="", kernel_spec=KernelSpec(), parent=manager)


class ForkedProvisioner(LocalProvisioner):
    """Runs the command of a kernel in a fork of the warm process."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Fork the kernel; return how to reach it."""
        arguments = cmd[cmd.index(__name__) + 1 :]
        details = (arguments, str(options["cwd"]), dict(options["env"]))
        process = fork_server.CONTEXT.Process(target=_run_forked, args=details, daemon=True)
        process.start()
        launched: Any = self  # jupyter_client types both as None
        launched.process, launched.pid = _PopenLike(process), process.pid
        return self.connection_info


class _PopenLike:
    """A forked process with the face of `subprocess.Popen` that the provisioner looks at."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for its end; return the exit code."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        if self._process.pid is not None:
            os.kill(self._process.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _run_forked(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Become a kernel in a folder, as a new interpreter would."""
    gc.freeze()  # what was loaded before the fork stays: collections need not look at it
    gc.set_threshold(50_000, 20, 50)  # charts are large trees that are made at once
    watchdog.end_with_parent()
    os.setsid()  # as Jupyter does: Ctrl-C is for the build, and a busy machine is shared out by session
    os.chdir(folder)
    os.environ.update(environment)
    sys.path[:] = ["", *[entry for entry in sys.path if entry not in ("", folder)]]
    run(arguments)


def run(arguments: list[str]) -> None:
    """Become a kernel: `arguments` are the project's root, the file to note in, and the kernel's own."""
    from ipykernel.kernelapp import IPKernelApp

    root, log, *others = arguments
    sys.argv = ["ipykernel_launcher", *others]
    reads.watch(root, log)
    limits.prepare(log)
    for name in project.own_modules():
        del sys.modules[name]  # the chapter imports the book's own modules itself, and is seen doing it
    IPKernelApp.launch_instance(
        argv=[*others, "--ext", "press.run.plain_outputs", "--HistoryManager.enabled=False"]
    )


if __name__ == "__main__":
    run(sys.argv[1:])
