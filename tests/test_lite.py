"""JupyterLite with the chapters as they ran: in a browser they read as the book does, and Python starts."""

import json
import zipfile
from contextlib import contextmanager
from pathlib import Path

import bookserver
import pytest

from press.browser import lite
from tools.browser import distribution

pytestmark = [pytest.mark.book, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[1]
READY = ".jp-NotebookPanel .jp-Notebook-ExecutionIndicator[data-status='idle']"
FIGURE = ".jp-RenderedVegaCommon5 .chart-wrapper"


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """The folder that is served; left out where JupyterLite or Python for the browser is not."""
    python = built / "pyodide"
    try:
        distribution.main(python)
        lite.check(python)
    except (distribution.DistributionError, lite.PublishError) as problem:
        pytest.skip(str(problem))
    root = tmp_path_factory.mktemp("lite")
    (root / "_build").mkdir()
    (root / "_build" / "html").symlink_to(built / "html")
    return lite.make(root, python).parents[1]


@contextmanager
def opened(folder, browser, path):
    """A page of JupyterLite; at its end no other host was asked."""
    with bookserver.serving(folder, "") as address:
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        asked = []
        page.on("request", lambda one: asked.append(one.url))
        page.goto(f"{address}lab/index.html?{path}")
        yield page
        page.close()
        assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_a_chapter_opens_with_its_results_and_asks_no_other_host(folder, browser):
    with opened(folder, browser, "path=history.ipynb") as page:
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


def test_a_notebook_has_python_that_reads_the_tables_and_asks_no_other_host(folder, browser):
    code = (
        "import csv\nrows = [*csv.DictReader(open('data/trade_korea.csv'))]\nprint('rows', len(rows), 6 * 7)"
    )
    with opened(folder, browser, "reset") as page:
        page.click(".jp-LauncherCard[data-category='Notebook']", timeout=60_000)
        page.wait_for_selector(READY, timeout=180_000)  # what is run before is dropped
        page.click(".jp-Notebook .cm-content")
        page.keyboard.insert_text(code)
        page.keyboard.press("Shift+Enter")
        page.wait_for_selector(".jp-OutputArea-output", timeout=180_000)
        said = page.inner_text(".jp-OutputArea-output")
    rows = (folder / "files" / "data" / "trade_korea.csv").read_text("utf-8").count("\n") - 1
    assert said.strip() == f"rows {rows} 42"


def test_a_distribution_lists_its_wheels_with_what_they_need_of_each_other(tmp_path):
    needs = "Requires-Dist: other_one>=2; sys_platform != 'win32'\nRequires-Dist: third; extra == 'more'\n"
    for name, lines in (("one", needs), ("Other.One", ""), ("third", "Requires-Dist: not-there\n")):
        with zipfile.ZipFile(tmp_path / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{lines}")
            wheel.writestr(f"{name.lower()}/__init__.py", "")
    made = distribution.described(sorted(tmp_path.glob("*.whl")))
    assert {name: one["depends"] for name, one in made.items()} == {
        "one": ["other-one"],
        "other-one": [],
        "third": [],
    }
    assert made["one"]["imports"] == ["one"] and len(made["one"]["sha256"]) == 64


def test_the_list_of_a_distribution_is_of_the_wheels_that_it_holds(folder):
    held = folder / "static" / "pyodide"
    listed = json.loads((held / distribution.LIST).read_text("utf-8"))["packages"].values()
    assert {one["file_name"] for one in listed} == {one.name for one in held.glob("*.whl")}
    assert {"micropip", "ipython", "comm", "jedi"} <= {one["name"] for one in listed}


@pytest.mark.parametrize("file", ["docs/again.md", "press/again/cluster.py", "press/browser/lite.py"])
def test_an_extra_is_brought_without_a_copy_of_the_book_taking_its_place(file):
    """A copy in the environment has no chapters, and is what tools from another folder would import."""
    text = (ROOT / file).read_text(encoding="utf-8")
    assert text.count("pip install -e '.[") == text.count("'.[") > 0


def test_what_is_not_there_is_told_with_the_way_out(tmp_path):
    with pytest.raises(lite.PublishError, match="make lite PYODIDE=DIR"):
        lite.check(None)
    with pytest.raises(lite.PublishError, match=r"is no Pyodide distribution: it has no pyodide.mjs"):
        lite.check(tmp_path)
