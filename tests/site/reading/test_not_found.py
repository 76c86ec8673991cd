"""The page for an address that is not there leads on, from any depth and from a site in a sub-folder."""

from __future__ import annotations

import bookserver
import lxml.html
import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.book]

FOLDER = "briefs/reset"  # where the site lies on its server
LINKS = "() => [...document.querySelectorAll('a[href]')].map(one => one.href)"


@pytest.fixture(scope="module")
def server(site, tmp_path_factory):
    """A server that has the book in a sub-folder, and answers with its 404.html."""
    top = tmp_path_factory.mktemp("server")
    (top / "briefs").mkdir()
    (top / FOLDER).symlink_to(site)
    with bookserver.serving(top, lost=site / "404.html") as url:
        yield url


@pytest.mark.parametrize("asked", ["nothing.html", "chapters/nothing.html", "a/b/c/nothing", "chapters/x/"])
def test_its_links_and_its_style_are_right_wherever_it_is_shown(read, server, asked):
    page = read(f"{server}{FOLDER}/{asked}").page
    assert page.inner_text("h1") == "No such page"
    assert page.evaluate("() => getComputedStyle(document.querySelector('header.top')).display") == "flex"
    page.wait_for_function("() => document.documentElement.classList.contains('scripted')")
    within = {link.partition("#")[0] for link in page.evaluate(LINKS)}
    assert all(link.startswith(f"{server}{FOLDER}/") for link in within if link != page.url), within
    for link in within - {page.url}:
        assert page.request.get(link).status == 200, link
    page.click("main a >> nth=0")
    page.wait_for_url(f"{server}{FOLDER}/index.html", wait_until="load")


def test_the_policy_of_a_strict_server_stops_nothing_of_it(read, server):
    assert not read(f"{server}{FOLDER}/a/b/nothing").blocked


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_violation(read, server, width):
    page = read(f"{server}{FOLDER}/chapters/nothing.html", width=width, bypass_csp=True).page
    assert Axe().run(page).violations_count == 0


def test_a_configured_address_needs_no_script_for_it(sample_site):
    page = lxml.html.parse(sample_site / "404.html").getroot()
    ways = [*page.xpath("//@href"), *page.xpath("//script/@src")]
    relative = [way for way in ways if not way.startswith(("/sample/", "#", "https:"))]
    assert not relative and page.xpath("//meta[@name='robots']/@content") == ["noindex"]
