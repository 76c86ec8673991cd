"""Hostile words in every text field are shown letter by letter in every medium, and obeyed in none."""

import csv
import io
import json
import re
import zipfile

import bookserver
import hostile_book
import pypdfium2
import pytest
import reader
import small_project
from hostile_words import SHOWN
from lxml import etree, html

pytestmark = pytest.mark.xdist_group("hostile")
# What typesetting changes in words: quotes, dashes, dots, and blanks that join or part.
TYPESET = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "...", "\u00ad": ""}
)
HYPHEN = str.maketrans({"\x02": "-", "\ufffe": "-"})  # how PDFium tells one at the end of a line
POLICY = f"{bookserver.POLICY}; require-trusted-types-for 'script'; trusted-types default"
ADDRESSES = ("href", "src", "action", "formaction", "data", "{http://www.w3.org/1999/xlink}href")
HOVER = """figure => [...figure.querySelectorAll('.live [class*=mark-] > *')]
  .filter(mark => mark.__data__?.tooltip).map(mark => {
    mark.scrollIntoView({ block: 'center', behavior: 'instant' });
    const at = mark.getBoundingClientRect();
    for (const kind of ['pointermove', 'mousemove']) mark.dispatchEvent(new MouseEvent(kind,
      { clientX: at.x + at.width / 2, clientY: at.y + at.height / 2, bubbles: true }));
    const told = document.querySelector('#vg-tooltip-element');
    return [...told.querySelectorAll('td.value')].map(cell => cell.textContent);
  })"""


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The hostile brief with its whole set built."""
    folder = hostile_book.write(tmp_path_factory.mktemp("hostile") / "book")
    small_project.run(folder, "pdf")
    return folder / "_build"


def plain(text):
    """Return words without what typesetting changes and without blanks, which lines break at."""
    return re.sub(r"[\s\u200b\u2060]+", "", text.translate(TYPESET).translate(HYPHEN).replace("---", "--"))


def lacking(text, field, words=SHOWN):
    """Return the strings that do not stand in a text before the mark of their field."""
    seen = plain(text)
    return [word for place, word in enumerate(words) if plain(f"{word}q{place}{field}") not in seen]


def marked(field):
    """Return every hostile string as it stands in a field."""
    return [hostile_book.marked(place, field) for place in range(len(SHOWN))]


def trees(book):
    """Yield the name and tree of every page, and of every document of the EPUB."""
    for path in sorted((book / "html").rglob("*.html")):
        yield path.name, html.fromstring(path.read_bytes())
    for path in sorted((book / "pdf").glob("*.html")):
        yield path.name, html.fromstring(path.read_bytes())
    with zipfile.ZipFile(next((book / "pdf").glob("*.epub"))) as epub:
        for name in epub.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                yield name, etree.fromstring(epub.read(name))
    for path in sorted([*(book / "html").rglob("*.svg"), book / "html" / "editions.xml"]):
        yield path.name, etree.fromstring(path.read_bytes())


def page(book, name):
    """Return the words of a page."""
    return html.fromstring((book / "html" / f"{name}.html").read_bytes()).text_content()


def test_no_page_picture_feed_or_ebook_holds_them_as_markup(book):
    for name, tree in trees(book):
        for element in tree.iter(etree.Element):
            tag = etree.QName(element).localname.lower()
            kind = element.get("type") or ""
            assert tag != "script" or "__ran" not in (element.text or "") or "json" in kind, name
            for key, value in element.items():
                assert not key.lower().startswith("on"), f"{name}: {tag} {key}={value}"
                runs = key in ADDRESSES and re.match(r"\s*(?:javascript|data:text|vbscript)", value, re.I)
                assert not runs, f"{name}: {tag} {key}={value}"


def test_no_file_that_they_name_is_read(book):
    secret = hostile_book.SECRET.encode()
    for path in small_project.files(book):
        content = path.read_bytes()
        if path.suffix in (".zip", ".epub"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"".join(map(archive.read, archive.namelist()))
        assert secret not in content, path.name
    for path in (book / "pdf").rglob("*.pdf"):
        assert hostile_book.SECRET not in "".join(sheets(path)), path.name


def sheets(path):
    """Return the text of each sheet of a PDF."""
    return [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(path)]


def middle(sheet):
    """Return the text of a sheet between its head, which ends with the book's title, and its foot."""
    text, title = plain(sheet), plain(hostile_book.TITLES)
    text = text.rpartition("Edition202")[0] or text
    at = text.find(title)
    return text[at + len(title) :] if 0 <= at < 150 else text


