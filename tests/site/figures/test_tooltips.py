"""A tooltip tells the reading under the pointer, in words, in view; what joins readings has none."""

import json
import re

import pytest

pytestmark = pytest.mark.book
WIDTHS = [1440, 390]
POINT_AT_EVERY_MARK = """figure => {
  const marks = [...figure.querySelectorAll('.live [class*=mark-] > :is(path, line, text, rect)')];
  return marks.filter(mark => mark.__data__?.tooltip).map(mark => {
    mark.scrollIntoView({ block: 'center', behavior: 'instant' });
    const at = mark.getBoundingClientRect(), x = at.x + at.width / 2, y = at.y + at.height / 2;
    for (const kind of ['pointermove', 'mousemove']) {
      mark.dispatchEvent(new MouseEvent(kind, { clientX: x, clientY: y, bubbles: true }));
    }
    const tooltip = document.querySelector('#vg-tooltip-element'), box = tooltip?.getBoundingClientRect();
    if (!tooltip || getComputedStyle(tooltip).visibility !== 'visible') return { shown: false };
    const room = document.documentElement, cells = [...tooltip.querySelectorAll('td')];
    const inside = box.left >= 0 && box.top >= 0
      && box.right <= room.clientWidth && box.bottom <= room.clientHeight;
    return {
      shown: true, inside, box: [box.left, box.top, box.right, box.bottom], scrolled: scrollY,
      values: cells.length ? cells.map(cell => cell.textContent) : [tooltip.textContent],
    };
  });
}"""
COMPUTER_TALK = re.compile(r"\b(?:null|undefined|NaN)\b|^(?:true|false|)$")
JOINING = {"line", "trail", "area"}  # drawn once for many rows, so that a tooltip would tell the first row
PARTS = ("layer", "concat", "hconcat", "vconcat")


def joined_tooltips(part, inherited=None):
    """Return the tooltips of the marks that join rows, in one view of a Vega-Lite drawing and those in it."""
    tooltip = part.get("encoding", {}).get("tooltip", inherited)
    mark = part.get("mark", "")
    mark = mark if isinstance(mark, dict) else {"type": mark}
    own = mark.get("tooltip") or tooltip
    found = [own] if mark["type"] in JOINING and own else []
    inner = [one for name in PARTS for one in part.get(name, [])] + ([part["spec"]] if "spec" in part else [])
    return found + [one for each in inner for one in joined_tooltips(each, tooltip)]


def drawings(site):
    """Return every figure's drawing by its name."""
    files = [file for file in (site / "figures").glob("*.json") if not file.name.endswith(".metadata.json")]
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(files)}


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_every_tooltip_is_in_view_and_says_words(read, address, page_name, width):
    reading = read(f"{address}{page_name}.html", width=width)
    reading.wake_figures()
    for figure in reading.page.query_selector_all("figure.chart"):
        name, told = figure.get_attribute("data-figure"), figure.evaluate(POINT_AT_EVERY_MARK)
        assert [one for one in told if not one["shown"]] == [], f"{name}: marks whose tooltip does not show"
        assert [one for one in told if not one["inside"]] == [], f"{name}: tooltips outside the window"
        said = {value for one in told for value in one["values"]}
        assert {value for value in said if COMPUTER_TALK.search(value)} == set(), f"{name}: no words"


def test_no_line_tells_its_first_year_wherever_the_pointer_is(site):
    found = {name: joined_tooltips(drawing) for name, drawing in drawings(site).items()}
    assert len(found) > 10
    assert {name: tooltips for name, tooltips in found.items() if tooltips} == {}


@pytest.mark.parametrize(
    "drawing",
    [
        {"mark": "line", "encoding": {"tooltip": {"field": "Year"}}},
        {"mark": {"type": "area", "tooltip": True}},
        {"encoding": {"tooltip": [{"field": "Year"}]}, "layer": [{"mark": "rule"}, {"mark": "line"}]},
        {"facet": {}, "spec": {"layer": [{"mark": "line", "encoding": {"tooltip": {"field": "Year"}}}]}},
    ],
)
def test_the_rule_sees_a_tooltip_wherever_it_is_written(drawing):
    assert joined_tooltips(drawing)
