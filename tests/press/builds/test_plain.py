"""With PLAIN=1 the book is built without any shortcut, and comes out byte for byte the same."""

import os
import subprocess
import sys

import altair as alt
import pytest
import small_project
from altair.utils import schemapi

from press.figures import altair_patches

pytestmark = pytest.mark.xdist_group("plain")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Return the whole set of a small book, built with the shortcuts and without."""
    folder = tmp_path_factory.mktemp("plain")
    quick = small_project.write(folder / "quick")
    small_project.without_slides(quick)
    slow = small_project.sources_of(quick, folder / "slow")
    small_project.run(quick, "pdf")
    small_project.run(slow, "pdf", environment={"PLAIN": "1"})
    return quick, slow


def test_pages_pdf_and_epub_are_the_same_without_shortcuts(both):
    built = small_project.built(both[0])
    assert {"html/index.html", "pdf/strategic-reset.pdf", "pdf/strategic-reset.epub"} <= built.keys()
    assert small_project.differences(*both) == []


def test_nothing_is_kept_for_a_shortcut(both):
    drawings = [list((project / "_build" / ".jupyter_cache" / "drawings").glob("*.svg")) for project in both]
    assert drawings[0]
    assert drawings[1] == []


@pytest.fixture
def chart():
    """Return a chart of two layers."""
    data = alt.Data(values=[{"x": 1, "y": 2}])
    return lambda: alt.layer(*(alt.Chart(data).mark_point().encode(x="x:Q", y="y:Q") for _ in range(2)))


def test_altair_works_in_its_own_way_when_a_function_that_is_replaced_is_missing(monkeypatch, chart):
    theirs = schemapi._deep_copy
    wanted = altair_patches.checked(chart())
    monkeypatch.setattr(altair_patches, "_REPLACED", {schemapi: ("a_function_that_altair_dropped",)})
    with altair_patches.drawing():
        assert schemapi._deep_copy is theirs
        assert altair_patches.checked(chart()) == wanted


def test_altair_works_in_its_own_way_without_shortcuts(monkeypatch):
    theirs = schemapi._deep_copy
    with altair_patches.drawing():
        assert schemapi._deep_copy is not theirs
    monkeypatch.setenv("PLAIN", "1")
    with altair_patches.drawing():
        assert schemapi._deep_copy is theirs


@pytest.mark.parametrize(("plain", "loaded"), [("", "False"), ("1", "True")])
def test_a_library_that_nothing_asks_is_loaded_only_without_shortcuts(plain, loaded):
    code = (
        "import press.commands as c, sys; c.lean.leave_out(); import nbformat; print('lark' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PLAIN": plain},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == loaded


def test_the_answer_that_nothing_changed_loads_little(both):
    """A bound on a count, which does not shake as seconds do."""
    small_project.run(both[0], "book")
    command = [sys.executable, "-X", "importtime", "-m", "brief", "book"]
    environment = small_project.environment_of(both[0], ())
    told = subprocess.run(command, cwd=both[0], env=environment, capture_output=True, text=True, check=True)
    lines = [line for line in told.stderr.splitlines() if line.startswith("import time:")]
    modules = {line.rpartition("|")[2].strip() for line in lines}
    assert 50 < len(modules) <= 260, "the answer came, and before it little was loaded"
    assert {"pandas", "sphinx", "nbformat", "jsonschema", "altair"} & modules == set()
