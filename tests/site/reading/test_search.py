"""Search marks the words, keeps them in its address, and shows no name that only the sources know."""

import json
import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[3]
HEAD = "window.briefSearch="
MARKED = "all => all.map(one => one.textContent.toLowerCase())"


def test_words_are_marked_and_the_address_keeps_the_last_ones(read, address):
    page = read(f"{address}search.html?q=THAAD").page
    assert set(page.eval_on_selector_all(".search-results mark", MARKED)) == {"thaad"}
    page.fill("#search-words", "confidence president")
    assert set(page.eval_on_selector_all(".search-results mark", MARKED)) <= {"confidence", "president"}
    page.reload()
    assert page.input_value("#search-words") == "confidence president"
    assert page.query_selector_all(".search-results li")


def test_a_claim_and_a_pact_are_found_by_their_names(read, address):
    page = read(f"{address}search.html").page
    for asked in ("C47", "GSOMIA"):
        page.fill("#search-words", asked)
        page.wait_for_function("() => document.querySelector('.search-status').textContent")
        assert asked in page.inner_text(".search-results")


def test_a_korean_word_finds_what_the_pages_call_otherwise(read, address):
    page = read(f"{address}search.html?q=사드").page
    assert set(page.eval_on_selector_all(".search-results mark", MARKED)) == {"thaad"}
    assert "The THAAD decision" in page.inner_text(".search-results li:first-child")
    page.fill("#search-words", "사드 2016")
    assert page.query_selector_all(".search-results li")


def test_no_excerpt_begins_or_ends_inside_a_word(read, address):
    page = read(f"{address}search.html?q=support").page
    texts = page.eval_on_selector_all(".search-results p", "all => all.map(one => one.textContent)")
    index = page.evaluate("() => window.briefSearch.map(one => one.text.normalize('NFC'))")
    for text in filter(None, (text.removeprefix("… ").removesuffix(" …") for text in texts)):
        assert any(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", whole) for whole in index), text


def test_figures_and_works_are_in_the_index_as_the_pages_name_them(site):
    index = json.loads((site / "_static" / "search-index.js").read_text(encoding="utf-8")[len(HEAD) : -2])
    works = re.findall(r"@\w+\{(\w+),", (ROOT / "chapters" / "references.bib").read_text(encoding="utf-8"))
    keys = re.compile(rf"\bfig-[a-z]|\b(?:{'|'.join(works)})\b")
    assert [found[0] for entry in index if (found := keys.search(entry["text"]))] == []
    texts = " ".join(entry["text"] for entry in index)
    assert len(re.findall(r"\bFigure \d\.\d+", texts)) > 50
    assert len(re.findall(r"\[[A-Z][^\[\]]+, 20\d\d[a-z]?\]", texts)) > 30


def test_the_index_is_not_asked_for_before_somebody_searches(read, address):
    page = read(f"{address}search.html").page
    assert page.evaluate("() => !window.briefSearch && !document.querySelector('script[src*=search-index]')")
