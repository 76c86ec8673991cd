"""The books that the benchmark builds: this one, and the same chapters the stock way."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

WAYS = ("stock", "nbconvert", "brief")
CASES = (
    "cold",
    "print",
    "latex",
    "warm",
    "sentence",
    "again",
    "saved",
    "cell",
    "table",
    "saved_table",
    "theme",
    "pdf",
)
STANDBY = "again"  # a sentence, while a process stands by from the last build
LIVE = ("saved", "saved_table")  # cases while `make live` runs
CASES_OF = {  # to paper: the stock way by Chromium and by LaTeX, this book by itself
    "stock": tuple(case for case in CASES if case not in ("pdf", STANDBY, *LIVE)),
    "nbconvert": ("cold",),
    "brief": tuple(case for case in CASES if case not in ("print", "latex")),
}
BESIDE = {
    "again": "sentence",
    "saved": "sentence",
    "saved_table": "table",
}  # the case of another way that a case of ours stands beside: as a rule the same
PAPER = ("print", "latex", "pdf")  # cases that make PDFs
NEEDS = {
    "print": ("chromium",),
    "saved": ("chromium",),
    "latex": ("latexmk", "xelatex", "xindy"),
}  # programs, by case
FLOOR_ROUNDS = 5
CHAPTER, TABLE, MODULE = "history", "us_treaties", "press/figures/figure.py"

_STOCK_CONFIG = """title: Strategic Reset
author: The Strategic Reset team
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: 300}
bibtex_bibfiles: [chapters/references.bib]
parse: {myst_enable_extensions: [colon_fence, attrs_inline, attrs_block, deflist, dollarmath, substitution]}
sphinx: {config: {bibtex_reference_style: author_year, suppress_warnings: ["*"]}}
"""
# Makes a PDF with TeX. Altair's output has no static form: in a chart's place stands the text of the object.
_LATEX = ["env", "LATEXOPTS=-interaction=nonstopmode"]
# Prints one page; what a page fetches from other servers (Altair's Vega) does not arrive, as offline.
_PRINT = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"]
# Altair's own output in place of the brief's figure: what a chapter shows without this book's publishing.
_STOCK_FIGURE = """

def _stock(self, **options):
    return self.draw(WIDE)._repr_mimebundle_()


Figure._repr_mimebundle_ = _stock
"""


def prepare(way: str, root: Path, place: Path) -> Path:
    """Copy the sources to `place`, for one way of building; return it."""
    place.mkdir(parents=True)
    for folder in ("brief", "chapters", "data", "editions", "press"):
        shutil.copytree(root / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("_config.yml", "_toc.yml", "requirements.lock"):
        shutil.copyfile(root / name, place / name)
    if way != "brief":
        (place / "_config.yml").write_text(_stock_config(root / "_config.yml"), encoding="utf-8")
        with (place / MODULE).open("a", encoding="utf-8") as module:
            module.write(_STOCK_FIGURE)
        for chapter in (place / "chapters").glob("*.ipynb"):
            _without_own_words(chapter)
    return place


def change(case: str, way: str, place: Path, number: int) -> None:
    """Make the change that a case measures; `number` makes each one new."""
    chapter = place / "chapters" / f"{CHAPTER}.ipynb"
    if case in ("sentence", STANDBY):
        _edit(chapter, "markdown", lambda text: f"{text}\n\nOne more sentence of round {number}, {case}.")
    elif case == "cell":
        _edit(chapter, "code", lambda text: f"_ = {number}\n{text}")
    elif case == "table":
        write(changed_table(place, number))
    elif case == "print":
        output("stock", case, place).mkdir()
    elif case == "theme":
        sheet = place / "press/page/theme/static/brief.css"
        target = sheet if way == "brief" else place / "_static" / "custom.css"
        target.parent.mkdir(exist_ok=True)
        with target.open("a", encoding="utf-8") as style:
            style.write(f"\n/* round {number} */\n")


@contextmanager
def standing_by(place: Path, python: str) -> Iterator[dict[str, str]]:
    """Have a process stand by for a built book; give the environment of builds that it serves."""
    served, socket = {**environment(place), "STANDBY": "5", "CI": ""}, place / "_build" / ".standby.sock"
    subprocess.run([python, "-m", "brief", "book"], cwd=place, env=served, check=True, capture_output=True)
    while not socket.exists():
        time.sleep(0.05)
    try:
        yield served
    finally:
        socket.unlink(missing_ok=True)  # the process ends then


def save_sentence(place: Path, number: int) -> str:
    """Write another sentence into the chapter and return it."""
    sentence = f"Saved as number {number}."
    _edit(place / "chapters" / f"{CHAPTER}.ipynb", "markdown", lambda text: f"{text}\n\n{sentence}")
    return sentence


def commands(way: str, case: str, python: str, place: Path) -> list[list[str]]:
    """Return the commands that build the book, or print the built pages (the stock way to a PDF)."""
    if case == "print":
        out = output(way, case, place)
        return [[*_PRINT, f"--print-to-pdf={out / page.stem}.pdf", page.as_uri()] for page in pages(place)]
    if way == "brief":
        return [[python, "-m", "brief", "pdf" if case == "pdf" else "book"]]
    if way == "stock":
        build = [str(Path(python).with_name("jupyter-book")), "build", "."]
        return [[*_LATEX, *build, "--builder", "pdflatex"] if case == "latex" else build]
    export = [python, "-m", "nbconvert", "--to", "html", "--execute", "--output-dir", "_build/html"]
    return [[*export, str(chapter)] for chapter in chapters(place)]


def chapters(place: Path) -> list[Path]:
    """Return the notebooks that the book's contents name."""
    return [
        place / f"{name}.ipynb" for name in re.findall(r"chapters/[\w-]+", (place / "_toc.yml").read_text())
    ]


