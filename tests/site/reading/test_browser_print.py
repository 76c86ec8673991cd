"""Printed by a browser at usual margins a page keeps its wide charts, whole, and paints no switch."""

import re

import pypdfium2
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.book]
WIDTHS = [620, 697, 718, 740]  # pixels between margins: A4 at 23, 12.7 and 10 mm, Letter at 10 mm
PAPERS = [("A4", 12.7), ("A4", 23), ("Letter", 10), ("Letter", 12.7)]  # with margins in millimetres
POINTS = 72 / 25.4  # in a millimetre
PAINTED = """() => ['.control-room', '.code-switch', '.share', '.numbers', '.more', '.top', '.narrow']
  .filter(part => [...document.querySelectorAll('figure.chart:not(.folded) ' + part + ', body > * ' + part)]
    .some(one => one.checkVisibility() && one.getBoundingClientRect().height > 0))"""
WIDE = """() => [...document.querySelectorAll('figure.chart:not(.folded) .wide svg.drawing')]
  .map(one => one.getBoundingClientRect().width)"""
# The words of each chart's headline, and those of its picture that are drawn once: a label over its halo may
# be read as a jumble.
DRAWN = """() => [...document.querySelectorAll('figure.chart:not(.folded) .wide svg.drawing')].map(svg => {
  const lines = [...svg.querySelectorAll('text:not(:has(tspan)), tspan')].map(one => one.textContent);
  const headline = svg.closest('figure').querySelector('.headline').textContent;
  return [headline, ...lines.filter(one => lines.indexOf(one) === lines.lastIndexOf(one))]
    .flatMap(one => one.match(/\\w+/g) ?? []);
})"""


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


@pytest.mark.parametrize(("paper", "margin"), PAPERS)
@pytest.mark.parametrize(("name", "most"), [("index", 4), ("chapters/history", 12)])
def test_no_chart_is_cut_and_no_sheet_is_wasted(read, address, name, most, paper, margin):
    page = read(f"{address}{name}.html").page
    charts = page.evaluate(DRAWN)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), f"{margin}mm")
    sheets = [one.get_textpage() for one in pypdfium2.PdfDocument(page.pdf(format=paper, margin=sides))]
    assert len(sheets) <= most
    right = sheets[0].page.get_width() - margin * POINTS + 2
    for sheet in sheets:
        over = [sheet.get_rect(place) for place in range(sheet.count_rects())]
        assert [sheet.get_text_bounded(*box) for box in over if box[2] > right] == []
    told = [set(re.findall(r"\w+", sheet.get_text_bounded())) for sheet in sheets]
    cut = [words for words in charts if not any(set(words) <= sheet for sheet in told)]
    assert charts and cut == [], "charts whose words stand on no single sheet"


@pytest.mark.parametrize(("name", "least"), [("developments", 20), ("history", 5)])
def test_a_day_in_a_table_stands_on_one_line(read, address, name, least):
    page = read(f"{address}chapters/{name}.html", width=1280).page
    lines = page.eval_on_selector_all(
        "td.day p, td.day:not(:has(p))",
        """all => all.map(one => { const range = document.createRange(); range.selectNodeContents(one);
             return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size; })""",
    )
    assert len(lines) > least and set(lines) == {1}
