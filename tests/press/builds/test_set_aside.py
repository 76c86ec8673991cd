"""`make book` after `make pdf` deletes no document, and leaves none that is older beside the new book."""

import small_project


def _documents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in small_project.files(folder)}


def test_documents_of_the_whole_set_are_set_aside_until_they_are_made_anew(tmp_path):
    project = small_project.write(tmp_path / "project")
    small_project.without_slides(project)
    small_project.run(project, "pdf")
    built, aside = project / "_build" / "pdf", project / "_build" / "pdf-before"
    whole = _documents(built)
    brief = "strategic-reset.pdf"
    assert len(whole) > 4 and brief in whole and not aside.exists()

    small_project.edit(project / "chapters" / "front.ipynb", "The first sentence", "Another first sentence")
    said = small_project.run(project)
    assert "of the last make pdf, older than this book, stand in _build/pdf-before now" in said
    assert set(_documents(built)) == {brief}
    assert _documents(aside) == {name: content for name, content in whole.items() if name != brief}

    small_project.edit(project / "chapters" / "front.ipynb", "Another first sentence", "A third sentence")
    assert "pdf-before" not in small_project.run(project)
    assert len(_documents(aside)) == len(whole) - 1

    (built / "notes.txt").write_text("a file of the editor's", encoding="utf-8")
    small_project.edit(project / "chapters" / "front.ipynb", "A third sentence", "A fourth sentence")
    small_project.run(project)
    assert set(_documents(aside)) == {*(whole.keys() - {brief}), "notes.txt"}

    small_project.run(project, "pdf")
    assert set(_documents(built)) == set(whole) and not aside.exists()
