"""The counts of the claims are the same on the page, in the PDF, in the EPUB and in the ledger's files."""

import csv
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from brief import tables
from press.claims import ledger, vocabulary
from press.prose import number

pytestmark = pytest.mark.book

ROOT = Path(__file__).resolve().parents[2]
TOLD = re.compile(
    r"make (\w+) points\. Of these the record contradicts (\w+) and supports (\w+) in full\. "
    r"Another (\w+) hold in part, and (\w+) cannot be verified"
)
VERDICTS = ("contradicted", "supported", "partly supported", "not verifiable")


@pytest.fixture(scope="module")
def counts():
    found = ledger.verdict_counts(tables.load("claims"))
    return [number(found.sum()), *(number(found[verdict]) for verdict in VERDICTS)]


def told(text):
    """Return the counts that the chapter on the claims tells first, wherever a text breaks its lines."""
    sentence = TOLD.search(re.sub(r"[\s\ufffe\u2060]+", " ", text))
    assert sentence, "the sentence with the counts is not there"
    return list(sentence.groups())


@pytest.fixture(scope="module")
def epub(built):
    """The text of the EPUB of the built book."""
    with zipfile.ZipFile(built / "pdf" / "strategic-reset.epub") as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    return " ".join(html.fromstring(page).text_content() for page in pages)


def test_the_page_tells_the_counts(built, counts):
    page = html.parse(built / "html" / "chapters" / "claims.html").getroot()
    for mark in page.find_class("was"):  # tells what a number was in the edition before
        mark.drop_tree()
    assert told(page.text_content()) == counts


def test_the_front_page_tells_the_counts(built, counts):
    page = html.parse(built / "html" / "index.html").getroot()
    text = " ".join(page.text_content().split())
    assert set(re.findall(r"(\w+) points, checked|claims make (\w+) points", text)) == {
        (counts[0], ""),
        ("", counts[0]),
    }
    for count, verdict in zip(counts[1:], VERDICTS, strict=True):
        assert f"{count} {vocabulary.VERDICTS[verdict].many}" in text


def test_the_pdf_tells_the_counts(built, counts):
    pdf = pypdfium2.PdfDocument(built / "pdf" / "strategic-reset.pdf")
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert told(text) == counts


def test_the_epub_tells_the_counts(epub, counts):
    assert told(epub) == counts


def test_the_files_of_the_ledger_hold_the_counts(built, counts):
    folder = built / "html" / "ledger"
    whole = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    points = whole["points"]
    assert [number(sum(points.values())), *(number(points[verdict]) for verdict in VERDICTS)] == counts
    alone = Counter(claim["verdict"] for claim in whole["claims"].values() if not claim["counted_with"])
    assert {verdict: count for verdict, count in points.items() if count} == alone
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = Counter(row["verdict"] for row in csv.DictReader(file) if not row["counted_with"])
    assert rows == alone
