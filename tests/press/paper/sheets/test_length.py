"""The brief is short: few sheets, full ones, each figure beside its words; the rest is in a chapter's PDF."""

import re
import shutil

import pages
import pypdfium2
import pytest
from hard_book import HERE, Built, build
from lxml import html
from pdf_reading import chapters, text

MOST_SHEETS = 60
FULL = 0.6  # share of a sheet's height over which its words and drawings reach
HEAD, FOOT = 60, 58  # points: what stands over and under the words


@pytest.fixture(scope="module")
def brief(real):
    return real / "pdf" / "strategic-reset.pdf"


def reach(page):
    """Return how far down a sheet is filled, as a share of the room between head and foot."""
    boxes = (one.get_bounds() for one in page.get_objects(max_depth=6))
    bottom = min(box[1] for box in boxes if box[1] > FOOT)
    return (page.get_height() - HEAD - bottom) / (page.get_height() - HEAD - FOOT)


def test_the_brief_has_few_sheets(brief):
    assert len(pypdfium2.PdfDocument(brief)) <= MOST_SHEETS


def test_only_the_end_of_a_chapter_is_not_full(brief):
    ends = {last for _, last in chapters(brief).values()}
    sheets = list(pypdfium2.PdfDocument(brief))
    inner = [(number, page) for number, page in enumerate(sheets, 1) if number > 1 and number not in ends]
    assert [(number, reach(page)) for number, page in inner if reach(page) < FULL] == []


def drawn(site):
    """Yield number and headline of each figure that stands open on its page."""
    for name in ["index", *pages.chapters()]:
        for figure in html.parse(site / f"{name}.html").getroot().find_class("chart"):
            if "folded" not in figure.get("class").split():
                number = " ".join(figure.find_class("figure-number")[0].text_content().split())
                headline = " ".join(figure.find_class("headline")[0].text_content().split())
                yield number, headline[:40]


def test_no_figure_stands_further_than_a_sheet_from_its_first_mention(real, brief):
    sheets = [" ".join(sheet.split()) for sheet in text(brief).split("\f")]
    apart = {}
    for number, caption in drawn(real / "html"):
        named = re.compile(re.escape(number) + r"(?![\d.]*\d)")
        told = [at for at, sheet in enumerate(sheets) if len(named.findall(sheet)) > (caption in sheet)]
        stands = next(at for at, sheet in enumerate(sheets) if caption in sheet)
        if told:
            apart[number] = stands - told[0]
    assert len(apart) > 20
    assert {number: sheets for number, sheets in apart.items() if abs(sheets) > 1} == {}


CHAPTER = """# Own sheets

The chapter argues here.

## A list in full

This sentence introduces the list.

Only who looks things up reads the seventh sentence.
"""


@pytest.fixture(scope="module")
def parted(tmp_path_factory):
    """Return a book in which one section is left to its chapter's own PDF."""
    root = tmp_path_factory.mktemp("parted") / "book"
    shutil.copytree(HERE / "book", root)
    chapter = CHAPTER.replace("## A list", "```{rst-class} own-sheets\n```\n\n## A list")
    (root / "chapters" / "opening.md").write_text("# Opening\n\nIt opens.\n", encoding="utf-8")
    (root / "chapters" / "second.md").write_text(chapter, encoding="utf-8")
    toc = "format: jb-book\nroot: chapters/opening\nchapters:\n  - file: chapters/second\n"
    (root / "_toc.yml").write_text(toc, encoding="utf-8")
    problem = build(root, brief_documents=["brief", "offprints"], brief_appendices=[])
    assert not problem, problem
    return Built(root)


def test_what_stands_for_completeness_lies_in_the_chapters_own_pdf(parted):
    shown = " ".join(text(parted.brief).split())
    assert "A list in full" in shown and "This sentence introduces the list." in shown
    assert "seventh sentence" not in shown
    assert "In full in the web book and in this chapter’s own PDF." in shown
    offprint = " ".join(text(next((parted.out / "offprints").glob("*.pdf"))).split())
    assert "seventh sentence" in offprint and "In full in the web book" not in offprint
