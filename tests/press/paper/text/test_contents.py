"""Whatever the chapters hold is in the PDF: counted from the document trees, read from the file."""

import pickle
import re

import pikepdf
import pytest
from docutils import nodes
from hard_book import Built, build, write_book
from pdf_reading import kinds, text, words
from sphinx import addnodes

from press.book.figure_node import chart_figure


@pytest.fixture(scope="module")
def trees(hard):
    """Return the chapters' trees as they were read from the sources."""
    files = sorted((hard.root / "_build" / ".doctrees" / "chapters").glob("*.doctree"))
    return [pickle.loads(file.read_bytes()) for file in files]


def count(trees, *kind):
    return sum(1 for tree in trees for _ in tree.findall(lambda node: isinstance(node, kind)))


def test_every_figure_picture_table_and_formula_is_set(hard, trees):
    set_on_paper = kinds(hard.brief)
    assert set_on_paper["Figure"] == count(trees, chart_figure, nodes.image)
    assert set_on_paper["Table"] == count(trees, nodes.table)
    assert set_on_paper["Formula"] == count(trees, nodes.math, nodes.math_block)


def test_every_footnote_is_set_once(hard, trees):
    assert kinds(hard.brief)["Note"] == count(trees, nodes.footnote)


def test_every_list_item_is_set(hard, trees):
    assert kinds(hard.brief)["LBody"] == count(trees, nodes.list_item)


def test_every_reference_leads_somewhere(hard, trees):
    inside = count(trees, addnodes.pending_xref)
    outside = sum(1 for tree in trees for one in tree.findall(nodes.reference) if one.get("refuri"))
    assert inside > 8
    assert kinds(hard.brief)["Link"] >= inside + outside


def test_every_row_of_the_long_table_is_there(hard):
    found = set(re.findall(r"Row (\d+)", text(hard.brief)))
    assert found == {str(number) for number in range(300)}


@pytest.mark.parametrize(
    "piece",
    [
        "under_scores, $5 and $6",
        "It cost $350 billion, then $550 million and $60 in all.",
        "= - + / [brackets], ~, 100 % and a\\b",
        "1. is not a list here",
        "조선민주주의인민공화국",
        '# not * markup" + x',
        "pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcanoconiosis",
        "a_very.long_name.of_some.function_or.other_which_never.ends_at_all(argument_one)",
    ],
)
def test_hard_words_are_set_without_loss(hard, piece):
    assert "".join(words(piece)) in "".join(words(text(hard.brief)))


def test_letters_of_other_scripts_are_there(hard):
    # A reader of PDF may turn right-to-left words around; their letters have to be there.
    letters = set(text(hard.brief))
    assert set("العربية") <= letters and set("עברית") <= letters


def test_footnote_numbers_begin_anew_in_each_chapter(hard):
    assert "another2" in text(hard.brief).replace("\n", " ")


def test_an_offprint_carries_the_sources_that_it_cites(hard):
    offprint = text(hard.out / "offprints" / "hard-book-1-hard.pdf")
    assert "Sources cited" in offprint and "Conflict Resolution" in offprint


def test_slides_show_a_figure_and_its_message(hard):
    slides = text(hard.out / "hard-book-slides.pdf")
    assert "The label stands in the middle of the drawing" in slides and "A label in the chart" in slides


def test_the_cover_gives_the_answer(hard):
    cover = text(hard.brief, last=1)
    assert "The press holds. It loses no character." in cover
    assert "It says where something is wrong." in cover
    assert "20 August 2026" in cover


def test_claims_stand_in_the_margin_once_a_chapter(hard):
    assert text(hard.brief).replace("\n", " ").count("C1 Supported.") == 1


def test_slides_in_html_carry_all_that_they_need(hard):
    page = (hard.out / "hard-book-slides.html").read_text(encoding="utf-8")
    assert "The label stands in the middle of the drawing" in page
    assert 'aria-label="A grey field with one label in its middle."' in page
    assert not re.search(r'(?:src|href)="https?:|@import|url\(https?:', page)


def links(path):
    """Return the addresses on the web that a PDF links to."""
    with pikepdf.open(path) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        return {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}


def test_each_figure_names_the_file_of_its_numbers(hard):
    said = " ".join(text(hard.brief).split())
    assert "Numbers: figures/sample.csv" in said and "figures.zip" in said
    assert not [address for address in links(hard.brief) if address.endswith((".csv", ".zip"))]


def test_numbers_are_linked_where_the_web_book_has_an_address(tmp_path):
    root = write_book(tmp_path / "book")
    assert not build(root, html_baseurl="https://example.org/brief/")
    found = links(Built(root).brief)
    assert {f"https://example.org/brief/figures/{name}.csv" for name in ("sample", "second")} <= found
    assert "https://example.org/brief/figures.zip" in found
