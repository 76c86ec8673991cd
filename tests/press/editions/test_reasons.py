"""What moved between two editions on file, and why: data, method, words, an editor's note."""

from __future__ import annotations

import os
import signal
import time

import pytest

from press.editions import comparing, edition_file, since
from press.editions.edition_file import Edition, Moved, Table, Verdict
from press.editions.facts import LIST, Fact, values_in
from press.errors import BriefError


def edition(name, facts, tables, **more):
    return Edition(
        edition=name,
        date=f"{name[:4]}-{name[5:7]}-01",
        commit="0" * 40,
        made="for a test",
        tables={table: Table(hash=sum_) for table, sum_ in tables.items()},
        facts=facts,
        headlines=more.get("headlines", {}),
        verdicts=more.get("verdicts", {}),
        forecasts=more.get("forecasts", {}),
        before=more.get("before", ""),
        since=more.get("since", {}),
    )


FIRST = {
    "one, share": Fact("18%", (18.2,), ("trade",), "a"),
    "one, fell": Fact("fell to 5", (5.0,), ("polls",), "b"),
    "one, same": Fact("seven", (7.0,), ("trade",), "c"),
    "one, method": Fact("3.1", (3.1,), ("votes",), "d"),
    "one, words": Fact("It was 12 of 30", (12.0, 30.0), ("votes",), "e"),
    "one, gone": Fact("9", (9.0,), ("votes",), "f"),
}
SECOND = {
    "one, share": Fact("21%", (20.9,), ("trade",), "a"),
    "one, fell": Fact("fell to 4", (4.0,), ("polls",), "b"),
    "one, same": Fact("seven", (7.0,), ("trade",), "c"),
    "one, method": Fact("3.4", (3.4,), ("votes",), "z"),
    "one, words": Fact("12 of the 30", (12.0, 30.0), ("votes",), "z"),
    "one, new": Fact("40", (40.0,), ("votes",), "y"),
}
TABLES = {"trade": "1", "polls": "1", "votes": "1"}
MOVED = {"trade": Moved(news=4), "polls": Moved(changed=1)}


@pytest.fixture
def two(tmp_path):
    old = edition("2026.11", FIRST, TABLES, verdicts={"C01": Verdict("supported", "high", "x")})
    new = edition(
        "2026.12",
        SECOND,
        {**TABLES, "trade": "2", "polls": "2"},
        verdicts={"C01": Verdict("partly_supported", "high", "y")},
        before="2026.11",
        since=MOVED,
    )
    for one in (old, new):
        edition_file.write(tmp_path, one)
    return tmp_path


def test_a_file_is_read_as_it_was_written(two):
    assert edition_file.read(two, "2026.12").facts == SECOND
    assert edition_file.read(two, "2026.12").since == MOVED
    assert edition_file.known(two) == ["2026.11", "2026.12"]


def test_each_change_has_its_reason(two):
    found = comparing.compared(two)
    why = {one.name: one.why.words for one in found.changes if one.is_moved}
    assert why == {
        "one, share": "new data",
        "one, fell": "corrected data",
        "one, method": "changed method",
        "one, words": "changed words",
        "C01": "new evidence",
    }
    assert [one.name for one in found.of("number")] == ["one, share", "one, fell", "one, method"]
    assert {one.name for one in found.changes if not one.is_moved} == {"one, new", "one, gone"}
    assert found.steady == 2  # "same", and "words", whose numbers are the same


def test_a_number_whose_data_and_code_both_moved_says_so(two):
    later = {"one, share": Fact("25%", (25.0,), ("trade",), "other")}
    edition_file.write(two, edition("2027.01", later, {"trade": "3"}, before="2026.12", since=MOVED))
    assert "new data; its code differs too" in comparing.words(comparing.compared(two, "2026.12", "2027.01"))


def test_editions_further_apart_add_up_what_moved_between(two):
    later = {"one, share": Fact("25%", (25.0,), ("trade",), "a")}
    since_then = {"trade": Moved(gone=1)}
    edition_file.write(two, edition("2027.01", later, {"trade": "3"}, before="2026.12", since=since_then))
    told = comparing.words(comparing.compared(two, "2026.11", "2027.01"))
    assert "one, share: 18% -> 25% (new data and corrected data)" in told


def test_rows_that_git_no_longer_has_are_not_guessed(two):
    later = {"one, share": Fact("25%", (25.0,), ("trade",), "a")}
    edition_file.write(two, edition("2027.01", later, {"trade": "3"}, before="2026.12"))
    assert "(new or corrected data)" in comparing.words(comparing.compared(two, "2026.12", "2027.01"))


