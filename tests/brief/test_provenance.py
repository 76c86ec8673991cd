"""Where figures come from: use is read out of the code, gaps in coverage are found, corrections add up."""

import json

import pytest

from brief import tables, verdicts
from brief.analysis import provenance
from brief.analysis.coefficient import indicators
from press.run import reads


@pytest.fixture
def chapter(tmp_path):
    """Return a chapter made of one code cell."""

    def write(code):
        path = tmp_path / "sample.ipynb"
        cell = {"cell_type": "code", "source": code.splitlines(keepends=True)}
        path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
        return path

    return write


def used(path):
    return set(provenance.uses([path])["table"])


def test_a_table_that_a_cell_loads_is_used(chapter):
    assert used(chapter('from brief import tables\ntroops = tables.load("us_troops")')) == {"us_troops"}


def test_tables_loaded_in_a_loop_are_used(chapter):
    code = 'from brief import tables\na, b = (tables.load(name) for name in ("talks", "macro"))'
    assert used(chapter(code)) == {"talks", "macro"}


def test_tables_whose_names_are_kept_in_a_word_are_used(chapter):
    code = (
        'from brief import tables\nwanted = ["talks", "macro"]\nkept = [tables.load(one) for one in wanted]'
    )
    assert used(chapter(code)) == {"talks", "macro"}


def test_tables_whose_names_are_added_or_kept_in_a_module_are_used(chapter):
    code = 'from brief import tables\na = ["talks"]\na += ["macro"]\n[tables.load(name) for name in a]'
    assert used(chapter(code)) == {"talks", "macro"}
    code = "from brief import tables, verdicts\n{name: tables.load(name) for name in verdicts.NEEDED}"
    assert used(chapter(code)) == set(verdicts.NEEDED)


def test_tables_behind_the_indicators_are_used(chapter):
    code = 'from brief import tables\ndescribed = tables.load("indicators")'
    assert {"indicators", "us_troops", "exchange_rate"} <= used(chapter(code))


def test_every_table_of_the_book_has_a_user():
    found = set(provenance.uses(provenance.chapter_files())["table"])
    assert set(tables.names()) <= found, set(tables.names()) - found


@pytest.mark.book
def test_what_the_code_says_is_what_the_last_build_measured(built):
    """The chapter on sources describes every table and is left out; the index may fill in alternatives."""
    record = json.loads((built / ".jupyter_cache" / "inputs.json").read_text(encoding="utf-8"))
    alternatives = set(indicators.source_tables(indicators.described()))
    for path in provenance.chapter_files():
        found = record.get(path.name, {"code": ""})
        if path.stem == "sources" or found["code"] != reads.code_of(path):
            continue  # not built since it was changed
        read = {name.removeprefix("table:") for name in found["inputs"] if name.startswith("table:")}
        assert read - used(path) == {"corrections"}, f"{path.stem} read these, and the figure does not say so"
        assert used(path) - read <= alternatives, f"{path.stem} did not read these"


def test_a_table_named_under_a_figure_is_used(chapter):
    code = "from brief.charts.history import talks as charts\ncharts.visits(None, None)"
    assert {"leader_visits", "us_treaties"} <= used(chapter(code))
    assert "talks" not in used(chapter(code)), "another chart of the same module was not called"


def test_a_column_that_is_called_like_a_table_is_no_use(chapter):
    assert used(chapter('days = table["missiles"]')) == set()


def test_coverage_finds_the_years_without_a_value():
    spans = provenance.coverage(["us_troops", "cost_sharing"]).set_index("table")
    troops, costs = spans.loc["us_troops"], spans.loc["cost_sharing"]
    assert troops[~troops["known"]][["first", "last"]].to_numpy().tolist() == [[1951, 1952]]
    assert costs[~costs["known"]][["first", "last"]].to_numpy().tolist() == [[2027, 2030]]


def test_spans_of_a_table_neither_overlap_nor_leave_out_a_row():
    spans = provenance.coverage(["provocations"])
    years = {year for row in spans.itertuples() for year in range(row.first, row.last + 1)}
    assert years == set(tables.load("provocations")["year"])
    assert sum(spans["last"] - spans["first"] + 1) == len(years)


def test_every_correction_is_in_one_group():
    corrections = tables.load("corrections")
    grouped = provenance.corrections(corrections)
    assert grouped["values"].sum() == len(corrections)
    assert set(grouped["table"]) == set(corrections["table"])


def test_every_row_of_a_hand_made_table_has_a_tier():
    tiers = provenance.tiers(["events"])
    assert tiers["rows"].sum() == len(tables.load("events"))


def test_the_first_edition_says_so_and_a_later_one_names_the_one_before():
    first = {"edition": "2026.11", "date": "2026-11-24", "summary": "First edition."}
    later = {"edition": "2027.02", "date": "2027-02-01", "summary": "C57 came true."}
    assert "is the first" in provenance.what_changed([later, first], "2026.11")
    told = provenance.what_changed([later, first], "2027.02")
    assert "follows edition 2026.11" in told and "C57 came true." in told
    assert "first" not in told


def test_an_edition_that_is_not_listed_is_refused_with_the_way_out():
    with pytest.raises(ValueError, match=r"_config\.yml: brief_editions has no edition 2027\.02; add it"):
        provenance.what_changed([], "2027.02")


def test_the_edition_of_the_tables_is_listed():
    assert tables.package_version() in {one["edition"] for one in provenance.editions()}
