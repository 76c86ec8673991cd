"""The loop: get a build ready in a fork, wait for a change, let it build, tell the server.

A fork is made ahead of the change that it is for. It reads all that a book is made of but the chapters, and
waits. What it read may change meanwhile: then it is ended unused.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from watchfiles import watch

from press import plain
from press.build import identity, lock, memory
from press.build.hooks import BuildHooks
from press.errors import PublishError
from press.project import own_modules
from press.standby import warm
from press.system import ctrl_c, digests, records, scratch, watchdog

STATE = ".live.json"
DEBOUNCE_MS = 120
STEP_MS = 20
PAUSE_MS = 200

Build = Callable[[BuildHooks], int]  # returns an exit code
HOLDER = "make live"
_READY, _GO = b"ready", b"go"


@dataclass(frozen=True)
class Project:
    """What is followed: the project's root, its sources (files and folders of it), and what builds its book.

    `build` is called in a fork with none of the book's own modules loaded and returns an exit code; what it
    prints to standard error is shown in the page when that is not 0. It calls `before_reading`, if given,
    when it has read all but the chapters.
    """

    root: Path
    sources: tuple[str, ...]
    build: Build

    @property
    def folder(self) -> Path:
        """The folder of what is built."""
        return self.root / "_build"

    def state(self) -> str:
        """Return a fingerprint of all that a fork made ahead rests on: all but what the chapters hold."""
        found = digests.take(self.root, self.sources)
        fixed = {path: b"" if path.endswith(".ipynb") else digest for path, digest in found.items()}
        return digests.fingerprint(fixed, identity.commit(self.root)[0], memory.state(self.folder))


def follow(project: Project, port: int) -> None:
    """Build once, then after every change of the sources, until interrupted; serve the pages on `port`."""
    stop = _stop_when_told()
    folder = project.folder
    folder.mkdir(exist_ok=True)
    tell(folder, 0, "")
    check_port(port)
    with contextlib.suppress(KeyboardInterrupt), ExitStack() as running:
        server = _start_server(folder, port)
        running.callback(server.terminate)
        warm.up()
        print(f"live     http://127.0.0.1:{port}/  (Ctrl-C ends it)", flush=True)
        builds = _Builds(project)
        running.callback(builds.end)
        builds.get_ready()
        for changed in _changes(project, stop):
            if changed or not builds.made:
                builds.run()


def _stop_when_told() -> threading.Event:
    """Have Ctrl-C and SIGTERM interrupt what is done; return what is set then.

    Some libraries swallow an interrupt, so that the loop has to look for it too. A shell's background job
    would not hear Ctrl-C without a handler.
    """
    stop = threading.Event()

    def told(*_: object) -> None:
        """Stop what is being done."""
        stop.set()
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    return stop


def _changes(project: Project, stop: threading.Event) -> Iterator[set[Any]]:
    """Yield what changed, and nothing now and then: the first build, too, begins when all is watched."""
    return watch(
        *(project.root / name for name in project.sources if (project.root / name).exists()),
        debounce=DEBOUNCE_MS,
        step=STEP_MS,
        rust_timeout=PAUSE_MS,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )


def tell(folder: Path, number: int, problem: str) -> None:
    """Write for the server which build is shown and what is wrong with the sources ("" if nothing)."""
    records.replace(folder / STATE, json.dumps({"build": number, "problem": problem}).encode())


def check_port(port: int) -> None:
    """See that nothing else answers on a port of this machine. Raises PublishError."""
    with closing(socket.socket()) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OverflowError:
            raise PublishError(
                f"{port} is no port; write a number from 1024 to 65535: python -m brief live --port 8642"
            ) from None
        except OSError as problem:
            raise PublishError(
                f"port {port} of this machine cannot be had ({problem.strerror}); end what uses it, perhaps "
                f"another `make live`, or choose another: python -m brief live --port {port + 1}"
            ) from None


def _start_server(folder: Path, port: int) -> multiprocessing.process.BaseProcess:
    from press.live import server

    process = multiprocessing.get_context("spawn").Process(
        target=server.serve, args=(folder, port), daemon=True
    )
    with ctrl_c.held():
        process.start()
    return process


class _Builds:
    """The builds, one after the other, each in a fork that was made ahead of the change it is for.

    A fork that waits has read all but the chapters. When anything else changed, a new one is made.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self.made = 0
        self._number = 0
        self._known = ""
        self._ahead: _Fork | None = None

    def run(self) -> None:
        """Build what changed, tell the server what came of it, and get ready for the next change.

        The fork ahead holds the lock while it gets ready: whoever took the lock before that and then waited
        for the fork would wait for ever.
        """
        started = time.perf_counter()
        ahead = self._ahead
        if ahead is None or not (ahead.is_ready() or self._fits()) or not ahead.await_ready():
            self.end()  # what stopped one that got ready may be mended
        with lock.held(self._project.folder, HOLDER):
            code, said = self._fitting_fork().go()
        self.made += 1
        tell(self._project.folder, self._number, said if code else "")
        took = f"live     build {self._number}: {time.perf_counter() - started:.1f} s"
        print(said if code else took, flush=True)
        self.get_ready()

    def end(self) -> None:
        """End the fork that waits."""
        if self._ahead is not None:
            self._ahead.end()
            self._ahead = None

    def _fits(self) -> bool:
        """Say whether the fork ahead knows all but the chapters as it is now."""
        return self._ahead is not None and self._known == self._project.state()

    def get_ready(self) -> None:
        """Make the fork that builds after the next change."""
        self._number += 1
        if not plain.is_on():
            self._known = self._project.state()
            self._ahead = self._fork(lock.held(self._project.folder, HOLDER), waits=True)

    def _fitting_fork(self) -> _Fork:
        """Return a fork that knows all but the chapters as it is now."""
        if self._ahead is None or not self._fits():  # another build may have come first
            self.end()
            self._ahead = self._fork(nullcontext(), waits=False)  # the lock is held here
        return self._ahead

    def _fork(self, guard: AbstractContextManager[None], *, waits: bool) -> _Fork:
        return _Fork(self._project, self._number, guard, waits)


