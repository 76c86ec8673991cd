"""The PDF says what the pages say, chapter by chapter, and every sheet of the brief is fit to print."""

import re

import pages
import pytest
from page_words import blocks
from pdf_reading import chapters, lines, nearly_empty, text, text_sizes, words

pytestmark = pytest.mark.book

LEAST_SHARE = 0.98
SMALLEST = 7.5


def found(block, stream):
    """Return how many letters of a block stand in a stream of letters: whole, or in two runs over a page."""
    letters = "".join(words(block))
    if letters in stream:
        return len(letters), len(letters)
    low, high = 0, len(letters)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if letters[:middle] in stream else (low, middle - 1)
    rest = letters[low:]
    return low + (len(rest) if rest in stream else 0), len(letters)


def plain(text):
    """Return a text without what only one medium has: claims' numbers in the line, pages in references."""
    return re.sub(r"\bC\d\d\b|\(p\.\s*\d+\)", "", text)


def share(html, pdf_text):
    """Return the share of a page's letters that the PDF's text holds in the page's order."""
    stream = "".join(words(plain(pdf_text)))
    counts = [found(plain(block), stream) for block in blocks(html)]
    return sum(have for have, _ in counts) / sum(want for _, want in counts)


def pairs(real):
    """Return (page, first, last) for each chapter of the book."""
    titles = chapters(real / "pdf" / "strategic-reset.pdf")
    for name in pages.chapters():
        page = real / "html" / f"{name}.html"
        heading = re.sub(
            "<[^>]+>", "", re.search(r"<h1>(.*?)<a class", page.read_text("utf-8"), re.DOTALL)[1]
        )
        named = re.sub(r"^(?:\d+|[A-Z])\. ", "", heading).strip()
        span = next((span for title, span in titles.items() if title.endswith(named)), None)
        yield page, *(span or titles["Summary"])


def test_every_chapter_of_the_pages_is_in_the_pdf(real):
    for page, first, last in pairs(real):
        pdf_text = text(real / "pdf" / "strategic-reset.pdf", first, last)
        same = share(page.read_text(encoding="utf-8"), pdf_text)
        assert same >= LEAST_SHARE, f"{page.stem}: {same:.1%}"


def test_no_sheet_of_the_brief_is_blank(real):
    for number, page in enumerate(text(real / "pdf" / "strategic-reset.pdf").split("\f")[:-1], 1):
        assert len(page.split()) > 12, f"page {number} is blank"


def test_no_chapter_of_the_brief_ends_with_a_few_lines_on_a_page(real):
    assert nearly_empty(real / "pdf" / "strategic-reset.pdf") == []


def test_no_type_of_the_brief_is_too_small(real):
    sizes = text_sizes(real / "pdf" / "strategic-reset.pdf", without="Math")
    assert min(sizes) >= SMALLEST, sizes


def test_nothing_of_the_brief_is_set_over_the_edge(real):
    placed, sizes = lines(real / "pdf" / "strategic-reset.pdf")
    over = [line for line in placed if line.x < 20 or line.bottom > sizes[line.page - 1][1] - 20]
    assert over == []


def test_the_brief_is_light_enough_to_send(real):
    assert (real / "pdf" / "strategic-reset.pdf").stat().st_size < 5_000_000
