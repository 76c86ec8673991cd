"""JupyterLite with the chapters as they ran: in a browser they read as the book does."""

import bookserver
import pytest

from press.browser import lite, making

pytestmark = [pytest.mark.book, pytest.mark.browser]
FIGURE = ".jp-RenderedVegaCommon5 .chart-wrapper"


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """The folder that is served; left out where JupyterLite or Python for the browser is not."""
    python = built.parent / making.PYODIDE
    try:
        lite.check(python)
    except lite.PublishError as problem:
        pytest.skip(str(problem))
    root = tmp_path_factory.mktemp("lite")
    (root / "_build").mkdir()
    (root / "_build" / "html").symlink_to(built / "html")
    return lite.make(root, python).parents[1]


def test_a_chapter_opens_with_its_results_and_asks_no_other_host(folder, browser):
    with bookserver.serving(folder, "") as address:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        asked = []
        page.on("request", lambda one: asked.append(one.url))
        page.goto(f"{address}lab/index.html?path=history.ipynb")
        page.wait_for_selector(".jp-MarkdownOutput h1", timeout=60_000)
        text = page.inner_text(".jp-Notebook")
        assert "{glue:text}" not in text and "open differences that this record holds" in text
        for _ in range(40):  # cells are drawn as they come into view
            page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollBy(0, 700)")
            page.wait_for_timeout(400)
            if page.query_selector(FIGURE):
                break
        page.wait_for_selector(f"{FIGURE}[aria-label*='. ']", timeout=20_000, state="attached")
        assert len(page.get_attribute(FIGURE, "aria-label")) > 40
        foreign = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
        page.close()
    assert foreign == []


def test_what_is_not_there_is_told_with_the_way_out(tmp_path):
    with pytest.raises(lite.PublishError, match="make lite PYODIDE=DIR"):
        lite.check(None)
    with pytest.raises(lite.PublishError, match=r"is no Pyodide distribution: it has no pyodide.mjs"):
        lite.check(tmp_path)
