"""Build the book: run chapters, write pages and paper aside, then put them in place together.

The last good book stays where it was until a new one is complete.
"""

from __future__ import annotations

import functools
import gc
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from press import prose
from press.book.chapter_order import chapter_files
from press.build import current, manifest, memory, placing, sphinx_app
from press.build.hooks import BuildHooks
from press.build.steps import Steps, size
from press.configuration.parts import BuiltEdition
from press.editions import last_build
from press.paper import documents as editions
from press.run.chapter_runs import ChapterRuns
from press.run.stale import RESULTS, Conditions, chapters_due, drop_unsound_cache
from press.system import digests

BUILT = ("html", "pdf")  # what readers find in `_build`
BEFORE = "pdf-before"  # documents of the last whole set, once pages and brief are newer


def book(
    root: Path,
    conditions: Conditions,
    checked: Callable[[], dict[str, Any]],
    *,
    paper: str = "a4",
    whole_set: bool = False,
    steps: Steps | None = None,
    hooks: BuildHooks | None = None,
) -> dict[str, str]:
    """Build `_build/html` and `_build/pdf` of the book in `root`.

    `conditions` say what the chapters' results depend on; `checked` checks what chapters stand on and
    returns what the caller tells the Sphinx extension (edition, ledger). Chapters run meanwhile, since
    checks need one core: they are ended when it raises. With `whole_set` all that is sent out is made:
    beside the brief its summary, offprints, slides and the EPUB. Return the SHA-256 of each file of the
    finished book, by its path in `_build`. Raises PublishError with one sentence per problem; nothing is
    replaced then.
    """
    steps, hooks = steps or Steps(), hooks or BuildHooks()
    _collect_less()
    build, draft = root / "_build", root / "_build" / "draft"
    chapters = chapter_files(root)
    before = manifest.sums(build / "html")
    shared = memory.fingerprint(conditions.common, conditions.seen)
    prepare(build, shared)
    formats = {"html": draft / "html", "typst": draft / "pdf"}
    formats.update({"ebook": draft / "epub"} if whole_set else {})
    documents = list(editions.MAKERS) if whole_set else ["brief"]
    begun = functools.partial(_begun, build / RESULTS, conditions, steps)
    with ExitStack() as opened:
        early = None if hooks.before_reading else opened.enter_context(begun(chapters))
        settings = checked()
        options = {**settings, "paper_size": paper, "brief_documents": documents}
        sphinx_book = opened.enter_context(sphinx_app.opened(root, formats, options, conditions.seen))
        if hooks.before_reading is not None:
            sphinx_book.get_ready()
            hooks.before_reading()
            steps.restart()
            conditions.look_again()
            chapters = chapter_files(root)  # one may be broken now
        runs = early or opened.enter_context(begun(chapters))
        memory.begin(build)
        steps.begin("execute", f"running the chapters whose code or data changed, of {len(chapters)}")
        runs.begin_reading()
        sphinx_book.write_pages(runs.names, runs.wait_for)
        shown = _show_pages(hooks, draft, build)
        told = last_build.told(sphinx_book.app)
        sphinx_book.finish()
    _gather_files(draft, whole_set=whole_set)
    edition = settings.get("brief_edition", BuiltEdition())
    made = _sums(draft, shown)
    made[f"html/{manifest.FILE}"] = manifest.write(draft / "html", root, edition, _of_folder(made, "html"))
    _place(draft, build, made, shown, whole_set=whole_set)
    memory.keep(build, shared, made)
    steps.end()
    for line in last_build.record(build, told, before, manifest.sums(build / "html")):
        print(line)
    steps.keep(build / "build.json", executed=sorted(runs.names), edition=vars(edition))
    return {
        path: digest for path, digest in made.items() if path.startswith(tuple(f"{one}/" for one in BUILT))
    }


