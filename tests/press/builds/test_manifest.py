"""The manifest tells of a copy, in a folder or on a site, whether it is the book that was built."""

import json
import shutil
import sys

import pytest
import warm_python
from pytest_httpserver import HTTPServer

from press.build import manifest
from press.configuration.parts import BuiltEdition
from press.system import digests


@pytest.fixture
def site(tmp_path):
    """A site of three files with its manifest."""
    place = tmp_path / "site"
    (place / "chapters").mkdir(parents=True)
    for name in ("index.html", "chapters/a.html", "style.css"):
        (place / name).write_text(name, encoding="utf-8")
    (tmp_path / "_toc.yml").write_text("root: a\n", encoding="utf-8")
    manifest.write(place, tmp_path, BuiltEdition("2026.12", "0123abc"), digests.listing(place, ["."]))
    return place


def verify(*place):
    """Run the command; return its exit code and what it said."""
    done = warm_python.run([sys.executable, "-m", "brief", "verify", *map(str, place)], warm_python.ROOT)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_copy_is_told_from_one_that_was_changed(site, tmp_path):
    copy = shutil.copytree(site, tmp_path / "copy")
    code, said = verify(copy)
    assert code == 0 and "3 files" in said
    (copy / "index.html").write_text("other words", encoding="utf-8")
    (copy / "style.css").unlink()
    (copy / "more.html").write_text("", encoding="utf-8")
    code, said = verify(copy)
    assert code == 1
    assert all(words in said for words in ("1 missing: style.css", "1 not as built: index.html", "more.html"))


def test_a_site_is_compared_over_the_network(site):
    with HTTPServer() as server:
        for file in (file for file in site.rglob("*") if file.is_file()):
            address = f"/book/{file.relative_to(site).as_posix()}"
            server.expect_request(address).respond_with_data(file.read_bytes())
        assert manifest.compare_site(server.url_for("/book/")).is_same
        server.clear()
        server.expect_request("/book/manifest.json").respond_with_data((site / manifest.FILE).read_bytes())
        assert len(manifest.compare_site(server.url_for("/book")).missing) == 3


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"files": 3}', '{"files": {"a": 1}}'])
def test_what_is_no_manifest_is_told_in_a_sentence(tmp_path, content):
    if content is not None:
        (tmp_path / manifest.FILE).write_text(content, encoding="utf-8")
    code, said = verify(tmp_path)
    assert code == 1 and "manifest" in said


def test_it_tells_what_the_book_was_built_from(site):
    told = json.loads((site / manifest.FILE).read_text(encoding="utf-8"))["built_from"]
    assert told["edition"] == "2026.12" and told["commit"] == "0123abc" and "_toc.yml" in told["inputs"]


@pytest.mark.book
def test_the_built_book_is_that_of_its_manifest(built):
    found = manifest.compare_folder(built / "html")
    assert found.is_same and found.strange == () and found.files > 100
