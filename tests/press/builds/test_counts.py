"""What a build does is counted: modules before its first answer, chapters that run, drawings that are made.

Seconds differ from machine to machine and are measured by the benchmark; these counts do not.
"""

import json
import subprocess

import pytest
import small_project

FIRST_MODULES = 220  # of the standard library and the engine, before "nothing changed"
HEAVY = {
    "pandas",
    "numpy",
    "altair",
    "sphinx",
    "docutils",
    "nbformat",
    "jupyter_client",
    "yaml",
    "jinja2",
    "lxml",
}
CHART = 4  # files that a chart's drawings leave: wide and narrow, each as SVG and as Vega


@pytest.fixture(scope="module")
def project(small_book, tmp_path_factory):
    """A small book, built."""
    return small_project.copy(small_book, tmp_path_factory.mktemp("book"))


def drawings(project):
    """Return the names of the drawings that are kept."""
    return {path.name for path in (project / "_build" / ".jupyter_cache" / "drawings").iterdir()}


def ran(project):
    """Return the chapters that the last build ran."""
    return json.loads((project / "_build" / "build.json").read_text(encoding="utf-8"))["executed"]


def test_the_answer_that_nothing_changed_loads_no_library(project):
    done = subprocess.run(
        small_project.command_of(),
        cwd=project,
        env={**small_project.environment_of(project), "PYTHONPROFILEIMPORTTIME": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "import time:" in line]
    assert "nothing changed" in done.stdout
    assert HEAVY & {name.partition(".")[0] for name in loaded} == set()
    assert len(loaded) < FIRST_MODULES


def test_after_a_sentence_no_chapter_runs_and_nothing_is_drawn(project):
    before = drawings(project)
    small_project.edit(project / "chapters" / "front.ipynb", "A claim", "One claim")
    small_project.run(project)
    assert ran(project) == [] and drawings(project) == before


def test_after_a_change_of_a_chart_its_chapter_runs_and_it_alone_is_drawn(project):
    before = drawings(project)
    small_project.edit(project / "brief" / "charts" / "small.py", "height=240", "height=250")
    small_project.run(project)
    assert ran(project) == ["chart"] and len(drawings(project) - before) == CHART
