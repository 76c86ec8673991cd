"""A figure outside the book: live in JupyterLab, a picture in plain notebook views and nbconvert."""

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


@pytest.mark.parametrize("exporter", [nbconvert.HTMLExporter, nbconvert.SlidesExporter])
def test_plain_nbconvert_shows_a_picture_with_titles_source_and_alternative_text(executed, exporter):
    page, _ = exporter().from_notebook_node(executed)
    figures = sum(
        "image/svg+xml" in output.get("data", {})
        for cell in executed.cells
        for output in cell.get("outputs", [])
    )
    body = page[page.index("<body") :]
    described = [one for one in re.findall(r"<svg[^>]*>", body) if re.search('aria-label="[^"]{40,}', one)]
    assert len(described) == figures > 0 and "<img" not in body
    assert "Two series move apart" in page and "Source: World Bank" in page
