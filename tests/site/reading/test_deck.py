"""The slides in a browser: the first answers as the front page does, whole on a desk and on a phone."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
PARTS = [
    "h1",
    ".answer > p:first-child",
    ".answer > p:nth-child(2)",
    ".strip .marks",
    ".strip .key",
    ".picture svg",
]
BOXES = """parts => parts.map(part => {
  const box = document.querySelector('.opening ' + part).getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""


@pytest.fixture(params=[(1280, 720), (1920, 1080), (1024, 768), (390, 844)], ids=str)
def deck(request, browser, built):
    """The deck as a file, on a screen of a size."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto((built / "pdf" / "strategic-reset-slides.html").as_uri(), wait_until="load")
    page.evaluate("() => document.fonts.ready")
    yield page
    context.close()


def test_the_first_slide_answers_on_one_screen_and_nothing_lies_over_another(deck):
    size, boxes = deck.viewport_size, deck.evaluate(BOXES, PARTS)
    for part, (left, top, right, bottom) in zip(PARTS, boxes, strict=True):
        assert right - left > 100 and bottom - top > 8, part
        assert left >= 0 and top >= 0 and right <= size["width"] and bottom <= size["height"], part
    for place, one in enumerate(boxes):
        for part, other in zip(PARTS[place + 1 :], boxes[place + 1 :], strict=True):
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 0 or down <= 1, (PARTS[place], part)


def test_one_mark_stands_for_each_point_and_the_chart_is_not_shown_again(deck):
    points = deck.eval_on_selector_all(".strip .key b", "all => all.map(one => Number(one.textContent))")
    assert deck.locator(".strip .marks svg").count() == sum(points) > 50
    chart = deck.get_attribute(".opening .picture svg", "aria-label")
    assert chart and deck.locator(f'svg[aria-label="{chart}"]').count() == 1
