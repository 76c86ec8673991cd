"""Tables in the text: every cell arrives, and what is missing is said."""

import pandas as pd
import pytest

from press.listing import link, listing


def test_a_table_keeps_its_cells_and_says_what_is_missing():
    frame = pd.DataFrame(
        {"Name": ["a | b", "c"], "Day": [pd.Timestamp("1953-10-01"), pd.NaT], "Rows": [1200, 3]}
    )
    lines = listing(frame, missing="not read")._repr_markdown_().splitlines()
    assert lines[0] == "| Name | Day | Rows |"
    assert lines[2] == "| a \\| b | 1 October 1953 | 1,200 |"
    assert lines[3] == "| c | not read | 3 |"


def test_a_figure_keeps_the_decimals_that_it_has_up_to_two():
    lines = listing(pd.DataFrame({"Change": [71.7, 30.0, 0.126]}))._repr_markdown_().splitlines()
    assert lines[2:] == ["| 71.7 |", "| 30 |", "| 0.13 |"]


def test_only_a_web_address_becomes_a_link():
    assert link("WITS", "https://wits.worldbank.org") == "[WITS](https://wits.worldbank.org)"
    assert link("by hand", "") == "by hand"


def test_where_no_markdown_is_shown_the_table_is_told_and_not_where_it_lies_in_memory():
    assert repr(listing(pd.DataFrame({"Change": [1.0]}))).splitlines()[-1] == "| 1 |"


def test_a_large_number_has_no_decimals_that_it_does_not_need():
    lines = listing(pd.DataFrame({"People": [1234567, 2345678]}))._repr_markdown_().splitlines()
    assert lines[2:] == ["| 1,234,567 |", "| 2,345,678 |"]


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "−0.4"],
        ["58%", "1 (0–5)"],
        ["9.4 (4.5 to 14.8)", "−0.4 (−1.6 to 0.8)"],
        ["0.22 (coin 0.25)", "0.33"],
    ],
)
def test_numbers_stand_under_each_other_with_what_is_in_brackets_beside_them(cells):
    assert listing(pd.DataFrame({"Score": cells}))._repr_markdown_().splitlines()[1] == "| ---: |"


@pytest.mark.parametrize("cells", [["2015 to 2025"], ["51 (2025), 22 (2026)"], ["no", "1"], ["C08 (3)"]])
def test_words_with_digits_stand_from_the_left(cells):
    assert listing(pd.DataFrame({"What": cells}))._repr_markdown_().splitlines()[1] == "| --- |"
