"""Build the book: run chapters, write pages and paper aside, then put them in place together.

The last good book stays where it was until a new one is complete.
"""

from __future__ import annotations

import io
import os
import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from brief.publish import (
    execute,
    freshness,
    lean,  # noqa: F401 (before all that loads jsonschema)
)
from brief.publish.errors import PublishError
from brief.publish.execute import Conditions
from brief.publish.steps import Steps, size

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


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
    overrides = {**settings, "paper_size": paper}
    with steps.step("pages", "writing the web book"):
        sphinx(root, "html", draft / "html", overrides, changed=ran)
    with steps.step("paper", "setting the PDF"):
        sphinx(root, "typst", draft / "pdf", overrides)
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


def sphinx(
    root: Path, builder: str, out: Path, overrides: dict[str, Any], changed: list[str] | None = None
) -> None:
    """Run one Sphinx builder with jupyter-book's configuration; any warning is an error."""
    warnings = io.StringIO()
    settings = {
        **configuration(root),
        **overrides,
        "brief_rerun": sorted(changed or []),
        "brief_code": _own_code(),
    }
    previous = Path.cwd()
    os.chdir(root)
    try:
        with patch_docutils(None), docutils_namespace():
            app = Sphinx(
                root,
                None,
                out,
                root / "_build" / ".doctrees",
                builder,
                settings,
                status=None,
                warning=warnings,
                warningiserror=False,
                parallel=1,
            )
            app.build()
    finally:
        os.chdir(previous)
    problems = [line for line in _COLOUR.sub("", warnings.getvalue()).splitlines() if line.strip()]
    if problems:
        _forget(root)
        raise PublishError("\n".join(line.replace(f"{root}/", "") for line in problems))


def _forget(root: Path) -> None:
    """Drop half-built state: Sphinx tells a warning only once, so the next build must read all again."""
    for folder in ("draft", ".doctrees"):
        shutil.rmtree(root / "_build" / folder, ignore_errors=True)


def configuration(root: Path) -> dict[str, Any]:
    """Return the Sphinx configuration that jupyter-book makes of `_config.yml` and `_toc.yml`."""
    from jupyter_book.config import get_final_config

    settings, _ = get_final_config(
        user_yaml=root / "_config.yml",
        cli_config={"external_toc_path": str(root / "_toc.yml"), "latex_individualpages": False},
        sourcedir=root,
    )
    return settings


def _own_code() -> str:
    """Return the fingerprint of the publishing code: when it changes, every page is made anew."""
    return freshness.state(Path(__file__).parent, ["."])


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
