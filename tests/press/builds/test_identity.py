"""A book names what it was built from, and is never of 1970."""

import datetime
import json
import os
import subprocess

import pytest

from press.build import identity

SOURCES = ("chapters", "_config.yml")


def git(folder, *order):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ["git", *who, "-C", folder, *order], check=True, capture_output=True, text=True
    ).stdout


def write(file, words):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A small project with one commit."""
    root = tmp_path / "project"
    write(root / "_config.yml", "title: A\n")
    write(root / "chapters" / "one.md", "# One\n")
    write(root / "data" / "datapackage.json", json.dumps({"created": "2026-11-28T00:00:00Z"}))
    git(tmp_path, "init", "-q", str(root))
    git(root, "add", ".")
    git(root, "commit", "-qm", "One")
    return root


def test_a_clean_checkout_is_its_commit(folder):
    state = identity.state(folder, SOURCES)
    assert state.commit == git(folder, "rev-parse", "HEAD").strip()
    assert not state.modified and state.seconds > 1_700_000_000


@pytest.mark.parametrize("changed", ["chapters/one.md", "chapters/two.md", "_config.yml"])
def test_sources_that_are_not_committed_are_told(folder, changed):
    write(folder / changed, "# Changed\n")
    state = identity.state(folder, SOURCES)
    assert state.modified and state.commit == identity.commit(folder)[0]


def test_what_the_book_is_not_made_of_does_not_count(folder):
    write(folder / "notes.txt", "buy milk")
    assert not identity.state(folder, SOURCES).modified


def test_a_copy_without_its_history_is_of_the_editions_day(folder):
    git_folder = folder / ".git"
    git_folder.rename(folder.with_name("elsewhere"))
    state = identity.state(folder, SOURCES)
    assert (state.commit, state.modified) == ("", False)
    day = datetime.datetime.fromtimestamp(state.seconds, datetime.UTC).date()
    assert day == datetime.date(2026, 11, 28)


def test_a_copy_inside_another_checkout_does_not_take_its_commit(folder):
    copy = folder / "copies" / "book"
    write(copy / "_config.yml", "title: A\n")
    assert identity.commit(copy) == ("", 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_folder_of_another_owner_is_read(folder):
    expected = identity.state(folder, SOURCES)
    for place in [folder, *folder.rglob("*")]:
        os.chown(place, 12345, 12345)
    assert identity.state(folder, SOURCES) == expected
    assert expected.commit
