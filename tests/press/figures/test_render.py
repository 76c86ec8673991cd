"""Drawings: in the brief's fonts, with ids of their own, standing alone with headline and source."""

import json

import altair as alt
import pandas as pd

from press.figures import render
from press.look import all_colours

WORDS = {"headline": "A headline", "subtitle": "A subtitle", "alt": "A line that falls & ends."}


def drawing():
    data = pd.DataFrame({"year": [1990, 2000, 2010], "people": [3.0, 2.0, 1.0]})
    chart = (
        alt.Chart(data)
        .mark_line(clip=True)
        .encode(x="year:Q", y="people:Q")
        .properties(width=700, height=200)
    )
    return render.svg(render.specification(chart), "sample")


def test_a_drawing_has_the_asked_width_and_prefixed_ids():
    svg = drawing()
    assert render.size(svg)[0] == 700
    assert 'id="clip' not in svg


def test_a_drawing_is_the_same_whatever_was_drawn_before_it():
    assert drawing() == drawing()


def test_text_is_really_drawn_in_the_png():
    with_text = render.png(render.titled(drawing(), WORDS, "Source: a table"))
    assert len(with_text) > len(render.png(drawing())) > 5_000


def test_a_picture_that_stands_alone_is_described():
    picture = render.titled(drawing(), WORDS, "Source: a table")
    assert "<title>A headline</title><desc>A line that falls &amp; ends.</desc>" in picture
    assert "aria-label" not in picture, "no mark is told one by one"


def test_no_two_colours_share_a_light_value():
    lights = [colour.light for colour in all_colours()]
    assert len(set(lights)) == len(lights)


def test_a_chart_whose_table_lacks_values_is_strict_json():
    """In a column of objects altair writes NaN, which browsers' JSON has no word for."""
    data = pd.DataFrame(
        {
            "year": [1990, 2000, 2010],
            "people": pd.Series([3, None, 1], dtype="object"),
            "who": pd.Series(["a", None, "c"], dtype="object"),
        }
    )
    spec = render.specification(
        alt.Chart(data).mark_point().encode(x="year:Q", y="people:Q", tooltip="who:N")
    )
    (rows,) = json.loads(json.dumps(spec, allow_nan=False))["datasets"].values()
    assert [row["who"] for row in rows] == ["a", None, "c"]
    assert rows[1]["people"] is None
