"""What a chapter holds stands in page, paper, EPUB, search and the notebook with results: nothing is lost."""

import re
import zipfile

import matrix_book
import pikepdf
import pypdfium2
import pytest
from matrix_book import CELLS, MEDIA, TEXTS, bare

WRITTEN = [(name, one) for name, (_, some) in TEXTS.items() for one in some]
GIVEN = [(name, one) for name, (_, some) in CELLS.items() for one in some]


def lost(matrix, chapter, one, media):
    """Return what of a construct each medium lacks, or shows and should not."""
    found = {medium: matrix.text(medium, chapter) for medium in media}
    wanted = [bare(words) for words in one.words]
    lacking = [
        f"{medium} lacks {words}"
        for medium, text in found.items()
        if medium not in one.silent
        for words in wanted
        if words not in text
    ]
    met = [
        f"{medium} has {one.never}"
        for medium, text in found.items()
        if one.never and medium != "notebook" and bare(one.never) in text
    ]
    unmarked = one.page and one.page not in matrix.markup("page", chapter)
    return lacking + met + ([f"the page lacks {one.page}"] if unmarked else [])


@pytest.mark.parametrize(("chapter", "one"), WRITTEN, ids=[one.name for _, one in WRITTEN])
def test_written(matrix, chapter, one):
    assert not lost(matrix, chapter, one, [medium for medium in MEDIA if medium != "notebook"])


@pytest.mark.parametrize(("chapter", "one"), GIVEN, ids=[one.name for _, one in GIVEN])
def test_given(matrix, chapter, one):
    assert not lost(matrix, chapter, one, MEDIA)


@pytest.mark.parametrize("chapter", ["pictures", "charts", "drawn"])
def test_every_picture_is_shown(matrix, chapter):
    _, some = {**TEXTS, **CELLS}[chapter]
    wanted = sum(one.pictures for one in some)
    assert {medium: matrix.pictures(medium, chapter) for medium in ("page", "pdf", "epub")} == dict.fromkeys(
        ("page", "pdf", "epub"), wanted
    )


def test_a_picture_alone_stands_at_its_own_width_on_paper(matrix):
    paper = next(matrix.papers.glob("offprints/*pictures.pdf"))
    with pypdfium2.PdfDocument(paper) as pdf:
        drawn = [
            item.get_bounds() for page in pdf for item in page.get_objects(max_depth=6) if item.type == 3
        ]
    first, *_ = drawn
    assert first[2] - first[0] > 150  # points; in a line of text it would be as wide as three letters


def test_the_contents_name_parts_and_links_out_of_the_book(matrix):
    page = (matrix.site / "chapters" / "inline.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(next(matrix.papers.glob("*.epub"))) as packed:
        epub = packed.read("EPUB/nav.xhtml").decode()
    for text in (page, epub):
        assert text.count("Freesia link") == text.count('href="https://example.org/freesia"') == 2
        assert re.findall(r"(\w+) part<", text) == ["Begonia", "Cattleya", "Dahlia"]
    paper = matrix.text("pdf", "")
    order = ["Begoniapart", "Cattleyapart", "Freesialink", "Dahliapart", "Claims"]
    assert sorted(order, key=paper.index) == [
        "Begoniapart",
        "Freesialink",
        "Cattleyapart",
        "Dahliapart",
        "Claims",
    ]


def test_an_address_with_parameters_is_escaped_once_in_every_medium(matrix):
    page = (matrix.site / "chapters" / "inline.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(next(matrix.papers.glob("*.epub"))) as packed:
        inline = next(name for name in packed.namelist() if name.endswith("inline.xhtml"))
        epub = packed.read(inline).decode()
    for text in (page, epub):
        assert text.count('href="https://example.org/list?year=2016&amp;month=7"') == 1
    with pikepdf.open(next(matrix.papers.glob("offprints/*inline.pdf"))) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        addresses = [str(link.A.URI) for link in links if "/URI" in link.get("/A", {})]
    assert "https://example.org/list?year=2016&month=7" in addresses


def test_files_of_the_epub_have_names_that_are_addresses(matrix):
    with zipfile.ZipFile(next(matrix.papers.glob("*.epub"))) as packed:
        assert not [name for name in packed.namelist() if re.search(r"[\s?#%&+]", name)]


def test_the_slides_show_a_plain_chart(matrix):
    deck = (matrix.papers / "strategic-reset-slides.html").read_text(encoding="utf-8")
    assert CELLS["charts"][1][0].words[0] in matrix_book.visible(deck)


@pytest.mark.browser
@pytest.mark.parametrize("chapter", [*TEXTS, *CELLS])
def test_alive_a_page_shows_the_same_and_asks_nobody(matrix, browser, chapter):
    asked = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((matrix.site / "chapters" / f"{chapter}.html").as_uri(), wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    shown = bare(page.inner_text("article")).casefold()
    page.close()
    lacking = [words for one in {**TEXTS, **CELLS}[chapter][1] for words in one.words]
    assert not [words for words in lacking if bare(words).casefold() not in shown]
    assert not [address for address in asked if not address.startswith(("file:", "data:", "blob:"))]
