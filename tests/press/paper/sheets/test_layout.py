"""The PDF for those who look at it: no blank page, no heading alone, nothing too small or over the edge."""

import itertools
import re

import pikepdf
import pytest
from pdf_reading import flat, lines, structure, text, text_sizes

SMALLEST = 7.5
CLAIM = re.compile(r"C\d\d ")  # set small, in narrow columns
SHORT = 0.4  # of the line before: a last word alone
FEWEST_WORDS = 25  # of a page between two others; a cover or a figure has more
HEADINGS = {f"H{level}" for level in range(1, 7)}
FOLIO = 60.0  # points above the foot where the folio begins


@pytest.mark.parametrize("name", ["hard-book.pdf", "hard-book-summary.pdf", "offprints/hard-book-1-hard.pdf"])
def test_no_type_is_smaller_than_the_eye_reads(hard, name):
    """Formulas are set apart: what stands raised or lowered in them is smaller in any book."""
    assert min(text_sizes(hard.out / name, without="Math")) >= SMALLEST


def test_no_page_is_blank(hard):
    for number, page in enumerate(text(hard.brief).split("\f")[:-1], 1):
        assert len(page.split()) > 5, f"page {number} is blank"


def test_nothing_is_set_over_the_edge_of_the_paper(hard):
    found, sizes = lines(hard.brief)
    over = [line for line in found if line.x < 20 or line.bottom > sizes[line.page - 1][1] - 10]
    assert over == []


def test_no_heading_stands_at_the_foot_of_a_page(hard):
    found, sizes = lines(hard.brief)
    assert orphans(hard.brief, found, sizes) == []


def test_nor_in_the_brief(real):
    brief = real / "pdf" / "strategic-reset.pdf"
    assert orphans(brief, *lines(brief)) == []


def orphans(path, found, sizes):
    """Return the headings under which nothing else stands on their page; contents only list headings."""
    lists = {line.page for line in found if line.text in ("Contents", "Figures")}
    found = [line for line in found if line.page not in lists]
    with pikepdf.open(path) as pdf:
        titles = {" ".join(e.title.split()) for e in flat(structure(pdf)) if e.kind in HEADINGS if e.title}
    alone = []
    for line in found:
        if any(line.text.endswith(title) for title in titles):
            height = sizes[line.page - 1][1]
            under = [one for one in found if one.page == line.page and line.bottom < one.y < height - FOLIO]
            alone += [] if under else [(line.page, line.text)]
    return alone


def test_the_last_line_of_a_heading_is_about_as_long_as_the_others(real):
    brief = real / "pdf" / "strategic-reset.pdf"
    with pikepdf.open(brief) as pdf:
        titles = {" ".join(e.title.split()) for e in flat(structure(pdf)) if e.kind in HEADINGS if e.title}
    titles = {title for title in titles if not CLAIM.match(title)}
    found = lines(brief)[0]
    broken = [
        (first, last)
        for first, last in itertools.pairwise(found)
        if first.page == last.page and any(f"{first.text} {last.text}".endswith(title) for title in titles)
        if last.text not in titles and first.bottom - 4 < last.y < first.bottom + 4
    ]
    assert len(broken) >= 3
    alone = [
        (first.text, last.text)
        for first, last in broken
        if last.right - last.x < SHORT * (first.right - first.x)
    ]
    assert alone == []


def test_summary_fills_two_pages_at_most(hard):
    for name in ("hard-book-summary.pdf", "hard-book-summary-letter.pdf"):
        with pikepdf.open(hard.out / name) as pdf:
            assert len(pdf.pages) <= 2


def test_each_paper_has_its_own_size(hard):
    sizes = {}
    for name in ("hard-book-summary.pdf", "hard-book-summary-letter.pdf"):
        with pikepdf.open(hard.out / name) as pdf:
            sizes[name] = [round(float(value)) for value in pdf.pages[0].mediabox[2:]]
    assert sizes == {"hard-book-summary.pdf": [595, 842], "hard-book-summary-letter.pdf": [612, 792]}
