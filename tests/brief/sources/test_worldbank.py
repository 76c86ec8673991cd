"""The World Bank's answers: the table comes out of their form; errors with HTTP 200 are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from forms import answer, book, compared

from brief.sources import worldbank
from press.errors import FetchError

EXTRACT = Path(__file__).with_name("answers") / "worldbank_error_http200.json"


def answers(rows=None, pages=1):
    rows = book("macro") if rows is None else rows
    made = []
    for indicator, column in worldbank.COLUMNS.items():
        data = [
            {
                "indicator": {"id": indicator, "value": "a name"},
                "country": {"id": row["iso3"][:2], "value": "a state"},
                "countryiso3code": row["iso3"],
                "date": row["year"],
                "value": json.loads(row[column]) if row[column] else None,
                "unit": "",
                "obs_status": "",
                "decimal": 0,
            }
            for row in reversed(rows)
        ]
        data.append({**data[0], "countryiso3code": "", "country": {"id": "XC", "value": "Euro area"}})
        head = {"page": 1, "pages": pages, "per_page": 20000, "total": len(data), "lastupdated": "2026-07-13"}
        made.append(answer(json.dumps([head, data])))
    return made


def read(made):
    return worldbank.read(made, lambda table: [])["macro"]


def test_the_table_comes_out_of_its_form():
    reading = read(answers())
    found = compared("macro", reading)
    assert not found
    assert found.rows == book("macro")
    assert reading.published == "2026-07-13"


def test_a_year_is_complete_when_every_state_has_it():
    whole = read(answers()).complete_to
    rows = [row for row in book("macro") if row["year"] == whole[:4]]
    later = [{**row, "year": str(int(row["year"]) + 1)} for row in rows]
    part = read(answers(book("macro") + later[1:]))
    assert (part.newest[:4], part.complete_to) == (later[0]["year"], whole)
    assert read(answers(book("macro") + later)).complete_to == f"{later[0]['year']}-12-31"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            EXTRACT.read_text(encoding="utf-8"),
            r"NY.GDP.MKTP.CD: the answer \(HTTP 200\) is an error: 120 The provided parameter value",
        ),
        ('[{"page":1,"pages":0,"per_page":50,"total":0}]', "nothing was found"),
        ('[{"page":1,"pages":1,"per_page":50,"total":0},null]', "nothing was found"),
    ],
)
def test_an_error_with_http_200_is_told(content, sentence):
    with pytest.raises(FetchError, match=sentence):
        read([answer(content)] * 3)


def test_a_page_of_several_is_no_answer():
    with pytest.raises(FetchError, match="the answer is page 1 of 3; ask for longer pages"):
        read(answers(pages=3))


def test_the_longest_page_is_asked_for():
    asked = []
    worldbank.fetch(lambda address, expects="", delay=0: asked.append(address))
    assert len(asked) == 3
    assert all("per_page=20000" in address and "KOR;PHL" in address for address in asked)