def prepare(build: Path, shared: str) -> None:
    """Mend what a build left that was stopped, and drop what the next one cannot use."""
    build.mkdir(exist_ok=True)
    placing.bring_back(build, BUILT)
    memory.drop_unsound(build, shared)
    drop_unsound_cache(build / RESULTS)


def _begun(results: Path, conditions: Conditions, steps: Steps, chapters: list[Path]) -> ChapterRuns:
    """Run the chapters that are due."""
    due = chapters_due(chapters, results, conditions)
    return ChapterRuns(due, results, conditions, lambda: _write_step(steps))


def _show_pages(hooks: BuildHooks, draft: Path, build: Path) -> dict[str, str]:
    """Put the pages where readers find them while the PDF is under way, if somebody waits for them.

    Return the sum of each file that was put there.
    """
    if hooks.pages_written is None:
        return {}
    current.forget(build)
    pages = digests.listing(draft, ["html"])
    placing.put_in_place(draft, build, ["html"], pages, digests.listing(build, ["html"]))
    hooks.pages_written()
    return pages


def _sums(draft: Path, shown: Mapping[str, str]) -> dict[str, str]:
    """Return the sum of each file of the draft; of pages `shown` only the documents changed since."""
    documents = "html/pdf"
    parts = [path.name for path in draft.iterdir() if not (shown and path.name == "html")]
    made = {path: digest for path, digest in shown.items() if not path.startswith(f"{documents}/")}
    return made | digests.listing(draft, [*parts, documents] if shown else parts)


def _of_folder(sums: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return the sums of the files of one folder, by their paths from there."""
    return {
        path.removeprefix(f"{folder}/"): digest
        for path, digest in sums.items()
        if path.startswith(f"{folder}/")
    }


def _write_step(steps: Steps) -> None:
    """Begin the step in which nothing but writing is left."""
    steps.begin("write", "writing the web book and setting the PDF")


def _place(
    draft: Path, build: Path, made: Mapping[str, str], shown: Mapping[str, str], *, whole_set: bool
) -> None:
    """Put pages and documents where readers find them; tell of documents that only `make pdf` makes anew."""
    current.forget(build)
    there = {**shown, **digests.listing(build, ["pdf"])} if shown else digests.listing(build, BUILT)
    if whole_set:
        placing.drop(build / BEFORE)
    elif aside := placing.set_aside(draft, build, "pdf", build / BEFORE):
        print(
            f"{prose.counted(len(aside), 'file')} of the last make pdf, older than this book, "
            f"{'stands' if len(aside) == 1 else 'stand'} in _build/{BEFORE} now; make pdf makes them anew"
        )
    placing.put_in_place(draft, build, BUILT, made, there)


def _gather_files(draft: Path, *, whole_set: bool) -> None:
    """Put the EPUB beside the PDF, and both into the site."""
    if whole_set:
        book_file = next((draft / "epub").glob("*.epub"))
        shutil.copyfile(book_file, draft / "pdf" / book_file.name)
    shutil.rmtree(draft / "html" / "pdf", ignore_errors=True)
    shutil.copytree(draft / "pdf", draft / "html" / "pdf", copy_function=shutil.copyfile)


def _collect_less() -> None:
    """Look for garbage more seldom: a build keeps the large trees it makes; looking is a sixth of it."""
    gc.freeze()  # what is loaded stays
    gc.set_threshold(50_000, 20, 50)


def report(build: Path, steps: Steps) -> None:
    """Tell where the book lies in the folder `build`, how large it is, and how long it took."""
    page = build / "html" / "index.html"
    print(f"\nweb book {page.relative_to(build.parent)}  ({size(build / 'html')} in all)")
    files = [file for file in sorted((build / "pdf").rglob("*")) if file.is_file()]
    for file in sorted(files, key=lambda file: len(file.parts)):
        print(f"{file.suffix[1:].upper():<9}{file.relative_to(build.parent)}  ({size(file)})")
    print(f"time     {steps.total:.1f} s, by step in _build/build.json")
