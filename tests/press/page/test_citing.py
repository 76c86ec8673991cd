"""Citations that reference managers can read, whatever signs a title holds."""

import re

import yaml
from hypothesis import given
from hypothesis import strategies as st

from press.book import citation
from press.configuration.parts import About

TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60
)


def work(title="Trade fell 5% & trust {fell}", **more):
    fields = {
        "key": "book-1-fig",
        "title": title,
        "author": "A. Team",
        "date": "2026-11-24",
        "edition": "1",
        "address": "https://example.org/#fig",
    }
    return citation.Work(**fields | more)


@given(TITLES)
def test_bibtex_keeps_its_braces_in_pairs(title):
    entry = re.sub(r"\\.", "", citation.bibtex(work(title.replace("\\", ""))))
    assert entry.count("{") == entry.count("}")


@given(TITLES)
def test_cff_is_valid_yaml_with_the_title_as_it_is(title):
    assert yaml.safe_load(citation.cff(work(title), About(description=title)))["title"] == title


def test_ris_has_one_field_a_line_and_an_end():
    lines = citation.ris(work(book="The book", part="Figure 2", sources=("One.", "Two."))).split("\r\n")
    assert lines[0] == "TY  - FIGURE" and lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert lines.count("N1  - Data: One.") == 1


def test_a_work_without_a_date_says_so():
    assert citation.words(work(date="")).startswith("A. Team (n.d.).")
