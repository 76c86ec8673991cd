"""What chapters say, found without a kernel: facts, guarded sentences and headlines, and what stops one."""

from __future__ import annotations

import json

from press import prose
from press.run import said

FIRST = """from press.prose import bind, number, require
import pandas as pd
from press.figures.figure import figure

def chart():
    data = pd.DataFrame({"n": [1]})
    words = {"headline": "It rose", "subtitle": "n", "alt": "n"}
    return figure("one", **words, data=data, tables=[], draw=lambda layout: None)

bind(count=number(1234), few=3)
require(1 < 2, "One is less than two.")
require(2 < 1, "Two is less than one.")"""


def write(path, *cells):
    made = [{"cell_type": "code", "source": cell.splitlines(keepends=True)} for cell in cells]
    path.write_text(
        json.dumps({"cells": [{"cell_type": "markdown", "source": ["# A"]}, *made]}), encoding="utf-8"
    )
    return path


def test_facts_sentences_and_headlines_are_found_by_chapter(tmp_path):
    found = said.by_name([write(tmp_path / "first.ipynb", FIRST, "chart()")])
    assert found == {
        "first, count": "1,234",
        "first, few": "3",
        'first, "One is less than two."': prose.HOLDS,
        'first, "Two is less than one."': prose.FAILS,
        "first, headline of one": "It rose",
    }


def test_a_chapter_that_stops_says_why_and_the_next_goes_on(tmp_path):
    stopped = write(
        tmp_path / "one.ipynb", "from press.prose import bind\nbind(a='1')", "{}['key']", "bind(b='2')"
    )
    found = said.by_name(
        [stopped, write(tmp_path / "two.ipynb", "from press.prose import bind\nbind(c='3')")]
    )
    assert found == {"one, a": "1", "one, stops": "KeyError: 'key'", "two, c": "3"}


def test_the_functions_of_the_prose_are_as_before(tmp_path):
    before = prose.bind, prose.require
    said.by_name([write(tmp_path / "one.ipynb", "1 / 0")])
    assert (prose.bind, prose.require) == before
