"""The bibliography: institutions among the names, capitals as published."""

from pybtex.backends.plaintext import Backend
from pybtex.database import parse_string

from press.book import bibliography

ENTRIES = """
@misc{z, author = {Zimmer, Ann}, title = {{Later}}, year = {2020}}
@misc{k, author = {{KBS World}}, title = {{The Fifth Group}}, year = {2025}, month = {5 December}}
@misc{a, author = {Adams, Bo}, title = {{First}}, year = {2020}}
@misc{j, author = {{Journal of Names}}, title = {{Second}}, year = {2020}}
"""


def listed():
    """Return the entries as lines of text, in the order of the bibliography."""
    made = bibliography.NamesStyle().format_bibliography(parse_string(ENTRIES, "bibtex"))
    return [entry.text.render(Backend()) for entry in made]


def test_institutions_stand_among_the_persons_in_the_order_of_names():
    order = [line.split(".")[0] for line in listed()]
    assert order == ["Bo Adams", "Journal of Names", "KBS World", "Ann Zimmer"]


def test_titles_keep_their_capitals_and_a_date_stands_once():
    line = next(line for line in listed() if line.startswith("KBS"))
    assert "The Fifth Group" in line and line.count("2025") == 1
