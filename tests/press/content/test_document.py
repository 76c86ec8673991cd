"""The document for comments (DOCX) holds what ordinary books hold, counted against the trees."""

import os
import pickle
import re
import zipfile

import ordinary_book
import pytest
from constructs import CELLS, PAGE
from docutils import nodes
from lxml import etree
from test_everywhere import CELLS as CELL_WORDS
from test_everywhere import TEXT

from press.word import pandoc

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class Document:
    """A document, opened: its parts as XML, and the trees that it was made from."""

    def __init__(self, root):
        self.file = next((root / "_build" / "draft" / "docx").glob("*.docx"))
        with zipfile.ZipFile(self.file) as packed:
            self.body = etree.fromstring(packed.read("word/document.xml"))
            self.notes = etree.fromstring(packed.read("word/footnotes.xml"))
        trees = sorted((root / "_build" / ".doctrees").rglob("*.doctree"))
        self.trees = [pickle.loads(tree.read_bytes()) for tree in trees]

    def words(self):
        """Return all words, of text and notes."""
        parts = (part.iter(f"{W}p") for part in (self.body, self.notes))
        return ordinary_book.words(" ".join(" ".join(text.itertext()) for part in parts for text in part))

    def count(self, *kinds):
        """Return how many nodes of some kinds the trees hold."""
        return sum(isinstance(node, kinds) for tree in self.trees for node in tree.findall())


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    if not pandoc.found():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(pandoc.MISSING)
    root = ordinary_book.write(tmp_path_factory.mktemp("word") / "book", PAGE, CELLS)
    problem = ordinary_book.build(root, "docx")
    assert not problem, problem
    return Document(root)


def test_no_words_are_lost(document):
    said = re.sub(r"\s", "", document.words())
    lost = [words for words in (*TEXT, *CELL_WORDS) if re.sub(r"\s", "", words) not in said]
    assert lost == []


def test_headings_are_headings(document):
    styles = [style.get(f"{W}val") for style in document.body.iter(f"{W}pStyle")]
    sections = [
        title
        for tree in document.trees
        for title in tree.findall(nodes.title)
        if isinstance(title.parent, nodes.section)
    ]
    assert sum(style.startswith("Heading") for style in styles) == len(sections) > 1


def test_tables_and_notes_are_as_many_as_in_the_text(document):
    tables = document.count(nodes.table)
    assert sum(1 for _ in document.body.iter(f"{W}tbl")) >= tables > 2
    signs = document.count(nodes.footnote_reference)
    assert sum(1 for _ in document.body.iter(f"{W}footnoteReference")) == signs > 1


def test_every_picture_is_described(document):
    pictures = list(document.body.iter(PICTURE))
    assert len(pictures) >= document.count(nodes.image) > 3
    described = {image.get("alt") for tree in document.trees for image in tree.findall(nodes.image)}
    assert {picture.get("descr") for picture in pictures if picture.get("descr")} >= described - {None, ""}


def test_struck_words_are_struck(document):
    struck = {"".join(mark.getparent().getparent().itertext()) for mark in document.body.iter(f"{W}strike")}
    assert " ".join(struck) == "words struck"


def test_formulas_are_formulas(document):
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
    assert sum(1 for _ in document.body.iter(math)) >= 5


def test_every_link_inside_finds_its_place(document):
    places = {mark.get(f"{W}name") for mark in document.body.iter(f"{W}bookmarkStart")}
    asked = {link.get(f"{W}anchor") for link in document.body.iter(f"{W}hyperlink")} - {None}
    assert asked and asked <= places