class _Fork:
    """A build in a fork: at once, or one that `waits`: it gets ready inside `guard`, says so, and waits."""

    def __init__(
        self, project: Project, number: int, guard: AbstractContextManager[None], waits: bool
    ) -> None:
        self._word, heard = socket.socketpair()
        said, say = os.pipe()
        # Python swallows what is raised while it forks, with a traceback: Ctrl-C waits until that is done.
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        self._process = os.fork()
        if self._process == 0:
            os.close(said)
            _end_with(
                partial(self._build, held, say, partial(_in_fork, project, number, guard, heard, waits))
            )
        heard.close()
        os.close(say)
        self._said = os.fdopen(said, encoding="utf-8", errors="replace")
        signal.pthread_sigmask(signal.SIG_SETMASK, held)

    def _build(self, held: set[int | signal.Signals], say: int, build: Callable[[], int]) -> int:
        """Build in the fork, which hears signals again when it says nothing more to the terminal."""
        self._word.close()
        os.dup2(say, sys.stderr.fileno())
        watchdog.end_with_forking_process()
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        return build()

    def is_ready(self) -> bool:
        """Tell whether it has read all but the chapters, or has ended: then it holds no lock."""
        return bool(select.select([self._word], [], [], 0)[0])

    def await_ready(self) -> bool:
        """Wait until it has read all but the chapters and let go of `guard`; False if it has ended."""
        return self._word.recv(len(_READY)) == _READY

    def go(self) -> tuple[int, str]:
        """Let it build; return its exit code and what it said to standard error."""
        with contextlib.suppress(OSError):  # it ended while it got ready; what it said tells why
            self._word.sendall(_GO)
        said = self._said.read().strip()
        return os.waitstatus_to_exitcode(self._reap()), said

    def end(self) -> None:
        """End it, unless it has ended."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._reap()

    def _reap(self) -> int:
        """Wait for its end and close what led to it; return its status."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        self._word.close()
        self._said.close()
        return status


def _end_with(build: Callable[[], int]) -> NoReturn:
    """End this fork with the exit code of a build: nothing of what the first process does at its end is done.

    Ctrl-C reaches both, and the first tells of it.
    """
    code = 1
    try:
        code = build()
    except KeyboardInterrupt:
        code = ctrl_c.CODE
    except SystemExit as stop:
        code = int(stop.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        scratch.remove()
        with contextlib.suppress(OSError):  # nobody reads any more
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _in_fork(
    project: Project, number: int, guard: AbstractContextManager[None], heard: socket.socket, waits: bool
) -> int:
    """Build with the book's own modules as they are on disk now; return the exit code.

    One that `waits` builds at a word. Another, for a change that is there, builds at once.
    """
    for name in own_modules():
        del sys.modules[name]
    with ExitStack() as guarded:
        guarded.enter_context(guard)
        hooks = BuildHooks(
            before_reading=partial(_await_word, guarded, heard) if waits else None,
            pages_written=partial(tell, project.folder, number, ""),
        )
        return project.build(hooks)


def _await_word(guarded: ExitStack, heard: socket.socket) -> None:
    """Let others build meanwhile, say so, and wait for the word; end when nobody is left to give it."""
    guarded.close()
    with contextlib.suppress(OSError):
        heard.sendall(_READY)
        if heard.recv(len(_GO)):
            return
    scratch.remove()
    os._exit(0)
