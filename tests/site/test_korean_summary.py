"""The summary in Korean tells what the English pages tell: the same counts, the same numbers."""

import html
import re
from collections import Counter

import pytest

from brief.korean import glossary

pytestmark = pytest.mark.book
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
SPELLED = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
IN_WORDS = re.compile(  # counts that English spells and Korean writes as figures
    rf"\b(?:(?<=All )six|five(?= years)|six(?= months)|(?:{'|'.join(SPELLED)})(?= told\b))", re.IGNORECASE
)


# What one language writes as a figure and the other in words: months, nine in ten, days up to ten, 1만.
ENGLISH = {"nine in ten": "9 10", "August": "8", "November": "11"}
DAYS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
KOREAN = {"1만 가지": "10,000"} | {word: str(count) for count, word in enumerate(DAYS, 1)}


def plain(text):
    """Return the words of a piece of a page: without marks, figures' numbers and the anchors of titles."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
    text = re.sub(r'<button.*?</button>|<span class="was-note".*?</span>', "", text, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", "", text)).replace("¶", "")
    return re.sub(r"\s+", " ", re.sub(r"\(Figure[^)]*\)", "", text)).strip()


def numbers(text):
    """Return how often each number stands in a text, without its sign; counts in words are numbers too."""
    figures = IN_WORDS.sub(lambda word: str(SPELLED[word[0].lower()]), text)
    for words, written in (ENGLISH | KOREAN).items():
        figures = figures.replace(words, written)
    return Counter(NUMBER.findall(figures))


def box(page, name):
    """Return the words of the first box of a name."""
    return plain(re.search(rf'<div class="(?:[\w-]+ )*{name}(?: [\w-]+)*">(.*?)</div>', page, re.DOTALL)[1])


@pytest.fixture(scope="module")
def korean(site):
    return (site / "chapters" / "summary-ko.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def english(site):
    return (site / "index.html").read_text(encoding="utf-8")


def test_the_answer_has_the_numbers_of_the_english_one(english, korean):
    assert numbers(box(korean, "answer")) == numbers(box(english, "answer"))


def test_the_limits_have_the_numbers_of_the_english_ones(english, korean):
    assert numbers(box(korean, "sure")) == numbers(box(english, "sure"))


def verdicts(page):
    """Return number and words of each verdict in the strip, by the link to its claims."""
    strip = re.search(r'<ul class="key">(.*?)</ul>', page, re.DOTALL)[1]
    found = re.findall(r'<a href="[^"]*\?verdict=([^#"]+)[^"]*">(.*?)</a>', strip, re.DOTALL)
    return {code: plain(words) for code, words in found}


def test_the_verdicts_are_counted_alike_and_called_as_the_glossary_calls_them(english, korean):
    here, there = verdicts(korean), verdicts(english)
    assert list(here) == list(there) and here
    called = {code.replace(" ", "-"): words for code, words in glossary.VERDICTS.items()}
    assert here == {code: called[code].format(NUMBER.search(words)[0]) for code, words in there.items()}
    lead = re.compile(r'<p class="strip-lead">(.*?)</p>', re.DOTALL)
    assert numbers(lead.search(korean)[1]) == numbers(lead.search(english)[1])


def test_the_six_ties_have_the_readings_of_the_chart(english, korean):
    alt = re.search(r"China’s share of exports: .*?(?=<)", english)[0]
    readings = Counter(re.findall(r"([\d.,]+)%? in \d{4}", alt))
    table = re.search(r"<table.*?<tbody>(.*?)</tbody>", korean, re.DOTALL)[1]
    assert numbers(plain(table)) == readings
    ways = Counter(re.findall(r"(closer|further apart|little changed)\.", alt))
    assert Counter(re.findall("|".join(glossary.WAYS.values()), table)) == {
        glossary.WAYS[way]: count for way, count in ways.items()
    }


def test_the_six_findings_have_the_numbers_of_the_english_ones(site, korean):
    page = (site / "chapters" / "findings.html").read_text(encoding="utf-8")
    sections = re.findall(r"<section id=[^>]*>\s*<h2>.*?</h2>\s*<p>(.*?)</p>", page, re.DOTALL)
    found = re.search(r'<section id="[^"]*">\s*<h2>여섯 가지 결론.*?<ol[^>]*>(.*?)</ol>', korean, re.DOTALL)[
        1
    ]
    entries = [re.findall(r"<p>(.*?)</p>", entry, re.DOTALL) for entry in found.split("<li>")[1:]]
    assert len(entries) == len(sections) == 6
    for there, (_headline, text, _sure) in zip(sections, entries, strict=True):
        told = plain(there).partition("The year one starts")[0]  # the base years stand in the answer
        assert numbers(plain(text)) == numbers(told), told


def test_the_page_is_in_korean_and_the_two_pages_lead_to_each_other(english, korean):
    assert '<html lang="ko"' in korean and '<html lang="en"' in english
    there, back = (
        r'href="chapters/summary-ko.html" lang="ko" hreflang="ko"',
        r'href="../index.html" lang="en"',
    )
    assert re.search(rf'<a class="language" {there}>한국어</a>', english)
    assert re.search(rf'<a class="language" {back} hreflang="en">English</a>', korean)