def test_an_editor_gives_a_reason_by_name_or_by_names_like_it(two):
    (two / "editions" / "reasons.yml").write_text(
        '"2026.12":\n  "one, share": The customs office revised March.\n', encoding="utf-8"
    )
    assert "(new data; The customs office revised March.)" in comparing.words(comparing.compared(two))
    (two / "editions" / "reasons.yml").write_text('"2026.12":\n  "one, *": All anew.\n', encoding="utf-8")
    assert comparing.words(comparing.compared(two)).count("All anew.") == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1, 2]", "holds for each edition"),
        ('"2026.12": [a]', "holds for each edition"),
        ("a: [", "has to be valid YAML"),
    ],
)
def test_reasons_in_another_form_are_told(two, text, said):
    (two / "editions" / "reasons.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BriefError, match=said):
        comparing.compared(two)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026.12", "2026.11", "not older"),
        ("2026.11", "2027.05", "is not there; the editions on file are 2026.11, 2026.12"),
        ("nov", "2026.12", '"nov" names no edition'),
    ],
)
def test_editions_that_cannot_be_compared_are_told(two, old, new, said):
    with pytest.raises(BriefError, match=said):
        comparing.compared(two, old, new)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": 2}', "\0", '{"format": 1, "edition": "2026.12"}']
)
def test_a_file_that_is_not_sound_is_told(two, text):
    (two / "editions" / "2026.12.json").write_text(text, encoding="utf-8")
    with pytest.raises(BriefError, match=r"2026\.12\.json is not as `make edition` wrote it"):
        comparing.compared(two)


@pytest.mark.parametrize("name", ["2026.13", "2026.1", "2026-12", "../2026.12", "2026.12.0", "", "2026.12\n"])
def test_a_name_that_is_no_edition_is_told(name):
    with pytest.raises(BriefError, match="names no edition"):
        edition_file.check_id(name)


def test_rows_are_news_by_the_day_to_which_the_table_was_complete():
    old = {("a",): {"key": "a", "year": "2023", "n": "1"}, ("b",): {"key": "b", "year": "2024", "n": "2"}}
    new = {
        ("a",): {"key": "a", "year": "2023", "n": "9"},
        ("c",): {"key": "c", "year": "2025", "n": "3"},
        ("d",): {"key": "d", "year": "2022", "n": "4"},
    }
    assert since.compared(old, new, "year", "2024-12-31") == Moved(news=1, late=1, changed=1, gone=1)
    assert since.compared(old, new, "", "") == Moved(news=2, late=0, changed=1, gone=1)


def test_a_row_whose_empty_cells_are_filled_is_told_apart_and_is_news():
    old = {("a",): {"key": "a", "n": "1", "came": ""}, ("b",): {"key": "b", "n": "1", "came": ""}}
    new = {("a",): {"key": "a", "n": "1", "came": "yes"}, ("b",): {"key": "b", "n": "2", "came": "yes"}}
    moved = since.compared(old, new, "", "")
    assert moved == Moved(changed=1, filled=1) and moved.has_news
    assert moved.words == "rows: one filled in and one changed"


def test_words_under_which_a_table_moved_are_not_told_as_changed_words(two):
    then = {"one, kinds": Fact("Crises fill the record before 1990", (1990.0,), ("trade",), "a")}
    now = {"one, kinds": Fact("Politics fill the record before 1990", (1990.0,), ("trade",), "a")}
    edition_file.write(two, edition("2027.01", then, {"trade": "3"}, before="2026.12"))
    later = edition("2027.02", now, {"trade": "4"}, before="2027.01", since={"trade": Moved(news=2)})
    edition_file.write(two, later)
    assert "before 1990 (new data)" in comparing.words(comparing.compared(two))


def test_the_month_of_a_date_is_a_number_and_may_is_not_always_one():
    assert values_in("September 2018") != values_in("October 2018")
    assert values_in("It may rise in May 2026 to 1,200, or fall by −3.5; May is late") == [
        5,
        2026,
        1200,
        -3.5,
    ]


def test_a_count_of_tables_moves_with_the_tables_and_an_edition_s_name_with_its_words(two):
    then = {"one, tables": Fact("47", (47.0,), (LIST,), "a"), "one, name": Fact("2027.01", (), (), "a")}
    now = {"one, tables": Fact("48", (48.0,), (LIST,), "a"), "one, name": Fact("2027.02", (), (), "a")}
    edition_file.write(two, edition("2027.01", then, {"trade": "3"}, before="2026.12"))
    edition_file.write(two, edition("2027.02", now, {"trade": "3", "arms": "1"}, before="2027.01"))
    told = comparing.words(comparing.compared(two))
    assert "one, tables: 47 -> 48 (new data)" in told and "2027.02 (changed words)" in told


def test_killed_at_any_moment_it_leaves_a_whole_file_or_none(tmp_path):
    """Each child is killed a while after it began to write, the last one when a file is there."""
    facts = {f"one, n{no}": FIRST["one, share"] for no in range(3000)}
    began = tmp_path / "began"
    for moment in range(30):
        began.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            began.touch()
            while True:
                edition_file.write(tmp_path, edition("2026.11", facts, TABLES))
        while not began.exists() or (moment == 29 and not edition_file.known(tmp_path)):
            time.sleep(0.001)
        time.sleep(0.005 * moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if edition_file.known(tmp_path):
            assert len(edition_file.read(tmp_path, "2026.11").facts) == 3000
