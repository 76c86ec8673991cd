"""The summary on two pages: a table that is too wide for a column leaves no hole in it."""

import shutil

import pytest
from hard_book import HERE, Built, build
from pdf_reading import lines

PARAGRAPH = "A line of the summary says what was found, and the next one says how. " * 7
ROW = "| A section of the article | twelve of them hold | four of them fail | nobody can tell of nine |"
TABLE = "\n".join(
    ["| Section | What holds | What fails | What nobody knows |", "|:--|:--|:--|:--|", *[ROW] * 10]
)
BEFORE = 13  # paragraphs: with the table in its place the first column of the second page would end early
FOOT = 57.0  # points: the margin at the foot


@pytest.fixture(scope="module")
def summaries(tmp_path_factory):
    """Return the summary of a book on both papers, with its heading and a wide table low in a column."""
    root = tmp_path_factory.mktemp("summary") / "book"
    shutil.copytree(HERE / "book", root)
    text = f"{PARAGRAPH}\n\n" * BEFORE
    opening = f"# Summary\n\n{text}## The score\n\n{TABLE}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n"
    (root / "chapters" / "opening.md").write_text(opening, encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/opening\n", encoding="utf-8")
    problem = build(root, brief_documents=["summary"], brief_appendices=[])
    assert not problem, problem
    return sorted(Built(root).out.glob("*-summary*.pdf"))


def test_a_wide_table_leaves_no_hole_in_a_column(summaries):
    assert len(summaries) == 2
    for pdf in summaries:
        placed, sizes = lines(pdf)
        width, height = sizes[0]
        first_columns = [line for line in placed if line.x < width / 2 and line.y < height - FOOT]
        for page in (1, 2):
            lowest = max(line.bottom for line in first_columns if line.page == page)
            assert lowest > height - FOOT - 40, f"{pdf.name}, page {page}"


def test_the_table_has_a_title_where_it_stands(summaries):
    for pdf in summaries:
        placed, _ = lines(pdf)
        head = next(line for line in placed if line.text.startswith("Section"))
        above = [line for line in placed if line.page == head.page and 0 < head.y - line.y < 25]
        assert "The score" in [line.text for line in above]
