"""What the text does not need waits behind a headline: figures one by one, the code by a switch."""

import pages
import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
MOST_IN_TEXT = 30
FOLDED = "figure.chart.folded"
PAINTED = """figure => [...figure.querySelectorAll('.picture svg')].some(one => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && box.height > 60;
})"""
IN_WINDOW = "node => { const at = node.getBoundingClientRect().top; return at >= 0 && at < innerHeight; }"
CODE_SEEN = (
    "() => [...document.querySelectorAll('.highlight-ipython3')].filter(one => one.checkVisibility()).length"
)


@pytest.fixture
def folded(read, address):
    """A chapter with folded figures, and the first of these."""
    page = read(f"{address}chapters/history.html").page
    return page, page.locator(FOLDED).first


def test_the_running_text_of_the_book_shows_thirty_figures_at_most(browser, address):
    shown = {}
    for name in pages.names():
        page = browser.new_page()
        page.goto(f"{address}{name}.html", wait_until="load")
        shown[name] = page.eval_on_selector_all(
            "figure.chart", f"all => all.filter({PAINTED}).map(one => one.id)"
        )
        page.close()
    assert 20 < sum(map(len, shown.values())) <= MOST_IN_TEXT, shown


@pytest.mark.parametrize("how", ["click", "Enter"])
def test_a_folded_figure_opens_alive_and_closes(folded, how):
    page, figure = folded
    summary = figure.locator("summary").first
    assert summary.locator(".headline").is_visible() and not figure.evaluate(PAINTED)
    if how == "click":
        summary.click()
    else:
        summary.press("Enter")
    page.wait_for_function(
        "figure => figure.dataset.state === 'live'", arg=figure.element_handle(), timeout=30_000
    )
    assert figure.evaluate(PAINTED) and figure.locator(".figure-tools").is_visible()
    summary.click()
    assert not figure.evaluate(PAINTED)


def test_a_link_to_a_folded_figure_opens_it(folded, address):
    page, figure = folded
    name = figure.get_attribute("id")
    page.locator(f'article a[href="#{name}"]').first.click()
    page.wait_for_function(f"() => document.getElementById('{name}').querySelector('.fold').open")
    other = page.context.new_page()
    other.goto(f"{address}chapters/history.html#{name}", wait_until="load")
    other.wait_for_function(f"() => document.getElementById('{name}').querySelector('.fold').open")
    assert other.locator(f"#{name}").evaluate(PAINTED)
    other.wait_for_function(f"() => ({IN_WINDOW})(document.getElementById('{name}'))")
    other.close()


def test_a_folded_figure_opens_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}chapters/history.html", wait_until="load")
    figure = page.locator(FOLDED).first
    figure.locator("summary").first.click()
    picture = figure.locator(".picture img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "image => image.complete && image.naturalWidth > 300", arg=picture.element_handle()
    )
    context.close()


def test_a_folded_figure_shows_its_file_when_the_runtime_cannot_be_had(browser, address):
    page = browser.new_page()
    page.route("**/vega*.js", lambda route: route.abort())
    page.goto(f"{address}chapters/history.html", wait_until="load")
    page.locator(FOLDED).first.locator("summary").first.click()
    picture = page.locator(f"{FOLDED} .picture img").first
    picture.wait_for(state="visible")
    page.wait_for_function("image => image.naturalWidth > 300", arg=picture.element_handle())
    page.close()


def test_one_switch_shows_and_hides_the_code_of_a_page(folded):
    page, _figure = folded
    assert page.evaluate(CODE_SEEN) == 0
    page.locator(".code-switch").click()
    assert page.evaluate(CODE_SEEN) > 3
    page.locator(".code-switch").click()
    assert page.evaluate(CODE_SEEN) == 0
