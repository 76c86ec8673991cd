"""Build the book: run chapters, write pages and paper aside, then put them in place together.

The last good book stays where it was until a new one is complete.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from brief.publish import execute, sphinx_run
from brief.publish.errors import PublishError
from brief.publish.execute import Conditions
from brief.publish.steps import Steps, size


def book(
    root: Path,
    conditions: Conditions,
    settings: dict[str, Any],
    *,
    paper: str = "a4",
    steps: Steps | None = None,
) -> None:
    """Build `_build/html` and `_build/pdf` of the book in `root`.

    `conditions` say what the chapters' results depend on; `settings` are what the caller tells the
    Sphinx extension (edition, ledger). Raises PublishError with one sentence a problem; nothing is
    replaced then.
    """
    steps = steps or Steps()
    build = root / "_build"
    draft = build / "draft"
    build.mkdir(exist_ok=True)
    chapters = chapter_files(root)
    with steps.step("execute", f"running the chapters whose code or data changed, of {len(chapters)}"):
        ran = execute.run(chapters, build / ".jupyter_cache", conditions)
    overrides = {**settings, "paper_size": paper, "brief_rerun": sorted(ran)}
    with steps.step("write", "writing the web book and setting the PDF"):
        sphinx_run.write(root, {"html": draft / "html", "typst": draft / "pdf"}, overrides)
    pdf = next((draft / "pdf").glob("*.pdf"))
    (draft / "html" / "pdf").mkdir(exist_ok=True)
    shutil.copyfile(pdf, draft / "html" / "pdf" / pdf.name)
    _put_in_place(draft, build)
    steps.keep(build / "build.json", executed=ran, edition=settings.get("brief_edition", {}))
    _report(build, pdf.name, steps)


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


def _put_in_place(draft: Path, build: Path) -> None:
    """Mirror the finished draft to where readers find it."""
    for kind in ("html", "pdf"):
        old, new = build / f"{kind}.old", build / kind
        if new.exists():
            new.rename(old)
        shutil.copytree(draft / kind, new, copy_function=shutil.copyfile)
        shutil.rmtree(old, ignore_errors=True)


def _report(build: Path, pdf: str, steps: Steps) -> None:
    page, paper = build / "html" / "index.html", build / "pdf" / pdf
    print(f"\nweb book {page.relative_to(build.parent)}  ({size(build / 'html')} in all)")
    print(f"PDF      {paper.relative_to(build.parent)}  ({size(paper)})")
    print(f"time     {steps.total:.1f} s, by step in _build/build.json")
