"""The notebooks with results read in Jupyter as the pages do: no mark of the tools is left in their text."""

import re

import nbformat
import pytest

pytestmark = pytest.mark.book
MARKS = re.compile(r"\{[a-z][a-z:-]*\}`|^\s*(?::{3,}|`{3,}\{).*|^\(\S+\)=", re.MULTILINE)


@pytest.fixture(scope="module")
def texts(site):
    """Return the text of each notebook with results, by its file."""
    return {
        path: "\n\n".join(
            cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown"
        )
        for path in sorted((site / "notebooks").glob("*-executed.ipynb"))
    }


def test_no_role_directive_or_target_is_left(texts):
    assert len(texts) > 8
    assert {path.name: found for path, text in texts.items() if (found := MARKS.findall(text))} == {}


def test_links_lead_to_notebooks_that_are_there(texts):
    led = [
        (path.parent / found.partition("#")[0], path.name)
        for path, text in texts.items()
        for found in re.findall(r"\]\(([^)\s]+)\)", text)
        if "//" not in found
    ]
    assert len(led) > 10 and [pair for pair in led if not pair[0].is_file()] == []


def test_ledger_and_references_are_listed(texts):
    by_name = {path.name: text for path, text in texts.items()}
    assert by_name["claims-executed.ipynb"].count("\n- **C") >= 60
    assert by_name["sources-executed.ipynb"].count("URL: http") > 30
    assert re.search(r"\[[A-Z][^\]]+, 20\d\d[a-z]?\]", by_name["history-executed.ipynb"]), "citations by name"
