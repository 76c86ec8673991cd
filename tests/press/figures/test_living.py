"""A chart is compiled for the page when the book is built, and asks for no more of Vega than it needs."""

import hashlib
import json
import re

import pytest

from press.figures.specs import living

ROWS = {"data": {"values": [{"a": 1, "b": 2, "c": "x"}, {"a": 2, "b": 3, "c": "y"}]}}
PLACES = {"x": {"field": "a", "type": "quantitative"}, "y": {"field": "b", "type": "quantitative"}}
POINTS = {**ROWS, "mark": "point", "encoding": PLACES}
MAP = {"data": {"graticule": True}, "mark": "geoshape", "projection": {"type": "mercator"}}
TREND = {**POINTS, "transform": [{"regression": "b", "on": "a"}]}


def written(spec):
    """Return what the script of a chart holds."""
    text = living.script("a-chart", "wide", spec)
    return json.loads(re.fullmatch(r"\(\(window\.briefFigures.*?\.wide=(.*);\n", text)[1])


@pytest.mark.parametrize(
    ("spec", "scripts"),
    [
        (POINTS, []),
        ({**POINTS, "params": [{"name": "near", "select": {"type": "point", "nearest": True}}]}, []),
        (
            {
                **ROWS,
                "mark": "boxplot",
                "encoding": {"x": {"field": "c", "type": "nominal"}, "y": PLACES["y"]},
            },
            [],
        ),
        (MAP, ["vega-maps"]),
        (TREND, ["vega-whole"]),
        ({**POINTS, "transform": [{"calculate": "geoArea('mercator', null)", "as": "d"}]}, ["vega-whole"]),
    ],
)
def test_a_chart_names_the_scripts_that_it_needs(spec, scripts):
    assert written(spec)["needs"] == scripts


def test_a_file_tells_what_it_needs(tmp_path):
    for name, spec in {"points": POINTS, "trend": TREND}.items():
        (tmp_path / name).write_text(living.script(name, "wide", spec), encoding="utf-8")
    assert [living.needed_by(tmp_path / name) for name in ("points", "trend")] == [[], ["vega-whole"]]


def test_what_a_reader_can_change_is_named_and_what_marks_choose_is_not():
    slider = {"name": "from", "value": 1, "bind": {"input": "range", "min": 0, "max": 9}}
    legend = {"name": "who", "bind": "legend", "select": {"type": "point", "fields": ["c"]}}
    pick = {"name": "pick", "select": "point"}
    spec = {"layer": [{**POINTS, "params": [slider, pick]}, {**POINTS, "params": [legend]}]}
    assert written(spec)["binds"] == {"from": slider["bind"], "who_c_legend": {"input": "legend"}}


def test_a_script_holds_of_the_configuration_only_what_is_its_own():
    shared = {**POINTS, "config": living.CONFIG}
    own = {**POINTS, "config": {**living.CONFIG, "axisX": {"grid": True}}}
    assert written(shared)["spec"]["config"] == {}
    assert written(own)["spec"]["config"] == {"axisX": {"grid": True}}


def test_the_runtime_is_what_its_parts_say():
    """The sums beside the parts are those of the scripts: who changes one side makes the other."""
    parts = json.loads((living.RUNTIME / "parts.json").read_text(encoding="utf-8"))
    sums = json.loads((living.RUNTIME / "sums.json").read_text(encoding="utf-8"))
    made = {name: hashlib.sha256((living.RUNTIME / name).read_bytes()).hexdigest() for name in sums}
    assert made == sums
    assert set(sums) == {*(f"{script}.js" for script in parts), "parts.json", "vega-licences.txt"}
