"""`make links` against a local server that plays all hosts: what is gone is named with place and archive."""

import csv
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import small_project
from pytest_httpserver import HTTPServer
from werkzeug import Response

from press.links import asking, places

CHAPTER = "# Links\n\nOne [is there](https://a.example/there), one [is not](https://a.example/gone)."


@pytest.fixture(scope="module")
def server():
    """A server in place of all hosts: answers by path, and the archive's."""
    with HTTPServer(threaded=True) as started:
        yield started


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with two chapters and a list of links, and without the tables of the book."""
    folder = tmp_path_factory.mktemp("links")
    (folder / "brief").mkdir()
    (folder / "brief" / "__init__.py").write_text("")
    (folder / "brief" / "__main__.py").write_text(
        "import sys\n\nfrom press import commands\n\nsys.exit(commands.main())\n"
    )
    (folder / "press").symlink_to(small_project.ROOT / "press")
    (folder / "data").mkdir()
    fields = [{"name": "what", "type": "string"}, {"name": "url", "type": "string"}]
    entry = {
        "name": "list",
        "path": "list.csv",
        "address": "https://b.example/data",
        "schema": {"fields": fields},
    }
    (folder / "data" / "datapackage.json").write_text(json.dumps({"resources": [entry]}))
    rows = "what,url\nold,https://c.example/old\nshy,https://c.example/shy\ntwice,https://a.example/gone\n"
    (folder / "data" / "list.csv").write_text(
        f"{rows}kept,https://web.archive.org/web/2020/https://d.example/\n"
    )
    (folder / "chapters").mkdir()
    (folder / "chapters" / "front.md").write_text(CHAPTER)
    (folder / "chapters" / "references.bib").write_text("@misc{work,\n  url = {https://d.example/busy}\n}\n")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: chapters/front\n")
    (folder / "_config.yml").write_text("title: Links\n")
    return folder


def _serve(server):
    server.clear()
    for path in ("/a.example/there", "/b.example/data", "/c.example/new"):
        server.expect_request(path).respond_with_data("here")
    server.expect_request("/a.example/gone").respond_with_data("no", status=404)
    server.expect_request("/c.example/shy").respond_with_data("no", status=403)
    moved = Response(status=301, headers={"Location": server.url_for("/c.example/new")})
    server.expect_request("/c.example/old").respond_with_response(moved)
    answers = [Response("later", status=503, headers={"Retry-After": "0"}), Response("here")]
    server.expect_request("/d.example/busy").respond_with_handler(lambda _request: answers.pop(0))
    copy = {"available": True, "url": "https://web.archive.org/web/2024/https://a.example/gone"}
    server.expect_request("/archive.org/wayback/available").respond_with_json(
        {"archived_snapshots": {"closest": copy}}
    )


@pytest.fixture(scope="module")
def asked(project, server):
    """What the command said, its exit code, and its file by address."""
    _serve(server)
    done = small_project.done(project, "links", "--via", server.url_for("/").rstrip("/"))
    with (project / "_build" / "links.csv").open(encoding="utf-8", newline="") as lines:
        return done, {row["address"]: row for row in csv.DictReader(lines)}


def test_what_is_gone_is_named_with_its_places_and_its_archived_copy(asked):
    """The command fails then, in sentences."""
    done, found = asked
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    gone = found["https://a.example/gone"]
    assert gone["state"] == "gone"
    assert gone["archived"] == "https://web.archive.org/web/2024/https://a.example/gone"
    assert gone["cited"] == "data/list.csv, row 4, url; chapters/front.md"
    assert "archived: https://web.archive.org/web/2024/" in done.stdout
    assert "1 of the cited links are gone" in done.stderr


def test_every_other_link_has_its_state_and_an_archived_copy_is_not_asked_for(asked):
    """There, moved for good, not for programs, there at the second time."""
    done, found = asked
    states = {address.removeprefix("https://"): row["state"] for address, row in found.items()}
    assert states == {
        "a.example/there": "fine",
        "a.example/gone": "gone",
        "b.example/data": "fine",
        "c.example/old": "moved",
        "c.example/shy": "refused",
        "d.example/busy": "fine",
    }
    assert found["https://c.example/old"]["leads_to"].endswith("/c.example/new")
    assert "6 links are cited; 3 of them answer" in done.stdout


def test_a_host_that_does_not_answer_is_no_dead_link():
    """Nothing is known of it then."""
    policy = asking.Policy(quiet=1, attempts=2, first_wait=0.01, longest_wait=0.01, pause=0)
    (found,) = asking.Asker(policy, via="http://127.0.0.1:9").all(["https://a.example/there"])
    assert (found.state, found.why) == ("silent", "does not answer (ConnectError)")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/x.", ["https://a.example/x"]),
        (
            "(https://a.example/x_(y)), [b](http://b.example/?q=1)",
            ["https://a.example/x_(y)", "http://b.example/?q=1"],
        ),
        ("no address", []),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text, found):
    """Brackets of the text are not the address's."""
    assert list(places.addresses(text)) == found


def test_a_host_that_names_an_hour_is_not_asked_again(server):
    """Retry-After may be a date, too."""
    server.clear()
    hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    server.expect_request("/e.example/rest").respond_with_data(
        "later", status=503, headers={"Retry-After": hour}
    )
    policy = asking.Policy(first_wait=0.01, longest_wait=0.02, pause=0)
    (found,) = asking.Asker(policy, server.url_for("")).all(["https://e.example/rest"])
    assert found.state == asking.SILENT and len(server.log) == 1


def test_a_cited_address_that_is_none_does_not_stop_the_others():
    [found] = asking.Asker().all(["http://[::1"])
    assert found.state == asking.SILENT and "cannot be read" in found.why
