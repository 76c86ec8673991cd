"""Old editions rebuilt from their tags beside the newest; a claim's address leads to its newest verdict."""

import json
import re
import shutil
import subprocess
import sys

import pytest
import small_project

from press.build import manifest

MAKEFILE = f'book:\n\tPYTHONPATH="$(CURDIR)" {sys.executable} -m brief book\n'
IDENTITY = ("-c", "user.name=An editor", "-c", "user.email=editor@example.org")


def _git(project, *order):
    done = subprocess.run(["git", *IDENTITY, *order], cwd=project, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _commit(project, words, tag=""):
    _git(project, "add", "-A")
    _git(project, "commit", "-qm", words)
    if tag:
        _git(project, "tag", tag)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project with two tags, of which the second is the present edition, and its book."""
    folder = small_project.write(tmp_path_factory.mktemp("archive"))
    (folder / "Makefile").write_text(MAKEFILE)
    (folder / ".gitignore").write_text("_build/\n__pycache__/\n")
    _git(folder, "init", "-q")
    small_project.edit(folder / "data" / "datapackage.json", '"version": "2026.12"', '"version": "2026.11"')
    small_project.edit(folder / "chapters" / "front.ipynb", "The first sentence", "The old sentence")
    _commit(folder, "The first edition", "edition-2026.11")
    small_project.edit(folder / "data" / "datapackage.json", '"version": "2026.11"', '"version": "2026.12"')
    small_project.edit(folder / "chapters" / "front.ipynb", "The old sentence", "The new sentence")
    (folder / "editions").mkdir()
    for name in ("2026.11", "2026.12"):
        file = small_project.ROOT / "editions" / f"{name}.json"
        shutil.copyfile(file, folder / "editions" / file.name)
    _commit(folder, "The second edition", "edition-2026.12")
    small_project.run(folder)
    return folder


@pytest.fixture(scope="module")
def archived(project):
    """What the command said at its first run."""
    return small_project.run(project, "archive")


def test_an_old_edition_is_rebuilt_from_its_tag_and_leads_to_the_newest(project, archived):
    """Its own text and number; a line on each page; the newest book is as it was."""
    site = project / "_build" / "html"
    old = (site / "editions" / "2026.11" / "index.html").read_text(encoding="utf-8")
    assert "1 old editions stand in" in archived
    assert "The old sentence" in old
    assert "2026.11" in old
    assert 'Edition 2026.11, as it was published. <a href="../../index.html">' in old
    assert "The new sentence" in (site / "index.html").read_text(encoding="utf-8")
    for page in (site / "editions" / "2026.11").rglob("*.html"):
        if "_static" not in page.parts:
            (link,) = re.findall(r'published\. <a href="([^"]*)">', page.read_text(encoding="utf-8"))
            assert (page.parent / link).is_file(), page.name
    listed = (site / "editions" / "index.html").read_text(encoding="utf-8")
    assert listed.index("Edition 2026.12") < listed.index("Edition 2026.11")
    assert not _git(project, "worktree", "list").count("\n"), "a worktree was left"


def test_the_site_and_the_old_edition_in_it_keep_to_their_manifests(project, archived):
    """`make verify` finds nothing strange in either."""
    assert archived
    site = project / "_build" / "html"
    assert manifest.compare_folder(site).is_same
    assert manifest.compare_folder(site / "editions" / "2026.11").is_same
    (site / "editions" / "stray.html").write_text("of nobody")
    assert manifest.compare_folder(site).strange == ("editions/stray.html",)
    (site / "editions" / "stray.html").unlink()


def test_a_tag_that_stays_is_not_built_again(project, archived):
    """What was built of it is put in place once more."""
    assert "building the commit" in archived
    shutil.rmtree(project / "_build" / "html" / "editions" / "2026.11")
    assert "is built from its tag already" in small_project.run(project, "archive", "2026.11")
    assert (project / "_build" / "html" / "editions" / "2026.11" / "index.html").is_file()


def test_an_edition_from_before_there_was_a_manifest_gets_one(project, archived):
    """Else `make verify` calls all of its pages strange, for ever."""
    assert archived
    (project / "_build" / "archive" / "2026.11" / "html" / "manifest.json").unlink()
    small_project.run(project, "archive", "2026.11")
    site = project / "_build" / "html"
    assert manifest.compare_folder(site).strange == ()
    assert manifest.compare_folder(site / "editions" / "2026.11").is_same


def test_a_claims_address_leads_to_its_newest_verdict_and_names_the_older_ones(project):
    """Computed apart from the two files of editions and the table of claims."""
    page = (project / "_build" / "html" / "chapters" / "claims.html").read_text(encoding="utf-8")
    files = [
        json.loads((project / "editions" / f"{name}.json").read_text()) for name in ("2026.12", "2026.11")
    ]
    newest, oldest = (file["verdicts"] for file in files)
    seen = dict(re.findall(r'(?s)id="claim-(C\d+)"(.*?)</details>', page))
    assert len(seen) == len(newest)
    differing = 0
    for claim, verdict in newest.items():
        told = re.sub(r"<[^>]*>", "", seen[claim])
        before = oldest.get(claim, verdict)
        same = all(before[key] == verdict[key] for key in ("verdict", "confidence"))
        differing += not same
        assert ("Earlier verdicts:" in told) != same, claim
        assert same or "edition 2026.11: " in told, claim
    assert differing > 5


@pytest.mark.parametrize(
    ("name", "told"),
    [("2026.12", "is no old edition on file; there are 2026.11"), ("2026.10", "is no old edition")],
)
def test_what_is_no_old_edition_is_told(project, name, told):
    """In a sentence."""
    done = _archive(project, name)
    assert done.returncode == 1
    assert told in done.stderr


def test_an_edition_without_a_tag_or_that_cannot_be_built_is_named(project):
    """And the others are put in place."""
    shutil.copyfile(project / "editions" / "2026.11.json", project / "editions" / "2026.10.json")
    done = _archive(project)
    assert "no commit has the tag edition-2026.10; set it" in done.stderr
    (project / "Makefile").write_text("book:\n\t@echo the index is not there >&2; exit 1\n")
    _commit(project, "A makefile that fails", "edition-2026.10")
    done = _archive(project)
    assert done.returncode == 1
    assert "edition 2026.10 cannot be built from its tag: the index is not there" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "_build" / "html" / "editions" / "2026.11" / "index.html").is_file()


def _archive(project, *names):
    return small_project.done(project, "archive", *names)
