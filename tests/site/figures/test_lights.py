"""In the six findings a number lights its mark and a mark its number, by pointer and by keyboard."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]
LIT = "figure => [...figure.querySelectorAll('.live .lit')].map(mark => mark.__data__.datum)"
FACT = "word => [...word.classList].find(name => name.startsWith('lights-'))"


@pytest.fixture
def findings(read, address):
    """Return the page of findings with all of its figures alive."""
    reading = read(f"{address}chapters/findings.html", width=1280)
    reading.wake_figures()
    yield reading.page
    assert reading.problems == []


def figure_of(page, fact):
    name = fact.removeprefix("lights-").partition("--")[0]
    return page.locator(f"figure[data-figure={name}]")


def test_every_figure_has_a_number_that_lights_it(findings):
    words = findings.locator(".lights").all()
    lit = set()
    for word in words:
        fact = word.evaluate(FACT)
        word.hover()
        assert figure_of(findings, fact).evaluate(LIT), fact
        assert "lit" in word.get_attribute("class").split(), fact
        lit.add(fact.partition("--")[0])
    assert len(lit) == findings.locator("figure.chart").count() == 6


def test_a_number_lights_the_marks_that_it_tells_of_and_no_others(findings):
    findings.locator(".lights-finding-votes--distance_2025").hover()
    data = figure_of(findings, "lights-finding-votes--x").evaluate(LIT)
    assert {one["State"] for one in data} == {"United States", "South Korea"}
    findings.mouse.move(5, 5)
    assert findings.locator(".lit").count() == 0


def test_the_keyboard_lights_a_mark_from_its_number(findings):
    findings.locator(".lights-finding-trade--lead").focus()
    data = figure_of(findings, "lights-finding-trade--x").evaluate(LIT)
    assert [(one["Flow"], one["Year"]) for one in data] == [("Exports", 2025)]


def test_a_mark_lights_its_number(findings):
    figure = figure_of(findings, "lights-finding-trade--x")
    figure.scroll_into_view_if_needed()
    mark = figure.locator(".live .mark-rect path").nth(32)  # the last year of exports
    mark.hover(force=True)
    assert "lit" in findings.locator(".lights-finding-trade--lead").get_attribute("class").split()


def test_the_keyboard_lights_a_number_from_its_figure_and_leads_to_it(findings):
    button = findings.locator("figure[data-figure=finding-sum] .lit-list button").last
    button.focus()
    word = findings.locator(".lights.lit")
    assert word.count() == 1 and word.text_content() == button.text_content()
    findings.keyboard.press("Enter")
    assert word.evaluate("word => word === document.activeElement")
