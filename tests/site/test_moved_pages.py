"""A page that had an address keeps it: who comes by a link or a bookmark is told where to go on."""

from types import SimpleNamespace
from urllib.parse import urlsplit

import lxml.html
import pages
import pytest
import yaml

from press.configuration.parts import Moved
from press.errors import PublishError
from press.page import moved_pages


def _moved():
    config = yaml.safe_load((pages.ROOT / "_config.yml").read_text(encoding="utf-8"))
    return config["sphinx"]["config"]["brief_moved"]


@pytest.mark.book
@pytest.mark.parametrize("moved", _moved(), ids=lambda moved: moved["page"])
def test_the_old_address_says_what_became_of_the_page_and_leads_on(site, moved):
    file = site / f"{moved['page']}.html"
    main = lxml.html.parse(file).getroot().get_element_by_id("main")
    assert moved["title"] in main.text_content() and moved["note"] in main.text_content()
    (link,) = main.iter("a")
    there = (file.parent / urlsplit(link.get("href")).path).resolve()
    assert there == (site / f"{moved['to']}.html").resolve() and there.is_file()


@pytest.mark.book
def test_the_chapter_on_how_the_book_is_built_keeps_its_address(site):
    assert "docs/speed.md" in (site / "chapters" / "building.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "to", "words"),
    [
        ("chapters/data", "chapters/data", "still a page of the book"),
        ("search", "chapters/data", "still a page of the book"),
        ("chapters/old.html", "chapters/data", "not as _toc.yml names a page"),
        ("../old", "chapters/data", "not as _toc.yml names a page"),
        ("chapters/old", "chapters/dada", "did you mean chapters/data?"),
        ("chapters/old", "http://example.org", "no page of the book"),
    ],
)
def test_an_entry_that_cannot_be_is_told_with_the_way_out(monkeypatch, page, to, words):
    monkeypatch.setattr(moved_pages, "chapter_names", lambda app: ["chapters/front", "chapters/data"])
    entry = Moved(page=page, title="Old", note="It is gone.", to=to)
    app = SimpleNamespace(config=SimpleNamespace(brief_moved=(entry,)))
    with pytest.raises(PublishError) as problem:
        list(moved_pages.collect(app))
    assert words in str(problem.value) and page in str(problem.value)
