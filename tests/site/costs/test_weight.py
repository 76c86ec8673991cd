"""The bytes that a page costs a reader, fonts included, as a host sends them."""

import re

import pytest
import weight

pytestmark = [pytest.mark.browser, pytest.mark.book]


MOST = {"chapters/claims": 125_000}  # 68 claims with 314 pieces of evidence: 42 kB of words alone


def test_a_page_is_light_at_first_and_with_living_charts(browser, address, page_name):
    asked = weight.weigh(browser, f"{address}{page_name}.html")
    assert asked.first <= MOST.get(page_name, 110_000), "the first view"
    assert asked.live <= 335_000, "with the runtime and the charts' data"
    assert asked.foreign == ()


def test_code_is_marked_only_where_the_style_sheet_colours_it(site):
    sheet = (site / "_static" / "brief.css").read_text(encoding="utf-8")
    coloured = set(re.findall(r"\.highlight \.(\w+)", sheet))
    code = [
        block
        for page in site.rglob("*.html")
        for block in re.findall(r"<pre>(.*?)</pre>", page.read_text(encoding="utf-8"), re.DOTALL)
    ]
    assert {name for block in code for name in re.findall(r'<span class="(\w+)">', block)} <= coloured
