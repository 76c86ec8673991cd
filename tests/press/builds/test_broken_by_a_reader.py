"""What a reader tried: pipes that close, files that cannot be read, words that mean nothing."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import small_project

HEAD = "---\nfile_format: mystnb\n---\n# A chapter\n\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project that nothing builds."""
    return small_project.write(tmp_path_factory.mktemp("broken") / "project")


def said_into(target, project, *command):
    """Run a command that says all into a file; return its exit code and what it says of errors."""
    done = subprocess.run(
        small_project.command_of(*command),
        cwd=project,
        env=small_project.environment_of(project),
        stdout=target,
        stderr=subprocess.PIPE,
        text=True,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", ["book", "check", "state", "refresh"])
def test_a_command_whose_reader_left_goes_on_to_its_end_in_silence(project, tmp_path, command):
    copy = shutil.copytree(project, tmp_path / "project")
    read, write = os.pipe()
    os.close(read)
    assert said_into(write, copy, command) == (0, "")
    os.close(write)
    if command == "book":
        assert "nothing changed since the last build" in small_project.run(copy)


def test_a_command_that_is_refused_tells_so_though_its_reader_left(project):
    read, write = os.pipe()
    os.close(read)
    code, said = said_into(write, project, "edition", "../strange")
    os.close(write)
    assert code == 1 and said.strip() and "Traceback" not in said and "ignored" not in said, said


def test_a_command_without_standard_output_goes_on_to_its_end(project):
    command = f"exec {shlex.join(small_project.command_of('refresh'))} >&-"
    environment = small_project.environment_of(project)
    done = subprocess.run(["sh", "-c", command], cwd=project, env=environment, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_that_finds_no_room_is_told_in_a_sentence(project):
    with Path("/dev/full").open("w") as full:
        code, said = said_into(full, project, "state")
    assert code == 1 and "no space is left at standard output" in said and "Traceback" not in said, said


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


@pytest.mark.parametrize("name", ["CELL_MEMORY_GB", "CELL_OUTPUT_MB"])
@pytest.mark.parametrize("asked", ["-1", "0", "nan", "inf", "1e30", "1e-9", "much", "4 GB"])
def test_a_limit_that_is_none_is_told_at_once(project, name, asked):
    said = small_project.refused(project, environment={name: asked})
    assert f"{name}={asked} is no limit of a cell; write a number of {name[-2:]}" in said, said
    assert "tables" not in said


def test_a_cell_that_is_stopped_for_its_output_is_all_that_is_told(project, tmp_path):
    copy = shutil.copytree(project, tmp_path / "project")
    small_project.add(copy, "long", [("markdown", "# Long"), ("code", "print('x' * 100_000)")])
    small_project.edit(copy / "_config.yml", "[chapters/claims]", "[chapters/long]")
    said = small_project.refused(copy, environment={"CELL_OUTPUT_MB": "0.05"})
    assert "long.ipynb, cell 2 gives more than 0.05 MB of output" in said and "Task" not in said, said


@pytest.mark.parametrize("port", ["-1", "99999"])
def test_a_port_that_is_none_is_told(project, port):
    assert f"{port} is no port; write a number" in small_project.refused(project, "live", "--port", port)


@pytest.mark.parametrize("address", ["http://[::1", "http://127.0.0.1:x"])
def test_an_address_that_is_none_is_told(project, address):
    said = small_project.refused(project, "verify", address)
    assert f"{address} is no address of a site" in said, said


def test_a_link_in_the_place_of_the_build_that_leads_nowhere_is_told(project, tmp_path):
    copy = shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("_build"))
    (copy / "_build").symlink_to(tmp_path / "nowhere")
    said = small_project.refused(copy)
    assert "a link that leads nowhere stands where a folder belongs; remove it" in said, said


@pytest.mark.parametrize("place", [".lock", ".current.json"])
def test_a_folder_that_stands_where_a_build_keeps_a_file_is_told(project, tmp_path, place):
    copy = shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("_build"))
    (copy / "_build" / place).mkdir(parents=True)
    said = small_project.refused(copy)
    assert f"_build/{place} cannot be made: a folder stands where a file belongs; remove it" in said, said


def test_totals_are_kept_only_of_tables_that_keep_all_other_rules(tmp_path):
    project = small_project.write(tmp_path / "project")
    kept = [project / "data" / "datapackage.json", project / "brief" / "agreement" / "control_totals.csv"]
    before = [path.read_bytes() for path in kept]
    talks = project / "data" / "talks.csv"
    talks.write_text(talks.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    assert "data/talks.csv has no rows" in small_project.refused(project, "settle")
    assert [path.read_bytes() for path in kept] == before


def first_cell(**changes):
    """Return what changes the first cell of a notebook; None takes a key out."""

    def change(notebook):
        cell = notebook["cells"][0]
        cell.update(changes)
        for key in [key for key, value in changes.items() if value is None]:
            del cell[key]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (first_cell(outputs=None), "chart.ipynb, cell 1: it is code without a list of outputs"),
        (first_cell(metadata=[]), "chart.ipynb, cell 1: its metadata are no keys"),
        (first_cell(source=["a", 1]), "chart.ipynb, cell 1: its source is no text"),
        (first_cell(source="'\ud800'"), "chart.ipynb, cell 1: it holds half of a sign"),
        (
            lambda notebook: notebook.update(nbformat_minor=9),
            "chart.ipynb: its nbformat is 4.9, and none",
        ),
        (lambda notebook: notebook["metadata"].update(kernelspec=None), "chart.ipynb: its kernelspec in the"),
        (lambda notebook: notebook["metadata"].update(mystnb="x"), "chart.ipynb: its mystnb in the metadata"),
    ],
)
@pytest.mark.parametrize("command", ["check", "book"])
def test_a_notebook_of_a_strange_shape_is_told(project, change, words, command):
    path = project / "chapters" / "chart.ipynb"
    before = path.read_text(encoding="utf-8")
    notebook = json.loads(before)
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    try:
        assert words in small_project.refused(project, command)
    finally:
        path.write_text(before, encoding="utf-8")
