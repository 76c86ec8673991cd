"""With PLAIN=1 the book is built without any shortcut, and comes out byte for byte the same."""

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
