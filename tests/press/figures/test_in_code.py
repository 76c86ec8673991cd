"""A figure in a few lines: days are days, and a line joins only what belongs together."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest
import vl_convert

from press.book.figure_parts import in_code

DAYS = ("2020-01-01", "2020-02-01", "2020-03-01")


def _figure(columns, rows, view=()):
    spec = SimpleNamespace(wide=dict(view))
    return SimpleNamespace(name="one", columns=columns, rows=rows, spec=spec)


def test_days_are_read_as_days_in_both_languages():
    figure = _figure(("Day", "Launches"), [(day, 1.5) for day in DAYS])
    python, r = in_code.python(figure, "one.csv"), in_code.r(figure, "one.csv")
    assert 'read_csv("one.csv", parse_dates=["Day"])' in python and 'field="Day", type="temporal"' in python
    assert 'colClasses = c("Day" = "Date")' in r and "geom_line()" in r


def test_two_columns_of_names_tell_lines_apart():
    rows = [(2000 + year, flow, who, 1.5) for year in range(4) for flow in "ab" for who in "cd"]
    figure = _figure(("Year", "Flow", "Who", "Share"), rows)
    shown = in_code.columns(figure)
    assert (shown.names, shown.apart, shown.joined) == ("Flow", "Who", True)
    assert 'group = interaction(.data[["Flow"]], .data[["Who"]])' in in_code.r(figure, "one.csv")
    assert 'alt.Detail(field="Who"' in in_code.python(figure, "one.csv")


def test_rows_that_nothing_tells_apart_are_points():
    figure = _figure(("Year", "Share"), [(2000 + number % 2, number / 3) for number in range(6)])
    assert not in_code.columns(figure).joined
    assert "line" not in in_code.python(figure, "one.csv") + in_code.r(figure, "one.csv")


@pytest.mark.parametrize(
    "name",
    [
        "Seoul's share",
        "'quoted'",
        'a "share"',
        "a\\b",
        "\\",
        "a\nb",
        "a.b",
        "x[0]",
        "`a` b",
        "몫 %",
        "$a: {b}",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_lines_draw_columns_of_any_name(tmp_path, monkeypatch, name, place):
    columns = ["Year", "Share", "Who"]
    columns[place] = name
    rows = [(2000 + year, 1.5 + year, who) for year in range(4) for who in "ab"]
    pd.DataFrame(rows, columns=columns).to_csv(tmp_path / "one.csv", index=False)
    monkeypatch.chdir(tmp_path)
    lines = in_code.python(_figure(tuple(columns), rows), "one.csv")
    assert len(lines.split("\n")) == 4
    scope = {}
    exec(lines.rpartition("\n")[0], scope)  # the last one saves it
    drawn = vl_convert.vegalite_to_svg(scope["chart"].to_json())
    marks = re.findall(r'aria-roledescription="point"[^>]*transform="translate\(([-0-9.,]+)\)"', drawn)
    assert len(marks) == 8 and len(set(marks)) == 4, lines
    assert len(set(re.findall(r'stroke="(#[0-9a-f]{6})" stroke-width="2"', drawn))) == 2


def test_a_line_of_one_row_is_a_point():
    figure = _figure(("Year", "Name", "Share"), [(2000, "a", 1.5), (2001, "b", 2.5)])
    assert not in_code.columns(figure).joined


def test_the_columns_that_most_marks_show_are_drawn():
    """Else a chart of chances would show the horizon, because that column comes first."""
    columns = ("Horizon", "Year", "Launch days", "Chance, %")
    rows = [(day, 2026, place, 10.0 - place) for place, day in enumerate(DAYS)]
    upright = {"x": {"field": "Launch days"}, "y": {"field": "Chance, %"}}
    layers = [{"mark": "bar"}, {"mark": "rule", "encoding": {"y": {"field": "Mean"}}}, {"mark": "text"}]
    python = in_code.python(_figure(columns, rows, {"layer": layers, "encoding": upright}), "one.csv")
    assert 'alt.X(field="Launch days"' in python and 'alt.Y(field="Chance, %"' in python
    site = {
        "mark": "circle",
        "encoding": {"longitude": {"field": "Year"}, "latitude": {"field": "Chance, %"}},
    }
    python = in_code.python(_figure(columns, rows, {"hconcat": [{"spec": site}]}), "one.csv")
    assert 'alt.X(field="Year"' in python and 'alt.Y(field="Chance, %"' in python
    elsewhere = {"mark": "bar", "encoding": {"x": {"field": "Place"}, "y": {"field": "Chance, %"}}}
    assert 'alt.X(field="Year"' in in_code.python(_figure(columns, rows, elsewhere), "one.csv")
