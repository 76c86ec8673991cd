"""The EPUB: every page well-formed and listed, every chart described, nothing that needs a script."""

import re
import xml.etree.ElementTree as ET
import zipfile

import pytest
from axe_playwright_python.sync_playwright import Axe
from hard_book import build, write_book

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
                target = f"{folder}/{path}" if path else name
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
    assert said["accessModeSufficient"] == ["textual"]
    assert said["accessibilityHazard"] == ["none"]
    assert "no person has evaluated it" in said["accessibilitySummary"][0]
    assert "dcterms:conformsTo" not in said


def test_declared_features_are_there(file, pages):
    features = set(declared(file)["accessibilityFeature"])
    assert {"alternativeText", "MathML", "describedMath", "tableOfContents"} <= features
    assert any(page.find(f".//{XHTML}nav") is not None for page in pages.values())
    assert all(page.get("lang") and page.find(f".//{XHTML}main") is not None for page in pages.values())


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
