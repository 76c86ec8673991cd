"""The claims in the built book: each in its chapter, linked both ways, to filter and to take away."""

import csv
import html
import itertools
import json
import posixpath
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pages as site_pages
import pytest

from brief import article, tables
from press.claims.vocabulary import VERDICTS

pytestmark = pytest.mark.book
PAGE = "chapters/claims.html"
ROOT = Path(__file__).resolve().parents[2]
CITED = re.compile(r'<span class="claim [^"]*" id="(cites-(C\d\d)(?:-\d+)?)">')


@pytest.fixture(scope="module")
def pages(site):
    """The HTML of every chapter, by its address in the site."""
    names = ["index", *site_pages.chapters()]
    return {f"{name}.html": (site / f"{name}.html").read_text(encoding="utf-8") for name in names}


def chapter(section):
    """Return the address of the chapter that tells a section's claims; the summary is the front page."""
    name = article.CHAPTERS[section]
    return "index.html" if name == "summary" else f"chapters/{name}.html"


def links(address, page):
    """Return every link of a page to a claim or to a place that cites one: (address, anchor)."""
    found = re.findall(r'href="([^"#:]*)#((?:claim|cites)-[^"]+)"', page)
    base = posixpath.dirname(address)
    return [(posixpath.normpath(posixpath.join(base, to)) if to else address, anchor) for to, anchor in found]


@pytest.fixture(scope="module")
def stated():
    """The table of claims."""
    return tables.load("claims")


def test_every_claim_stands_in_the_chapter_of_its_section(pages, stated):
    missing = [
        f"{claim.claim_id} is not in {chapter(claim.section)}"
        for claim in stated.itertuples()
        if f'id="cites-{claim.claim_id}"' not in pages[chapter(claim.section)]
    ]
    assert missing == [], f"{len(missing)} of {len(stated)} claims: {'; '.join(missing)}"


def test_every_place_leads_to_the_ledger_and_the_ledger_back_to_it(pages):
    back = set(links(PAGE, pages[PAGE]))
    for address, page in pages.items():
        there = set(links(address, page))
        for anchor, number in CITED.findall(page):
            assert (PAGE, f"claim-{number}") in there, (address, anchor)
            assert address == PAGE or (address, anchor) in back, (address, anchor)


def test_no_link_to_a_claim_is_dead(pages):
    dead = [
        (address, target, anchor)
        for address, page in pages.items()
        for target, anchor in links(address, page)
        if f'id="{anchor}"' not in pages.get(target, "")
    ]
    assert dead == []


def test_the_ledger_tells_everything_without_script(pages, stated):
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", pages[PAGE])).split())
    evidence = tables.load("evidence")
    plain = lambda text: " ".join(str(text).split())  # noqa: E731
    typeset = words.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    told = [*stated["paraphrase"], *stated["verdict_note"], *evidence["says"]]
    assert [text for text in told if plain(text) not in typeset and plain(text) not in words] == []
    addresses = {address for address in evidence["url"].dropna() if address.startswith("http")}
    assert [address for address in addresses if html.escape(address) not in pages[PAGE]] == []


def test_the_ledger_can_be_taken_away(site, pages, stated):
    offered = re.findall(r'href="\.\./(ledger/[a-z.]+)"', pages[PAGE])
    assert len(offered) == 4 and all((site / name).is_file() for name in offered)
    folder = site / "ledger"
    whole = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    assert list(whole["claims"]) == stated["claim_id"].tolist()
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["verdict"] for row in csv.DictReader(lines)] == stated["verdict"].tolist()
    with (folder / "evidence.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(tables.load("evidence"))


# What schema.org asks of a ClaimReview, its Claim and its Rating: property -> what its value has to be.
CLAIM_REVIEW = {
    "@type": "ClaimReview",
    "author": dict,
    "claimReviewed": str,
    "datePublished": date,
    "itemReviewed": dict,
    "reviewRating": dict,
    "url": str,
}
CLAIM = {"@type": "Claim", "author": dict, "datePublished": date, "appearance": dict}
RATING = {"@type": "Rating", "alternateName": str}
KNOWN = {
    "ClaimReview": {*CLAIM_REVIEW, "@id", "name", "reviewBody"},
    "Claim": set(CLAIM),
    "Rating": {*RATING, "ratingValue", "bestRating", "worstRating"},
    "Organization": {"@type", "name"},
    "Article": {"@type", "headline", "url"},
}


def wrong(thing, wanted):
    """Return what a schema.org thing lacks or has amiss."""
    amiss = [name for name in thing if name not in KNOWN[thing["@type"]]]
    for name, kind in wanted.items():
        value = thing.get(name)
        if isinstance(kind, str):
            fits = value == kind
        elif kind is date:
            fits = bool(date.fromisoformat(value))
        else:
            fits = isinstance(value, kind) and bool(value)
        amiss += [] if fits else [name]
    return amiss


def test_each_checkable_claim_is_a_valid_review(pages, stated):
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pages[PAGE])
    found = [one for one in map(json.loads, texts) if one["@type"] == "ClaimReview"]
    assert {one.pop("@context") for one in found} == {"https://schema.org"}
    reviews = {review["name"].removeprefix("Claim "): review for review in found}
    open_ones = {"judgement", "forecast-open"}
    assert list(reviews) == stated.loc[~stated["verdict"].isin(open_ones), "claim_id"].tolist()
    verdicts = stated.set_index("claim_id")["verdict"]
    for number, review in reviews.items():
        rating = review["reviewRating"]
        parts = [(review, CLAIM_REVIEW), (review["itemReviewed"], CLAIM), (rating, RATING)]
        assert [wrong(thing, wanted) for thing, wanted in parts] == [[], [], []], number
        assert urlsplit(review["url"]).fragment == f"claim-{number}"
        assert review["itemReviewed"]["datePublished"] == "2025-11-06"
        assert rating["alternateName"] == VERDICTS[verdicts[number]].word
        assert ("ratingValue" in rating) == (verdicts[number] != "not verifiable")
        assert rating.get("worstRating", 1) <= rating.get("ratingValue", 1) <= rating.get("bestRating", 5)


