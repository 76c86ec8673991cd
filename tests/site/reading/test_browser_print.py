"""Printed by a browser at usual margins a page keeps its wide charts and paints no switch."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]
WIDTHS = [620, 697, 718]  # pixels between the margins: A4 at 23 and at 12.7 mm, Letter at 12.7 mm
PAINTED = """() => ['.control-room', '.code-switch', '.share', '.numbers', '.more', '.top', '.narrow']
  .filter(part => [...document.querySelectorAll('figure.chart:not(.folded) ' + part + ', body > * ' + part)]
    .some(one => one.checkVisibility() && one.getBoundingClientRect().height > 0))"""
WIDE = """() => [...document.querySelectorAll('figure.chart:not(.folded) .wide svg.drawing')]
  .map(one => one.getBoundingClientRect().width)"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["index", "chapters/history", "chapters/data"])
def test_charts_are_wide_and_no_switch_is_painted(read, address, name, width):
    reading = read(f"{address}{name}.html", width=width)
    reading.page.emulate_media(media="print")
    reading.settle()
    assert reading.page.evaluate(PAINTED) == []
    widths = reading.page.evaluate(WIDE)
    assert widths and min(widths) > 0.75 * width, widths
    assert reading.sideways() == 0


@pytest.mark.parametrize(("name", "least"), [("developments", 20), ("history", 5)])
def test_a_day_in_a_table_stands_on_one_line(read, address, name, least):
    page = read(f"{address}chapters/{name}.html", width=1280).page
    lines = page.eval_on_selector_all(
        "td.day p, td.day:not(:has(p))",
        """all => all.map(one => { const range = document.createRange(); range.selectNodeContents(one);
             return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size; })""",
    )
    assert len(lines) > least and set(lines) == {1}
