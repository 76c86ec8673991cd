"""After a build an editor reads what it changed: numbers, headlines, drawings, pages; whole in a file."""

import json

import pytest
import small_project

from press.editions import last_build
from press.system import records

pytestmark = pytest.mark.xdist_group("what changed")  # one worker builds the book once


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The small book, built once: there is nothing to compare it with."""
    made = small_project.write(tmp_path_factory.mktemp("changed") / "project")
    assert "since the last build" not in small_project.run(made)
    assert not (made / "_build" / "changes.json").exists()
    return made


def _changes(project):
    return json.loads((project / "_build" / "changes.json").read_text(encoding="utf-8"))


def test_numbers_headlines_drawings_and_pages_are_told_with_their_old_values(project):
    small_project.edit(project / "chapters" / "chart.ipynb", "number(len(treaties))", "number(7)")
    headline = 'headline="Treaties by partner"'
    small_project.edit(project / "brief" / "charts" / "small.py", headline, 'headline="Partners by treaty"')
    small_project.edit(project / "brief" / "charts" / "small.py", "height=240", "height=260")
    said = small_project.run(project)
    assert "one number, one headline, one drawing and two pages since the last build" in said, said
    assert "chart, partners: " in said and " -> 7" in said
    assert "treaties: Treaties by partner -> Partners by treaty" in said
    found = _changes(project)
    assert [(one["name"], one["new"]) for one in found["numbers"]] == [("chart, partners", "7")]
    assert found["verdicts"] == [] and found["drawings"] == ["treaties"]
    assert found["pages"] == ["chapters/chart.html", "gallery.html"]


def test_a_changed_sentence_is_told_as_its_page(project):
    small_project.edit(project / "chapters" / "front.ipynb", "The first sentence", "Another sentence")
    assert "one page since the last build" in small_project.run(project)
    assert _changes(project)["pages"] == ["index.html"]


def test_a_damaged_memory_is_made_anew_and_nothing_is_compared(project):
    (project / "_build" / ".told.json").write_text("{", encoding="utf-8")
    small_project.edit(project / "chapters" / "front.ipynb", "# A small front", "# A little front")
    said = small_project.run(project)
    assert ".told.json is damaged" in said and "since the last build" not in said
    assert not (project / "_build" / "changes.json").exists()


@pytest.mark.parametrize("held", [[1, 2], "words", {"verdicts": [1]}, None])
def test_a_memory_of_another_shape_is_taken_for_none(held, tmp_path):
    records.write(tmp_path / last_build.TOLD, held)
    new = {"verdicts": {}, "numbers": {"chart, partners": "7"}, "headlines": {}}
    assert last_build.record(tmp_path, new, {"index.html": "a"}, {"index.html": "b"}) == []
    assert records.read(tmp_path / last_build.TOLD) == new


def test_numbers_are_told_where_nothing_is_known_of_the_files_before(tmp_path):
    new = {"verdicts": {}, "numbers": {"chart, partners": "7"}, "headlines": {}}
    last_build.record(tmp_path, new | {"numbers": {"chart, partners": "6"}}, {}, {})
    first, second = last_build.record(tmp_path, new, {}, {"index.html": "b", "pdf/deck.html": "c"})
    assert "one number since the last build" in first and second.strip() == "chart, partners: 6 -> 7"
