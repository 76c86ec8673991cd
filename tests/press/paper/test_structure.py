"""The PDF for those who hear it: every part is tagged, described and in order."""

import itertools

import pikepdf
import pytest
from pdf_reading import flat, kinds, structure

DOCUMENTS = [
    "hard-book.pdf",
    "hard-book-summary.pdf",
    "hard-book-summary-letter.pdf",
    "hard-book-slides.pdf",
    "offprints/hard-book-1-hard.pdf",
]


@pytest.fixture(params=DOCUMENTS)
def document(request, hard):
    with pikepdf.open(hard.out / request.param) as pdf:
        yield pdf


def test_every_figure_and_formula_is_described(document):
    shown = [element for element in flat(structure(document)) if element.kind in ("Figure", "Formula")]
    assert all(element.alt.strip() for element in shown)


def test_every_table_has_heads(document):
    tables = [element for element in flat(structure(document)) if element.kind == "Table"]
    assert all(any(part.kind == "TH" for part in flat(table.children)) for table in tables)


def test_headings_nest_without_a_gap(document):
    levels = [int(e.kind[1]) for e in flat(structure(document)) if e.kind in {f"H{n}" for n in range(1, 7)}]
    assert levels and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_no_words_stand_outside_a_paragraph_or_another_block(document):
    top = structure(document)[0]
    loose = [child.kind for child in top.children if child.kind in ("Span", "Em", "Strong", "Link")]
    assert loose == []


def test_every_page_has_tagged_content_and_a_tab_order(document):
    assert document.Root.MarkInfo.Marked is True or bool(document.Root.MarkInfo.Marked)
    assert all("/StructParents" in page.obj for page in document.pages)


def test_language_title_and_both_standards_are_declared(document):
    assert str(document.Root.Lang).startswith("en")
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"].strip()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_metadata_carry_commit_edition_and_data_date(document):
    keywords = str(document.docinfo["/Keywords"])
    assert "commit 0123456789abcdef" in keywords
    assert "edition 2026.11" in keywords and "2026-08-20" in keywords


def test_every_font_is_embedded_and_readable_as_text(document):
    for page in document.pages:
        for font in page.obj.get("/Resources", {}).get("/Font", {}).values():
            assert "/ToUnicode" in font
            below = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in below or "/FontFile3" in below


def test_brief_has_bookmarks_for_its_chapters(hard):
    with pikepdf.open(hard.brief) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert [title for title in titles if "Hard to set" in title]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_qpdf_finds_no_damage(hard, name):
    with pikepdf.open(hard.out / name, attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_long_table_repeats_its_head_for_eyes_only(hard):
    # Screen readers hear the head once; each page shows it.
    assert kinds(hard.brief)["TH"] == 2 + 4
