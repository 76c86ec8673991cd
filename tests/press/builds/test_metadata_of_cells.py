"""What the cache tells results apart by makes a chapter run again, in its own kernel: else MyST-NB runs it.

That kernel would record no inputs, keep no limits and use the network.
"""

import json

import pytest
import small_project


@pytest.fixture(scope="module")
def project(small_book, tmp_path_factory):
    return small_project.copy(small_book, tmp_path_factory.mktemp("metadata"))


def hide_a_cell(notebook):
    notebook["cells"][0]["metadata"] = {"tags": ["hide-input"], "collapsed": True}


def name_no_kernel(notebook):
    del notebook["metadata"]["kernelspec"]


def come_from_elsewhere(notebook):
    notebook["metadata"]["colab"] = {"provenance": []}


@pytest.mark.parametrize(
    ("change", "runs"), [(hide_a_cell, ["chart"]), (name_no_kernel, ["chart"]), (come_from_elsewhere, [])]
)
def test_a_chapter_runs_in_its_own_kernel_or_not_at_all(project, change, runs):
    chapter = project / "chapters" / "chart.ipynb"
    notebook = json.loads(chapter.read_text(encoding="utf-8"))
    change(notebook)
    chapter.write_text(json.dumps(notebook), encoding="utf-8")
    small_project.run(project)
    built = json.loads((project / "_build" / "build.json").read_text(encoding="utf-8"))
    assert built["executed"] == runs
    record = json.loads((project / "_build" / ".jupyter_cache" / "inputs.json").read_text(encoding="utf-8"))
    kept = {entry["result"]["key"] for entry in record["content"].values()}
    results = project / "_build" / ".jupyter_cache" / "executed"
    newest = max(results.iterdir(), key=lambda folder: (folder / "base.ipynb").stat().st_mtime)
    assert newest.name in kept, "every result that was made is on record"
