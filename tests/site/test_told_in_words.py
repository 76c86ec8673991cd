"""What is taken away from the book speaks in words: figures' numbers, alternative texts, documents."""

import csv
import re
import zipfile

import lxml.html
import pikepdf
import pytest
import yaml

pytestmark = pytest.mark.book
CODED = re.compile(r"\d{4}-(?:\d\d|H[12])\b")  # a date as a table has it


@pytest.fixture(scope="module")
def about(site):
    """Return what `_config.yml` says that the brief is about."""
    config = yaml.safe_load((site.parents[1] / "_config.yml").read_text(encoding="utf-8"))
    return config["sphinx"]["config"]["brief_about"]


def test_no_number_of_a_figure_is_told_in_pythons_words(site):
    told = {
        (path.name, cell)
        for path in sorted((site / "figures").glob("*.csv"))
        for row in csv.reader(path.open(encoding="utf-8", newline=""))
        for cell in row
        if cell in ("True", "False", "None", "nan", "NaT", "<NA>")
    }
    assert told == set()


def test_no_picture_is_described_with_coded_dates(site):
    told = {
        (page.name, found[0], text[:80])
        for page in sorted(site.rglob("*.html"))
        for text in lxml.html.parse(page).xpath("//img/@alt | //*[@role='img']/@aria-label")
        if (found := CODED.search(text))
    }
    assert told == set()


def test_each_document_says_what_it_is_about(built, about):
    described = " ".join(about["description"].split())
    found = sorted((built / "pdf").rglob("*.pdf"))
    assert len(found) > 5
    for path in found:
        with pikepdf.open(path) as pdf:
            subject, keywords = str(pdf.docinfo["/Subject"]), str(pdf.docinfo["/Keywords"])
        assert ".." not in subject, path.name
        if "-ko" not in path.stem:
            assert subject.startswith(described) and about["keywords"][0] in keywords, path.name


def test_the_epub_says_what_it_is_about(built, about):
    (path,) = (built / "pdf").glob("*.epub")
    with zipfile.ZipFile(path) as packed:
        package = packed.read("EPUB/package.opf").decode()
    assert f"<dc:description>{' '.join(about['description'].split())}" in package
    assert [word for word in about["keywords"] if f"<dc:subject>{word}</dc:subject>" not in package] == []
