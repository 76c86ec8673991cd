"""Chapters of every length end well on both papers: a sheet that would hold a few lines only is spared."""

import shutil

import pytest
from hard_book import HERE, Built, build
from pdf_reading import chapters, nearly_empty, text

PARAGRAPH = "The press sets this line of words, and the next one, until the paragraph has four lines. " * 3
LENGTHS = range(40, 50)  # paragraphs: of some the last lines come to stand on a fifth page


@pytest.fixture(scope="module", params=["a4", "letter"])
def long(request, tmp_path_factory):
    """Return a book of chapters that are each one paragraph longer than the one before."""
    root = tmp_path_factory.mktemp(request.param) / "book"
    shutil.copytree(HERE / "book", root)
    names = [f"chapters/long{number}" for number in LENGTHS]
    for name, number in zip(names, LENGTHS, strict=True):
        (root / f"{name}.md").write_text(f"# Of {number}\n\n" + f"{PARAGRAPH}\n\n" * number, encoding="utf-8")
    first, *others = names
    files = "".join(f"  - file: {name}\n" for name in others)
    (root / "_toc.yml").write_text(f"format: jb-book\nroot: {first}\nchapters:\n{files}", encoding="utf-8")
    problem = build(root, brief_documents=["brief"], brief_appendices=[], paper_size=request.param)
    assert not problem, problem
    return Built(root).brief


def test_no_chapter_ends_with_a_few_lines_on_a_page(long):
    assert nearly_empty(long) == []


def test_chapters_fill_several_pages_and_lose_no_line(long):
    filled = [last - first + 1 for first, last in chapters(long).values()]
    assert min(filled) >= 3
    assert " ".join(text(long).split()).count("The press sets") == 3 * sum(LENGTHS)
