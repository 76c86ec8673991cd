"""The EPUB claims no more than its evaluation found: who relies on a claim must not be misled by it."""

import re
from pathlib import Path

import pytest
import yaml

from press.configuration.parts import About, BuiltEdition, Evaluation
from press.ebook import epub_file

ROOT = Path(__file__).resolve().parents[4]
ROW = re.compile(r"^\| (\d\.\d\.\d+) \| [^|]+ \| (A|AA) \| (met|n/a|not met) \| [^|]+ \|$", re.M)


@pytest.fixture(scope="module")
def evaluated():
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    return config["sphinx"]["config"].get("brief_ebook_evaluated", {})


@pytest.fixture(scope="module")
def found():
    return ROW.findall((ROOT / "docs" / "epub-accessibility.md").read_text(encoding="utf-8"))


def test_every_criterion_of_wcag_2_1_was_evaluated(found):
    levels = [level for _, level, _ in found]
    assert (levels.count("A"), levels.count("AA")) == (30, 20)
    assert len({criterion for criterion, _, _ in found}) == 50


def test_the_claim_is_what_the_evaluation_found(evaluated, found):
    missed = {level for _, level, result in found if result == "not met"}
    level = "" if "A" in missed else "A" if missed else "AA"
    claim = f"EPUB Accessibility 1.1 - WCAG 2.1 Level {level}" if level else ""
    assert evaluated.get("conforms_to", "") == claim
    assert bool(missed) == bool(evaluated.get("gaps"))


def test_the_package_says_what_was_found_and_by_whom(evaluated):
    found = Evaluation(**evaluated)
    book = epub_file.Book("T", "The makers", "en", "", BuiltEdition(), About(), {}, [], evaluated=found)
    said = epub_file.package(book, {"nav.xhtml": b""})
    assert f'id="conformance">{evaluated["conforms_to"]}</meta>' in said
    assert 'id="certifier">The makers</meta>' in said and evaluated["gaps"] in said
    assert "tried with no screen reader" in said
