"""What moved since the last edition: the page tells all of it, and a mark in the text opens the old value."""

from __future__ import annotations

import json

import lxml.html
import pages
import pytest

pytestmark = pytest.mark.book


@pytest.fixture(scope="module")
def both():
    """What the newest two editions told, the older first, as their files have it."""
    files = sorted((pages.ROOT / "editions").glob("*.json"))[-2:]
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


@pytest.fixture(scope="module")
def page(site):
    return lxml.html.parse(site / "changes.html").getroot()


def told(page, part):
    """Return the (old, new) pairs of a section."""
    entries = page.xpath(f"//section[@id='{part}']//li[.//del]")
    return {(one.findtext(".//del"), one.findtext(".//ins")) for one in entries}


def test_it_tells_each_verdict_and_forecast_that_moved(both, page):
    old, new = both
    moved = [key for key in new["forecasts"] if old["forecasts"].get(key) != new["forecasts"][key]]
    pairs = {tuple(one["forecasts"][key]["printed"] for one in both) for key in moved}
    assert told(page, "forecasts") == {pair for pair in pairs if pair[0] != pair[1]}
    claims = [
        key
        for key in new["verdicts"]
        if any(old["verdicts"][key][word] != new["verdicts"][key][word] for word in ("verdict", "confidence"))
    ]
    ids = page.xpath("//section[@id='verdicts']//li/@id")
    assert ids == [f"v-{claim}" for claim in claims]


def test_it_tells_each_number_that_moved_and_none_that_did_not(both, page):
    old, new = (one["numbers"] for one in both)
    digits = {
        (old[key]["printed"], new[key]["printed"])
        for key in new
        if key in old and old[key]["printed"] != new[key]["printed"]
    }
    shown = told(page, "numbers")
    words = told(page, "words")
    assert shown | words == digits and shown and not shown & words


def test_each_link_leads_to_a_place_that_is_there(site, page):
    links = page.xpath("//article//a/@href")
    assert len(links) > 100
    known = {}
    for link in links:
        name, _, anchor = link.partition("#")
        target = site / (name or "changes.html")
        assert target.is_file(), link
        if anchor:
            ids = known.setdefault(target, set(lxml.html.parse(target).getroot().xpath("//@id")))
            assert anchor in ids, link


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_a_mark_opens_the_old_value_for_keyboard_and_finger(read, address, both, width):
    page = read(f"{address}chapters/outlook.html", width=width).page
    mark = page.locator("#was-any-90 .was-mark")
    note = page.locator("#was-any-90-note")
    assert not note.is_visible()
    if width == 390:
        mark.tap()
    else:
        mark.focus()
        page.keyboard.press("Enter")
    note.wait_for(state="visible")
    assert both[0]["numbers"]["outlook, any_90"]["printed"] in note.inner_text()
    note.locator("a").click()
    page.wait_for_url("**/changes.html#n-outlook-any-90", wait_until="load")
    assert (
        page.locator("#n-outlook-any-90 del").inner_text() == both[0]["numbers"]["outlook, any_90"]["printed"]
    )


@pytest.mark.browser
def test_the_search_finds_it(read, address):
    page = read(f"{address}search.html?q=changed").page
    page.wait_for_selector(".search-results a")
    assert page.locator(".search-results a[href$='changes.html']").count() == 1
