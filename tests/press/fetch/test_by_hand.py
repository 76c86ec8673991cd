"""A row by hand: asked for with its meaning, the next identifier given, checked at once, written whole."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press.errors import DataError
from press.fetch import by_hand
from press.tables import datapackage

ROOT = Path(__file__).resolve().parents[3]
FIELDS = [
    {"name": "event_id", "type": "string", "constraints": {"required": True, "pattern": "E[0-9]{3}"}},
    {"name": "date", "type": "date", "description": "day", "constraints": {"required": True}},
    {"name": "kind", "type": "string", "constraints": {"required": True, "enum": ["visit", "call"]}},
    {"name": "persons", "type": "integer", "description": "who came", "constraints": {"minimum": 1}},
]


@pytest.fixture
def events(house):
    """The small project with a table of events."""
    path = house.root / "data" / "events.csv"
    path.write_text("event_id,date,kind,persons\nE009,2026-01-02,visit,3\n", encoding="utf-8")
    file = house.root / "data" / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    schema = {"fields": FIELDS, "primaryKey": ["event_id"], "missingValues": [""]}
    stated = {"dates_rows": "date", "complete_to": "2026-06-30", "rows": 1, "bytes": 0, "hash": ""}
    entry = {"name": "events", "path": "events.csv", "profile": "tabular-data-resource", "encoding": "utf-8"}
    package["resources"].append({**entry, **stated, "schema": schema})
    file.write_text(json.dumps(package), encoding="utf-8")
    datapackage.describe.cache_clear()
    yield path
    datapackage.describe.cache_clear()


def described(coverage, house):
    """Give the table of events words on the span that it covers."""
    file = house.root / "data" / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    next(one for one in package["resources"] if one["name"] == "events")["coverage"] = coverage
    file.write_text(json.dumps(package), encoding="utf-8")
    datapackage.describe.cache_clear()


def add(house, **given):
    return by_hand.add(house.root, by_hand.Wish("events", given))


def test_a_row_gets_the_next_identifier_and_the_table_its_hash(house, events):
    add(house, date="2026-05-04", kind="call")
    assert events.read_text("utf-8").splitlines()[1:] == ["E009,2026-01-02,visit,3", "E010,2026-05-04,call,"]
    entry = house.description["events"]
    assert (entry["rows"], entry["hash"]) == (2, datapackage.digest(events))


def test_a_terminal_asks_with_meaning_and_allowed_values_until_it_is_right(house, events):
    asked, told = [], []
    answers = iter(["4 May", "2026-05-04", "visits", "visit", "0", "2"])

    def ask(question):
        asked.append(question)
        return next(answers)

    row = by_hand.add(house.root, by_hand.Wish("events", {}, ask, told.append))
    assert list(row.values()) == ["E010", "2026-05-04", "visit", "2"]
    assert asked[0] == "date (day, a day such as 2026-11-20): "
    assert asked[2] == "kind (one of visit | call): "
    assert asked[4] == "persons (who came, integer, at least 1, may be empty): "
    assert told == [
        '"4 May" is not of type date',
        '"visits" is none of visit, call; "visit" may be meant',
        '"0" is less than 1',
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"date": "2026-05-04"},
            r"these columns have to be given as KEY=VALUE: kind \(one of visit \| call\)",
        ),
        ({"dat": "2026-05-04"}, 'events has no column "dat"; "date" may be meant'),
        ({"date": "2026-05-04", "kind": "talk"}, 'column kind: "talk" is none of visit, call'),
        ({"date": "2026-07-01", "kind": "call"}, "is later than the table is complete to .*move complete_to"),
        ({"event_id": "E009", "date": "2026-05-04", "kind": "call"}, "a second row with the same key"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(house, events, given, sentence):
    before = house.files()
    with pytest.raises(DataError, match=sentence):
        add(house, **given)
    assert house.files() == before
    assert not (house.root / "vintages" / "next").exists()


def test_the_day_to_which_a_table_is_complete_may_be_moved_with_the_row(house, events):
    add(house, date="2026-07-01", kind="call", complete_to="2026-07-31")
    assert house.description["events"]["complete_to"] == "2026-07-31"


def test_the_words_on_the_span_of_a_table_follow_its_newest_row(house, events):
    described("1953 to 2 January 2026; calls", house)
    add(house, date="2026-05-04", kind="call")
    assert house.description["events"]["coverage"] == "1953 to 4 May 2026; calls"


def test_the_next_piece_of_evidence_is_counted_within_its_claim():
    entry = datapackage.resource("evidence")
    rows = [{"claim_id": "C01", "evidence_no": "4"}, {"claim_id": "C02", "evidence_no": "9"}]
    assert by_hand.next_identifier("evidence_no", entry, rows, {"claim_id": "C01"}) == "5"


@pytest.mark.parametrize("table", ["events", "opinion", "exercises_named", "missile_events_added"])
def test_the_tables_that_are_kept_by_hand_have_a_next_identifier(table):
    from press.fetch import staging

    entry = datapackage.resource(table)
    rows = staging.rows_of(datapackage.DATA / entry["path"])
    key = entry["schema"]["primaryKey"][-1]
    found = by_hand.next_identifier(key, entry, rows, {})
    assert re.sub(r"\d+", "", found) == re.sub(r"\d+", "", rows[-1][key])
    assert found not in {row[key] for row in rows}


@pytest.mark.parametrize(
    ("word", "table"),
    [
        ("launches", "missile_events_added"),
        ("polls", "opinion"),
        ("exercises", "exercises_named"),
        ("events", "events"),
        ("nothing", "nothing"),
    ],
)
def test_a_table_may_be_called_by_an_ordinary_word(word, table):
    assert datapackage.called(word) == table


def test_make_hands_its_variables_on(tmp_path):
    """Words with blanks, quotes and signs of equality reach the row as they were written."""
    make = tmp_path / "Makefile"
    code = (
        "import os; from press.fetch import by_hand; "
        "print(by_hand.pairs([], os.environ['MAKEFLAGS'], os.environ))"
    )
    make.write_text(f'row:\n\t@{sys.executable} -c "{code}"\n', encoding="utf-8")
    words = 'It\'s a "call" x=1 b'
    order = ["make", "-s", "-f", make, "row", "TABLE=events", "date=2026-05-04", f"event={words}"]
    done = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == {"date": "2026-05-04", "event": words}


def test_a_row_stands_where_its_day_belongs():
    rows = [{"day": "2020-01-01"}, {"day": "2020-03-01"}]
    assert by_hand._with({"day": "2020-02-01"}, rows, "day")[1] == {"day": "2020-02-01"}
    assert by_hand._with({"day": "2020-02-01"}, rows[::-1], "day")[-1] == {"day": "2020-02-01"}
