"""A figure with steps on paper and in EPUB: all its steps stand together, each with what it says."""

import re
import zipfile

import pages
from lxml import html
from pdf_reading import text


def steps(site):
    """Yield number and sentences of each figure with steps that stands open on its page."""
    for name in pages.chapters():
        for figure in html.parse(site / f"{name}.html").getroot().find_class("chart"):
            if "folded" not in figure.get("class").split() and figure.find_class("steps"):
                number = figure.find_class("figure-number")[0].text_content()
                said = [" ".join(line.text_content().split()) for line in figure.find_class("steps")[0]]
                yield " ".join(number.split()), said


def test_every_step_stands_on_the_sheet_of_its_figure(real):
    sheets = [" ".join(sheet.split()) for sheet in text(real / "pdf" / "strategic-reset.pdf").split("\f")]
    found = list(steps(real / "html"))
    assert len(found) == 3
    for number, said in found:
        caption = re.compile(re.escape(number) + r"(?![\d.]*\d)")
        words = [one.split(";")[0].split(",")[0] for one in said]
        held = [sheet for sheet in sheets if caption.search(sheet) and all(word in sheet for word in words)]
        assert len(held) == 1, (number, said)


def test_an_ebook_shows_every_step_too(real):
    with zipfile.ZipFile(real / "pdf" / "strategic-reset.epub") as book:
        every = " ".join(
            " ".join(html.fromstring(book.read(name)).text_content().split())
            for name in book.namelist()
            if name.endswith(".xhtml")
        )
    for number, said in steps(real / "html"):
        assert all(one.split()[-1] in every for one in said), number
