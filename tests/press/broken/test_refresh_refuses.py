"""`make refresh` records no table that `make book` would refuse: alone, beside another, or in the ledger."""

import pytest
import small_project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project that nothing builds."""
    return small_project.write(tmp_path_factory.mktemp("refresh") / "project")


@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        (
            "trade_korea",
            "USA,2020,export,74111.3,14.46",
            "USA,2020,export,74111.3,24.46",
            ["trade_korea", "2020"],
        ),
        ("claims", "peninsula.,fact,supported,", "peninsula.,fact,contradicted,", ["C05", "contradicted"]),
    ],
)
def test_what_the_build_would_refuse_is_not_recorded(project, table, old, new, words):
    file, description = project / "data" / f"{table}.csv", project / "data" / "datapackage.json"
    before = file.read_bytes(), description.read_bytes()
    small_project.edit(file, old, new)
    try:
        said = small_project.refused(project, "refresh")
        assert all(word in said for word in words) and "Nothing was changed" in said, said
        assert description.read_bytes() == before[1]
    finally:
        file.write_bytes(before[0])


def test_a_past_that_the_source_changed_is_settled_and_then_taken(tmp_path):
    """`make refresh` asks for `make settle`, which has to work on a table that is not recorded yet."""
    project = small_project.write(tmp_path / "project")
    small_project.edit(
        project / "data" / "stated_amounts.csv", "tariff on Korean goods", "duty on Korean goods"
    )
    assert "make settle" in small_project.refused(project, "refresh")
    small_project.run(project, "settle")
    assert "recorded anew: none" in small_project.run(project, "refresh")
