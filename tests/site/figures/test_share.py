"""A link that a reader shares holds what was set in a figure; who opens it sees the same."""

import json
from urllib.parse import parse_qs, quote, urlsplit

import pages
import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
WITH_CONTROLS = "figure.chart:has(.control-room[data-wide])"
SET = """figure => [...figure.querySelectorAll('.controls input, .controls select')].map(control => {
  if (control.type === 'radio' && control.checked) return null;
  if (control.tagName === 'SELECT') control.selectedIndex = control.options.length - 1;
  else if (control.type === 'checkbox' || control.type === 'radio') control.click();
  else control.value = control.max || control.value + 'x';
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  return control.name;
}).filter(Boolean).length"""
STATE = """figure => [...figure.querySelectorAll('.controls input, .controls select')]
  .map(control => ['checkbox', 'radio'].includes(control.type) ? control.checked : control.value)"""
LIVE = "id => document.getElementById(id)?.dataset.state === 'live'"


def alive(page, name):
    """Return a figure when it is alive."""
    page.wait_for_function(LIVE, arg=name, timeout=30_000)
    return page.locator(f"#{name}")


def with_controls(browser, address):
    """Return page and anchor of every figure that a reader can set."""
    page = browser.new_page()
    found = []
    for name in pages.names():
        page.goto(f"{address}{name}.html", wait_until="domcontentloaded")
        found += [
            (name, anchor)
            for anchor in page.eval_on_selector_all(WITH_CONTROLS, "all => all.map(one => one.id)")
        ]
    page.close()
    return found


def test_a_shared_link_restores_every_control_of_every_figure(browser, address):
    figures = with_controls(browser, address)
    assert len(figures) > 3
    for name, anchor in figures:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{address}{name}.html#{anchor}", wait_until="load")
        page.evaluate("id => window.brief.enliven(document.getElementById(id))", anchor)
        figure = alive(page, anchor)
        start = figure.evaluate(STATE)
        assert figure.evaluate(SET) > 0
        wanted = figure.evaluate(STATE)
        assert wanted != start, anchor
        figure.locator("button.share").click()
        page.wait_for_function(
            "id => document.querySelector(`#${id} .share`).textContent === 'Link copied'", arg=anchor
        )
        link = page.evaluate("() => navigator.clipboard.readText()")
        assert urlsplit(link).fragment == anchor
        other = context.new_page()
        other.goto(link, wait_until="load")
        assert alive(other, anchor).evaluate(STATE) == wanted, (anchor, link)
        context.close()


def weights(read, address):
    """Return the page with the reader's own weights, the figure and its first slider."""
    page = read(f"{address}chapters/data.html").page
    anchor = "fig-coefficient-own-weights"
    page.evaluate("id => window.brief.enliven(document.getElementById(id))", anchor)
    figure = alive(page, anchor)
    return page, figure, figure.locator("input[type=range]").first


def test_back_and_reload_keep_what_was_set_and_reset_forgets_it(read, address):
    page, figure, slider = weights(read, address)
    slider.fill("90")
    page.wait_for_function("() => location.search.includes('coefficient-own-weights')")
    page.goto(f"{address}index.html", wait_until="load")
    page.go_back(wait_until="load")
    figure = alive(page, "fig-coefficient-own-weights")
    assert figure.locator("input[type=range]").first.input_value() == "90"
    figure.locator("button.reset").click()
    page.wait_for_function("() => location.search === ''")


@pytest.mark.parametrize(
    "asked", ["{", "7", '{"nothing": 1}', '{"SIGNAL": 1e9}', '{"SIGNAL": "x"}', '{"SIGNAL": {"a": 1}}']
)
def test_what_an_address_cannot_ask_for_is_left_aside(read, address, asked):
    page, figure, slider = weights(read, address)
    slider.fill("90")
    page.wait_for_function("() => location.search.includes('coefficient-own-weights')")
    state = json.loads(parse_qs(urlsplit(page.url).query)["coefficient-own-weights"][0])
    wish = quote(asked.replace("SIGNAL", next(iter(state))))
    reading = read(f"{address}chapters/data.html?coefficient-own-weights={wish}")
    figure = alive(reading.page, "fig-coefficient-own-weights")
    assert figure.locator("input[type=range]").first.input_value() != "90" and reading.problems == []
    assert not figure.locator("button.reset").is_visible()
