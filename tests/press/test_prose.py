"""Numbers in words: what a reader sees in the sentences."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press import prose

ROOT = Path(__file__).resolve().parents[2]


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


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2.5, 0, "3"),
        (0.5, 0, "1"),
        (-2.5, 0, "\N{MINUS SIGN}3"),
        (0.125, 2, "0.13"),
        (12.45, 1, "12.4"),
        (1e9, 0, "1,000,000,000"),
    ],
)
def test_half_way_is_rounded_as_a_chart_rounds_its_labels(value, digits, text):
    """12.45 lies below the half as the machine holds it; a chart's toFixed writes 12.4 too."""
    assert prose.number(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (199.95, "200"),
        (199.94, "199.9"),
        (0.12345, "0.1235"),
        (-12.345, "\N{MINUS SIGN}12.35"),
        (1234.5, "1,235"),
    ],
)
def test_four_figures_are_rounded_from_what_the_table_beside_them_holds(value, text):
    """A reader who rounds the CSV's 199.95 gets 200, though the machine's number lies below the half."""
    assert prose.significant(value) == text


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


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "6 May 2019"), ("month", "May 2019"), ("about", "about May 2019"), ("year", "2019")],
)
def test_a_date_is_told_as_far_as_it_is_known(precision, words):
    assert prose.dated("2019-05-06", precision) == words


@given(st.floats(-1e9, 1e9))
def test_a_short_number_is_the_number_without_idle_zeros(value):
    text, whole = prose.short(value), prose.number(value, 2)
    assert whole.startswith(text) and set(whole[len(text) :]) <= set(".0")
    assert not ("." in text and text.endswith(("0", ".")))


# Numbers that no reader of a book meets: places in a drawing, seconds on the terminal, files for programs.
FOR_NO_READER = {
    "press/build": "what a build says on the terminal, and its lock",
    "press/live": "what a build says on the terminal",
    "press/fetch": "what the command `fetch` says on the terminal, and its records",
    "brief/sources/census.py": "what the command `fetch` says on the terminal",
    "brief/sources/wits.py": "what the command `fetch` says on the terminal",
    "press/figures/render.py": "places in a drawing",
    "press/look/mark.py": "places in a drawing",
    "press/figures/steps.py": "places in a drawing",
    "press/paper/nodes": "measures for Typst",
    "press/figures/lines.py": "days for Vega",
    "press/figures/digits.py": "digits of data",
    "press/ebook/epub_file.py": "the time in the package of the EPUB",
    "press/new/create.py": "the name of an edition",
    "press/new/template": "a brief of its own, which imports the engine",
    "brief/analysis/alliance/opinion.py": "days to search for",
    "press/prose.py": "here it is done",
}
ISO = re.compile(r"%Y-%m-%d(?: %H:%M)?")  # for data
FORMAT = re.compile(r",|\.\d*[fg]|%[A-Za-z-]")


def formats(tree):
    """Yield (line, how) for every number or date that code puts in words by itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            written = ISO.sub("", ast.unparse(node.format_spec))
            if FORMAT.search(written):
                yield node.lineno, written
        elif isinstance(node, ast.Attribute) and node.attr == "strftime":
            yield node.lineno, "strftime"
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.search(r"%-?d %B", node.value)
        ):
            yield node.lineno, node.value


def test_numbers_and_dates_for_readers_are_written_in_one_place():
    found = [
        f"{name}:{line} {how}"
        for path in [*(ROOT / "press").rglob("*.py"), *(ROOT / "brief").rglob("*.py")]
        for name in [path.relative_to(ROOT).as_posix()]
        if not name.startswith(tuple(FOR_NO_READER))
        for line, how in formats(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found, "use press.prose: number, percent, short, day, month, dated, DAY, MONTH\n" + "\n".join(
        found
    )


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("Seoul's votes and Washington's", "Seoul’s votes and Washington’s"),
        ("the states' votes, they don't", "the states’ votes, they don’t"),
        ("the partners'", "the partners’"),
        ("called 'a pact' in 1953", "called 'a pact' in 1953"),
        ("38° 54' north", "38° 54' north"),
    ],
)
def test_apostrophes_of_a_figure_are_those_of_print(typed, set_as):
    assert prose.typeset(typed) == set_as
