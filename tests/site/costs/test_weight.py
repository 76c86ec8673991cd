"""The bytes that a chapter costs a reader, fonts included, as a host sends them."""

import pytest
import weight

pytestmark = [pytest.mark.browser, pytest.mark.book]


def test_a_page_is_light_at_first_and_with_living_charts(browser, address, page_name):
    asked = weight.weigh(browser, f"{address}{page_name}.html")
    assert asked.first <= 150_000, "the first view"
    assert asked.live <= 335_000, "with the runtime and the charts' data"
    assert asked.foreign == ()
