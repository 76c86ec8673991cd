"""The page that computes figures again: the program alone, then in a browser with Python of its own."""

import subprocess
import sys
from pathlib import Path

import bookserver
import pytest
from axe_playwright_python.sync_playwright import Axe

from brief import subject
from brief.analysis.coefficient import index
from brief.in_browser import again, printed
from press.browser import making

ROOT = Path(__file__).resolve().parents[2]
NEAR = 1e-9
POLICY = f"{bookserver.POLICY}; script-src 'self' 'wasm-unsafe-eval'"


def test_the_program_gives_the_books_figures_from_the_tables_alone(monkeypatch):
    monkeypatch.chdir(ROOT)
    book = printed.printed()
    assert again.results() == pytest.approx(book, rel=NEAR, abs=NEAR) and len(book) > 20


def test_the_program_needs_the_standard_library_alone():
    code = subject.RECOMPUTED.program.read_text(encoding="utf-8")
    command = [sys.executable, "-I", "-S", "-c", f"{code}\nprint(len(results()))"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and int(done.stdout) == len(printed.printed()), done.stderr


@pytest.fixture(scope="module")
def page_folder(built, tmp_path_factory):
    """Return the page's folder, made beside the built book; skipped where Python for the browser is not."""
    if not (ROOT / making.PYODIDE).is_dir():
        pytest.skip(making.MISSING)
    root = tmp_path_factory.mktemp("root")
    (root / "_build").mkdir()
    (root / "_build" / "html").symlink_to(built / "html")
    (root / making.PYODIDE.parts[0]).symlink_to(ROOT / making.PYODIDE.parts[0])
    return making.make(root, subject.RECOMPUTED, making.Words("The brief", "en")).parent


@pytest.fixture(scope="module")
def page_address(page_folder):
    """Return where the page is served: compressed, and under its own strict policy."""
    with bookserver.serving(page_folder, POLICY) as url:
        yield url


@pytest.mark.browser
@pytest.mark.book
def test_a_reader_computes_every_figure_and_changes_one(read, page_address):
    reading = read(page_address)
    page, asked = reading.page, []
    page.on("request", lambda one: asked.append(one.url))
    assert page.evaluate(
        "() => performance.getEntriesByType('resource').every(one => !/pyodide/.test(one.name))"
    )
    page.click("#compute")
    page.wait_for_selector("body[data-done='1']", timeout=60_000)
    said = page.inner_text("#status")
    assert said.startswith("All ") and "figures are the book's" in said, said
    assert page.eval_on_selector_all(
        "#figures tbody tr", "all => all.every(one => one.cells[3].innerText === 'yes')"
    )
    assert any("pyodide.asm.wasm" in url for url in asked)
    program = page.input_value("#program")
    page.fill("#program", program.replace("START, END = 2015", "START, END = 2016"))
    page.click("#compute")
    page.wait_for_selector("body[data-done='2']", timeout=60_000)
    assert "differ from the book" in page.inner_text("#status")
    changed = page.eval_on_selector(
        "tr[data-name='coefficient, first year']", "row => +row.cells[2].innerText"
    )
    assert changed == pytest.approx(index.published().index[2016], rel=NEAR)
    page.fill("#program", "def results(): return 1 / 0")
    page.click("#compute")
    page.wait_for_selector("body[data-done='3']", timeout=60_000)
    assert "ZeroDivisionError" in page.inner_text("#status")
    assert reading.problems == [] and reading.foreign == [] and reading.blocked == []


@pytest.mark.browser
@pytest.mark.book
def test_the_page_is_for_everybody(read, page_address):
    found = Axe().run(read(page_address, bypass_csp=True).page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.book
def test_no_page_of_the_site_knows_of_it(site):
    for page in site.rglob("*.html"):
        assert "pyodide" not in page.read_text(encoding="utf-8").lower(), page


def test_where_it_is_not_there_the_command_says_how_to_bring_it(tmp_path):
    with pytest.raises(making.PublishError, match="npm ci"):
        making.check_python(tmp_path)
