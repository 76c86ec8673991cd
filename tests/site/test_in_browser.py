"""The page that computes figures again: the program alone, then in a browser with Python of its own."""

import datetime
import itertools
import math
import shutil
import subprocess
import sys
from pathlib import Path

import bookserver
import numpy as np
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from brief import subject
from brief.analysis.coefficient import index
from brief.in_browser import again, band, printed
from press.browser import making

ROOT = Path(__file__).resolve().parents[2]
NEAR = 1e-9
POLICY = f"{bookserver.POLICY}; script-src 'self' 'wasm-unsafe-eval'"


def test_the_program_gives_the_books_figures_from_the_tables_alone(monkeypatch):
    monkeypatch.chdir(ROOT)
    book, edges = printed.figures(), printed.edges()
    assert again.results() == pytest.approx(book, rel=NEAR, abs=NEAR) and len(book) > 20
    assert band.results() == pytest.approx(edges, rel=NEAR, abs=NEAR) and len(edges) == 10


@pytest.mark.parametrize(
    ("start", "end"), [(2015, 2023), (2024, 2025), (2023, 2025), (1991, 2025), (2022, 2024), (2016, 2024)]
)
def test_other_years_give_what_the_books_own_analysis_gives(monkeypatch, start, end):
    """A draw that leaves the thin year out knows nothing of it, and no start may lie behind the end."""
    monkeypatch.chdir(ROOT)
    for module in (again, band):
        monkeypatch.setattr(module, "START", start)
        monkeypatch.setattr(module, "END", end)
    assert again.coefficient(again.indicators())["change of the coefficient between them"] == pytest.approx(
        index.published().change(start, end), rel=NEAR, abs=NEAR
    )
    assert band.results() == pytest.approx(printed.edges(), rel=NEAR, abs=NEAR)


@pytest.mark.parametrize(("start", "end"), [(2025, 2015), (2015, 2015), (1985, 2025), (2015, 2026)])
def test_years_that_cannot_be_compared_are_told(monkeypatch, start, end):
    monkeypatch.setattr(again, "START", start)
    monkeypatch.setattr(again, "END", end)
    for program in (again, band):
        with pytest.raises(
            ValueError, match=rf"START is {start} and END is {end}; both are years of 1991 to 2025"
        ):
            program.results()


@pytest.mark.parametrize("day", ["2025-11-06", "2026-03-31", "2025-08-31", "2024-02-29", "2025-01-01"])
def test_another_day_of_the_article_is_counted_as_the_book_counts(monkeypatch, day):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(again, "ARTICLE_DAY", datetime.date.fromisoformat(day))
    held = [pd.Timestamp(day) + pd.DateOffset(months=months) for months in (-18, -12, -6, 0, 6)]
    assert [
        pd.Timestamp(again.months_from(again.ARTICLE_DAY, months)) for months in (-18, -12, -6, 0, 6)
    ] == held
    assert len(again.launch_days()) == len(printed.SPANS)


@pytest.mark.parametrize("name", ["un_distance", "visits", "troops"])
def test_an_indicator_may_be_taken_out(monkeypatch, name):
    monkeypatch.chdir(ROOT)
    kept = {
        pillar: {one: way for one, way in ways.items() if one != name}
        for pillar, ways in again.PILLARS.items()
    }
    names = [one for ways in kept.values() for one in ways]
    monkeypatch.setattr(band, "WAYS", {one: way for ways in kept.values() for one, way in ways.items()})
    monkeypatch.setattr(band, "NAMES", tuple(names))
    monkeypatch.setattr(band, "MEMBERS", [[names.index(one) for one in ways] for ways in kept.values()])
    monkeypatch.setattr(band, "DRAWS", 200)
    assert all(map(math.isfinite, band.results().values()))


def test_the_random_numbers_are_numpys():
    drawn = np.random.default_rng(band.SEED).random(1000).tolist()
    assert list(itertools.islice(band.uniform(band.SEED), 1000)) == drawn


def test_the_programs_need_the_standard_library_alone(tmp_path):
    """They run where nothing else is, as the page writes them: modules in packages that are empty."""
    names = [one.module for one in subject.RECOMPUTED.programs]
    for name in names:
        file = tmp_path.joinpath(*name.split(".")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT.joinpath(*name.split(".")).with_suffix(".py"), file)
    (tmp_path / "data").symlink_to(ROOT / "data")
    code = (
        f"import sys; sys.path.insert(0, '.'); import {names[0]} as one, {names[1]} as two; two.DRAWS = 10\n"
    )
    command = [sys.executable, "-I", "-S", "-c", f"{code}print(len(one.results()), len(two.results()))"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.split() == [str(len(printed.figures())), "10"], done.stderr


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
    said = _computed(page, "Headline figures", 1)
    assert said.startswith("All ") and "figures are the book's" in said, said
    assert page.eval_on_selector_all(
        ".program:first-of-type tbody tr", "all => all.every(one => one.cells[3].innerText === 'yes')"
    )
    assert any("pyodide.asm.wasm" in url for url in asked)
    said = _computed(page, "Band of the coefficient", 2)
    assert said.startswith("All 10 figures are the book's"), said
    program = page.input_value("#program-1")
    page.fill("#program-1", program.replace("START, END = 2015", "START, END = 2016"))
    assert "differ from the book" in _computed(page, "Headline figures", 3)
    changed = page.eval_on_selector(
        "tr[data-name='coefficient, first year']", "row => +row.cells[2].innerText"
    )
    assert changed == pytest.approx(index.published().index[2016], rel=NEAR)
    page.fill("#program-1", "def results(): return 1 / 0")
    assert "ZeroDivisionError" in _computed(page, "Headline figures", 4)
    assert reading.problems == [] and reading.foreign == [] and reading.blocked == []


def _computed(page, title, times):
    """Press the button of a program, wait until the page has computed so many times; return what it says."""
    part = page.get_by_role("region", name=title, exact=True)
    part.get_by_role("button").click()
    page.wait_for_selector(f"body[data-done='{times}']", timeout=120_000)
    return part.get_by_role("status").inner_text()


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
