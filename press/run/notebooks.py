"""Run the chapters that need it, on all cores.

A chapter is run again when its code changed, or anything that it read in its last run: a table, a
module, a description. Words that change run nothing.

All that is needed is imported at the top: chapters run in threads beside Sphinx, and of two threads that
load modules which import each other, one can find a module half made.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from press.publish_errors import PublishError
from press.run import fork_server, kernels, reads, stale
from press.run.results import Result
from press.run.stale import Conditions

TIMEOUT = 300  # seconds that a cell may take
WORKERS = max(2, os.cpu_count() or 1) + 1


def run(
    waiting: list[Path], cache_folder: Path, conditions: Conditions, ran: Callable[[Result], None]
) -> None:
    """Execute chapters; call `ran` with the result of each as soon as it is there.

    Raises PublishError naming the chapter, the cell and the error when a cell fails.
    """
    if not waiting:
        return
    stale.start(cache_folder, conditions)
    with kernels.drawer(), ThreadPoolExecutor(max_workers=WORKERS) as pool:
        running = [pool.submit(_execute, chapter, conditions.root) for chapter in _longest_first(waiting)]
        for done in as_completed(running):
            ran(done.result())
    fork_server.cool_down()


def likely_order(waiting: list[Path]) -> list[str]:
    """Return the names of chapters in the order in which they are likely to be done."""
    order = [chapter.stem for chapter in _longest_first(waiting)]
    return order if len(order) > WORKERS else order[::-1]  # few start at once, and the shortest ends first


def _longest_first(chapters: list[Path]) -> list[Path]:
    """Return chapters so that no core waits at the end for a long one."""
    return sorted(chapters, key=lambda chapter: -chapter.stat().st_size)


def _execute(chapter: Path, root: Path) -> Result:
    """Run one chapter in a kernel of its own."""
    notebook = nbformat.read(chapter, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "inputs.txt"
        client = NotebookClient(
            notebook,
            timeout=TIMEOUT,
            kernel_manager_class=kernels.WarmKernelManager,
            kernel_name="python3",
            record_timing=False,
            extra_arguments=[
                "--log-level=50"
            ],  # a failing cell is told by us; the kernel's own notes are noise
            resources={"metadata": {"path": str(chapter.parent)}},
        )
        manager = client.create_kernel_manager()
        manager.watched = (str(root), str(log))
        manager.transport, manager.ip = "ipc", f"{folder}/kernel"  # sockets in a folder: no network at all
        try:
            client.execute()
        except CellExecutionError as error:
            raise PublishError(_failure(chapter, notebook)) from error
        except CellTimeoutError as error:
            raise PublishError(
                f"{chapter.name}: a cell took longer than {TIMEOUT} s; run it in `make lab` to see which"
            ) from error
        except DeadKernelError as error:
            raise PublishError(
                f"{chapter.name}: the kernel died while the chapter ran; run it in `make lab` to see where"
            ) from error
        except RuntimeError as error:  # what jupyter_client raises when no kernel answers
            raise PublishError(
                f"{chapter.name}: no kernel answered ({error}); see that memory and processes are left"
            ) from error
        finally:
            atexit.unregister(client._cleanup_kernel)  # else nbclient complains of a kernel that never was
        return Result(chapter, _without_live_charts(notebook), reads.names(log))


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
