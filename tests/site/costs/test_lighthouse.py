"""Lighthouse: at least 95 on every page, 100 on the summary, in what does not depend on the machine.

Its fourth score, speed, is measured on an idle machine by `make lighthouse`, which fails below 95 too.
"""

import os

import lighthouse
import pages
import pytest
import reader

pytestmark = [pytest.mark.browser, pytest.mark.book, pytest.mark.xdist_group("lighthouse")]
STEADY = lighthouse.CATEGORIES[1:]


@pytest.fixture(scope="module")
def found(address, browser):
    """Return the scores of every page by its name."""
    if not lighthouse.MODULES.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(lighthouse.WAY_OUT)
    names = pages.names()
    urls = [f"{address}{name}.html" for name in names]
    return dict(zip(names, lighthouse.scores(urls, reader.find_browser(), STEADY), strict=True))


def test_every_page_scores_well(found, page_name):
    enough = 100 if page_name == "index" else lighthouse.ENOUGH
    assert min(found[page_name][name] for name in STEADY) >= enough, found[page_name]
