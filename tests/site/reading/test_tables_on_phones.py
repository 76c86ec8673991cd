"""On a phone no column of prose is too narrow: each row is an entry, its cells named by their columns."""

import pages
import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
LONG = 60  # letters; a line of a phone holds about 45
NARROWEST = 200  # pixels of 390
CELLS = """() => [...document.querySelectorAll('article .table-scroll td')]
  .filter(cell => cell.checkVisibility())
  .map(cell => ({ words: cell.innerText, width: cell.getBoundingClientRect().width,
                  room: innerWidth - cell.getBoundingClientRect().right }))"""
NAMED = """() => [...document.querySelectorAll('.table-scroll.prose')].every(frame => {
  const names = [...frame.querySelectorAll('th')].map(one => one.textContent.trim());
  return [...frame.querySelectorAll('tbody tr')].every(row => [...row.cells].every((cell, place) => {
    const label = cell.querySelector('.cell-label');
    return place === 0 ? !label : label.checkVisibility() && label.textContent === names[place];
  }));
})"""


def test_long_cells_have_the_width_of_the_screen_and_say_their_column(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    seen = 0
    for name in pages.names():
        page.goto(f"{address}{name}.html", wait_until="load")
        long = [cell for cell in page.evaluate(CELLS) if len(cell["words"]) > LONG]
        narrow = [cell for cell in long if cell["width"] < NARROWEST or cell["room"] < 0]
        assert narrow == [], name
        assert page.evaluate(NAMED), name
        seen += len(long)
    page.close()
    assert seen > 50


def test_on_a_desk_the_names_stand_in_the_head_only(browser, address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}chapters/data.html", wait_until="load")
    labels = page.locator(".prose .cell-label")
    assert labels.count() > 10 and not any(label.is_visible() for label in labels.all())
    assert page.locator(".prose thead").first.is_visible()
    page.close()
