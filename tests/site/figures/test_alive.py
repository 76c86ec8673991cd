"""JavaScript on: charts come alive under a strict policy, without moving anything, at any width."""

import json
from collections import Counter

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]
WIDTHS = [360, 768, 1440]
BARELY = 0.01  # of the window, by what a word gains or loses when its own face takes its stand-in's place
LITTLE = 0.1  # what web vitals call good, where the faces come late
FACES_LATE = """() => {
  // A face that has come is used a moment later: on a busy machine after the first paint.
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
  return (window.facesUsed ?? 0) > paint || performance.getEntriesByType('resource')
    .some(one => one.name.includes('.woff') && one.responseEnd > paint);
}"""
WORDS_SEEN = """() => [...document.querySelectorAll('figure.chart')].flatMap(figure =>
  [...figure.querySelectorAll('.picture svg text')]
    .filter(word => word.checkVisibility({ opacityProperty: true }) && word.getBoundingClientRect().width)
    .map(word => `${figure.id}: ${word.textContent.trim()}`))"""


@pytest.mark.parametrize("width", WIDTHS)
def test_charts_come_alive_nothing_moves_and_tooltips_answer(read, address, page_name, width):
    reading = read(f"{address}{page_name}.html", width=width)
    moved, most = reading.shifted, LITTLE if reading.page.evaluate(FACES_LATE) else BARELY
    assert sum(float(one.split()[0]) for one in moved) < most, f"the page moves as it loads: {moved}"
    drawn = Counter(reading.page.evaluate(WORDS_SEEN))
    reading.wake_figures()
    states = reading.page.eval_on_selector_all(
        "figure.chart", "all => all.map(one => [one.dataset.figure, one.dataset.state, one.dataset.problem])"
    )
    assert [state for state in states if state[1] != "live"] == []
    assert drawn - Counter(reading.page.evaluate(WORDS_SEEN)) == Counter(), "words of the picture are gone"
    assert reading.shifted == moved, "charts move the page"
    assert reading.sideways() == 0
    assert reading.blocked == [], "stopped by the content security policy"
    assert reading.problems == []
    assert reading.foreign == []
    if width == max(WIDTHS):
        _point_at_every_chart(reading)


@pytest.mark.parametrize(
    ("page", "width", "most"), [("stakeholders", 360, LITTLE), ("summary-ko", 1440, BARELY)]
)
def test_a_font_that_comes_late_moves_little_and_no_chart(read, address, page, width, most):
    reading = read(f"{address}chapters/{page}.html", width=width, late="**/*.woff2")
    reading.wake_figures()
    moved = reading.shifted
    assert sum(float(one.split()[0]) for one in moved) < most, f"the page moves: {moved}"
    assert not [one for one in moved if "chart" in one or "FIGURE" in one], "charts move the page"
    assert reading.problems == []


@pytest.mark.parametrize("page", ["index"])
def test_a_bound_control_redraws_and_can_be_put_back(read, sample_address, page):
    reading = read(f"{sample_address}{page}.html")
    reading.wake_figures()
    figure = reading.page.query_selector("figure.chart")
    drawn = _drawing(figure)
    figure.query_selector("select").select_option("Alpha")
    reading.settle()
    assert _drawing(figure) != drawn
    figure.query_selector("button.reset").click()
    reading.settle()
    assert _drawing(figure) == drawn
    assert figure.query_selector("select").input_value() == "both"


def test_the_keyboard_reaches_a_control_and_changes_the_chart(read, sample_address):
    reading = read(f"{sample_address}index.html")
    reading.wake_figures()  # before the keyboard comes: a chart that wakes meanwhile would be drawn twice
    page = reading.page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('figure.chart input')"):
            break
    figure = page.query_selector("figure.chart")
    drawn = _drawing(figure)
    page.keyboard.press("PageUp")
    page.wait_for_function("before => document.querySelector('.live svg').outerHTML !== before", arg=drawn)


def test_a_selection_answers_a_click(read, sample_address):
    reading = read(f"{sample_address}chapters/shapes.html")
    reading.wake_figures()
    figure = reading.page.query_selector("figure.chart")
    drawn = _drawing(figure)
    reading.page.mouse.click(*_middle(figure.query_selector_all(".live .mark-rect path")[-1]))
    reading.settle()
    assert _drawing(figure) != drawn


