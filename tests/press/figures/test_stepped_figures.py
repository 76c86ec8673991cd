"""A figure with steps: each drawing shows the marks up to its step, paper all of them, and slips are told."""

import altair as alt
import pandas as pd
import pytest

from press.figures import bundle as bundles
from press.figures import render, steps
from press.figures.figure import figure
from press.figures.specs import living

SAID = ("The first mark stands alone.", "A second follows.", "The third turns it.")
DATA = pd.DataFrame({"Mark": ["first", "second", "third"], "Value": [1, 3, 2], "Step": [1, 2, 3]})


def stepped(said=SAID):
    def draw(layout):
        base = alt.Chart(DATA).encode(
            x=alt.X("Value:Q", scale=alt.Scale(domain=[0, 3])),
            y=alt.Y("Mark:N", scale=alt.Scale(domain=list(DATA["Mark"])), axis=None),
        )
        words = steps.each(base).mark_text().encode(text="Mark:N")
        end = alt.Chart(DATA.head(1)).mark_text().encode(text=alt.value("the end"))
        return alt.layer(words, steps.upto(end, 3)).properties(
            width=layout.width, height=layout.pick(90, 90, 60)
        )

    return figure(
        "stepped", headline="Steps", subtitle="Units", alt="Three marks.", data=DATA, tables=["macro"],
        draw=draw, steps=said,
    )  # fmt: skip


@pytest.fixture(scope="module")
def bundle():
    return stepped().bundle()


def test_the_picture_is_the_last_step_and_a_reader_may_choose_each(bundle):
    for drawing in (bundle.svg.wide, bundle.svg.narrow, bundle.svg.titled):
        assert all(word in drawing for word in ("first", "second", "third", "the end"))
    assert bundle.steps == SAID
    script = living.script("stepped", "wide", bundle.spec.wide)
    assert '"binds":{"step":{"input":"range","min":1,"max":3,"step":1,"name":"Step"}}' in script
    assert '"bind"' not in script.partition('"spec"')[2], "the page has buttons in place of Vega's slider"


def test_the_steps_stand_side_by_side_each_with_its_words_and_its_marks_only(bundle):
    panels = bundle.svg.panels
    shown = [panels.count(f">{word}<") for word in ("first", "second", "third", "the end")]
    assert shown == [3, 2, 1, 1]
    assert render.size(panels)[0] == 700 and render.size(bundle.svg.stacked)[0] == 340
    assert render.size(bundle.svg.stacked)[1] > render.size(panels)[1] > 120
    for number, said in enumerate(SAID, 1):
        assert f">{number}</tspan>" in panels and said.split()[-1] in panels
        assert f"Step {number}: {said}" in bundle.alt_in_steps
    assert bundle.svg.still == panels


def test_a_bundle_keeps_its_steps_from_the_notebook_to_the_page(bundle):
    assert bundles.read(bundle.json()) == bundle


def test_in_a_second_place_the_figure_shows_the_whole_without_steps():
    again = stepped().again("other").bundle()
    assert again.steps == () and again.svg.panels == "" and again.svg.still == again.svg.wide
    assert "the end" in again.svg.wide
    assert '"binds":{}' in living.script("other", "wide", again.spec.wide)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("Alone.",), "figure stepped: it has 1 steps; a figure has none, or 2 to 6"),
        (("One.", " "), "figure stepped: step 2 says nothing; each step has a sentence"),
    ],
)
def test_a_slip_in_the_steps_is_told_in_a_sentence(said, told):
    with pytest.raises(ValueError, match=told):
        stepped(said)
