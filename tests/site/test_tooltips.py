"""A tooltip tells the reading under the pointer: a mark that joins readings never has one of its own."""

import json

import pytest

pytestmark = pytest.mark.book
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
