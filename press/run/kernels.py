"""Kernels that start warm: forked from a process that has the heavy libraries loaded already.

A chapter still gets an interpreter of its own, with nothing in its namespace and none of the book's
modules loaded; only what takes a second to import (pandas, altair, ...) is there before it starts.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from press import project
from press.figures import svg_server as drawing
from press.run import fork_server, reads

_SPEC = KernelSpec(display_name="Python 3", language="python", argv=["python", "-f", "{connection_file}"])


@contextmanager
def drawer() -> Iterator[None]:
    """Run the process that draws for all kernels, forked like them; their environment names its socket."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[drawing.ADDRESS] = f"{folder}/drawer"
        process = fork_server.CONTEXT.Process(
            target=_serve_drawings, args=(os.environ[drawing.ADDRESS],), daemon=True
        )
        process.start()
        try:
            yield
        finally:
            del os.environ[drawing.ADDRESS]
            process.terminate()
            process.join()


def _serve_drawings(address: str) -> None:
    """Draw for all kernels, in a fork: the process that forks it needs no drawing engine."""
    from press.figures import render

    drawing.serve(address, render.draw)


class WarmKernelManager(AsyncKernelManager):
    """A kernel manager whose kernels are forked instead of started.

    `watched` is the project's root and the file to which the kernel writes what it reads of it.
    """

    watched: tuple[str, str] | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        """What a kernel is started by: always this Python. Jupyter would search the disk for it."""
        return _SPEC

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or self.connection_file
            self.provisioner = _ForkedProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel


class _ForkedProvisioner(LocalProvisioner):
    """Runs the kernel's command line in a fork of the warm process."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Fork the kernel; return how to reach it."""
        arguments = cmd[cmd.index("-f") :]
        details = (arguments, str(options["cwd"]), dict(options["env"]), self.parent.watched)
        process = fork_server.CONTEXT.Process(target=_run_kernel, args=details, daemon=True)
        process.start()
        self.process, self.pid = _Handle(process), process.pid
        return self.connection_info


class _Handle:
    """A forked process with the face of `subprocess.Popen` that the provisioner looks at."""

    stdin = stdout = stderr = None

    def __init__(self, process: multiprocessing.process.BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Wait for its end; return the exit code."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _run_kernel(
    arguments: list[str], folder: str, environment: dict[str, str], watched: tuple[str, str] | None
) -> None:
    """Become a kernel: what `python -m ipykernel_launcher` does in a new interpreter."""
    import sys

    from ipykernel.kernelapp import IPKernelApp

    gc.freeze()  # what was loaded before the fork stays: collections need not look at it
    gc.set_threshold(50_000, 20, 50)  # charts are large trees that are made at once
    os.setsid()  # as Jupyter does: Ctrl-C is for the build, and a busy machine is shared out by session
    os.chdir(folder)
    os.environ.update(environment)
    sys.argv = ["ipykernel_launcher", *arguments]
    sys.path[:] = ["", *[entry for entry in sys.path if entry not in ("", folder)]]
    if watched is not None:
        reads.watch(*watched)
    for name in project.own_modules():
        del sys.modules[name]  # the chapter imports the book's own modules itself, and is seen doing it
    IPKernelApp.launch_instance(argv=arguments)
