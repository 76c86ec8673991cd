"""JupyterLite with the chapters as they ran: a folder that any server gives out, where nothing is installed.

Chapters open with their results, read as in the book (`press/lab`), and their figures are alive. Python is
that of the Pyodide distribution that is given; the chapters' own cells need libraries that have no build for
it, so what is run there is other work on the tables, which lie beside the chapters.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from press.browser.making import PARTS
from press.errors import PublishError
from press.figures.figure import LIVE_MIME
from press.system import scratch
from press.tables import datapackage

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # as JupyterLab draws it
FOLDER = "lite"  # in `_build`
EXECUTED = "-executed.ipynb"
MISSING = (
    "JupyterLite is none of the book's libraries; bring it: .venv/bin/python -m pip install -e '.[lite]'"
)


def check(distribution: Path | None) -> Path:
    """Return the folder of a Pyodide distribution. Raises PublishError where it or JupyterLite is not."""
    if distribution is None:
        raise PublishError("name the folder of a Pyodide distribution: make lite PYODIDE=DIR")
    lacking = [part for part in PARTS if not (distribution / part).is_file()]
    if lacking:
        raise PublishError(f"{distribution} is no Pyodide distribution: it has no {lacking[0]}")
    if not all(map(importlib.util.find_spec, ("jupyterlite_core", "jupyterlite_pyodide_kernel"))):
        raise PublishError(MISSING)
    return distribution


def make(root: Path, distribution: Path) -> Path:
    """Write JupyterLite with the chapters of the built book into `_build/lite`; return its first page.

    Raises PublishError when it cannot be made.
    """
    target = root / "_build" / FOLDER
    with scratch.folder() as work:
        _gather(root, work, distribution)
        made = work / "made"
        command = [sys.executable, "-m", "jupyterlite_core.app", "build", "--lite-dir", str(work)]
        done = subprocess.run(
            [*command, "--output-dir", str(made)], cwd=work, capture_output=True, text=True, check=False
        )
        if done.returncode or not (made / "lab" / "index.html").is_file():
            said = " ".join((done.stderr or done.stdout).split()[-40:])
            raise PublishError(f"JupyterLite could not be made: {said}")
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(made, target)
    return target / "lab" / "index.html"


def _whole(notebook: Path, drawings: Path) -> str:
    """Return a notebook with each text in one piece, since JupyterLite reads no lists of lines.

    A figure is its living chart, from the folder of drawings: a picture in HTML is not trusted there.
    """
    held = nbformat.read(notebook, 4)  # type: ignore[no-untyped-call]
    for output in (output for cell in held.cells for output in cell.get("outputs", [])):
        if "brief" in output.get("metadata", {}):
            file = drawings / f"{output.metadata['brief'].get('figure')}.json"
            if file.is_file():
                live = {**json.loads(file.read_text("utf-8")), "$schema": SCHEMA}
                output.data = {LIVE_MIME: live, "text/plain": output.data["text/plain"]}
    return json.dumps(held, ensure_ascii=False)


def _gather(root: Path, work: Path, distribution: Path) -> None:
    """Put chapters with results, tables and Python where JupyterLite looks for them."""
    files = work / "files"
    files.mkdir()
    drawings = root / "_build" / "html" / "figures"
    for notebook in (root / "_build" / "html" / "notebooks").glob(f"*{EXECUTED}"):
        (files / f"{notebook.name.removesuffix(EXECUTED)}.ipynb").write_text(
            _whole(notebook, drawings), "utf-8"
        )
    (files / "data").mkdir()
    for one in datapackage.describe()["resources"]:
        shutil.copyfile(datapackage.DATA / str(one["path"]), files / "data" / str(one["path"]))
    shutil.copytree(distribution, work / "static" / "pyodide")
