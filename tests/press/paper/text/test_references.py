"""A reference to a figure reads as one: its word and its number stand on the same line."""

import re

import pytest
from hard_book import Built, build, write_book
from pdf_reading import lines

TURNS = 90  # as many paragraphs, each a letter longer before the reference: some line would end within it
WORDS = "more of it " * TURNS


@pytest.fixture(scope="module")
def referring(tmp_path_factory):
    """Return the lines of a brief whose references stand at every place of a line."""
    root = write_book(tmp_path_factory.mktemp("referring") / "book")
    paragraphs = (
        f"{WORDS[:turn].strip()} and words that stand before it ({{numref}}`fig-sample`)."
        for turn in range(TURNS)
    )
    page = root / "chapters" / "closing.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text + "\n\n## References in lines\n\n" + "\n\n".join(paragraphs) + "\n", encoding="utf-8"
    )
    problem = build(root, brief_documents=["brief"])
    assert not problem, problem
    told = [line.text for line in lines(Built(root).brief)[0]]
    return told[told.index("B.2 References in lines") :]


def test_no_line_ends_between_a_figures_word_and_its_number(referring):
    assert len([line for line in referring if re.search(r"\(Figure A\.1", line)]) >= TURNS
    assert [line for line in referring if line.startswith("(Figure A.1")], (
        "no reference comes to a line's end"
    )
    assert [line for line in referring if re.search(r"\bFigure$", line)] == []


def test_a_reference_keeps_its_brackets(referring):
    assert [line for line in referring if line.endswith("(") or line.startswith(")")] == []
