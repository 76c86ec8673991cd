"""Lighthouse: at least 95 on every page, 100 on the summary, in what does not depend on the machine.

Its fourth score, speed, is measured on an idle machine by `make lighthouse`, which fails below 95 too.
"""

import os

import lighthouse
import pytest
import reader

pytestmark = [pytest.mark.browser, pytest.mark.book, pytest.mark.xdist_group("lighthouse")]
STEADY = lighthouse.CATEGORIES[1:]


@pytest.fixture(scope="module")
def chromium():
    if not lighthouse.CLI.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(lighthouse.WAY_OUT)
    return reader.find_browser()


def test_every_page_scores_well(address, browser, chromium, page_name):
    found = lighthouse.scores(f"{address}{page_name}.html", chromium, STEADY)
    enough = 100 if page_name == "index" else lighthouse.ENOUGH
    assert min(found[name] for name in STEADY) >= enough, found
