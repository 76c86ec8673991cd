"""Appendices are lettered alike in pages, PDF and EPUB, and only the last chapters can be appendices."""

import re
import zipfile

import pytest
from hard_book import build, write_book
from pdf_reading import text


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """Return the hard book as PDF and EPUB: its last two chapters are appendices."""
    root = write_book(tmp_path_factory.mktemp("appendices") / "book")
    problem = build(root, forms=["pdf", "epub"])
    assert not problem, problem
    return root / "_build"


def test_paper_says_appendix_and_letters_its_figures(forms):
    words = " ".join(text(forms / "pdf" / "hard-book.pdf").split())
    assert "Appendix A Charted" in words and "Appendix B" in words
    assert "Figure A.1" in words and "Figure 2.1" not in words


def test_ebook_says_appendix_and_letters_its_figures(forms):
    with zipfile.ZipFile(forms / "epub" / "hard-book.epub") as archive:
        listed = archive.read("EPUB/nav.xhtml").decode()
        page = archive.read("EPUB/chapters/charted.xhtml").decode()
    assert "Appendix A Charted" in listed
    assert "Figure A.1" in page


@pytest.mark.parametrize("named", [["chapters/hard"], ["chapters/closing", "chapters/charted"], ["nowhere"]])
def test_only_the_last_chapters_can_be_appendices(tmp_path, named):
    said = build(write_book(tmp_path / "book"), brief_appendices=named)
    assert named[0] in said and "the last numbered chapters" in said
    assert "Traceback" not in said


@pytest.mark.book
def test_ledger_and_data_catalogue_are_appendices_of_the_brief(real):
    page = (real / "html" / "chapters" / "claims.html").read_text(encoding="utf-8")
    listed = re.findall(r'<span class="n">(\w?)</span>\w', page)
    assert listed[-2:] == ["A", "B"] and "1" in listed
    assert re.search(r"<h1>(?:<[^>]+>)*A\. ", page)
    assert not re.search(r"<title>A\. ", page)
    words = " ".join(text(real / "pdf" / "strategic-reset.pdf").split())
    for figure in re.findall(r"Figure [A-Z]\.\d+", page):
        assert figure in words
    assert "Appendix A" in words and "Appendix B" in words
    assert not re.search(r"Figure 7\.\d", page + words)
