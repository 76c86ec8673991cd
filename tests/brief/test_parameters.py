"""What an analyst may turn: each chapter's cell says it; each parameter runs at both ends or says why not."""

import json
from pathlib import Path

import pytest

from brief import assumptions, tables
from brief.analysis.alliance import votes
from brief.analysis.coefficient import finding
from brief.parameters import offered, stakeholders
from press.parameters import TAG, ParameterError

CHAPTERS = Path(__file__).resolve().parents[2] / "chapters"
OFFERED = offered()
ENDS = [(name, one.name, end) for name, its in OFFERED.items() for one in its.items for end in one.kind.ends]


@pytest.fixture(autouse=True)
def _the_books_choices():
    yield
    assumptions.use(assumptions.BOOK)


@pytest.mark.parametrize("name", OFFERED)
def test_one_cell_of_the_chapter_says_the_defaults_and_a_later_one_takes_them(name):
    cells = json.loads((CHAPTERS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    tagged = [place for place, cell in enumerate(cells) if TAG in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1 and sources[tagged[0]] == OFFERED[name].cell
    assert any("PARAMETERS.take(globals())" in source for source in sources[tagged[0] :])


@pytest.mark.parametrize("name", OFFERED)
def test_the_defaults_are_allowed_and_are_the_books(name):
    parameters = OFFERED[name]
    values = parameters.read({})
    assert parameters.changed(values) == {}
    assert {one.name: one.read(str(one.default)) for one in parameters.items} == values


@pytest.mark.parametrize("name, parameter, end", ENDS)
def test_each_parameter_computes_at_both_ends_or_says_why_not(name, parameter, end):
    parameters = OFFERED[name]
    try:
        values = parameters.read({parameter: end})
    except ParameterError as problem:
        assert parameter in str(problem) and ";" in str(problem)
        return
    parameters.use(values)
    measures = parameters.measures(values)
    assert measures and any(one.value is not None for one in measures)


@pytest.mark.parametrize("name, parameter", sorted({(name, parameter) for name, parameter, _ in ENDS}))
def test_a_wrong_value_is_told_with_what_is_allowed(name, parameter):
    one = next(one for one in OFFERED[name].items if one.name == parameter)
    with pytest.raises(ParameterError) as told:
        OFFERED[name].read({parameter: "nonsense"})
    assert one.kind.words in str(told.value) and one.help in str(told.value)
    assert told.value._render_traceback_() == [f"ParameterError: {told.value}"]


def test_every_state_that_may_be_compared_has_a_move_from_either_end():
    """One without a position in the last year was offered, and stopped a part of the chapter."""
    points = tables.load("un_ideal_points")
    for start in (stakeholders.FIRST_VOTES, stakeholders.VOTES_FROM):
        moved = set(votes.moves(points, start, stakeholders.VOTES_TO)["iso3"])
        assert set(stakeholders.states()) <= moved and len(stakeholders.states()) > 5


def test_an_indicator_left_out_and_its_pollster_agree():
    data = OFFERED["data"]
    by_name = data.read({"without": "favourable,confidence"})
    data.use(by_name)
    one = data.measures(by_name)
    by_pollster = data.read({"without": "pew"})
    data.use(by_pollster)
    assert data.measures(by_pollster) == one


def test_with_the_books_values_the_measures_are_the_chapters_own():
    data = OFFERED["data"]
    data.use(data.defaults)
    change = data.measures(data.defaults)[0]
    period = finding.finding().with_last["since_2015"]
    assert (change.value, change.low, change.high) == (period.points, period.low, period.high)
