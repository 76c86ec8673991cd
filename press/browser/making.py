"""The page "check the numbers yourself": Python for the browser, the tables, a program, what the book prints.

It lies in a folder of its own beside the site, so that no other page loads anything of it. Python for the
browser (Pyodide) comes from npm, pinned by hash in tools/browser/package-lock.json; no book needs it.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import NamedTuple

from press.book.templating import json_in_script, render
from press.errors import PublishError
from press.subject import Recomputed
from press.tables import datapackage

FOLDER = "browser"  # in `_build`
PYODIDE = Path("tools/browser/node_modules/pyodide")
PARTS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
STATIC = Path(__file__).with_name("static")
LOOK = ("colours.css", "brief.css", "mark.svg")
MISSING = (
    "Python for the browser is not here; bring it once: npm ci --ignore-scripts --prefix tools/browser. "
    "The book itself needs neither"
)


NEEDS = (
    "a host with a strict policy has to allow script-src 'wasm-unsafe-eval' for this page, and for no other"
)


class Words(NamedTuple):
    """What the page says of the book: its title and its language."""

    title: str
    language: str


def check_python(root: Path) -> Path:
    """Return the folder of Python for the browser. Raises PublishError when it is not there."""
    source = root / PYODIDE
    if not all((source / part).is_file() for part in PARTS):
        raise PublishError(MISSING)
    return source


def make(root: Path, recomputed: Recomputed, words: Words) -> Path:
    """Write the page with all that it needs into `_build/browser`; return it.

    Raises PublishError when Python for the browser is not there.
    """
    source, target = check_python(root), root / "_build" / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    (target / "pyodide").mkdir(parents=True)
    for part in PARTS:
        shutil.copyfile(source / part, target / "pyodide" / part)
    described = datapackage.describe()
    tables = [datapackage.DESCRIPTION, *(str(one["path"]) for one in described["resources"])]
    (target / "data").mkdir()
    for name in tables:
        shutil.copyfile(datapackage.DATA / name, target / "data" / name)
    for file in [*STATIC.iterdir(), *(root / "_build" / "html" / "_static" / name for name in LOOK)]:
        shutil.copyfile(file, target / file.name)
    fonts = root / "_build" / "html" / "_static" / "fonts"
    shutil.copytree(fonts, target / "fonts")
    programs = [
        {
            "module": one.module,
            "title": one.title,
            "about": one.about,
            "printed": one.printed(),
            "text": _text(one.module),
        }
        for one in recomputed.programs
    ]
    page = target / "index.html"
    page.write_text(
        render(
            "browser/templates/check.html",
            **words._asdict(),
            about=recomputed.about,
            programs=programs,
            order=json_in_script(
                {
                    "tables": tables,
                    "programs": [{key: one[key] for key in ("module", "printed")} for one in programs],
                }
            ),
        ),
        encoding="utf-8",
    )
    return page


def _text(module: str) -> str:
    """Return the text of a program. Raises PublishError when the brief has no such module."""
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise PublishError(f"the brief names the program {module} for the browser, and has no such module")
    return Path(found.origin).read_text(encoding="utf-8")
