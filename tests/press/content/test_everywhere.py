"""What an ordinary Jupyter Book holds stands in page, paper and EPUB: nothing is lost in silence."""

import base64
import re

import pytest
from ordinary_book import PNG, build, cell, shown, write

MEDIA = ("html", "pdf", "epub")
TEXT = [
    "$350 billion and $150 billion, are money",
    "First line ends here second line after a hard break",
    "bold and slanted word, a break here, a “quoted” word, words struck red and Ctrl and a link",
    "Words in a div",
    "A margin note", "With a title", "Another margin note",
    "Folded title", "Folded words",
    "First tab", "Words of tab one", "Second tab", "Words of tab two",
    "Card one", "Words of card one", "Footer one", "Plain grid item words", "Lone card", "Card words",
    "badge words", "Button words",
    "Own title", "Admonition words", "Note words", "See also words", "New words",
    "Operational control of forces", "A cost-sharing agreement", "The OPCON is asked",
    "Its meaning", "Second meaning", "open task", "done task",
    "Words Korea", "Quote words", "Somebody", "Quoted", "Code caption", "a = 1",
    "A legend", "Footnote words F", "Footnote words G", "the file", "Words of an included part",
    "Topic words", "Sidebar words", "A rubric", "Centred words", "Caption md", "Table title",
]  # fmt: skip
CELLS = [
    "Exports", "Imports", "Country", "not known", "3.25", "Kim", "25%", "red words and plain ones",
    "100% done", "bold", "one item", "the result", "Said in HTML",
]  # fmt: skip


@pytest.mark.parametrize("medium", MEDIA)
def test_all_words_are_there(ordinary, medium):
    page, cells = ordinary.text(medium, "page"), ordinary.text(medium, "cells")
    lost = [words for words in TEXT if words not in page] + [words for words in CELLS if words not in cells]
    assert not lost
    for wrong in ("<NA>", "NaN", "Styler object", "cut off", "\x1b", "hidden code", "HTML object", "10%\r"):
        assert wrong not in cells


@pytest.mark.parametrize("medium", ["html", "epub"])
def test_powers_formulas_and_tables_are_marked_as_such(ordinary, medium):
    page, cells = ordinary.markup(medium, "page"), ordinary.markup(medium, "cells")
    assert "10<sup>9</sup>" in page and "CO<sub>2</sub>" in page
    assert page.count("<math") == 5 and "<mtable" in page and "\\begin" not in page
    assert "<math" in cells
    assert 'alt="A pasted ramp"' in cells and "attachment:" not in cells
    assert "<details" in page and "<img" in page and "<img" in cells
    assert len(re.findall("<table", cells)) == 2
    assert re.search(r'<th[^>]*colspan="2"[^>]*>\s*<p>Trade', cells)
    assert (
        'href="picture.svg"' not in page and 'href="_images/' not in page and 'href="../_images/' not in page
    )


def test_a_power_is_copied_from_paper_as_a_power(ordinary):
    """Raised in size alone, 10 to the power of 9 would be copied as 109."""
    assert "Ten to 10⁹ won, CO2" in ordinary.text("pdf", "page")


def test_emphasised_lines_of_code_are_marked(ordinary):
    assert 'class="hll"' in ordinary.markup("html", "page")


def test_nothing_is_asked_of_another_site(ordinary):
    for file in (ordinary.draft / "html").rglob("*.html"):
        asked = re.findall(r'<(?:script|img|iframe|source)[^>]* src="(?:https?:)?//[^"]*', file.read_text())
        assert not asked, file
    assert "<script" not in ordinary.markup("html", "page") + ordinary.markup("html", "cells")


BROKEN = {
    "empty.png": (b"", "it holds no picture"),
    "half.png": (base64.b64decode(PNG)[:40], "it holds no picture"),
    "page.gif": (b"<html>not found</html>", "it holds no picture"),
    "other.jpg": (base64.b64decode(PNG), "its name ends in .jpg, and what it holds is PNG"),
    "open.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "it is no SVG: Opening and ending"),
    "korean.svg": (
        '<?xml version="1.0" encoding="EUC-KR"?><svg>한</svg>'.encode("euc-kr"),
        "it is not UTF-8",
    ),
    "other.svg": (b"<svg xmlns='http://example.org/'/>", "it is no SVG: it begins with <svg>, without"),
    "list.svg": (b"<ul/>", "it is no SVG: it begins with <ul>, without SVG's namespace"),
}


def test_a_picture_that_is_broken_is_told_by_its_place(tmp_path):
    """The paper stopped without its name, and pages would have shown a gap."""
    root = write(tmp_path / "book", "# A page\n\n" + "".join(f"![a sign]({name})\n\n" for name in BROKEN))
    for name, (content, _) in BROKEN.items():
        (root / "chapters" / name).write_bytes(content)
    said = build(root, "html").splitlines()
    for line, (told, (name, (_, why))) in enumerate(zip(said, BROKEN.items(), strict=True)):
        assert f"page.md, line {2 * line + 3}: the picture {name} cannot be read ({why}" in told


def test_what_cannot_be_shown_is_told_with_place_and_way_out(tmp_path):
    page = (
        "# A page\n\n![far](https://example.org/a.png)\n\n<iframe src='https://example.org'></iframe>\n\n"
        "![plan](plan.tiff)\n\n![](attachment:x.png)\n\n{nosuchrole}`x`\n\n"
        "Costs[^cost] rose.\n\n# Another title\n"
    )
    root = write(tmp_path / "book", page, [cell("plot()", shown(png=PNG, plain="<Figure>"))])
    said = build(root, "html")
    assert len(said.splitlines()) == 7
    assert "chapters/page.md, line 3: the picture https://example.org/a.png lies on another site" in said
    assert "chapters/page.md, line 5: <iframe> shows another site; give its address" in said
    assert (
        "x.png was pasted" in said
        and "chapters/page.md, line 11" in said
        and "plan.tiff is of a kind" in said
    )
    assert "chapters/page.md, line 13: the footnote mark [^cost] has no text; write [^cost]:" in said
    assert 'chapters/page.md, line 15: the chapter has a second heading of the first level, "An' in said
    (root / "chapters" / "page.md").write_text("# A page\n", encoding="utf-8")
    told = build(root, "html", "pdf")
    assert "chapters/cells.ipynb, cell 2" in told and "alternative text" in told and "mystnb" in told


def test_quotations_and_struck_words_that_are_not_closed_are_told(tmp_path):
    """Their marks would be missing, and the words would say something else."""
    page = "# Open\n\nOpen <q>never closed.\n\nClosed only</del> here.\n\n<q>one <del>two</q> three</del>\n"
    problem = build(write(tmp_path / "book", page, []), "html")
    assert "<q> is not closed; open and close it in one paragraph" in problem
    assert problem.count("</del> closes nothing here") == 2


def test_what_the_configuration_adds_to_pages_is_there(ordinary):
    pages = ordinary.draft / "html"
    text = (pages / "chapters" / "cells.html").read_text(encoding="utf-8")
    assert '<img class="logo" src="../_static/own.png"' in text
    assert '<link rel="icon" href="../_static/own.png">' in text
    assert "A <b>draft</b> for comment" in text and "Words of our own" in text
    assert "https://example.org/team/book/edit/main/chapters/cells.ipynb" in text
    assert "https://example.org/book/chapters/cells.html" in text
    assert "</span>Given</a>" in text and "What cells give" in text
    assert any(
        "Given" in page for name, page in ordinary.epub_pages.items() if name == "contents" or "nav" in name
    )
    assert (pages / ".nojekyll").exists() and (pages / "_static" / "own.png").exists()
