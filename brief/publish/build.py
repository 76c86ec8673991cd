"""Build the book: run chapters, write pages and paper aside, then put them in place together.

The last good book stays where it was until a new one is complete.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from brief.publish import execute, sphinx_run
from brief.publish.errors import PublishError
from brief.publish.execute import Conditions
from brief.publish.paper import editions
from brief.publish.steps import Steps, size

_RESULTS = ".jupyter_cache"
_FINISHED = ".draft_finished"  # beside the draft: under which conditions it was finished


def book(
    root: Path,
    conditions: Conditions,
    settings: dict[str, Any],
    *,
    paper: str = "a4",
    whole_set: bool = False,
    steps: Steps | None = None,
    pages_first: Callable[[], None] | None = None,
) -> None:
    """Build `_build/html` and `_build/pdf` of the book in `root`.

    `conditions` say what the chapters' results depend on; `settings` are what the caller tells the
    Sphinx extension (edition, ledger). With `whole_set` all that is sent out is made: beside the brief
    its summary, offprints, slides and the EPUB. With `pages_first` the pages are put in place, and it is
    called, before the PDF is done. Raises PublishError with one sentence a problem; nothing is replaced
    then.
    """
    steps = steps or Steps()
    build = root / "_build"
    draft = build / "draft"
    build.mkdir(exist_ok=True)
    chapters = chapter_files(root)
    _only_what_holds(build, conditions.common)
    with steps.step("execute", f"running the chapters whose code or data changed, of {len(chapters)}"):
        ran = execute.run(chapters, build / _RESULTS, conditions)
    documents = list(editions.MAKERS) if whole_set else ["brief"]
    forms = {"html": draft / "html", "typst": draft / "pdf"}
    forms.update({"ebook": draft / "epub"} if whole_set else {})
    overrides = {**settings, "paper_size": paper, "brief_documents": documents, "brief_rerun": sorted(ran)}

    def early() -> None:
        if pages_first is not None:
            _put_in_place(draft, build, ("html",))
            pages_first()

    with steps.step("write", "writing the web book and setting the PDF"):
        sphinx_run.write(root, forms, overrides, early)
    if whole_set:
        book_file = next((draft / "epub").glob("*.epub"))
        shutil.copyfile(book_file, draft / "pdf" / book_file.name)
    shutil.rmtree(draft / "html" / "pdf", ignore_errors=True)
    shutil.copytree(draft / "pdf", draft / "html" / "pdf", copy_function=shutil.copyfile)
    _put_in_place(draft, build, ("html", "pdf"))
    (build / _FINISHED).write_text(conditions.common, encoding="utf-8")
    steps.keep(build / "build.json", executed=ran, edition=settings.get("brief_edition", {}))
    _report(build, steps)


def expect(root: Path, conditions: Conditions) -> None:
    """Begin to warm up for chapters that have to run, while the caller checks what they will read."""
    execute.expect(chapter_files(root), root / "_build" / _RESULTS, conditions)


def chapter_files(root: Path) -> list[Path]:
    """Return the notebooks that `_toc.yml` names, in its order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    names = [toc["root"], *(entry["file"] for entry in toc.get("chapters", []))]
    files = [root / f"{name}.ipynb" for name in names]
    missing = [file.relative_to(root) for file in files if not file.exists()]
    if missing:
        raise PublishError(
            f"_toc.yml names {missing[0]}, which does not exist; add the chapter or take it out of the list"
        )
    return files


def _only_what_holds(build: Path, common: str) -> None:
    """Drop a draft that was left unfinished or made by other libraries; it counts as unfinished from now."""
    finished = build / _FINISHED
    if not finished.exists() or finished.read_text(encoding="utf-8") != common:
        for folder in ("draft", ".doctrees"):
            shutil.rmtree(build / folder, ignore_errors=True)
    finished.unlink(missing_ok=True)


def _put_in_place(draft: Path, build: Path, kinds: tuple[str, ...]) -> None:
    """Mirror the finished draft to where readers find it; what did not change is not copied."""
    for kind in kinds:
        old, new, place = build / f"{kind}.old", build / f"{kind}.new", build / kind
        for stale in (old, new):
            shutil.rmtree(stale, ignore_errors=True)
        _mirror(draft / kind, new, place)
        if place.exists():
            place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)


def _mirror(source: Path, target: Path, last: Path) -> None:
    """Copy a folder; a file that is the same in `last` is linked from there."""
    target.mkdir()
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source)
        if path.is_dir():
            (target / name).mkdir(parents=True, exist_ok=True)
        elif (last / name).is_file() and filecmp.cmp(path, last / name, shallow=False):
            (target / name).hardlink_to(last / name)
        else:
            shutil.copyfile(path, target / name)


def _report(build: Path, steps: Steps) -> None:
    page = build / "html" / "index.html"
    print(f"\nweb book {page.relative_to(build.parent)}  ({size(build / 'html')} in all)")
    files = [file for file in sorted((build / "pdf").rglob("*")) if file.is_file()]
    for file in sorted(files, key=lambda file: len(file.parts)):
        print(f"{file.suffix[1:].upper():<9}{file.relative_to(build.parent)}  ({size(file)})")
    print(f"time     {steps.total:.1f} s, by step in _build/build.json")