# --- in the browser

SHOWN = "all => all.filter(one => one.offsetParent).map(one => one.id)"


@pytest.fixture
def ledger(read, address):
    """Open the ledger with some address behind its page name, and all of its filters."""

    def _open(more="", **how):
        page = read(f"{address}{PAGE}{more}", **how).page
        page.evaluate("() => { document.querySelector('.more-filters').open = true; }")
        return page

    return _open


def shown(page):
    """Return the claims that the list shows."""
    return page.eval_on_selector_all(".ledger-entry", SHOWN)


@pytest.mark.browser
def test_search_and_filters_narrow_the_list_and_say_how_far(ledger, stated):
    page = ledger()
    assert len(shown(page)) == len(stated)
    page.select_option("select[name=verdict]", "contradicted")
    against = stated.query("verdict == 'contradicted'")["claim_id"].tolist()
    assert shown(page) == [f"claim-{number}" for number in against]
    points = stated.query("counted_with.isna()")
    assert page.inner_text(".ledger-form output") == (
        f"{len(against)} of {len(stated)} claims, "
        f"{(points['verdict'] == 'contradicted').sum()} of {len(points)} points"
    )
    page.fill(".ledger-form input", "thaad bought")
    assert shown(page) == ["claim-C18"]
    page.click("button[type=reset]")
    page.wait_for_function(
        "() => document.querySelector('.ledger-form output').value === '68 claims, 58 points'"
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "value", "column"),
    [
        ("section", "Data and trends", "section"),
        ("kind", "attribution", "kind"),
        ("confidence", "low", "confidence"),
    ],
)
def test_each_filter_keeps_what_the_table_says(ledger, stated, name, value, column):
    page = ledger()
    page.select_option(f"select[name={name}]", value)
    assert shown(page) == [f"claim-{number}" for number in stated.loc[stated[column] == value, "claim_id"]]


@pytest.mark.browser
def test_a_filtered_and_sorted_list_has_an_address(ledger, stated):
    page = ledger("?confidence=high&order=verdict")
    high = stated.query("confidence == 'high'")
    assert len(shown(page)) == len(high)
    words = page.eval_on_selector_all(
        ".ledger-entry:not([hidden]) .verdict", "all => all.map(one => one.textContent)"
    )
    assert words == sorted(words, key=words.index)  # each verdict's claims stand together
    page.select_option("select[name=order]", "number")
    assert shown(page) == [f"claim-{number}" for number in high["claim_id"]]


@pytest.mark.browser
def test_a_claims_address_opens_it_even_when_the_filter_hides_it(ledger):
    page = ledger("?verdict=supported#claim-C41")
    assert page.is_visible("#claim-C41 .evidence li")
    page.evaluate("() => { location.hash = 'claim-C18'; }")
    page.wait_for_selector("#claim-C18 .evidence li", state="visible")


@pytest.mark.browser
def test_the_keyboard_alone_reaches_evidence(ledger):
    page = ledger()
    page.focus("select[name=verdict]")
    page.keyboard.press("c")  # the first verdict that begins with it
    assert page.input_value("select[name=verdict]") == "contradicted"
    entry = page.locator(".ledger-entry:visible").first
    entry.locator("summary").focus()
    page.keyboard.press("Enter")
    assert entry.locator(".evidence li a").first.is_visible()


