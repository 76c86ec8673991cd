"""The cover: however much the answer says, its words stand clear of the drawing."""

import shutil

import pypdfium2
import pytest
from hard_book import HERE, Built, build

WORD, DRAWN = 1, 2  # kinds of objects in PDFium
SENTENCES = "One more sentence tells the reader what was found and how sure it is. "


@pytest.fixture(params=[2, 9, 20], ids=lambda count: f"{count} sentences a paragraph")
def cover(request, tmp_path):
    """Return the first sheet of a book whose answer has three paragraphs of so many sentences."""
    root = tmp_path / "book"
    shutil.copytree(HERE / "book", root)
    answer = "\n\n".join([SENTENCES * (request.param // 2)] * 3)
    opening = f"# A Hard Book\n\n:::{{div}} answer\n{answer}\n:::\n"
    (root / "chapters" / "opening.md").write_text(opening, encoding="utf-8")
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/opening\n", encoding="utf-8")
    problem = build(root, brief_documents=["brief"], brief_appendices=[])
    assert not problem, problem
    return pypdfium2.PdfDocument(Built(root).brief)[0]


def covered(page):
    """Return the words of a sheet, as boxes from the foot up, that the strands of the mark run over."""
    width = page.get_width()
    boxes = [(one.type, one.get_bounds()) for one in page.get_objects(max_depth=6)]
    strands = [box for kind, box in boxes if kind == DRAWN and box[0] < 0 and box[2] > width]
    assert strands or min(box[1] for kind, box in boxes if kind == WORD) > 0
    return [
        box
        for kind, box in boxes
        if kind == WORD and any(box[1] < strand[3] and strand[1] < box[3] for strand in strands)
    ]


def test_no_word_of_the_cover_lies_under_the_strands(cover):
    assert covered(cover) == []


def test_nor_in_the_brief(real):
    assert covered(pypdfium2.PdfDocument(real / "pdf" / "strategic-reset.pdf")[0]) == []
