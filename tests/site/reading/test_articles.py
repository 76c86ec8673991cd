"""A sentence whose number changes keeps the right article: "an 11-year low", "a 10-year low"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

WRONG = re.compile(r"\b(?:a (?:8|(?:11|18)(?!\d))|an (?!8|(?:11|18)(?!\d))\d)", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a 11-year low", True),
        ("an 11-year low", False),
        ("an 18th", False),
        ("a 110-year", False),
        ("a 8th", True),
    ],
)
def test_the_rule_tells_right_from_wrong(text: str, wrong: bool) -> None:
    assert bool(WRONG.search(text)) is wrong


def test_no_page_has_a_wrong_article_before_digits(site: Path) -> None:
    found = {}
    for page in site.rglob("*.html"):
        words = re.sub(r"\s+", " ", html.parse(str(page)).getroot().text_content())
        if wrong := WRONG.findall(words):
            found[page.name] = wrong
    assert not found
