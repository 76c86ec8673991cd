"""Ace finds nothing in the EPUB: what its readers would stumble over stops the tests."""

import os
import re
import zipfile

import ace
import pytest
import reader

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("ace")]


@pytest.fixture(scope="module")
def chromium(browser):
    if not ace.CLI.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(ace.WAY_OUT)
    return reader.find_browser()


def test_ace_finds_nothing_in_the_hard_book(file, chromium):
    found = ace.report(file, chromium)
    assert len(found["assertions"]) >= 6, "Ace has not read every page"
    assert ace.violations(found) == []


def test_ace_misses_the_words_of_a_drawing(file, chromium, tmp_path):
    spoiled = tmp_path / "spoiled.epub"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(spoiled, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, re.sub(rb'<svg([^>]*) aria-label="[^"]*"', rb"<svg\1", whole.read(name)))
    assert any("svg-img-alt" in line for line in ace.violations(ace.report(spoiled, chromium)))
