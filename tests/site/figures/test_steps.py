"""Steppers: buttons and keys show one step after the other, a link and Back keep it, and nothing moves."""

import pages
import pytest
from lxml import html
from test_share import alive

pytestmark = [pytest.mark.book, pytest.mark.browser]
STEPPED = {
    "fig-coefficient-since-2015": "chapters/data",
    "fig-un-vote-moves": "chapters/stakeholders",
    "fig-launch-pace": "chapters/developments",
}
BOXES = """figure => ['.stepper', '.picture', '.figure-tools'].map(part => {
  const box = figure.querySelector(part).getBoundingClientRect(), top = figure.getBoundingClientRect().top;
  return [Math.round(box.top - top), Math.round(box.height)];
})"""
MARKS = """figure => [...figure.querySelectorAll('.live svg .role-mark > *')]
  .filter(mark => getComputedStyle(mark).opacity !== '0').length"""


@pytest.fixture(params=STEPPED)
def anchor(request):
    return request.param


@pytest.fixture
def opened(read, address, anchor):
    """Return the page and the figure, alive."""
    reading = read(f"{address}{STEPPED[anchor]}.html")
    reading.page.evaluate("id => window.brief.enliven(document.getElementById(id))", anchor)
    return reading, alive(reading.page, anchor)


def place(figure):
    """Return the number of the step that the page says, and the sentence that is seen."""
    lines = figure.locator(".steps > li").all()
    seen = [
        line.text_content()
        for line in lines
        if line.evaluate("one => getComputedStyle(one).visibility") == "visible"
    ]
    told = figure.locator(".step-place").evaluate("one => one.firstChild.data")
    assert len(seen) == 1
    return told, [line.text_content() for line in lines].index(seen[0]) + 1


def buttons(figure):
    return figure.locator(".stepper button").all()


def test_each_step_shows_its_sentence_and_more_marks_than_the_one_before(opened):
    reading, figure = opened
    last = figure.locator(".steps > li").count()
    before, boxes = figure.evaluate(MARKS), figure.evaluate(BOXES)
    assert place(figure) == (f"Step {last} of {last}", last) and last >= 3
    marks = []
    for step in range(1, last + 1):
        buttons(figure)[1].click()
        reading.page.wait_for_function(
            "([id, step]) => document.getElementById(id).view.signal('step') === step",
            arg=[figure.get_attribute("id"), step],
        )
        reading.settle()
        assert place(figure) == (f"Step {step} of {last}", step)
        marks.append(figure.evaluate(MARKS))
        assert figure.evaluate(BOXES) == boxes, "the picture stays where it is"
    assert marks == sorted(set(marks)) and marks[-1] == before
    assert reading.problems == []


def test_the_steps_are_taken_by_keyboard(opened):
    reading, figure = opened
    last = figure.locator(".steps > li").count()
    before, after = buttons(figure)
    after.focus()
    for key, step in (
        ("Enter", 1),
        ("ArrowRight", 2),
        ("ArrowRight", 3),
        ("ArrowLeft", 2),
        ("End", last),
        ("Home", 1),
    ):
        reading.page.keyboard.press(key)
        reading.page.wait_for_function(
            "([id, step]) => document.getElementById(id).view.signal('step') === step",
            arg=[figure.get_attribute("id"), step],
        )
        assert place(figure)[1] == step
    assert before.is_disabled() and after.get_attribute("aria-label") == "Next step"
    assert reading.page.evaluate("() => document.activeElement.closest('.stepper') !== null")


def test_a_shared_link_and_back_bring_the_step_again(opened, read, address):
    reading, figure = opened
    page, anchor = reading.page, figure.get_attribute("id")
    buttons(figure)[1].click()
    buttons(figure)[1].click()
    page.wait_for_function("() => decodeURIComponent(location.search).includes('\"step\":2')")
    link = page.url
    page.goto(f"{address}index.html", wait_until="load")
    page.go_back(wait_until="load")
    assert place(alive(page, anchor))[1] == 2
    other = alive(read(link).page, anchor)
    assert place(other)[1] == 2 and other.evaluate("figure => figure.view.signal('step')") == 2


@pytest.mark.parametrize("asked", ["0", "99", '"2"', "{}"])
def test_a_step_that_there_is_not_is_left_aside(read, address, asked):
    reading = read(f"{address}chapters/data.html?coefficient-since-2015=%7B%22step%22:{asked}%7D")
    figure = alive(reading.page, "fig-coefficient-since-2015")
    assert place(figure)[0] == "Step 4 of 4" and reading.problems == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_buttons_are_large_enough_to_touch(read, address, anchor, width):
    page = read(f"{address}{STEPPED[anchor]}.html", width=width).page
    boxes = [button.bounding_box() for button in buttons(page.locator(f"#{anchor}"))]
    assert len(boxes) == 2 and all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)


def test_the_step_outlives_the_other_theme(opened):
    reading, figure = opened
    buttons(figure)[1].click()
    reading.page.wait_for_function(
        "id => document.getElementById(id).view.signal('step') === 1", arg=figure.get_attribute("id")
    )
    figure.evaluate("one => { one.before = one.view; }")
    reading.page.locator("button.theme-toggle").click()
    reading.page.wait_for_function(
        "id => (one => one.view !== one.before && one.dataset.state === 'live')(document.getElementById(id))",
        arg=figure.get_attribute("id"),
    )
    assert place(figure)[1] == 1 and figure.evaluate("one => one.view.signal('step')") == 1


def test_without_scripts_every_sentence_stands_over_the_whole_picture(site, browser, address, anchor):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{STEPPED[anchor]}.html")
    figure = page.locator(f"#{anchor}")
    lines = figure.locator(".steps > li").all()
    assert len(lines) >= 3 and all(line.is_visible() for line in lines)
    assert not any(button.is_visible() for button in buttons(figure))
    tops = [line.bounding_box()["y"] for line in lines]
    assert tops == sorted(set(tops)) and tops[-1] < figure.locator(".picture").bounding_box()["y"]
    context.close()


def test_only_pages_with_steps_load_their_script(site):
    loads = {
        name for name in pages.names() if "_static/steps.js" in (site / f"{name}.html").read_text("utf-8")
    }
    shows = {
        name for name in pages.names() if html.parse(site / f"{name}.html").getroot().find_class("stepper")
    }
    assert loads == shows == set(STEPPED.values())
