"""What a page says of itself to machines: search engines, networks, reference managers, feeds."""

import json
import re
import xml.etree.ElementTree as ET

import lxml.html
import pages
import pytest
import yaml
from PIL import Image

pytestmark = pytest.mark.book
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_page_describes_itself_and_shows_its_picture(site, page_name):
    told = _told(site, page_name)
    assert 10 < len(told["description"]) <= 300
    assert not re.search(r"[<>]|&#?\w+;", told["description"]), "markup of the page"
    assert told["og:description"] == told["description"] and told["twitter:card"] == "summary_large_image"
    picture = (site / f"{page_name}.html").parent / told["og:image"]
    assert (
        Image.open(picture).size == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
    )


@pytest.mark.parametrize("what", ["title", "description"])
def test_no_two_pages_share(site, what):
    texts = [_told(site, name)[what] for name in pages.names()]
    assert len(set(texts)) == len(texts)


def test_the_front_page_is_a_report_with_its_data(site):
    graph = _structured(site / "index.html")["@graph"]
    report, data = graph
    assert (
        report["@type"] == "Report" and report["datePublished"] and report["license"].startswith("https://")
    )
    assert data["@type"] == "Dataset" and data["license"].startswith("https://creativecommons.org/licenses/")
    for download in data["distribution"]:
        assert (site / download["contentUrl"]).is_file()
    terms = [download["license"]["name"] for download in data["distribution"][1:]]
    assert all(terms) and len(set(terms)) > 5, "each table has the terms of its source"


def test_a_configured_address_makes_canonical_links_and_a_sitemap(sample_site):
    text = (sample_site / "chapters" / "shapes.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/sample/chapters/shapes.html">' in text
    assert 'content="https://example.org/sample/social/shapes.png"' in text
    sitemap = ET.parse(sample_site / "sitemap.xml")
    listed = [element.text for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert listed == [
        "https://example.org/sample/index.html",
        "https://example.org/sample/chapters/shapes.html",
        "https://example.org/sample/gallery.html",
    ]


def test_the_feed_lists_editions_newest_first(sample_site):
    feed = ET.parse(sample_site / "editions.xml").getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}updated").text[:10] for entry in entries] == ["2025-02-28", "2024-01-31"]
    assert entries[0].find(f"{ATOM}summary").text == "Figures & tables <redrawn>."
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 2


def test_the_brief_can_be_cited_in_four_forms(site):
    cff = yaml.safe_load((site / "CITATION.cff").read_text(encoding="utf-8"))
    assert cff["cff-version"] == "1.2.0" and cff["authors"] and cff["preferred-citation"]["type"] == "report"
    bibtex = (site / "cite.bib").read_text(encoding="utf-8")
    assert bibtex.startswith("@techreport{") and bibtex.count("{") == bibtex.count("}")
    ris = (site / "cite.ris").read_text(encoding="utf-8").splitlines()
    assert ris[0] == "TY  - RPRT" and ris[-1] == "ER  - "
    assert cff["title"] in (site / "index.html").read_text(encoding="utf-8")


def test_the_repository_says_the_same_as_the_site(site):
    assert (pages.ROOT / "CITATION.cff").read_text(encoding="utf-8") == (site / "CITATION.cff").read_text(
        encoding="utf-8"
    ), "CITATION.cff is not this edition's; copy _build/html/CITATION.cff over it"


def test_a_figure_can_be_taken_away_whole(site):
    folder = site / "figures"
    for metadata in folder.glob("*.metadata.json"):
        name = metadata.name.removesuffix(".metadata.json")
        for suffix in ("svg", "png", "csv", "json", "bib", "ris"):
            assert (folder / f"{name}.{suffix}").stat().st_size > 0
        told = json.loads(metadata.read_text(encoding="utf-8"))
        assert all(
            told["chart"][key]
            for key in ("title", "subtitle", "altText", "citation", "license", "lastUpdated")
        )
        assert all(source["citation"] or source["short_source"] for source in told["sources"])
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        assert len(told["columns"]) <= header.count(",") + 1


def test_the_files_of_all_figures_come_in_one_zip(site):
    import zipfile

    with zipfile.ZipFile(site / "figures.zip") as archive:
        packed = {name.removeprefix("figures/") for name in archive.namelist()}
    of_pages = (".js", ".narrow.svg")  # charts alive, and drawings for phones
    assert packed == {one.name for one in (site / "figures").iterdir() if not one.name.endswith(of_pages)}


def _told(site, page_name):
    """Return the title of a page and all that its meta elements say, by name."""
    head = lxml.html.parse(str(site / f"{page_name}.html")).find("head")
    named = {one.get("name") or one.get("property"): one.get("content") for one in head.iterfind("meta")}
    return {**named, "title": head.findtext("title")}


def _structured(page):
    text = page.read_text(encoding="utf-8")
    start = text.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    return json.loads(text[start : text.index("</script>", start)])