def test_pages_show_every_letter(book):
    words, claims = page(book, "chapters/words"), page(book, "chapters/claims")
    seen = plain(words)
    assert [word for place, word in enumerate(SHOWN) if plain(f"m{place}: {word} :m") not in seen] == []
    assert [word for place, word in enumerate(SHOWN) if plain(f"n{place}{word}") not in seen] == []
    assert lacking(words, "publisher") == []
    kept = [json.loads(path.read_text("utf-8")) for path in (book / "html").rglob("*.metadata.json")]
    described = " ".join(str(value) for one in kept for source in one["sources"] for value in source.values())
    for field in ("version", "licence", "accessed"):  # of a figure's sources: in its metadata
        assert lacking(described, field) == [], field
    for field in ("title", "coverage", "shortsource", "licence"):
        assert lacking(claims, field) == [], field
    for field in ("paraphrase", "verdictnote", "publisher", "title", "says", "figure"):
        assert lacking(claims, field) == [], field
    for part in ("headline", "subtitle", "alt", "note"):
        assert plain(f"{SHOWN[-1]} {part}") in seen, part
    for place, word in enumerate(SHOWN):
        gone = page(book, f"chapters/gone{place}")
        assert plain(f"{word} q{place}gone") in plain(gone) and plain(f"{word} q{place}gonenote") in plain(
            gone
        )


def test_paper_and_ebook_show_every_letter(book):
    with zipfile.ZipFile(next((book / "pdf").glob("*.epub"))) as epub:
        documents = [epub.read(name) for name in epub.namelist() if name.endswith(".xhtml")]
    ebook = " ".join(" ".join(etree.fromstring(text).itertext()) for text in documents)
    brief, *offprints = (
        "".join(map(middle, sheets(file)))
        for file in (book / "pdf" / "hostile-words.pdf", *sorted((book / "pdf" / "offprints").glob("*.pdf")))
    )
    for text in (ebook, brief):
        seen = plain(text)
        assert [word for place, word in enumerate(SHOWN) if plain(f"m{place}: {word} :m") not in seen] == []
        assert [word for place, word in enumerate(SHOWN) if plain(f"n{place}{word}") not in seen] == []
        for field in ("paraphrase", "verdictnote"):
            assert lacking(text, field) == [], field
    for text in (ebook, "".join(offprints)):  # the evidence stands in the chapter's own PDF
        for field in ("publisher", "title", "says"):
            assert lacking(text, field) == [], field


WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEADS_TO = re.compile(r"https?://|mailto:")
FIELDS = re.compile(r"\s*(HYPERLINK|PAGE|NUMPAGES|TOC|SEQ|REF) ?")  # what a document may compute


@pytest.fixture(scope="module")
def handouts(book):
    """The folder of the hostile brief's handouts: pages of one file, and the document for comments."""
    small_project.run(book.parent, "handouts")
    return book / "handouts"


