"""What the book rests on most, computed a second time from the CSV files alone, in another language."""

from pathlib import Path

import duckdb
import pytest

from brief import tables
from brief.analysis.coefficient import index
from press.claims import ledger

DATA = Path(__file__).resolve().parents[3] / "data"
NEAR = 1e-9


@pytest.fixture(scope="module")
def found():
    """The values of the query, by what they are and year."""
    ends = {
        name: tables.last_full_year(table)
        for name, table in {
            "arms": "arms_us_share",
            "exercises": "exercises_by_country",
            "information": "information_sharing",
            "visits": "leader_visits",
        }.items()
    }
    query = (Path(__file__).parent / "coefficient.sql").read_text(encoding="utf-8")
    rows = duckdb.execute(query, {"data": str(DATA), **ends}).fetchall()
    return {(what, year): value for what, year, value in rows}


def test_every_indicator_has_the_same_values(found):
    values = index.published().values
    expected = {(name, year): value for name in values for year, value in values[name].dropna().items()}
    known = {key: value for key, value in found.items() if key[0] in values}
    assert known.keys() == expected.keys() and len(expected) > 300
    assert known == pytest.approx(expected, rel=NEAR)


def test_the_coefficient_of_every_year_is_the_same(found):
    expected = index.published().index
    assert {year: found["index", year] for year in expected.index} == pytest.approx(dict(expected), rel=NEAR)


def test_the_change_from_every_year_is_the_same(found):
    made = index.published()
    for year in range(2008, 2025):
        assert found["change to 2025", year] == pytest.approx(made.change(year, 2025), rel=NEAR, abs=NEAR)


def test_the_counts_of_verdicts_are_the_same():
    query = """
        SELECT verdict, count(*) FROM read_csv($data || '/claims.csv')
        WHERE counted_with IS NULL GROUP BY verdict
    """
    counted = dict(duckdb.execute(query, {"data": str(DATA)}).fetchall())
    expected = ledger.verdict_counts(tables.load("claims"))
    assert counted == {code: count for code, count in expected.items() if count}
