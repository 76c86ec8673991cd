"""A reference reads as one on a page of any width: "Figure" and its number stand on the same line."""

import pages
import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
WIDTHS = [320, 360, 390, 768, 1280]
PARTED = """() => {
  const words = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const range = document.createRange(), parted = [];
  let count = 0;
  while (words.nextNode()) {
    const text = words.currentNode;
    if (!text.parentElement.checkVisibility()) continue;
    for (const found of text.data.matchAll(/\\b(?:Figure|Table)\\s+(?:[A-Z]\\.)?\\d[\\d.]*/g)) {
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top / 4)));
      count += 1;
      if (lines.size > 1) parted.push(text.data.slice(Math.max(0, found.index - 20), found.index + 20));
    }
  }
  return [count, parted];
}"""


def test_no_line_ends_between_the_word_and_its_number(browser, address):
    page, seen = browser.new_page(), 0
    for name in pages.names():
        page.goto(f"{address}{name}.html", wait_until="load")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            count, parted = page.evaluate(PARTED)
            assert parted == [], f"{name}, {width} pixels"
            seen += count
    page.close()
    assert seen > 300
