"""Run the chapters that need it, on all cores, and leave their results where MyST-NB looks for them.

A chapter is run again when its code, the package or the data changed. Words that change run nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from brief.publish.errors import PublishError

TIMEOUT = 300


def fingerprint(paths: list[Path]) -> str:
    """Return a hash over the names and bytes of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def run(chapters: list[Path], cache_folder: Path, inputs: str) -> list[str]:
    """Execute the chapters whose code or inputs changed since their last run; return their names.

    `inputs` is the fingerprint of all that the chapters read and call. Raises PublishError naming the
    chapter, the cell and the error when a cell fails.
    """
    cache_folder.mkdir(parents=True, exist_ok=True)
    record_file = cache_folder / "fingerprints.json"
    record = json.loads(record_file.read_text()) if record_file.exists() else {}
    keys = {chapter: _key(chapter, inputs) for chapter in chapters}
    due = [chapter for chapter in chapters if record.get(chapter.name) != keys[chapter]]
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 1)) as pool:
        executed = list(pool.map(_execute, due))
    cache = get_cache(cache_folder)
    for chapter, notebook in zip(due, executed, strict=True):
        cache.cache_notebook_bundle(
            CacheBundleIn(notebook, str(chapter)), check_validity=False, overwrite=True
        )
        record[chapter.name] = keys[chapter]
    record_file.write_text(json.dumps(record, indent=1, sort_keys=True), encoding="utf-8")
    return [chapter.stem for chapter in due]


def _key(chapter: Path, inputs: str) -> str:
    """Return the fingerprint of a chapter's code cells and inputs: its words do not count."""
    notebook = nbformat.read(chapter, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256(json.dumps([inputs, code]).encode()).hexdigest()


def _execute(chapter: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(chapter, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=50"],  # a failing cell is told by us; the kernel's own notes are noise
        resources={"metadata": {"path": str(chapter.parent)}},
    )
    try:
        return client.execute()
    except CellExecutionError as error:
        raise PublishError(_failure(chapter, notebook, error)) from error


def _failure(chapter: Path, notebook: nbformat.NotebookNode, error: CellExecutionError) -> str:
    number = next((place for place, cell in enumerate(notebook.cells, 1) if _failed(cell)), 0)
    return f"{chapter.name}, cell {number}: {error.ename}: {error.evalue}"


def _failed(cell: nbformat.NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))
