"""The pages for everybody: axe-core's rules, keyboard, zoom, reduced motion, order of headings."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.book]


# The rows of a table of numbers are written alike: with six of each, axe takes a fifth of the time.
SPARE = """() => document.querySelectorAll('details.numbers tbody tr:nth-child(n+7)')
  .forEach(row => row.remove())"""

TELL = {"resultTypes": ["violations"]}  # every rule is tried; what passes is not written down, node by node


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_violation_and_each_chart_is_said_once(read, address, page_name, theme, width):
    reading = read(f"{address}{page_name}.html", width=width, theme=theme, bypass_csp=True)
    reading.wake_figures()
    for figure in reading.page.query_selector_all("figure.chart"):
        shown = [one for one in figure.query_selector_all("[role=img]") if one.is_visible()]
        assert len(shown) == 1 and len(shown[0].get_attribute("aria-label")) > 20
    reading.page.evaluate(
        "() => document.querySelectorAll('main details').forEach(one => { one.open = true; })"
    )
    reading.page.evaluate(SPARE)
    found = Axe().run(reading.page, options=TELL)
    assert found.violations_count == 0, found.generate_report()


def test_headings_descend_one_level_at_a_time_from_one_h1(read, address, page_name):
    page = read(f"{address}{page_name}.html").page
    levels = page.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "all => all.map(one => +one.tagName[1])")
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_page_says_its_language_and_has_its_landmarks(read, address, page_name):
    page = read(f"{address}{page_name}.html").page
    language = "ko" if page_name.endswith("-ko") else "en"
    assert page.get_attribute("html", "lang") == language
    for landmark in ("header", "main", "footer", "nav[aria-label]"):
        assert page.query_selector(landmark), landmark


def test_the_first_tab_stop_skips_to_the_text(read, address, page_name):
    page = read(f"{address}{page_name}.html").page
    page.keyboard.press("Tab")
    skip = page.evaluate(
        "() => { const box = document.activeElement.getBoundingClientRect(); "
        "return [document.activeElement.textContent, box.left >= 0 && box.top >= 0]; }"
    )
    assert skip == ["Skip to the text", True]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "() => document.activeElement.closest('main') !== null || !document.querySelector('main a')"
    )


WHERE = """() => {
  const one = document.activeElement;
  if (one === document.body) return 'end';
  const style = getComputedStyle(one);
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return seen ? '' : one.outerHTML.slice(0, 120);
}"""


def test_every_tab_stop_shows_where_it_is(read, address, page_name):
    page = read(f"{address}{page_name}.html").page
    unseen = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if (seen := page.evaluate(WHERE)) == "end":
            break
        unseen += [seen] if seen else []
    assert unseen == []


@pytest.mark.parametrize(
    ("width", "letters"), [(640, "100%"), (1280, "200%")], ids=["zoomed", "large letters"]
)
def test_twice_the_size_still_fits(read, address, page_name, width, letters):
    reading = read(f"{address}{page_name}.html", width=width, height=450)
    reading.page.evaluate("size => { document.documentElement.style.fontSize = size; }", letters)
    reading.settle()
    assert reading.sideways() == 0


def test_nothing_moves_for_a_reader_who_asked_for_less_motion(read, address, page_name):
    page = read(f"{address}{page_name}.html", reduced_motion="reduce").page
    assert page.evaluate(
        "() => getComputedStyle(document.documentElement).scrollBehavior === 'auto' && "
        "document.getAnimations().length === 0"
    )