def test_the_document_for_comments_shows_every_letter_and_computes_none(handouts):
    with zipfile.ZipFile(handouts / "hostile-words.docx") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    body, notes = (trees[f"word/{name}.xml"] for name in ("document", "footnotes"))
    for tree in (body, notes):
        assert [field.text for field in tree.iter(f"{WORDS}instrText") if not _is_field(field.text)] == []
        assert list(tree.iter(f"{WORDS}fldSimple", f"{WORDS}altChunk", f"{WORDS}object")) == []
    links = [link for name, tree in trees.items() if name.endswith(".rels") for link in tree]
    outside = [link.get("Target") for link in links if link.get("TargetMode") == "External"]
    assert [address for address in outside if not LEADS_TO.match(address)] == []
    assert not [name for name, part in parts.items() if hostile_book.SECRET.encode() in part]
    seen = plain("".join(text.text or "" for text in body.iter(f"{WORDS}t")))
    assert [word for place, word in enumerate(SHOWN) if plain(f"m{place}: {word} :m") not in seen] == []
    assert [word for place, word in enumerate(SHOWN) if plain(f"n{place}{word}") not in seen] == []
    below = plain("".join(text.text or "" for text in notes.iter(f"{WORDS}t")))
    assert lacking(below, "verdictnote") == []


def _is_field(code):
    return FIELDS.match(code) is not None


@pytest.mark.browser
def test_a_page_of_one_file_runs_none_of_them(handouts, browser):
    for path in sorted(handouts.glob("*.html")):
        with reader.reading(browser, path.as_uri()) as reading:
            reading.wake_figures()
            assert reading.page.evaluate("() => window.__ran") is None, path.name
            assert reading.foreign == [], path.name


def test_what_machines_read_holds_every_letter(book):
    site = book / "html"
    (schema,) = html.fromstring((site / "index.html").read_bytes()).xpath(
        "//script[contains(@type, 'ld+json')]"
    )
    report, dataset = json.loads(schema.text)["@graph"]
    assert report["keywords"] == [hostile_book.marked(place, "keyword") for place in range(len(SHOWN))]
    assert report["name"] == hostile_book.TITLES == dataset["name"]
    feed = etree.parse(site / "editions.xml").getroot()
    told = {one.text for one in feed.iter("{*}summary", "{*}content")}
    assert set(marked("edition")) <= told
    index = (site / "_static" / "search-index.js").read_text(encoding="utf-8")
    entries = json.loads(index.removeprefix("window.briefSearch=").rstrip().rstrip(";"))
    found = " ".join(f"{one['title']} {one['text']}" for one in entries)
    for field in ("paraphrase", "says"):
        assert lacking(found, field) == [], field
    files = sorted((site / "figures").glob("*.metadata.json"))
    figures = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    sources = [source for one in figures for source in one["sources"]]
    for field in ("publisher", "citation", "version"):
        assert [one[field] for one in sources if one["table"].startswith("more")] == marked(field)


def test_tables_to_take_away_hold_every_letter_and_no_formula(book):
    drawn = []
    for path in sorted((book / "html").rglob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        drawn += [row[0] for row in rows[1:]] if path.parent.name == "figures" else []
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell[:1] in ("=", "@", "\t", "\r")] == [], path.name
    assert drawn[: len(SHOWN)] == list(SHOWN)


@pytest.mark.browser
def test_a_browser_runs_none_of_them_and_its_tooltips_show_every_letter(book, browser):
    told = set()
    with bookserver.serving(book / "html", POLICY) as address:
        for name in ("index", "chapters/words", "chapters/claims", "gallery", "chapters/gone0", "search"):
            with reader.reading(browser, f"{address}{name}.html") as reading:
                reading.wake_figures()
                for figure in reading.page.query_selector_all("figure.chart"):
                    told |= {value for values in figure.evaluate(HOVER) for value in values}
                if name == "search":
                    reading.page.fill("input[type=search]", "script window")
                    reading.page.wait_for_timeout(500)
                    assert "<script>" in reading.page.inner_text("main")
                assert reading.page.evaluate("() => window.__ran") is None, name
                assert reading.blocked == [] and reading.foreign == [], name
    assert [word for word in SHOWN if plain(word) not in set(map(plain, told))] == []
