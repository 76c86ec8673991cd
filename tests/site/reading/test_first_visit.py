"""A first visit on a slow network ends in the book's own faces, and what comes late moves little."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
SHIFTS = """new PerformanceObserver(list => {
  window.shifted = (window.shifted || 0) + list.getEntries().reduce((sum, one) => sum + one.value, 0);
}).observe({ type: 'layout-shift', buffered: true });"""
PATIENCE_MS = 120_000  # on a machine with other work
PAGES = ["index.html", "chapters/findings.html", "chapters/history.html", "chapters/summary-ko.html"]


@pytest.mark.parametrize("name", PAGES)
def test_headings_and_text_are_in_the_books_own_faces(browser, address, name):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    tools = context.new_cdp_session(page)
    for domain in ("Network", "DOM", "CSS"):
        tools.send(f"{domain}.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{address}{name}", wait_until="networkidle", timeout=PATIENCE_MS)
    document = tools.send("DOM.getDocument")["root"]["nodeId"]
    seen = set()
    for selector in ("h1", "article p", "article section p:last-of-type"):
        node = tools.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        seen |= {(font["familyName"], font["isCustomFont"]) for font in fonts}
    assert seen and all(own for _, own in seen), seen
    assert page.evaluate("() => window.shifted || 0") < 0.25  # what web vitals call poor
    context.close()
