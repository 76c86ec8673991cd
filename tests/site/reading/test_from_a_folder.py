"""The book on a memory stick: opened from a folder whose name has a space and a letter beyond ASCII."""

import shutil

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    target = tmp_path_factory.mktemp("stick") / "my böok 한"
    shutil.copytree(site, target)
    return target


def test_pages_open_and_charts_come_alive(read, folder, page_name):
    reading = read((folder / f"{page_name}.html").as_uri())
    reading.wake_figures()
    states = reading.page.eval_on_selector_all("figure.chart", "all => all.map(one => one.dataset.state)")
    assert set(states) <= {"live"}
    assert reading.problems == [] and reading.foreign == []


def test_search_finds_and_leads_there(read, folder):
    page = read((folder / "index.html").as_uri()).page
    page.click("nav.tools >> text=Search")
    page.fill("#search-words", "sources")
    page.wait_for_function("() => document.querySelector('.search-status').textContent")
    first = page.query_selector(".search-results a")
    assert "Sources" in first.inner_text()
    first.click()
    page.wait_for_url("**/sources.html*")


def test_search_says_when_there_is_nothing(read, folder):
    page = read((folder / "search.html").as_uri()).page
    page.fill("#search-words", "qqqqzzzz")
    page.wait_for_function("() => document.querySelector('.search-status').textContent")
    assert "Nothing" in page.inner_text(".search-status")
