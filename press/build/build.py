"""Build the book: run chapters, write pages and paper aside, then put them in place together.

The last good book stays where it was until a new one is complete.
"""

from __future__ import annotations

import filecmp
import gc
import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from press.book.chapter_order import chapter_files
from press.build import sphinx_app
from press.build.steps import Steps, size
from press.live.hooks import Moments
from press.paper import documents as editions
from press.run.in_background import Running
from press.run.stale import RECORD, RESULTS, Conditions, chapters_due

_FINISHED = ".draft_finished"  # beside the draft: under which conditions it was finished


def book(
    root: Path,
    conditions: Conditions,
    settings: dict[str, Any],
    *,
    paper: str = "a4",
    whole_set: bool = False,
    steps: Steps | None = None,
    moments: Moments | None = None,
) -> None:
    """Build `_build/html` and `_build/pdf` of the book in `root`.

    `conditions` say what the chapters' results depend on; `settings` are what the caller tells the
    Sphinx extension (edition, ledger). With `whole_set` all that is sent out is made: beside the brief
    its summary, offprints, slides and the EPUB. Raises PublishError with one sentence a problem; nothing
    is replaced then.
    """
    steps, moments = steps or Steps(), moments or Moments()
    _collect_less()
    build = root / "_build"
    draft = build / "draft"
    build.mkdir(exist_ok=True)
    chapters = chapter_files(root)
    _only_what_holds(build, conditions.common)
    documents = list(editions.MAKERS) if whole_set else ["brief"]
    forms = {"html": draft / "html", "typst": draft / "pdf"}
    forms.update({"ebook": draft / "epub"} if whole_set else {})
    options = {**settings, "paper_size": paper, "brief_documents": documents}

    def run() -> Running:
        """Begin to run the chapters that are due."""
        (build / _FINISHED).unlink(missing_ok=True)  # unfinished from now
        waiting = chapters_due(chapters, build / RESULTS / RECORD, conditions)
        doing = f"running the chapters whose code or data changed, of {len(chapters)}"
        return Running(waiting, build / RESULTS, conditions, steps.step("execute", doing))

    def early() -> None:
        """Put the pages in place before the PDF is done, when somebody waits for them."""
        if moments.pages_done is not None:
            _put_in_place(draft, build, ("html",))
            moments.pages_done()

    with ExitStack() as open_things:
        if moments.wait is None:
            running = open_things.enter_context(run())  # while Sphinx is set up
            opened = open_things.enter_context(sphinx_app.opened(root, forms, options))
        else:
            opened = open_things.enter_context(sphinx_app.opened(root, forms, options))
            opened.get_ready()
            beside = moments.wait()
            running = open_things.enter_context(run())
            beside()
        _write(opened, running, steps, early)
    if whole_set:
        book_file = next((draft / "epub").glob("*.epub"))
        shutil.copyfile(book_file, draft / "pdf" / book_file.name)
    shutil.rmtree(draft / "html" / "pdf", ignore_errors=True)
    shutil.copytree(draft / "pdf", draft / "html" / "pdf", copy_function=shutil.copyfile)
    pages_stand = moments.pages_done is not None
    _put_in_place(draft, build, ("html/pdf" if pages_stand else "html", "pdf"))
    (build / _FINISHED).write_text(conditions.common, encoding="utf-8")
    steps.keep(
        build / "build.json", executed=sorted(running.names), edition=settings.get("brief_edition", {})
    )


def _write(opened: sphinx_app.Opened, running: Running, steps: Steps, early: Callable[[], None]) -> None:
    """Read chapters as their results come, and write all forms; what follows the last results is writing."""
    with ExitStack() as writing:

        def all_ran() -> None:
            """Begin the step in which nothing but writing is left."""
            writing.enter_context(steps.step("write", "writing the web book and setting the PDF"))

        def wait_for(name: str) -> None:
            """Wait until a chapter has run."""
            if running.wait_for(name):
                all_ran()

        if not running.names:
            running.wait()
            all_ran()
        opened.write(running.names, wait_for, early)


def _collect_less() -> None:
    """Look for garbage more seldom: a build keeps the large trees it makes; looking is a sixth of it."""
    gc.freeze()  # what is loaded stays
    gc.set_threshold(50_000, 20, 50)


def _only_what_holds(build: Path, common: str) -> None:
    """Drop a draft that was left unfinished or made by other libraries."""
    finished = build / _FINISHED
    if not finished.exists() or finished.read_text(encoding="utf-8") != common:
        for folder in ("draft", ".doctrees"):
            shutil.rmtree(build / folder, ignore_errors=True)


def _put_in_place(draft: Path, build: Path, folders: tuple[str, ...]) -> None:
    """Mirror folders of the finished draft to where readers find them; what did not change is not copied."""
    for folder in folders:
        old, new, place = build / f"{folder}.old", build / f"{folder}.new", build / folder
        for stale in (old, new):
            shutil.rmtree(stale, ignore_errors=True)
        _mirror(draft / folder, new, place)
        if place.exists():
            place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)


def _mirror(source: Path, target: Path, last: Path) -> None:
    """Copy a folder; a file that is the same in `last` is linked from there.

    Times are copied too: a file whose size and time are those of its last copy is not read again.
    """
    for folder, _, files in os.walk(source):
        inside = os.path.relpath(folder, source)
        here, before = target / inside, last / inside
        here.mkdir(parents=True)
        known = {entry.name for entry in os.scandir(before)} if before.is_dir() else set()
        for name in files:
            path, old = f"{folder}/{name}", f"{before}/{name}"
            if name in known and filecmp.cmp(path, old):
                os.link(old, f"{here}/{name}")
            else:
                shutil.copy2(path, f"{here}/{name}")


def report(build: Path, steps: Steps) -> None:
    """Tell where the book lies in the folder `build`, how large it is, and how long it took."""
    page = build / "html" / "index.html"
    print(f"\nweb book {page.relative_to(build.parent)}  ({size(build / 'html')} in all)")
    files = [file for file in sorted((build / "pdf").rglob("*")) if file.is_file()]
    for file in sorted(files, key=lambda file: len(file.parts)):
        print(f"{file.suffix[1:].upper():<9}{file.relative_to(build.parent)}  ({size(file)})")
    print(f"time     {steps.total:.1f} s, by step in _build/build.json")
