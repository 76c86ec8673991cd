"""Each chapter run by the usual tools from another folder gives the numbers of the book."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import papermill
import pytest

from brief.parameters import offered
from press.again import outcome

pytestmark = pytest.mark.book
CHAPTERS = sorted((Path(__file__).resolve().parents[1] / "chapters").glob("*.ipynb"))


def _by_papermill(chapter, folder):
    papermill.execute_notebook(chapter, folder / chapter.name, cwd=folder, progress_bar=False)


def _by_nbconvert(chapter, folder):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "notebook", "--execute", str(chapter)]
    subprocess.run([*command, "--output-dir", str(folder)], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Return a folder with each chapter run once: by papermill where it has parameters, else by nbconvert."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with ThreadPoolExecutor(2) as two:
        runs = [
            two.submit(_by_papermill if chapter.stem in offered() else _by_nbconvert, chapter, folder)
            for chapter in CHAPTERS
        ]
    for run in runs:
        run.result()
    return folder


@pytest.mark.parametrize("name", [chapter.stem for chapter in CHAPTERS])
def test_every_bound_number_and_headline_is_the_books(executed, built, name):
    here = outcome.of(nbformat.read(executed / f"{name}.ipynb", 4))
    book = outcome.of(nbformat.read(built / "html" / "notebooks" / f"{name}-executed.ipynb", 4))
    assert here.facts == book.facts and here.facts
    assert not here.failed and not here.fallen
