"""Lighthouse: at least 95 in each of the four, 100 on the summary in the last three."""

import os

import lighthouse
import pytest
import reader

pytestmark = [pytest.mark.browser, pytest.mark.book, pytest.mark.xdist_group("lighthouse")]
TRIES = 3  # the score of speed is measured, and a busy machine measures low


@pytest.fixture(scope="module")
def chromium():
    if not lighthouse.CLI.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(lighthouse.WAY_OUT)
    return reader.find_browser()


def test_every_page_scores_well(address, browser, chromium, page_name):
    for _ in range(TRIES):
        found = lighthouse.scores(f"{address}{page_name}.html", chromium)
        if found["performance"] >= 95:
            break
    assert min(found[name] for name in lighthouse.CATEGORIES) >= 95, found
    if page_name == "index":
        assert [found[name] for name in lighthouse.CATEGORIES[1:]] == [100, 100, 100], found
