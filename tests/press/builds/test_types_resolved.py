"""Chapters that start at once in threads: traitlets must have nothing left to look up by its name then."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import sys
from pathlib import Path

import nbformat
from traitlets import HasTraits

from press.run import fork_server, kernels, notebooks


def named(kind=HasTraits):
    for lower in kind.__subclasses__():
        for name, trait in vars(lower).items():
            if isinstance(getattr(trait, "klass", None), str):
                yield f"{lower.__module__}.{lower.__name__}.{name}"
        yield from named(lower)


if __name__ == "__main__":
    folder, how = Path(sys.argv[1]), sys.argv[2]
    chapter = folder / "chapters" / "one.ipynb"
    chapter.parent.mkdir()
    if how == "resolved":
        kernels.resolve_types()
    before = set(named())
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    notebooks.execute(notebook, chapter, folder, folder / "kernel")
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == "2"
    print(*sorted(before - set(named())))
    fork_server.stop()
"""


def looked_up(folder, how):
    """Return the types that a run of a chapter looked up by their names."""
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program), str(folder), how],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_run_looks_no_type_up_by_its_name_once_types_are_resolved(tmp_path):
    (tmp_path / "as it is").mkdir()
    assert looked_up(tmp_path / "as it is", "unresolved"), "the test sees what a run looks up"
    assert looked_up(tmp_path, "resolved") == []
