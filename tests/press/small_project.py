"""The project with three tiny chapters instead of its own: built through the command, quickly."""

import contextlib
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import warm_python

ROOT = Path(__file__).resolve().parents[2]
BUILT = ("html", "pdf")
PATIENCE_S = 90

CHART = '''"""One small chart."""

import altair as alt

from brief import tables
from press.figures.figure import figure
from press.look import PAPER


def treaties(name="treaties"):
    """Draw how many treaties the table holds."""
    shown = tables.load("us_treaties")[["partner_iso3"]].assign(Treaties=1)

    def draw(layout):
        bars = alt.Chart(shown).mark_bar(color=PAPER["accent"].light)
        return bars.encode(x="Treaties:Q", y="partner_iso3:N").properties(width=layout.width, height=240)

    return figure(name, headline="Treaties by partner", subtitle="Treaties, one bar a partner",
                  alt=f"{len(shown)} bars of one.", data=shown, tables=["us_treaties"], draw=draw)
'''

FIRST = "# A small front\n\nThe first sentence {cite}`bailey2017`. A claim {claim}`C05`."
SECOND = "See {doc}`the chart <chart>` and {numref}`fig-treaties`."
BINDING = """from brief import tables
from brief.charts import small
from press.prose import bind, number

treaties = tables.load("us_treaties")
bind(partners=number(len(treaties)), last=treaties.iloc[-1, 0])"""
BOUND = "# A chart\n\nThere are {glue:text}`partners` partners; the last is {glue:text}`last`."
LEDGER = "# Claims\n\nAll of them.\n\n```{ledger}\n```\n\n## References\n\n```{bibliography}\n```"
CHAPTERS = {
    "front": [("markdown", f"{FIRST}\n\n{SECOND}")],
    "chart": [("code", BINDING), ("markdown", BOUND), ("code", "small.treaties()")],
    "claims": [("markdown", LEDGER)],
}


def write(folder):
    """Write the project into a folder and return it."""
    skipped = shutil.ignore_patterns("__pycache__")
    for name in ("press", "brief", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in ("_config.yml", "requirements.lock"):
        shutil.copyfile(ROOT / name, folder / name)
    edit(folder / "_config.yml", "[chapters/claims, chapters/sources]", "[chapters/claims]")
    edit(folder / "_config.yml", "to: chapters/sources", "to: chapters/claims")
    without_list(folder, "brief_translations")  # of pages that the small book has not
    (folder / "brief" / "charts" / "small.py").write_text(CHART, encoding="utf-8")
    (folder / "chapters").mkdir()
    cite(folder, "bailey2017")
    front, *others = CHAPTERS
    (folder / "chapters" / f"{front}.ipynb").write_text(notebook(CHAPTERS[front]), encoding="utf-8")
    toc = f"format: jb-book\nroot: chapters/{front}\noptions: {{numbered: true}}\nchapters:\n"
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    for name in others:
        add(folder, name, CHAPTERS[name])
    return folder


def copy(book, folder):
    """Copy the project with its book into a folder and return it: nothing is to be built for that."""
    return shutil.copytree(book, folder, dirs_exist_ok=True)


def cite(project, *keys):
    """Add works of the book's own bibliography to that of the project."""
    works = (ROOT / "chapters" / "references.bib").read_text(encoding="utf-8").split("\n\n")
    with (project / "chapters" / "references.bib").open("a", encoding="utf-8") as bibliography:
        for key in keys:
            bibliography.write(next(work for work in works if f"{{{key}," in work).strip() + "\n\n")


def add(project, name, cells):
    """Add a chapter of (kind, text) cells at the end of the book."""
    (project / "chapters" / f"{name}.ipynb").write_text(notebook(cells), encoding="utf-8")
    with (project / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write(f"  - file: chapters/{name}\n")


def notebook(cells):
    """Return a notebook of (kind, text) cells as JSON."""
    code = {"execution_count": None, "outputs": []}
    made = [
        {"cell_type": kind, "id": f"cell-{place}", "metadata": {"tags": ["remove-input"]}, "source": text}
        | (code if kind == "code" else {})
        for place, (kind, text) in enumerate(cells)
    ]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})


def edit(path, old, new):
    """Replace a text that a file holds, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def done(project, *command, also=(), environment=None):
    """Run a command of the brief in the project, with modules of `also` too; return how it ended.

    It runs as in an interpreter of its own: see `warm_python`.
    """
    where = {**environment_of(project, also), **(environment or {})}
    return warm_python.run(command_of(*command), project, where)


def run(project, *command, also=(), environment=None):
    """Run a command of the brief in the project, with modules of `also` too; return what it said.

    Fails with that when the command fails.
    """
    ran = done(project, *command, also=also, environment=environment)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def refused(project, *command, also=(), environment=None):
    """Run a command that refuses in a sentence, with no traceback; return what it said."""
    ran = done(project, *command, also=also, environment=environment)
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1 and "Traceback" not in said, said
    return said


def command_of(*command):
    """Return a command of the brief, `book` if none is named."""
    return [sys.executable, "-m", "brief", *(command or ("book",))]


def environment_of(project, also=()):
    """Return the environment in which a command works on the project, with modules of `also` too."""
    return {**os.environ, "PYTHONPATH": ":".join(map(str, (project, *also))), "PYTHONHASHSEED": "0"}


def begun(project, environment):
    """Begin a build with a cell that runs for minutes; return the command once it runs."""
    cell = "import time\nfrom pathlib import Path\nPath('begun').touch()\ntime.sleep(300)"
    add(project, "slow", [("markdown", "# Slow"), ("code", cell)])
    command = subprocess.Popen(
        command_of(),
        cwd=project,
        env={**environment_of(project), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    until((project / "chapters" / "begun").exists)
    return command


def processes(project):
    """Return the processes that work in a project's folder."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            if (entry / "cwd").readlink().is_relative_to(project) and (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def until(fits):
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not fits():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def files(top):
    """Return a file, or all files of a folder but those that Python compiled."""
    inside = [top] if top.is_file() else sorted(top.rglob("*"))
    return [path for path in inside if path.is_file() and "__pycache__" not in path.parts]


def without_slides(project):
    """Take the slides' figures out of the configuration: the small book has none of them."""
    without_list(project, "brief_deck")


def without_list(project, option):
    """Empty an option of the configuration that holds a list."""
    config = project / "_config.yml"
    text = config.read_text(encoding="utf-8")
    emptied = re.sub(rf"( +){option}:\n(?:\1 .*\n)+", rf"\1{option}: []\n", text)
    assert emptied != text, f"_config.yml has no list {option}"
    config.write_text(emptied, encoding="utf-8")


def sources_of(project, target):
    """Copy the project without what was built; return the copy."""
    return shutil.copytree(project, target, ignore=shutil.ignore_patterns("__pycache__", "_build"))


def sources(project, target):
    """Copy the project without what was built, but with the note that its tables are in order."""
    sources_of(project, target)
    (target / "_build").mkdir()
    shutil.copyfile(project / "_build" / ".tables_checked.json", target / "_build" / ".tables_checked.json")
    return target


def differences(one, other):
    """Return the built files that are not the same, byte for byte, or are only in one of two projects."""
    first, second = built(one), built(other)
    both = first.keys() & second.keys()
    changed = {name for name in both if not filecmp.cmp(first[name], second[name], shallow=False)}
    return sorted(changed | (first.keys() ^ second.keys()))


def built(project):
    """Return the built files by their names."""
    folder = project / "_build"
    files = [path for kind in BUILT for path in (folder / kind).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path for path in files}
