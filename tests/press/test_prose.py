"""Numbers in words: what a reader sees in the sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import prose


def test_a_negative_number_has_a_true_minus_and_no_minus_zero():
    assert prose.number(-1234.56, 1) == "\N{MINUS SIGN}1,234.6"
    assert prose.number(-0.001, 1) == "0.0"


def test_small_counts_are_spelled_and_large_ones_are_figures():
    assert prose.counted(1, "launch", "launches") == "one launch"
    assert prose.counted(13, "launch", "launches") == "13 launches"


def test_a_count_of_a_whole_reads_as_english():
    assert prose.out_of(4, 4) == "all four"
    assert prose.out_of(0, 4) == "none of the four"
    assert prose.out_of(3, 4) == "three of the four"


def test_a_sentence_that_the_figures_do_not_carry_stops_the_chapter():
    with pytest.raises(prose.SentenceError, match="fewer missiles"):
        prose.require(False, "fewer missiles")


def test_an_unknown_value_cannot_be_written_as_a_number():
    with pytest.raises(ValueError, match="not known"):
        prose.number(float("nan"))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_the_verb_follows_the_figures(before, after):
    expected = "held steady" if before == after else "rose" if after > before else "fell"
    assert prose.change(before, after) == expected


@given(st.integers(0, 400))
def test_ordinals_end_as_english_does(rank):
    word = prose.ordinal(rank)
    if rank > 10:
        assert word.startswith(str(rank)) and word[-2:] in {"st", "nd", "rd", "th"}
        assert (word[-2:] == "th") if 10 <= rank % 100 <= 20 else True
