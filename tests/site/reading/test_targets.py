"""On a phone what is touched is 44 pixels high; a link, number or mark inside a line of text is spared."""

import pages
import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
LEAST = 43.5
IN_A_LINE = ".headerlink, .claim-number, .was-mark, .code-switch, button.reset"
SMALL = """([least, spared]) => [...document.querySelectorAll('a, button, summary, select, input')]
  .filter(one => one.checkVisibility() && !one.matches(spared))
  .filter(one => one.tagName !== 'A' || !one.closest("p, li:not(.contents li), td, dd, span, .side-note"))
  .filter(one => { const box = one.getBoundingClientRect(); return box.width && box.height < least; })
  .map(one => `${one.tagName}.${one.className} ${one.getBoundingClientRect().height}: ${one.textContent}`)"""


def test_what_is_touched_is_large_enough_on_every_page(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    for name in pages.names():
        page.goto(f"{address}{name}.html", wait_until="load")
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert page.evaluate(SMALL, [LEAST, IN_A_LINE]) == [], name
    page.close()
