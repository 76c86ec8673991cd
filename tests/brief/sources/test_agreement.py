"""The file of all pairs: the table comes out of its form, whichever way round a pair is listed."""

from __future__ import annotations

import pytest
from forms import answer, book, compared
from test_un import listing

from brief.sources import agreement
from press.errors import FetchError

HEADER = '"","session.x","ccode1","ccode2","agree","year","IdealPointFP.x","NVotesFP.x"\n'
NUMBERS = {iso3: number for number, iso3 in agreement.OTHERS.items()}


def file(rows=None, *, turned=False, more=()):
    """The rows as pairs, between pairs of other states and lines that only hold Seoul's digits."""
    lines = [HEADER, '"1","46",20,2,0.5,1991,0.1,70\n', '"2732","46",20,200,0.7321,1991,0.1,70\n']
    for number, row in enumerate(book("un_agreement") if rows is None else rows, 3):
        one, other = agreement.SEOUL, NUMBERS[row["iso3_b"]]
        if turned:
            one, other = other, one
        lines.append(f'"{number}","46",{one},{other},{row["agreement_share"]},{row["year"]},0.1,70\n')
    return "".join([*lines, *more])


def read(content):
    listed = answer(listing("AgreementScores.csv", "IdealpointestimatesFP_2026FP.csv"))
    return agreement.read([listed, answer(content)], lambda table: [])["un_agreement"]


@pytest.mark.parametrize("turned", [False, True])
def test_the_table_comes_out_of_its_form(turned):
    reading = read(file(turned=turned))
    found = compared("un_agreement", reading)
    assert not found
    assert found.rows == book("un_agreement")
    assert reading.published == "2026-07-30"


def test_later_years_are_news():
    reading = read(file(more=['"9","80",732,2,0.41234567,2025,0.1,70\n', '"9","80",732,2,NA,2026,0.1,70\n']))
    found = compared("un_agreement", reading)
    assert found.added == [("KOR", "USA", "2025")]
    assert found.news == {("KOR", "USA", "2025")}
    assert reading.rows[-1]["agreement_share"] == "0.412346"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEADER + '"1","46",2,20,0.5,1991,0.1,70\n', r"holds no pair with Seoul \(732\)"),
        (HEADER.replace('"agree"', '"agreement"'), 'no column "agree"; "agreement" may be its new name'),
        (file(more=['"9","80",732,2,0.4']), "cells, not 8; it was cut"),
    ],
)
def test_another_form_is_told(content, sentence):
    with pytest.raises(FetchError, match=sentence):
        read(content)