@pytest.mark.browser
def test_a_mark_of_the_chart_filters_the_list(read, address, stated):
    reading = read(f"{address}{PAGE}")
    reading.wake_figures()
    marks = reading.page.locator('figure[data-figure="claims-by-verdict"] .wide .live svg .mark-symbol path')
    marks.nth(0).click()
    number = stated["verdict"].value_counts()
    assert len(shown(reading.page)) in set(number)
    assert reading.page.input_value("select[name=verdict]") != ""


@pytest.mark.browser
def test_the_ledger_fits_a_phone(ledger):
    page = ledger(width=390, height=844)
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 390
    small = page.eval_on_selector_all(
        ".ledger-form input, .ledger-form select, .ledger-form button",
        "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.name)",
    )
    assert small == []


SIDE_NOTES = ".claim:not(.again) > .side-note"
BOXES = """all => all.map(one => one.getBoundingClientRect()).filter(box => box.width)
  .map(box => [box.left, box.top, box.right, box.bottom])"""


@pytest.mark.browser
def test_side_notes_overlap_neither_each_other_nor_the_text(read, address, pages):
    seen = 0
    for name in sorted(pages):
        reading = read(f"{address}{name}")
        seen += reading.page.locator(SIDE_NOTES).count()
        for width in (1240, 1366, 1440, 1920):
            reading.page.set_viewport_size({"width": width, "height": 900})
            reading.settle()
            assert _notes_out_of_place(reading.page, width) == [], (name, width)
    assert seen > 9  # else there was nothing to look at


def _notes_out_of_place(page, width):
    """Return the boxes of side notes that lie on another, on a figure, on the text or beyond the window."""
    notes = page.eval_on_selector_all(SIDE_NOTES, BOXES)
    figures = page.eval_on_selector_all("figure.chart", BOXES)
    edge = page.eval_on_selector("article", "one => one.getBoundingClientRect().right")
    in_order = sorted(notes, key=lambda box: box[1])
    found = [after for before, after in itertools.pairwise(in_order) if before[3] > after[1] + 0.5]
    found += [note for note in notes if note[0] < edge or note[2] > width]
    return found + [
        note
        for note in notes
        for box in figures
        if note[0] < box[2] and note[1] < box[3] and box[1] < note[3]
    ]


# The stop or comma behind a claim's number, when it stands lower than the number does.
ORPHANS = """() => [...document.querySelectorAll('span.claim')].filter(claim => {
  const words = claim.nextSibling, number = claim.querySelector('button.claim-number');
  if (!/^[.,;:)]/.test(words?.data || '')) return false;
  const first = document.createRange();
  first.setStart(words, 0);
  first.setEnd(words, 1);
  return first.getBoundingClientRect().top > number.getBoundingClientRect().bottom;
}).map(claim => claim.id)"""


@pytest.mark.browser
def test_on_a_phone_no_line_begins_with_the_stop_after_a_number(read, address, pages):
    for name in pages:
        reading = read(f"{address}{name}", width=390)
        for width in (360, 375, 390, 412):
            reading.page.set_viewport_size({"width": width, "height": 900})
            reading.settle()
            assert reading.page.evaluate(ORPHANS) == [], (name, width)


@pytest.mark.browser
def test_on_a_phone_a_number_opens_its_note_and_escape_closes_it(read, address):
    for how in ({}, {"java_script_enabled": False}):
        page = read(f"{address}{PAGE}", width=390, height=844, **how).page
        note = page.locator(".claim .side-note").first
        assert not note.is_visible()
        page.locator("button.claim-number").first.click()
        assert note.is_visible() and "Evidence for" in note.inner_text()
        page.keyboard.press("Escape")
        assert not note.is_visible()


@pytest.mark.browser
def test_on_a_wide_screen_the_number_leads_to_the_ledger(read, address):
    page = read(f"{address}{PAGE}", width=1440).page
    page.locator(".side-note a.verdict:visible").first.click()
    page.wait_for_url("**#claim-C05", wait_until="load")


@pytest.mark.browser
def test_verdict_chips_with_their_counts_filter_the_list(read, address, stated):
    page = read(f"{address}{PAGE}", width=390, height=844).page
    counts = stated.query("counted_with.isna()")["verdict"].value_counts()  # points, as on the front page
    chips = page.locator(".verdict-chips button")
    told = [chip.text_content().strip().rpartition(" ")[2] for chip in chips.all()]
    assert sorted(map(int, told)) == sorted(counts)
    assert not page.locator("select[name=verdict]").is_visible()
    chip = page.locator(".verdict-chips [data-verdict=contradicted]")
    chip.click()
    against = stated.query("verdict == 'contradicted'")["claim_id"]
    assert shown(page) == [f"claim-{number}" for number in against]
    assert chip.get_attribute("aria-pressed") == "true" and "verdict=contradicted" in page.url
    assert page.locator("#claim-C19 .entry-verdict").inner_text().endswith("One point with C18.")
    chip.click()
    assert len(shown(page)) == len(stated)
