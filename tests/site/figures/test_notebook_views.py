"""A figure outside the book: live in JupyterLab, a picture in plain notebook views and nbconvert."""

import base64
import re

import nbconvert
import nbformat
import pytest
import sample_book
from nbconvert.preprocessors import ExecutePreprocessor

CHAPTER = sample_book.SAMPLE / "chapters" / "front.ipynb"
LIVE = "application/vnd.vegalite.v5+json"


@pytest.fixture(scope="module")
def executed():
    notebook = nbformat.read(CHAPTER, as_version=4)
    ExecutePreprocessor(timeout=120).preprocess(notebook, {"metadata": {"path": str(CHAPTER.parent)}})
    return notebook


def test_jupyterlab_gets_the_live_chart_with_both_titles(executed):
    shown = [output.data for cell in executed.cells for output in cell.get("outputs", []) if "data" in output]
    chart = next(data[LIVE] for data in shown if LIVE in data)
    assert chart["$schema"].endswith("/v5.json")
    assert " ".join(chart["title"]["text"]).startswith("Two series move apart")
    assert "units" in " ".join(chart["title"]["subtitle"])


def test_plain_nbconvert_shows_a_picture_with_titles_and_source(executed):
    page, _ = nbconvert.HTMLExporter().from_notebook_node(executed)
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    drawn = base64.b64decode(picture[1]).decode()
    assert "Two series move apart" in drawn and "Source: World Bank" in drawn
