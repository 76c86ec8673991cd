"""A disk that is full, or a file in the way: told in a sentence, and the last good book stays."""

import json
import resource
import shutil
import subprocess
import sys

import pytest
import small_project

from press.new import create

WORDS = ("The calendar of today", "The calendar of now-a-days")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small brief that is built."""
    project = create.make(tmp_path_factory.mktemp("faults") / "project", "A small brief")
    small_project.run(project, "book")
    return project


def build(project, **also):
    """Build the book; return the exit code and what was said."""
    command, where = small_project.command_of("book"), small_project.environment_of(project)
    done = subprocess.run(command, cwd=project, env=where, capture_output=True, text=True, **also)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def edit(project, old, new):
    """Change a sentence of a chapter."""
    small_project.edit(project / "chapters" / "calendar.ipynb", old, new)


def page(project):
    """Return the page of that chapter."""
    return (project / "_build" / "html" / "chapters" / "calendar.html").read_text(encoding="utf-8")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a limit of the system plays the full disk")
@pytest.mark.parametrize("most", [20_000, 150_000])
def test_a_full_disk_is_told_and_leaves_the_last_book(project, most):
    edit(project, *WORDS)
    try:
        code, said = build(
            project, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        )
        assert code == 1 and "make room" in said
        assert WORDS[0] in page(project)
    finally:
        edit(project, *reversed(WORDS))
    assert build(project)[0] == 0 and WORDS[0] in page(project)


def test_a_file_where_the_build_keeps_a_folder_is_taken_away(project):
    edit(project, *WORDS)
    shutil.rmtree(project / "_build" / "draft", ignore_errors=True)
    (project / "_build" / "draft").write_text("a file", encoding="utf-8")
    assert build(project)[0] == 0 and WORDS[1] in page(project)
    assert json.loads((project / "_build" / "html" / "manifest.json").read_text(encoding="utf-8"))["files"]
    edit(project, *reversed(WORDS))
