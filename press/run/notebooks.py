"""Run one chapter in a kernel of its own.

All that is needed is imported at the top: chapters run in threads beside Sphinx, and of two threads that
load modules which import each other, one can find a module half made.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from press import settings
from press.errors import PublishError
from press.run import kernels, notebook_files, reads
from press.run.results import Result

TIMEOUT = 300  # seconds that a cell may take where `_config.yml` names no limit


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
    client = NotebookClient(
        notebook,
        timeout=limit,
        allow_errors=goes_on,
        on_cell_execute=lambda cell, cell_index: begun.append(cell_index + 1),
        kernel_manager_class=kernels.ChapterKernelManager,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=50"],  # a failing cell is told by us; the kernel's own notes are noise
        resources={"metadata": {"path": str(chapter.parent)}},
    )
    cast(kernels.ChapterKernelManager, client.create_kernel_manager()).prepare(root, log, folder)
    with _told(chapter, notebook, client, begun):
        client.execute()


@contextmanager
def _told(
    chapter: Path, notebook: nbformat.NotebookNode, client: NotebookClient, begun: list[int]
) -> Iterator[None]:
    """Turn what stops a chapter into a sentence; `begun` holds the cells that ran. Raises PublishError."""
    try:
        yield
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


def _failure(chapter: Path, notebook: nbformat.NotebookNode) -> str:
    """Return which cell failed and with what: as its output says, which knows more than the exception."""
    errors = (
        f"{chapter.name}, cell {number}: {output.ename}: {output.evalue}"
        for number, cell in enumerate(notebook.cells, 1)
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    )
    return next(errors, f"{chapter.name}: a cell failed; run the chapter in `make lab` to see which")
