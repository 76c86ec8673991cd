"""A cell that is changed by chance stays plausible, and the check that notices it is named."""

import random

import pytest

from press.tables import datapackage
from tools.mutation import changes, checks, copies

ANY = ("description", "agreement", "corrections", "ledger")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the tables."""
    return copies.Copy(tmp_path_factory.mktemp("mutation"))


@pytest.mark.parametrize("table", ["exchange_rate", "talks", "scenarios"])
def test_a_changed_cell_is_another_one_of_its_kind(table):
    fields = {field["name"]: field["type"] for field in datapackage.resource(table)["schema"]["fields"]}
    found = list(changes.chosen(table, 20, random.Random(7)))
    assert len(found) >= 15 and len({(one.row, one.column) for one in found}) == len(found)
    for one in found:
        assert one.after != one.before
        if fields[one.column] in ("number", "integer", "year"):
            assert abs(float(one.after)) <= 2 * abs(float(one.before)) + 1


@pytest.mark.parametrize(
    ("table", "row", "column", "after", "noticed"),
    [
        ("leader_visits", 2, "visits", "7", "agreement"),
        ("countries", 3, "iso3", "lower case", ANY),
        ("claims", 2, "verdict", "supported by nobody", ANY),
        ("events", 300, "source_url", "https://example.org/elsewhere", ""),
    ],
)
def test_the_check_that_notices_a_changed_cell_is_named(copy, table, row, column, after, noticed):
    head = changes.cells(table)[0]
    before = changes.cells(table)[row - 1][head.index(column)]
    change = changes.Change(table, row, column, "code", before, after)
    copy.write(table, [change])
    try:
        found = checks.check(copy, change)[0]
        assert found in (ANY if noticed == ANY else [noticed])
    finally:
        copy.restore(table)