def pages(place: Path) -> list[Path]:
    """Return the built chapters."""
    return sorted((place / "_build" / "html" / "chapters").glob("*.html"))


def output(way: str, case: str, place: Path) -> Path:
    """Return the folder that holds what a case makes for readers: web pages, or PDFs."""
    return place / "_build" / {"print": "print", "latex": "latex", "pdf": "pdf"}.get(case, "html")


def parts(case: str, place: Path) -> dict[str, float]:
    """Return the seconds of each document of our set, {} for any other case."""
    kept = place / "_build" / "paper.json"
    return json.loads(kept.read_text(encoding="utf-8"))["seconds"] if case == "pdf" else {}


def missing(case: str) -> list[str]:
    """Return the programs that a case needs and that are not installed."""
    return [program for program in NEEDS.get(case, ()) if shutil.which(program) is None]


def environment(place: Path) -> dict[str, str]:
    """Return the environment of a build: the copy's own modules, the same hash seed."""
    return {**os.environ, "PYTHONPATH": str(place), "PYTHONHASHSEED": "0"}


def _stock_config(own: Path) -> str:
    """Return a configuration as the stock way has it, with what chapters read of the book's own settings."""
    config = yaml.safe_load(own.read_text(encoding="utf-8"))["sphinx"]["config"]
    settings = yaml.safe_load(_STOCK_CONFIG)
    settings["sphinx"]["config"] |= {
        name: value for name, value in config.items() if name.startswith("brief_")
    }
    return yaml.safe_dump(settings, sort_keys=False)


def _without_own_words(chapter: Path) -> None:
    """Replace what only this book's extension understands: claims, the ledger, references to figures."""
    notebook = json.loads(chapter.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            text = re.sub(r"\{claim\}`([^`]*)`", r"\1", text)
            text = re.sub(r"\{numref\}`fig-[^`]*`", "the figure", text)
            text = re.sub(r"^(:::+)\{div\}", r"\1{container}", text, flags=re.MULTILINE)
            text = re.sub(r"^(:::+|```)\{ledger[^}]*\}.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)
        cell["source"] = text.splitlines(keepends=True)
    chapter.write_text(json.dumps(notebook), encoding="utf-8")


def _edit(chapter: Path, kind: str, changed: callable) -> None:
    """Change the last cell of a kind."""
    notebook = json.loads(chapter.read_text(encoding="utf-8"))
    cell = [cell for cell in notebook["cells"] if cell["cell_type"] == kind][-1]
    cell["source"] = changed("".join(cell["source"])).splitlines(keepends=True)
    chapter.write_text(json.dumps(notebook), encoding="utf-8")


def changed_table(place: Path, number: int) -> dict[Path, bytes]:
    """Return the files of a book in which a word of a table is another, as an editor would have them.

    The description has the table's new sum; its totals are kept anew in a copy, as `make settle` does.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / place.name
        shutil.copytree(place, copy, ignore=shutil.ignore_patterns("_build", "__pycache__"))
        path, described = copy / "data" / f"{TABLE}.csv", copy / "data" / "datapackage.json"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"( round \d+)?\n$", f" round {number}\n", text), encoding="utf-8")
        package = json.loads(described.read_text(encoding="utf-8"))
        entry = next(part for part in package["resources"] if part["name"] == TABLE)
        entry["hash"] = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        entry["bytes"] = path.stat().st_size
        described.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        settle = [sys.executable, "-m", "brief", "settle"]
        subprocess.run(settle, cwd=copy, env=environment(copy), check=True, capture_output=True)
        made = [
            file for folder in ("data", "brief") for file in (copy / folder).rglob("*.*") if file.is_file()
        ]
        files = {place / file.relative_to(copy): file.read_bytes() for file in made if file.suffix != ".pyc"}
    return {file: content for file, content in files.items() if file.read_bytes() != content}


def write(files: dict[Path, bytes]) -> None:
    """Write files, one after the other."""
    for file, content in files.items():
        file.write_bytes(content)
