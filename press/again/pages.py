"""Page and PDF of a variant, made from the trees of the book so that all that it refers to is found."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx

from press.again.variant import Variant
from press.book import readable
from press.build import sphinx_app
from press.figures.bundle import FIGURE_MIME
from press.paper.documents import ONE
from press.run.stale import Conditions

KEPT = ("_static", "figures", "notebooks")  # of what is written beside the page
_ADDRESS = re.compile(r'(\s(?:href|src)=")([^"#?:]+)([#?][^"]*)?"')


def write(
    variant: Variant,
    notebook: nbformat.NotebookNode,
    work: Path,
    conditions: Conditions,
    settings: dict[str, Any],
) -> Path:
    """Write the variant's page with what it needs, and its PDF, into `work`; return the page.

    `notebook` is the marked variant, executed; `settings` are what the book's build tells the extension.
    Raises PublishError.
    """
    root = conditions.root
    docname = variant.chapter.relative_to(root).with_suffix("").as_posix()
    shutil.copytree(root / "_build" / ".doctrees", work / ".doctrees")
    formats = {"html": work / "html", "typst": work / "pdf"}
    options = {**settings, "brief_documents": [f"{ONE}{docname}"], "brief_variant": variant.words}
    notebook.metadata["mystnb"] = {"execution_mode": "off"}  # it has run
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    with sphinx_app.opened(root, formats, options, conditions.seen, work / ".doctrees") as book:
        _draw_apart(book.app)
        book.write_one(docname, text)
        told = readable.told(notebook, book.app.env, docname)
        page = work / "html" / book.app.builder.get_target_uri(docname)
        book.finish()
    _write_notebook(told, work / "html" / "notebooks", variant)
    return page


def _draw_apart(app: Sphinx) -> None:
    """Draw pictures in the variant's own folder."""
    app.builder.pictures.folder = Path(app.outdir).parent / "pictures"  # type: ignore[attr-defined]


def _write_notebook(notebook: nbformat.NotebookNode, folder: Path, variant: Variant) -> None:
    """Put the executed variant where the page offers the book's notebooks."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FIGURE_MIME, None)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    for old in folder.glob("*"):
        old.unlink()
    for name in (f"{variant.chapter.stem}.ipynb", f"{variant.chapter.stem}-executed.ipynb"):
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


def gather(page: Path, work: Path, target: Path, book: Path) -> None:
    """Put page, PDF and notebook into `target`; links to other pages lead into the site of the `book`."""
    site = work / "html"
    shutil.rmtree(target, ignore_errors=True)
    for name in KEPT:
        if (site / name).is_dir():
            shutil.copytree(site / name, target / name)
    placed = target / page.relative_to(site)
    placed.parent.mkdir(parents=True, exist_ok=True)
    text = page.read_text(encoding="utf-8").replace('class="struck"', 'class="struck" role="deletion"')
    placed.write_text(_leading_on(text, placed, target, book), encoding="utf-8")
    for file in (work / "pdf").glob("*.pdf"):
        shutil.copyfile(file, target / file.name)


def _leading_on(text: str, placed: Path, target: Path, book: Path) -> str:
    """Return a page whose links to what is not here lead into the book."""

    def lead(found: re.Match[str]) -> str:
        """Return a link that leads to the file, here or in the book."""
        start, address, rest = found[1], found[2], found[3] or ""
        file = Path(os.path.normpath(placed.parent / address))
        if not address or file.exists() or not file.is_relative_to(target):
            return found[0]
        there = os.path.relpath(book / file.relative_to(target), placed.parent)
        return f'{start}{there}{rest}"'

    return _ADDRESS.sub(lead, text)
