"""Run one chapter in a kernel of its own.

All that is needed is imported at the top: chapters run in threads beside Sphinx, and of two threads that
load modules which import each other, one can find a module half made.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, cast

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from press import settings
from press.errors import NO_ROOM, PublishError
from press.run import kernels, limits, notebook_files, reads
from press.run.results import Result

TIMEOUT = 300  # seconds that a cell may take where `_config.yml` names no limit
KERNEL_PATIENCE_S = 240  # until a kernel answers: on a machine that is busy a minute is not enough
AT_ONCE = max(2, os.cpu_count() or 1)  # chapters whose cells run at the same time
_FULL = tuple(f"[Errno {number}]" for number in NO_ROOM)  # how Python begins to tell of a full disk
_slots = threading.Semaphore(AT_ONCE)


def run(chapter: Path, root: Path, folder: Path) -> Result:
    """Execute a chapter of the project in `root`; `folder` is made for sockets and notes.

    Raises PublishError naming the chapter, the cell and the error when a cell fails.
    """
    code, notebook = reads.code_of(chapter), notebook_files.read(chapter)
    execute(notebook, chapter, root, folder)
    return Result(chapter, code, _without_live_charts(notebook), reads.names(folder / "inputs.txt"))


def execute(
    notebook: nbformat.NotebookNode, chapter: Path, root: Path, folder: Path, *, goes_on: bool = False
) -> None:
    """Execute a notebook in place, as the chapter whose folder it works in; `folder` is made for notes.

    With `goes_on` a cell that fails keeps its error as its output and the next one runs. Raises PublishError.
    """
    folder.mkdir()
    log, limit = folder / "inputs.txt", settings.time_limit(root, TIMEOUT)
    begun: list[int] = []
    client = _Client(
        notebook,
        timeout=limit,
        startup_timeout=KERNEL_PATIENCE_S,
        allow_errors=goes_on,
        on_cell_execute=lambda cell, cell_index: begun.append(cell_index + 1),
        kernel_manager_class=kernels.ChapterKernelManager,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=50"],  # a failing cell is told by us; the kernel's own notes are noise
        resources={"metadata": {"path": str(chapter.parent)}},
    )
    manager = cast(kernels.ChapterKernelManager, client.create_kernel_manager())
    manager.prepare(root, log, folder)
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # of tasks of a chapter that is stopped
    with _told(chapter, notebook, client, begun), kernels.running(manager):
        client.execute()
    for told in limits.told(folder):
        print(f"note     {chapter.name}: a cell {told}", flush=True)


class _Client(NotebookClient):
    """Runs the cells of a notebook, and stops where one gives more than its limit."""

    _given: tuple[int, int] = (-1, 0)  # the cell that gives, and how many letters it gave

    @asynccontextmanager
    async def async_setup_kernel(self, **options: Any) -> AsyncIterator[None]:
        """Start the kernel, have a core for its cells, and end it when another chapter has that core."""
        async with super().async_setup_kernel(**options):
            with _slots:
                manager: Any = self.km
                if not await manager.is_alive():  # it is asked for an answer for five seconds otherwise
                    raise DeadKernelError("the kernel was ended while it waited for a core")
                yield

    def process_message(
        self, msg: dict[str, Any], cell: nbformat.NotebookNode, cell_index: int
    ) -> nbformat.NotebookNode | None:
        """Take a message of the kernel. Raises PublishError when the cell's output is too long."""
        before = self._given[1] if self._given[0] == cell_index else 0
        self._given = cell_index, before + _letters(msg.get("content"))
        most = limits.limit(limits.OUTPUT_MB)
        if self._given[1] > most * 1e6:
            raise PublishError(
                f"cell {cell_index + 1} gives more than {most:g} MB of output; print less, or "
                f"set {limits.OUTPUT_MB} in the shell"
            )
        return super().process_message(msg, cell, cell_index)


def _letters(content: object) -> int:
    """Return how many letters the texts in a message hold."""
    if isinstance(content, str):
        return len(content)
    if isinstance(content, dict):
        return sum(map(_letters, content.values()))
    return 0


@contextmanager
def _told(
    chapter: Path, notebook: nbformat.NotebookNode, client: NotebookClient, begun: list[int]
) -> Iterator[None]:
    """Turn what stops a chapter into a sentence; `begun` holds the cells that ran. Raises PublishError."""
    try:
        yield
    except PublishError as error:
        raise PublishError(f"{chapter.name}, {error}") from error
    except CellExecutionError as error:
        raise PublishError(_failure(chapter, notebook)) from error
    except CellTimeoutError as error:
        raise PublishError(
            f"{_cell(chapter, begun)}: the cell took longer than {client.timeout} s; make it quicker, or "
            "raise timeout under execute in _config.yml"
        ) from error
    except DeadKernelError as error:
        raise PublishError(
            f"{_cell(chapter, begun)}: the kernel died while the cell ran; there may be too little memory"
        ) from error
    except RuntimeError as error:  # what jupyter_client raises when no kernel answers
        raise PublishError(
            f"{chapter.name}: no kernel answered ({error}); see that memory and processes are left"
        ) from error
    finally:
        atexit.unregister(client._cleanup_kernel)  # else nbclient complains of a kernel that never was


def _cell(chapter: Path, begun: list[int]) -> str:
    return f"{chapter.name}, cell {begun[-1]}" if begun else chapter.name


def _without_live_charts(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Drop the live charts that Jupyter would show: a figure's own output holds them too."""
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        if "brief" in output.get("metadata", {}):
            data = output["data"]
            output["data"] = {kind: data[kind] for kind in data if "vegalite" not in kind}
    return notebook


def _way_out(error: str) -> str:
    """Return what to do about an error that a limit gives; "" for any other."""
    if error != "MemoryError":
        return ""
    most = f"{limits.limit(limits.MEMORY_GB):g}"
    return (
        f" (a cell may take {most} GB of memory; take less at once, or set {limits.MEMORY_GB} in the shell)"
    )


def _told_of_cell(cell: str, output: nbformat.NotebookNode) -> str:
    """Return with what a cell failed; a disk that is full is no fault of its chapter."""
    failed = f"{output.ename}: {output.evalue}"
    if output.evalue.startswith(_FULL):
        return f"no space is left on a disk, where {cell} stopped ({failed}); make room and run it again"
    return f"{cell}: {failed}{_way_out(output.ename)}"


def _failure(chapter: Path, notebook: nbformat.NotebookNode) -> str:
    """Return which cell failed and with what: as its output says, which knows more than the exception."""
    errors = (
        _told_of_cell(f"{chapter.name}, cell {number}", output)
        for number, cell in enumerate(notebook.cells, 1)
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    )
    return next(errors, f"{chapter.name}: a cell failed; run the chapter in `make lab` to see which")
