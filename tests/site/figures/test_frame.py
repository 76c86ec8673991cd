"""The frame of a figure: most of it is picture, its controls stand over it, the rest is a click away."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]
LEAST = {1280: 0.75, 390: 0.65}  # of a figure's height, by the window's width
FRAMES = """() => [...document.querySelectorAll('figure.chart')].map(figure => {
  const height = part => figure.querySelector(part)?.getBoundingClientRect().height ?? 0;
  return [figure.id, height('.picture') / figure.getBoundingClientRect().height];
})"""
WIDE = """() => [...document.querySelectorAll('figure.chart')].map(figure => {
  const picture = figure.querySelector('.picture > .wide');
  const text = document.querySelector('article p:not(.hero p)');
  return [figure.id, picture.getBoundingClientRect().width, text.getBoundingClientRect().width];
})"""

BROKEN = """name => [...document.querySelectorAll(name + ' .vega-bind-name')].map(label => {
  const text = label.firstChild, range = document.createRange();
  return [label.textContent, [...text.data.matchAll(/\\S+/g)].some(word => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
  })];
})"""


@pytest.mark.parametrize("width", LEAST)
def test_most_of_a_figures_height_is_its_picture(read, address, page_name, width):
    reading = read(f"{address}{page_name}.html", width=width)
    reading.page.reload(wait_until="load")  # now in its own faces, which may have come too late
    reading.unfold_figures()
    low = [(name, round(share, 3)) for name, share in reading.page.evaluate(FRAMES) if share < LEAST[width]]
    assert low == []


def test_a_picture_is_wider_than_the_text_beside_notes(read, address):
    reading = read(f"{address}chapters/history.html", width=1440)
    reading.unfold_figures()
    widths = reading.page.evaluate(WIDE)
    assert len(widths) > 3
    assert all(600 < text < 680 and 880 < picture <= 961 for _, picture, text in widths), widths


@pytest.mark.parametrize("width", [1440, 1280, 768, 390])
def test_no_name_of_a_control_breaks_inside_a_word(read, address, width):
    reading = read(f"{address}chapters/outlook.html", width=width)
    name = "#fig-scenario-weights"
    reading.unfold_figures()
    reading.page.evaluate("name => window.brief.enliven(document.querySelector(name))", name)
    reading.page.wait_for_selector(f"{name}[data-state=live]")
    names = reading.page.evaluate(BROKEN, name)
    assert len(names) == 4 and not any(broken for _, broken in names), names


@pytest.mark.parametrize("width", LEAST)
def test_controls_stand_over_the_picture_in_few_rows(read, address, width):
    reading = read(f"{address}chapters/data.html", width=width)
    page, name = reading.page, "#fig-coefficient-own-weights"
    page.evaluate("name => window.brief.enliven(document.querySelector(name))", name)
    page.wait_for_selector(f"{name}[data-state=live]")
    boxes = [control.bounding_box() for control in page.query_selector_all(f"{name} .vega-bind")]
    picture = page.query_selector(f"{name} .picture").bounding_box()
    assert len(boxes) == 3
    assert all(box["y"] + box["height"] <= picture["y"] for box in boxes)
    assert len({round(box["y"]) for box in boxes}) == (1 if width > 600 else 2)


def test_what_to_keep_in_mind_is_one_click_away(read, address):
    page = read(f"{address}chapters/findings.html", width=390).page
    figure = page.locator("#fig-finding-votes")
    assert not figure.locator(".figure-note").is_visible()
    figure.get_by_text("Note", exact=True).click()
    assert figure.locator(".figure-note").is_visible()
