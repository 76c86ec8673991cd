"""The longer description of a figure: what it says must be true of the numbers."""

from hypothesis import given
from hypothesis import strategies as st
from one_bundle import bundle

from press.book.figure_parts import figure_words

VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=1, max_size=30)


def test_highs_and_lows_are_told_with_their_year():
    told = figure_words.describe(bundle(["Year", "Troops"], [[1953, 326863], [1979, 39018], [2025, 23642]]))
    assert "Troops: lowest 23,642 (2025), highest 326,863 (1953)." in told
    assert "Year: from 1953 to 2025." in told


def test_numbers_of_several_units_are_not_compared():
    rows = [["Troops", "persons", 23642, -5.2], ["Votes", "per cent", 1.7, 4.1]]
    told = figure_words.describe(bundle(["Tie", "Unit", "Last", "Change, %"], rows))
    assert "Unit: persons, per cent." in told and "Last" not in told
    assert "Change, %: lowest" in told


def test_what_is_not_known_is_counted_and_not_taken_for_zero():
    told = figure_words.describe(bundle(["Year", "Share (%)"], [[2000, 4.5], [2001, None]]))
    assert "lowest 4.5 (2000), highest 4.5 (2000); 1 not known" in told


def test_a_long_list_of_names_is_cut_and_counted():
    told = figure_words.describe(bundle(["State"], [[f"State {letter}"] for letter in "ABCDEFGHIJ"]))
    assert told.endswith("State H and 2 more.")


def test_sentences_in_a_list_are_parted_as_sentences():
    told = figure_words.describe(bundle(["What"], [["One weighs stepping in."], ["Two, late, declines."]]))
    assert told.endswith("What: One weighs stepping in; Two, late, declines.")


def test_a_column_without_any_value_is_said_to_be_unknown():
    assert "Count: not known." in figure_words.describe(bundle(["Year", "Count"], [[2000, None]]))


@given(VALUES)
def test_no_column_of_measurements_breaks_it(values):
    told = figure_words.describe(bundle(["Name", "Value"], [["a", value] for value in values]))
    known = [value for value in values if value is not None]
    assert ("Value: not known." in told) == (not known)


def test_a_column_of_yes_and_no_is_counted_and_names_no_row():
    told = figure_words.describe(bundle(["Name", "Value", "Inside"], [["a", 1.5, True], ["b", 2.5, False]]))
    assert "Inside: yes in 1 of 2." in told and "True" not in told and "lowest 1.5 (a)" in told
