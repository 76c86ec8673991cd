"""`make handouts`: each chapter as one file, which asks nobody for anything and lacks nothing."""

import re
import zipfile

import lxml.html
import pytest
import reader
import small_project
from axe_playwright_python.sync_playwright import Axe

from brief import tables
from press.handouts import making, one_file

pytestmark = pytest.mark.browser
ALT = f"{len(tables.load('us_treaties'))} bars of one."


@pytest.fixture(scope="module")
def handouts(tmp_path_factory):
    """Return the folder of a small book's handouts, moved elsewhere, and what the command said."""
    project = small_project.write(tmp_path_factory.mktemp("small"))
    said = small_project.run(project, "handouts")
    alone = tmp_path_factory.mktemp("mailed")
    return (project / "_build" / "handouts").rename(alone / "handouts"), said


@pytest.fixture(scope="module")
def of_the_book(built, tmp_path_factory):
    """Return the folder of the book's own handouts."""
    folder = tmp_path_factory.mktemp("book")
    one_file.write(built / "html", ["index.html", "chapters/data.html", "chapters/claims.html"], folder)
    return folder


def _read(browser, file):
    """Return what a handout asked for, what went wrong, its figures, and what axe found."""
    with reader.reading(browser, "about:blank") as reading:
        asked = []
        reading.page.on("request", lambda one: asked.append(one.url))
        reading.page.goto(file.as_uri(), wait_until="load")
        reading.wake_figures()
        asked = [url for url in asked if not url.startswith("data:")]
        figures = reading.page.eval_on_selector_all(
            "figure.chart",
            "all => all.map(one => [one.dataset.state, !!one.querySelector('[role=img]').ariaLabel])",
        )
        wrong = [*reading.problems, *reading.foreign, *reading.blocked]
    with reader.reading(browser, file.as_uri(), bypass_csp=True) as reading:  # axe is a program of its own
        reading.page.evaluate(
            "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
        )
        found = Axe().run(reading.page)
    return asked, wrong, figures, found.violations_count and found.generate_report()


@pytest.mark.parametrize("name, figures", [("index", 0), ("chart", 1), ("claims", 0)])
def test_a_handout_asks_for_nothing_and_is_for_everybody(browser, handouts, name, figures):
    file = handouts[0] / f"{name}.html"
    assert _read(browser, file) == ([file.as_uri()], [], [["live", True]] * figures, 0)


@pytest.mark.book
@pytest.mark.parametrize("name", ["index", "data", "claims"])
def test_so_do_those_of_the_book(browser, of_the_book, name):
    file = of_the_book / f"{name}.html"
    asked, wrong, figures, found = _read(browser, file)
    assert (asked, wrong, found) == ([file.as_uri()], [], 0)
    assert figures and all(figure == ["live", True] for figure in figures)


def test_each_page_of_the_contents_is_there_and_told(handouts):
    folder, said = handouts
    pages = sorted(file.name for file in folder.glob("*.html"))
    assert pages == ["chart.html", "claims.html", "index.html"]
    assert all(f"_build/handouts/{file.name}" in said for file in folder.iterdir())


def test_the_document_for_comments_holds_the_chart_described_and_the_claim_as_a_note(handouts):
    with zipfile.ZipFile(handouts[0] / "strategic-reset.docx") as packed:
        body, notes = (packed.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
        pictures = [name for name in packed.namelist() if name.startswith("word/media/")]
    assert re.findall(r'<wp:docPr[^>]*descr="([^"]+)"', body) == [ALT] and len(pictures) == 1
    assert body.count("<w:footnoteReference ") == 1 and "C05, supported." in re.sub("<[^>]+>", "", notes)


def test_the_sources_that_a_chapter_cites_stand_at_its_end(handouts):
    page = (handouts[0] / "index.html").read_text(encoding="utf-8")
    cited = page[page.index("Sources cited") :]
    anchor = re.search(r'<div class="citation" id="([^"]+)"', cited)[1]
    assert "Bailey" in cited and f'href="#{anchor}"' in page


def test_each_citation_leads_to_its_work_also_where_a_page_has_anchors_of_that_name(of_the_book):
    page = lxml.html.parse(of_the_book / "data.html").getroot()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    cited = page.xpath("//main//a[starts-with(@href, '#work-')]")
    assert len(cited) > 5
    for link in cited:
        (work,) = page.xpath("//*[@id=$anchor]", anchor=link.get("href")[1:])
        assert link.text_content().split()[0].strip(",[]") in work.text_content()


def test_no_link_leads_to_a_file_that_was_not_sent(handouts):
    for file in handouts[0].glob("*.html"):
        page = re.sub(r"<script.*?</script>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        links = re.findall(r'\s(?:href|src)="([^"]*)"', page)
        assert [one for one in links if not re.match(r"#|https?:|data:|mailto:", one)] == []


def test_a_figure_brings_its_numbers(handouts):
    page = (handouts[0] / "chart.html").read_text(encoding="utf-8")
    assert 'download="treaties.csv"' in page and 'href="data:text/csv;base64,' in page


def test_where_the_site_has_an_address_links_lead_there(handouts, tmp_path):
    site = tmp_path / "site"
    (site / "_static").mkdir(parents=True)
    (site / "_static" / "mark.svg").write_text("<svg/>")
    (site / "index.html").write_text(
        '<html lang="en"><head><link rel="canonical" href="https://example.org/book/"></head><body>'
        '<header class="top"><a class="home" href="index.html"><svg/><span>B</span></a>'
        '<button class="theme-toggle"></button></header>'
        '<main><p><a href="chapters/two.html#x">two</a></p></main>'
        "<footer><p>end</p></footer></body></html>"
    )
    assert 'href="https://example.org/book/chapters/two.html#x"' in one_file.alone(site, "index.html")


def test_the_pages_are_those_of_the_contents(tmp_path):
    project = small_project.write(tmp_path)
    assert making.pages(project) == ["index.html", "chapters/chart.html", "chapters/claims.html"]
