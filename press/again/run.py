"""From a variant's parameters to its folder: run, compare with the book, mark, write."""

from __future__ import annotations

import csv
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat

from press import prose
from press.again import marks, outcome, pages
from press.again.outcome import Moved, Outcome
from press.again.variant import FOLDER, Variant
from press.errors import PublishError
from press.run import fork_server, kernels, notebooks, stale
from press.run.stale import Conditions
from press.system import scratch


def make(variant: Variant, conditions: Conditions, settings: dict[str, Any]) -> Path:
    """Make a variant of a chapter of the book that is built; return its folder. Raises PublishError."""
    begun = time.perf_counter()
    build = conditions.root / "_build"
    book = of_the_book(variant.chapter, build)
    here = execute(variant, conditions)
    ran = time.perf_counter()
    said = outcome.of(here)
    table = outcome.moved(outcome.of(book), said)
    work, target = build / FOLDER / ".work", build / FOLDER / variant.name
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        notebook = marks.marked(here, book, variant, said, table)
        page = pages.write(variant, notebook, work, conditions, settings)
        pages.gather(page, work, target, build / "html")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _write_table(table, target / "moved.csv")
    report(variant, said, table, target, (ran - begun, time.perf_counter() - ran))
    return target


def of_the_book(chapter: Path, build: Path) -> nbformat.NotebookNode:
    """Return the book's own run of a chapter. Raises PublishError when there is none."""
    known = stale.read(build / stale.RESULTS).get(chapter.name)
    file = known and stale.result_file(build / stale.RESULTS, known["result"]["key"])
    if not file or not file.is_file():
        raise PublishError(f"{chapter.name}: the book holds no run of it; build the book first (make book)")
    return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call,no-any-return]


def execute(variant: Variant, conditions: Conditions) -> nbformat.NotebookNode:
    """Return the chapter executed with the variant's values; a cell that fails does not stop it.

    Raises PublishError when the values themselves are refused.
    """
    notebook = variant.notebook()
    stale.start(conditions.root / "_build" / stale.RESULTS, conditions)
    with (
        scratch.folder() as folder,
        ThreadPoolExecutor(1) as threads,
        kernels.drawing_process(folder, threads),
    ):
        notebooks.execute(notebook, variant.chapter, conditions.root, folder / "0", goes_on=True)
    fork_server.stop()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename == "ParameterError":
                raise PublishError(output.evalue)
    return notebook


def _write_table(table: list[Moved], target: Path) -> None:
    """Write what moved as CSV: kind, name, in the book, here."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "name", "in the book", "here"])
        writer.writerows((one.kind, one.name, one.book, one.here) for one in table)


def report(
    variant: Variant, said: Outcome, table: list[Moved], target: Path, seconds: tuple[float, float]
) -> None:
    """Tell what was made, what moved, and how long it took."""
    print(f"turned   {variant.words}\nmoved    {marks.counts(said, table)}")
    for name, why in said.failed.items():
        print(f"stopped  {name}: {why}")
    for file in sorted(target.rglob("*")):
        if file.suffix in (".html", ".pdf", ".ipynb", ".csv") and file.parent.name not in ("figures",):
            print(f"{file.suffix[1:]:<9}{file.relative_to(target.parents[2])}")
    ran, wrote = (prose.number(one, 1) for one in seconds)
    print(f"time     {ran} s to run it, {wrote} s to write it")
