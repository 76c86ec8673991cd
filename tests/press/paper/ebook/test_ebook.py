"""The EPUB: every page well-formed and listed, every chart described, nothing that needs a script."""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from hard_book import build, write_book

from press.ebook import access

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture
def pages(file):
    with zipfile.ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name: ET.fromstring(archive.read(name)) for name in names}


def test_mimetype_comes_first_and_bare(file):
    with zipfile.ZipFile(file) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/epub+zip"


def test_package_lists_every_file_and_reads_in_the_books_order(file):
    with zipfile.ZipFile(file) as archive:
        package = ET.fromstring(archive.read("EPUB/package.opf"))
        inside = {name.removeprefix("EPUB/") for name in archive.namelist() if name.startswith("EPUB/")}
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    assert set(items.values()) == inside - {"package.opf"}
    order = [items[ref.get("idref")] for ref in package.iter(f"{OPF}itemref")]
    assert order[:3] == ["nav.xhtml", "chapters/opening.xhtml", "chapters/hard.xhtml"]


def test_every_link_inside_leads_somewhere(pages):
    anchors = {
        f"{name}#{node.get('id')}" for name, page in pages.items() for node in page.iter() if node.get("id")
    }
    for name, page in pages.items():
        folder = name.rsplit("/", 1)[0]
        for link in page.iter(f"{XHTML}a"):
            address = link.get("href", "")
            if address and ":" not in address:
                path, _, mark = address.partition("#")
                target = posixpath.normpath(f"{folder}/{path}") if path else name
                assert target in pages
                assert not mark or f"{target}#{mark}" in anchors, address


def test_every_drawing_and_picture_is_described(pages):
    drawings = [node for page in pages.values() for node in page.iter(f"{SVG}svg")]
    pictures = [node for page in pages.values() for node in page.iter(f"{XHTML}img")]
    assert drawings and all(node.get("aria-label") for node in drawings)
    assert pictures and all(node.get("alt") for node in pictures)


def test_formulas_are_mathml_with_words(pages):
    formulas = [node for page in pages.values() for node in page.iter() if node.tag.endswith("}math")]
    assert len(formulas) == 3 and all(node.get("alttext") for node in formulas)


def test_nothing_runs(file):
    with zipfile.ZipFile(file) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xhtml"))
    assert not re.search(rb"<script|<button|<details| on[a-z]+=", text)


def declared(file):
    """Return what the package says of the file's accessibility: values by property."""
    with zipfile.ZipFile(file) as archive:
        package = ET.fromstring(archive.read("EPUB/package.opf"))
    said = {}
    for meta in package.iter(f"{OPF}meta"):
        said.setdefault(meta.get("property").removeprefix("schema:"), []).append(meta.text)
    return said


def test_accessibility_is_declared_as_the_standard_asks(file):
    said = declared(file)
    assert said["accessMode"] == ["textual", "visual"]
    assert said["accessModeSufficient"] == ["textual,visual", "textual"]
    assert said["accessibilityHazard"] == ["none"]


def test_a_book_that_nobody_evaluated_claims_nothing(file):
    said = declared(file)
    assert "nobody has evaluated it" in said["accessibilitySummary"][0]
    assert "dcterms:conformsTo" not in said and "a11y:certifiedBy" not in said


def test_declared_features_are_there(file, pages):
    features = set(declared(file)["accessibilityFeature"])
    assert {"alternativeText", "longDescription", "MathML", "describedMath", "tableOfContents"} <= features
    assert any(page.find(f".//{XHTML}nav") is not None for page in pages.values())
    assert all(page.get("lang") and page.find(f".//{XHTML}main") is not None for page in pages.values())


def test_what_the_pages_lack_is_no_feature():
    prose = access.described("<p>Words.</p>", None)
    lacking = {"MathML", "describedMath", "alternativeText", "longDescription", "visual", "textual,visual"}
    assert not lacking & {value for _, value in prose}


def test_every_chart_leads_to_its_numbers_and_they_lead_back(pages):
    numbers = pages["EPUB/numbers/charted.xhtml"]
    figures = list(pages["EPUB/chapters/charted.xhtml"].iter(f"{XHTML}figure"))
    assert figures
    for figure in figures:
        section = numbers.find(f".//{XHTML}section[@id='{figure.get('id')}']")
        assert section.find(f".//{XHTML}tbody/{XHTML}tr") is not None
        links = {link.get("href") for link in (*figure.iter(f"{XHTML}a"), *section.iter(f"{XHTML}a"))}
        mark = figure.get("id")
        assert {f"../numbers/charted.xhtml#{mark}", f"../chapters/charted.xhtml#{mark}"} <= links


def test_cells_of_a_table_know_their_row_and_column(pages):
    for page in pages.values():
        for table in page.iter(f"{XHTML}table"):
            heads = [cell.get("scope") for cell in table.iter(f"{XHTML}th")]
            rows = len(table.findall(f"{XHTML}tbody/{XHTML}tr"))
            assert heads.count("row") == rows and heads.count("col") == len(heads) - rows > 0


def test_korean_is_marked_as_korean(pages):
    words = "".join(pages["EPUB/chapters/hard.xhtml"].itertext())
    marked = [node.text for node in pages["EPUB/chapters/hard.xhtml"].iter() if node.get("lang") == "ko"]
    assert "".join(marked) == "".join(re.findall(r"[\uac00-\ud7a3]", words)) != ""


@pytest.mark.browser
def test_axe_finds_no_violation(file, tmp_path, browser):
    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    shown = browser.new_page()
    for page in sorted(tmp_path.rglob("*.xhtml")):
        shown.goto(page.as_uri())
        found = Axe().run(shown)
        assert found.violations_count == 0, f"{page.name}: {found.generate_report()}"
    shown.close()


def test_same_bytes_when_built_again_elsewhere(file, tmp_path):
    root = write_book(tmp_path / "again")
    assert not build(root, forms=["epub"])
    assert (root / "_build" / "epub" / "hard-book.epub").read_bytes() == file.read_bytes()
