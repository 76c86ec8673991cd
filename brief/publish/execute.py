"""Run the chapters that need it, on all cores, and leave their results where MyST-NB looks for them.

A chapter is run again when its code changed, or anything that it read in its last run: a table, a
module, a description. Words that change run nothing.

All that is needed is imported at the top, also what the cache would load at its first use: chapters run
in threads beside Sphinx's start, and of two threads that load modules which import each other, one can
find a module half made.
"""

from __future__ import annotations

import atexit
import json
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
import sqlalchemy.dialects.sqlite  # noqa: F401
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.cache.main import JupyterCacheBase
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

from brief.publish import due, inputs, kernels, warm
from brief.publish.due import Conditions
from brief.publish.errors import PublishError

TIMEOUT = 300


def run(chapters: list[Path], cache_folder: Path, conditions: Conditions) -> list[str]:
    """Execute the chapters that are due and cache their results; return their names.

    Raises PublishError naming the chapter, the cell and the error when a cell fails.
    """
    cache_folder.mkdir(parents=True, exist_ok=True)
    record_file = cache_folder / due.RECORD
    waiting = due.chapters_due(chapters, record_file, conditions)
    if not waiting:
        return []
    due.start(cache_folder, conditions)
    longest = sorted(waiting, key=lambda chapter: -chapter.stat().st_size)  # so that no core waits at the end
    results = _Results(get_cache(cache_folder), record_file, conditions)
    with kernels.drawer(), ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 1) + 1) as pool:
        running = {pool.submit(_execute, chapter, conditions.root): chapter for chapter in longest}
        for done in as_completed(running):
            results.keep(running[done], *done.result())
    warm.cool_down()
    return [chapter.stem for chapter in waiting]


class _Results:
    """The cache that MyST-NB reads, and the record of what its results rest on: they change together."""

    def __init__(self, cache: JupyterCacheBase, record_file: Path, conditions: Conditions) -> None:
        self._cache = cache
        self._file = record_file
        self._conditions = conditions
        self._record = due.read(record_file)

    def keep(self, chapter: Path, executed: nbformat.NotebookNode, read: list[str]) -> None:
        """Keep an executed notebook, and what it read besides itself."""
        others = [name for name in read if not name.endswith(f"/{chapter.name}")]
        self._record.pop(chapter.name, None)
        self._write()  # so that no older record stands beside the new results, whatever happens now
        bundle = CacheBundleIn(executed, str(chapter))
        self._cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        self._record[chapter.name] = {
            "code": inputs.code_of(chapter),
            "common": self._conditions.common,
            "inputs": inputs.fingerprints(self._conditions.root, others, self._conditions.special),
        }
        self._write()

    def _write(self) -> None:
        self._file.write_text(json.dumps(self._record, indent=1, sort_keys=True), encoding="utf-8")


def _execute(chapter: Path, root: Path) -> tuple[nbformat.NotebookNode, list[str]]:
    """Run one chapter in a kernel of its own; return it with its results, and the inputs that it read."""
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
        return _without_live_charts(notebook), inputs.names(log)


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
