"""The chart of one's own weights: the page computes what Python computes, by keyboard too, and goes back."""

import itertools

import pytest

from brief.analysis.coefficient import index
from brief.charts.data import own_weights

pytestmark = [pytest.mark.browser, pytest.mark.book]
EXACT = 1e-9
WEIGHTINGS = [
    *itertools.permutations((0, 50, 100)),
    *itertools.permutations((1, 33, 87)),
    *((100, 0, 0), (0, 100, 0), (0, 0, 100), (100, 100, 100), (7, 7, 7)),
    *((50, 50, 49), (2, 98, 64), (71, 12, 29), (90, 10, 1), (13, 57, 99)),
]
NAMES = ("security", "economic", "political")
SET = """async ([figure, values]) => {
  const view = document.querySelector(figure).view;
  for (const [name, value] of Object.entries(values)) view.signal(name, value);
  await view.runAsync();
  const names = Object.keys(view.getState({ data: (name) => true, signals: () => false }).data);
  const found = names.map((name) => { try { return view.data(name); } catch { return []; } })
    .find((rows) => rows.length > 30 && 'Yours' in rows[0] && 'Published' in rows[0]);
  return found.map((row) => [row.Year, row.Yours]);
}"""


@pytest.fixture
def chart(read, address):
    reading = read(f"{address}chapters/data.html")
    reading.wake_figures()
    return reading, reading.page.query_selector("figure[data-figure='coefficient-own-weights']")


def test_the_page_and_python_agree_for_every_weighting(chart):
    reading, _ = chart
    assert len(WEIGHTINGS) >= 20
    for weighting in WEIGHTINGS:
        values = {f"weight_{name}": value for name, value in zip(NAMES, weighting, strict=True)}
        rows = reading.page.evaluate(SET, ["figure[data-figure='coefficient-own-weights']", values])
        expected = own_weights.expected(index.published(), *weighting)
        assert [year for year, _ in rows] == list(expected.index)
        assert max(abs(value - expected[year]) for year, value in rows) < EXACT, weighting


def test_it_starts_at_the_published_weights_and_moves_by_keyboard_and_back(chart):
    reading, figure = chart
    sliders = figure.query_selector_all("input[type=range]")
    assert [float(slider.input_value()) for slider in sliders] == [own_weights.START] * 3
    drawn = figure.query_selector(".live svg").inner_html()
    sliders[2].focus()
    for _ in range(10):
        reading.page.keyboard.press("ArrowLeft")
    reading.settle()
    assert float(sliders[2].input_value()) == own_weights.START - 10
    assert figure.query_selector(".live svg").inner_html() != drawn
    figure.query_selector("button.reset").click()
    reading.settle()
    assert figure.query_selector(".live svg").inner_html() == drawn


def test_without_any_weight_it_says_so(chart):
    reading, figure = chart
    nothing = {f"weight_{name}": 0 for name in NAMES}
    rows = reading.page.evaluate(SET, ["figure[data-figure='coefficient-own-weights']", nothing])
    assert all(value is None for _, value in rows)
    assert "Give at least one pillar a weight above 0" in figure.query_selector(".live svg").text_content()
