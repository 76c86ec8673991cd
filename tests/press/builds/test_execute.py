"""Chapters run in warm kernels as in fresh ones, and again only when something that they read changed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from press.errors import PublishError
from press.run import notebooks, stale
from press.run.chapter_runs import ChapterRuns

CODE = {
    "reader": ["import brief_like\nbrief_like.value()", "import pandas as pd\npd.read_csv('../data/a.csv')"],
    "other": [
        "import sys\nsorted(name for name in sys.modules if name.startswith(('brief', 'press')))",
        "print(open('../data/b.csv').read())",
    ],
}


def write_notebook(path, cells, words="Some words."):
    """Write a notebook of one text cell and code cells."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    )
    notebook.cells = [nbformat.v4.new_markdown_cell(words, id="text")]
    notebook.cells += [
        nbformat.v4.new_code_cell(code, id=f"code-{place}") for place, code in enumerate(cells)
    ]
    path.parent.mkdir(exist_ok=True)
    nbformat.write(notebook, path)


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Return the root of a small book: two chapters, two tables, one module."""
    root = tmp_path / "book"
    for name, cells in CODE.items():
        (root / "chapters").mkdir(parents=True, exist_ok=True)
        write_notebook(root / "chapters" / f"{name}.ipynb", cells)
    (root / "data").mkdir()
    (root / "data" / "a.csv").write_text("x\n1\n", encoding="utf-8")
    (root / "data" / "b.csv").write_text("y\n2\n", encoding="utf-8")
    (root / "brief_like.py").write_text("def value():\n    return 41\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(root))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return root


def run(root, under=()):
    """Run what is due, in a process of its own as the command does; return the names of what ran."""
    program = (
        "import sys, json\nfrom pathlib import Path\nfrom press.run import stale as due\n"
        "from press.run.chapter_runs import ChapterRuns\n"
        "if __name__ == '__main__':\n"
        "    root = Path(sys.argv[1])\n"
        "    conditions = due.Conditions(root, 'common', lambda name: None, ('pandas',))\n"
        "    chapters = sorted((root / 'chapters').glob('*.ipynb'))\n"
        "    waiting = due.chapters_due(chapters, root / 'cache', conditions)\n"
        "    with ChapterRuns(waiting, root / 'cache', conditions) as running:\n"
        "        running.wait()\n"
        "    print(json.dumps([chapter.stem for chapter in waiting]))\n"
    )
    script = root / "run.py"
    script.write_text(program, encoding="utf-8")
    path = f"{root}:{Path(stale.__file__).parents[2]}"
    done = subprocess.run(
        [*under, sys.executable, str(script), str(root)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_chapter_runs_again_exactly_when_what_it_read_changed(book):
    assert run(book) == ["other", "reader"]
    assert run(book) == []
    (book / "data" / "a.csv").write_text("x\n5\n", encoding="utf-8")
    assert run(book) == ["reader"]
    (book / "data" / "b.csv").write_text("y\n6\n", encoding="utf-8")
    assert run(book) == ["other"]
    (book / "brief_like.py").write_text("def value():\n    return 42\n", encoding="utf-8")
    assert run(book) == ["reader"]
    write_notebook(book / "chapters" / "other.ipynb", CODE["other"], words="Other words.")
    assert run(book) == []
    write_notebook(book / "chapters" / "other.ipynb", [*CODE["other"], "1 + 1"])
    assert run(book) == ["other"]


def outputs(notebook):
    """Return what the code cells show, and their numbers."""
    return [(cell.execution_count, cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]


def test_a_warm_kernel_gives_the_results_of_a_fresh_one(book):
    run(book)
    found = [outputs(nbformat.read(path, as_version=4)) for path in (book / "cache").rglob("*.ipynb")]
    for name in CODE:
        fresh = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", f"{name}.ipynb"],
            cwd=book / "chapters",
            capture_output=True,
            text=True,
        )
        wanted = outputs(nbformat.reads(fresh.stdout, as_version=4))
        assert wanted in found, name


def test_a_run_that_fails_leaves_no_result_of_inputs_that_are_gone(book):
    write_notebook(
        book / "chapters" / "other.ipynb",
        ["import time", "time.sleep(1); print(open('../data/b.csv').read())"],
    )
    run(book)
    kept = sorted((path.name, path.read_bytes()) for path in (book / "cache").rglob("base.ipynb"))
    table, gone = book / "data" / "a.csv", book / "data" / "b.csv"
    before = table.read_text(encoding="utf-8"), gone.read_text(encoding="utf-8")
    table.write_text("x\n5\n", encoding="utf-8")  # the reader succeeds with it
    gone.unlink()  # and the other chapter fails, later
    with pytest.raises(AssertionError, match="FileNotFoundError"):
        run(book)
    for path, text in zip((table, gone), before, strict=True):
        path.write_text(text, encoding="utf-8")
    run(book)
    assert kept == sorted((path.name, path.read_bytes()) for path in (book / "cache").rglob("base.ipynb"))


def test_what_has_run_is_kept_when_another_chapter_fails(book):
    slow = "import time\ntime.sleep(2)\nprint(open('../data/b.csv').read())"
    write_notebook(book / "chapters" / "other.ipynb", [slow])
    table = book / "data" / "b.csv"
    text = table.read_text(encoding="utf-8")
    table.unlink()
    with pytest.raises(AssertionError, match="FileNotFoundError"):
        run(book)
    table.write_text(text, encoding="utf-8")
    assert run(book) == ["other"]


def test_no_more_chapters_run_at_once_than_there_are_cores(tmp_path):
    """One kernel more is ready, and waits with its cells: what a cell takes of memory is taken by few."""
    cell = "import time\nbegun = time.time()\ntime.sleep(0.4)\nprint(begun, time.time())"
    chapters = [tmp_path / "chapters" / f"c{place}.ipynb" for place in range(notebooks.AT_ONCE + 3)]
    for chapter in chapters:
        write_notebook(chapter, [f"{cell}  # {chapter.stem}"])
    conditions = stale.Conditions(tmp_path, "common", lambda name: None)
    with ChapterRuns(chapters, tmp_path / "cache", conditions) as running:
        running.wait()
    ran = [nbformat.read(path, as_version=4) for path in (tmp_path / "cache").rglob("base.ipynb")]
    times = sorted(tuple(map(float, one.cells[0].outputs[0].text.split())) for one in ran)
    together = [sum(other <= begun < end for other, end in times) for begun, _ in times]
    assert len(times) == len(chapters) and max(together) == notebooks.AT_ONCE


def told(chapter):
    """Run a chapter that stops, and return the sentence that it stops with."""
    conditions = stale.Conditions(chapter.parents[1], "common", lambda name: None)
    with (
        ChapterRuns([chapter], chapter.parents[1] / "cache", conditions) as running,
        pytest.raises(PublishError) as stopped,
    ):
        running.wait()
    return str(stopped.value)


def test_a_failing_cell_is_told_with_chapter_cell_and_reason(tmp_path):
    chapter = tmp_path / "chapters" / "broken.ipynb"
    write_notebook(chapter, ["a = 1", "a / 0"])
    assert "broken.ipynb, cell 3: ZeroDivisionError: division by zero" in told(chapter)


def test_a_cell_without_end_is_told_with_its_chapter(tmp_path, monkeypatch):
    chapter = tmp_path / "chapters" / "endless.ipynb"
    write_notebook(chapter, ["import time\ntime.sleep(60)"])
    monkeypatch.setattr(notebooks, "TIMEOUT", 1)
    assert "endless.ipynb, cell 2: the cell took longer than 1 s" in told(chapter)


def test_a_picture_that_cannot_be_drawn_is_told_by_its_own_reason(tmp_path):
    chapter = tmp_path / "chapters" / "broken.ipynb"
    drawn = (
        "class Picture:\n    def _repr_mimebundle_(self, **options):\n        raise ValueError('no ink')\n"
    )
    write_notebook(chapter, [f"{drawn}\nPicture()"])
    assert "broken.ipynb, cell 2: ValueError: no ink" in told(chapter)


def test_kernels_need_no_network_and_leave_nothing_beside_the_chapters(book):
    alone = ["unshare", "--map-root-user", "--net"]  # a network of its own, in which nothing is up
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this system does not let a test run without a network")
    before = sorted((book / "chapters").iterdir())
    assert run(book, alone) == ["other", "reader"]
    assert sorted((book / "chapters").iterdir()) == before
