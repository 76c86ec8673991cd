"""JavaScript off: what a reader still has."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]


@pytest.mark.parametrize("width", [1440, 360])
def test_every_chart_is_drawn_and_every_table_can_be_read(read, address, page_name, width):
    page = read(f"{address}{page_name}.html", width=width, java_script_enabled=False).page
    for figure in page.query_selector_all("figure.chart"):
        if fold := figure.query_selector(".fold > summary"):
            fold.click()
        shown = [
            box
            for drawing in figure.query_selector_all("svg.drawing:not(:empty), .picture img")
            if (box := drawing.bounding_box())
        ]
        assert len(shown) == 1 and shown[0]["width"] > 200 and shown[0]["height"] > 100
        figure.query_selector("details.numbers > summary").click()
        cell = figure.query_selector("details.numbers tbody th")
        assert cell.is_visible() and cell.inner_text().strip()


def test_every_link_within_the_book_leads_somewhere(read, address, site, page_name):
    page = read(f"{address}{page_name}.html", java_script_enabled=False).page
    links = set(page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))"))
    targets = page.evaluate("() => [...document.querySelectorAll('[id]')].map(one => one.id)")
    for link in links:
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        if path:
            file = (site / f"{page_name}.html").parent / path.partition("?")[0]  # what is asked of a page
            assert file.resolve().is_file(), f"{page_name}: {link} leads nowhere"
            assert not anchor or f'id="{anchor}"' in file.read_text(encoding="utf-8"), (
                f"{page_name}: {link} has no end"
            )
        else:
            assert not anchor or anchor in targets, f"{page_name}: nothing is called {link}"


def test_the_contents_open_on_a_phone(read, address, page_name):
    page = read(f"{address}{page_name}.html", width=360, java_script_enabled=False).page
    page.query_selector(".contents summary").click()
    assert all(link.is_visible() for link in page.query_selector_all(".contents li > a"))


def test_without_its_style_sheets_a_page_begins_with_its_title(browser, address):
    """A host that sends no style sheet must not leave a screen filled by a sign that has no size."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"{address}index.html", wait_until="load")
    large = page.eval_on_selector_all(
        "svg.mark, svg.icon, svg.shape",
        "all => all.map(one => one.getBoundingClientRect().width).filter(width => width > 40)",
    )
    title = page.locator("h1").bounding_box()
    context.close()
    assert large == [] and title["y"] < 900, title
