"""Sentences under other choices: each that falls is listed in the chapter, under the words it has there."""

import json
from pathlib import Path

import pytest

from brief.analysis.coefficient import cases, finding, guards, index, sentences

CHAPTERS = Path(__file__).resolve().parents[3] / "chapters"


@pytest.fixture(scope="module")
def fallen():
    return guards.fallen()


@pytest.fixture(scope="module")
def chapter():
    return cells_of("data")


def cells_of(name):
    """Return the sources of a chapter's cells, with the years that it binds written out."""
    cells = json.loads((CHAPTERS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [_with_years("".join(cell["source"])) for cell in cells]


def _with_years(text):
    """Return a text with the years that are bound, as the book has them."""
    for name, year in {"base": 2015, "last": 2025, "full": 2023, "before": 2024, "three": 2022}.items():
        text = text.replace(f"{{glue:text}}`d_{name}`", str(year))
    return text


def test_every_case_of_the_bar_is_read():
    names = [case.name for case in cases.cases()]
    assert names[0] == "as published" and len(names) == len(set(names))
    assert {f"starting in {year}" for year in (2013, 2014, 2016, 2017)} <= set(names)
    assert {"without 2024", "with the UN positions of July 2025"} <= set(names)
    values = index.published().values
    for poll, label in cases.POLLS.items():
        assert f"without {label}" in names
        for year in values.loc[2015:, poll].dropna().index:
            assert f"without the poll of {year} on {label}" in names


def test_each_sentence_stands_in_its_chapter_or_in_the_words_that_this_binds():
    chapters = {guard.chapter for guard in sentences.GUARDS}
    texts = {name: [" ".join(cells_of(name)), *finding.words().values()] for name in chapters}
    assert chapters == {"data", "summary", "findings"}
    for guard in sentences.GUARDS:
        assert any(guard.words in text for text in texts[guard.chapter]), guard.words


def test_those_that_fall_say_so_in_the_text(fallen, chapter):
    told = guards.in_words(fallen)
    places = {guard.words: guards.OTHER_CHAPTERS.get(guard.chapter) for guard in sentences.GUARDS}
    for row in fallen.itertuples():
        column = "Nothing to read them from" if row.unread else "Do not hold"
        shown = f"“{row.words}”" + (f" ({places[row.words]})" if places[row.words] else "")
        (one,) = [line for line in told.to_dict("records") if shown in line["Sentences"].split("; ")]
        assert row.case in one[column].split("; ")
    assert sum(len(cell.split("; ")) for cell in told["Sentences"]) == fallen["words"].nunique()
    assert any("listing(guards.in_words(shaken))" in source for source in chapter)


def test_what_is_listed_follows_the_figures(fallen):
    made = index.published()
    listed = set(zip(fallen["words"], fallen["case"], strict=True))
    for year in (2013, 2014, 2016, 2017):
        falls = made.change(year, 2025) < 0
        assert (("the fall since 2015", f"starting in {year}") in listed) is not falls
    assert not any(case == "without 2024" for _, case in listed)


def test_a_sentence_that_does_not_hold_as_published_stops_the_chapter(monkeypatch):
    monkeypatch.setattr(
        guards, "GUARDS", (sentences.Guard("it rose", lambda case: not sentences._fell(case)),)
    )
    with pytest.raises(ValueError, match="it rose"):
        guards.fallen()
