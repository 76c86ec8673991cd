"""Chapters in JupyterLab itself, opened from another folder: after a run they read as the book does.

Where no Chromium is the test is left out, and the end of the run tells why.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

from press.again import outcome

pytestmark = [pytest.mark.book, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = ("history", "findings")
SUMMARIES = ("summary", "summary-ko")  # they have containers that end with a table or a list
WHOLE = '{"windowingMode": "none"}'  # all cells are in the page, not only those that are seen
ROLE = re.compile(r"\{(?:glue:text|claim|numref|cite|doc|ref|div|rst-class)\}|^:::", re.MULTILINE)
RUN = "window.jupyterapp.commands.execute('notebook:run-all-cells')"
PANEL = "window.jupyterapp.shell.currentWidget"
MODEL = f"{PANEL}.content.model"
SHOWN = "document.querySelectorAll('.jp-MarkdownOutput [data-role=\"glue:text\"]')"
LIVE = ".jp-RenderedVegaCommon5 .chart-wrapper"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab of this environment, in a folder of nothing but copies of chapters."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for name in CHAPTERS + SUMMARIES:
        shutil.copyfile(ROOT / "chapters" / f"{name}.ipynb", folder / f"{name}.ipynb")
    own = folder / ".settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    own.parent.mkdir(parents=True)
    own.write_text(WHOLE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser"]
    command += [f"--port={port}", "--IdentityProvider.token=", "--ServerApp.port_retries=0"]
    shell = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"), "HOME": str(folder)}
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=shell, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/api/status", server, folder / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(address, server, log):
    for _ in range(600):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request, lab, browser):
    """A chapter's name, and the page with it after all of its cells have run."""
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(180_000)
    page.goto(f"{lab}/lab/workspaces/{request.param}/tree/{request.param}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput")
    page.wait_for_function(f"{PANEL}.sessionContext.session?.kernel?.status === 'idle'")
    assert page.evaluate(f"{SHOWN}.length"), "no number stands in the text before the run"
    page.evaluate(RUN)
    page.wait_for_function(f"[...{SHOWN}].every(one => !one.hasAttribute('data-unknown'))")
    yield request.param, page
    page.close()


def test_numbers_in_sentences_are_the_books(chapter, built):
    name, page = chapter
    shown = page.evaluate(f"[...{SHOWN}].map(one => [one.dataset.target, one.textContent])")
    book = outcome.of(nbformat.read(built / "html" / "notebooks" / f"{name}-executed.ipynb", 4)).facts
    assert dict(shown) == {fact: book[fact] for fact, _ in shown} and len(shown) > 10


def test_no_role_is_left_raw_and_claims_and_references_are_told(chapter):
    name, page = chapter
    text = "\n".join(page.locator(".jp-MarkdownOutput").all_inner_texts())
    assert not ROLE.findall(text)
    source = (ROOT / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8")
    for role, told in (("claim", r"C\d+"), ("numref", r"Figure \d+"), ("cite", r"\[\w[\w, ]*\]")):
        found = page.locator(f'.jp-MarkdownOutput [data-role="{role}"]').all_inner_texts()
        assert len(found) == source.count(f"{{{role}}}`")
        assert all(re.fullmatch(told, one) for one in found), found


@pytest.mark.parametrize("name", SUMMARIES)
def test_no_mark_of_a_container_is_left_after_a_list_or_a_table(name, lab, browser):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(180_000)
    page.goto(f"{lab}/lab/workspaces/{name}/tree/{name}.ipynb?reset")
    page.wait_for_selector('.jp-MarkdownOutput [data-role="glue:text"]')
    text = "\n".join(page.locator(".jp-MarkdownOutput").all_inner_texts())
    page.close()
    source = (ROOT / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8")
    assert source.count(":::{div}") > 2 and ":::" not in text


def test_figures_are_alive_and_say_what_they_show(chapter):
    """Each is drawn by Vega in the page, not a picture, and carries its words for those who cannot see it."""
    _, page = chapter
    of_cells = f"{MODEL}.toJSON().cells.flatMap(cell => cell.outputs ?? [])"
    figures = page.evaluate(f"{of_cells}.filter(one => one.metadata?.brief?.figure).length")
    drawn = f"[...document.querySelectorAll('{LIVE}')].filter(one => one.querySelector('svg, canvas'))"
    page.wait_for_function(f"{drawn}.length === {figures}")
    words = page.evaluate(f"{drawn}.map(one => one.ariaLabel)")
    told = page.evaluate(
        f"{of_cells}.filter(one => one.metadata?.brief?.figure).map(one => one.data['text/plain'])"
    )
    assert words == told and len(words) > 3 and min(map(len, words)) > 40


def test_the_notebook_itself_is_not_changed(chapter):
    """What is shown in place of a role is not written into the chapter: its source stays."""
    name, page = chapter
    cells = page.evaluate(f"{MODEL}.toJSON().cells.map(cell => [].concat(cell.source).join(''))")
    kept = nbformat.read(ROOT / "chapters" / f"{name}.ipynb", 4).cells
    assert cells == [cell.source for cell in kept]