def test_the_other_theme_redraws_the_living_chart(read, sample_address):
    reading = read(f"{sample_address}index.html")
    reading.wake_figures()
    figure = reading.page.query_selector("figure.chart")
    light = _drawing(figure)
    reading.page.click("button.theme-toggle")
    reading.page.wait_for_function(
        "before => document.querySelector('.live svg').outerHTML !== before", arg=light
    )
    assert "#7db1f5" in _drawing(figure), "the dark palette's own colour"
    assert reading.blocked == []


def test_the_choice_of_theme_is_kept_on_the_next_page(read, sample_address):
    reading = read(f"{sample_address}index.html")
    reading.page.click("button.theme-toggle")
    with reading.page.expect_navigation(wait_until="load"):
        reading.page.click("nav.turn a.next")
    assert reading.page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(21, 24, 28)"


def test_the_picture_stays_when_the_runtime_cannot_be_had(browser, sample_address):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("**/vega*.js", lambda route: route.abort())
    page.goto(f"{sample_address}index.html")
    page.mouse.move(200, 200)
    page.wait_for_selector("figure.chart[data-state=still]")
    assert page.query_selector("figure.chart svg.drawing").is_visible()
    assert page.query_selector("figure.chart .live") is None
    context.close()


def test_the_runtime_is_asked_for_once_and_only_when_the_reader_comes_near(browser, sample_address):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked = []
    page.on("request", lambda one: asked.append(one.url.rsplit("/", 1)[-1]) if "vega" in one.url else None)
    page.goto(f"{sample_address}index.html", wait_until="networkidle")
    assert asked == []
    page.mouse.move(200, 200)
    page.wait_for_selector("figure.chart[data-state=live]")
    assert len(asked) == len(set(asked)) == 1
    context.close()


def test_a_chart_that_needs_the_whole_of_vega_gets_it_and_no_other_page_does(browser, sample_address):
    asked = {"index": [], "chapters/shapes": []}
    for name, seen in asked.items():
        page = browser.new_page()
        page.on("request", lambda one, seen=seen: seen.append(one.url.rsplit("/", 1)[-1]))
        page.goto(f"{sample_address}{name}.html")
        for figure in page.query_selector_all("figure.chart"):
            figure.scroll_into_view_if_needed()
            page.mouse.move(200, 200)
            figure.wait_for_selector("xpath=self::*[@data-state='live']")
        page.close()
    assert ["vega-whole.js" in seen for seen in asked.values()] == [False, True]


def _drawing(figure):
    return figure.query_selector(".live svg").evaluate("one => one.outerHTML")


def _point_at_every_chart(reading):
    """Find a tooltip in every chart that has them."""
    for figure in reading.page.query_selector_all("figure.chart"):
        if "tooltip" in _spec(reading, figure):
            assert _tooltip_somewhere(reading.page, figure), f"{figure.get_attribute('id')}: no tooltip"


def _spec(reading, figure):
    name = figure.get_attribute("data-figure")
    return json.dumps(reading.page.evaluate("name => window.briefFigures[name]", name))


TOLD = """figure => {
  const marks = [...figure.querySelectorAll('.live [class*=mark-] > :is(path, line, text, rect)')];
  const told = marks.filter(one => one.__data__?.tooltip), step = Math.max(1, Math.floor(told.length / 12));
  return [...told.filter((one, place) => place % step === 0), ...told.slice(-3)];
}"""


def _tooltip_somewhere(page, figure):
    """Move over marks that have a tooltip until one shows."""
    for mark in figure.evaluate_handle(TOLD).get_properties().values():
        x, y = _middle(mark.as_element())
        page.mouse.move(x, y)
        page.mouse.move(x + 1, y + 1)
        if page.query_selector("#vg-tooltip-element.visible"):
            page.mouse.move(2, 2)
            return True
    return False


def _middle(mark):
    """Return a point on a mark: half-way along a line, else the middle of its box."""
    mark.scroll_into_view_if_needed()
    return mark.evaluate(
        """one => {
          const box = one.getBoundingClientRect();
          const middle = [box.x + box.width / 2, box.y + box.height / 2];
          if (one.tagName !== 'path' || !one.closest('.mark-line')) return middle;
          const point = one.getPointAtLength(one.getTotalLength() / 2).matrixTransform(one.getScreenCTM());
          return [point.x, point.y];
        }"""
    )
