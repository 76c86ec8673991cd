"""The handouts of a built book: each page as one file, and the brief as a document for comments."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.book import chapter_order
from press.build import sphinx_app
from press.build.steps import size
from press.handouts import one_file
from press.run.stale import Conditions
from press.word import pandoc

FOLDER = "handouts"  # in `_build`
FRONT = "index.html"


def make(root: Path, conditions: Conditions, settings: dict[str, Any]) -> Iterator[str]:
    """Write the handouts of the book that is built; yield a line for each file, and for what is left out.

    `settings` are what the book's build tells the extension. Raises PublishError.
    """
    build = root / "_build"
    aside, target = build / f".{FOLDER}", build / FOLDER
    shutil.rmtree(aside, ignore_errors=True)
    written = one_file.write(build / "html", pages(root), aside)
    if pandoc.found():
        written.append(document(root, conditions, settings, aside))
    shutil.rmtree(target, ignore_errors=True)
    aside.rename(target)
    for file in (target / one.name for one in written):
        yield f"{file.suffix[1:].upper():<9}{file.relative_to(root)}  ({size(file)})"
    if not pandoc.found():
        yield pandoc.MISSING


def document(root: Path, conditions: Conditions, settings: dict[str, Any], target: Path) -> Path:
    """Write the brief as a document for comments into `target`; return the file. Raises PublishError."""
    work = target / "source"
    trees = shutil.copytree(root / "_build" / ".doctrees", work / ".doctrees")
    with sphinx_app.opened(root, {"docx": work / "docx"}, settings, conditions.seen, trees) as book:
        book.write_pages([], lambda _chapter: None)
        book.finish()
    made = next((work / "docx").glob("*.docx"))
    placed = made.rename(target / made.name)
    shutil.rmtree(work)
    return placed


def pages(root: Path) -> list[str]:
    """Return the pages in the order of `_toc.yml`, by their paths in the site."""
    _front, *others = chapter_order.page_files(root)
    names = [file.relative_to(root).with_suffix(".html").as_posix() for file in others]
    return [FRONT, *names]
