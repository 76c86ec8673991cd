"""What a reader tried: pipes that close, files that cannot be read, words that mean nothing."""

import os
import subprocess

import pytest
import small_project

HEAD = "---\nfile_format: mystnb\n---\n# A chapter\n\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project that nothing builds."""
    return small_project.write(tmp_path_factory.mktemp("broken") / "project")


def test_a_reader_who_leaves_and_a_full_disk_are_no_traceback(project):
    for target in ("closed", "/dev/full"):
        if target == "closed":
            read, write = os.pipe()
            os.close(read)
        else:
            write = os.open(target, os.O_WRONLY)
        done = subprocess.run(
            small_project.command_of("state"),
            cwd=project,
            env=small_project.environment_of(project),
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
        )
        os.close(write)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"{HEAD}```{{code-cell}}\n:load: nofile.py\n```\n".encode(), ["words.md", "nofile.py"]),
        (f"{HEAD}```{{code-cell}}\n:load: /etc/hostname\n```\n".encode(), ["words.md", "chapter's folder"]),
        (HEAD.encode() + b"\xff\xfe", ["words.md", "UTF-8"]),
    ],
)
def test_a_chapter_that_cannot_be_read_is_told(project, content, words):
    chapter = project / "chapters" / "words.md"
    chapter.write_bytes(content)
    try:
        said = small_project.refused(project, "check")
        assert all(word in said for word in words), said
    finally:
        chapter.unlink()


@pytest.mark.parametrize(
    ("command", "day", "words"),
    [
        (("check",), "2025-11-06", ["AS_OF", "check"]),
        (("grid", "data", "base_year=2012", "base_year=2013"), "", ["base_year", "twice"]),
        (("links", "--via", "abc"), "", ["abc", "http://"]),
        (("row", "talks", "event=one\ntwo"), "", ["event", "one line"]),
    ],
)
def test_words_that_mean_nothing_are_refused_at_once(project, command, day, words):
    said = small_project.refused(project, *command, environment={"AS_OF": day} if day else None)
    assert all(word in said for word in words), said


def test_totals_are_kept_only_of_tables_that_keep_all_other_rules(tmp_path):
    project = small_project.write(tmp_path / "project")
    kept = [project / "data" / "datapackage.json", project / "brief" / "agreement" / "control_totals.csv"]
    before = [path.read_bytes() for path in kept]
    talks = project / "data" / "talks.csv"
    talks.write_text(talks.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert "data/talks.csv has no rows" in small_project.refused(project, "settle")
    assert [path.read_bytes() for path in kept] == before
