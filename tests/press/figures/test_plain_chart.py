"""A plain chart of Altair's becomes a figure in words made from its data; what is wrong in it is told."""

import altair as alt
import pandas as pd
import pytest

from press.figures import plain_chart, render
from press.figures.figure import figure
from press.figures.specs import spec_checks
from press.figures.theme import WIDE

FRAME = pd.DataFrame({"year": [2020, 2021, 2022], "won": [1180.3, 1144.4, 1291.9], "side": ["a", "b", "a"]})
BASE = alt.Chart(FRAME).encode(x="year:O", y="won:Q")
KINDS = {
    "bar": BASE.mark_bar(),
    "layer": alt.layer(BASE.mark_line(), BASE.mark_point()),
    "facet": BASE.mark_bar().properties(width=100).facet("side:N"),
    "column": BASE.mark_bar().encode(column="side:N"),
    "side by side": BASE.mark_bar() | BASE.mark_line(),
    "one over the other": BASE.mark_bar() & BASE.mark_line(),
    "repeat": alt.Chart(FRAME).mark_bar()
    .encode(x="side:N", y=alt.Y(alt.repeat("row"), type="quantitative")).repeat(row=["won", "year"]),
    "gathered": alt.Chart(FRAME).mark_bar().encode(x="side:N", y="mean(won):Q"),
    "selected": BASE.mark_point().add_params(alt.selection_interval()),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_and_described(kind):
    bundle = plain_chart.bundle_of(KINDS[kind])
    assert "<path" in bundle.svg.wide and render.size(bundle.svg.wide)[0] > 60
    assert "3 rows" in bundle.alt and "won" in bundle.alt + bundle.headline
    assert bundle.rows and bundle.sources[0].short_source
    assert "http" not in bundle.svg.wide.replace("http://www.w3.org", "")


def test_the_words_tell_what_it_spans_and_its_title():
    bundle = plain_chart.bundle_of(KINDS["bar"].properties(title="The won fell"))
    assert bundle.headline == "The won fell"
    assert "won, from 1,144.4 to 1,291.9" in bundle.alt and "across year (2020, 2021, 2022)" in bundle.alt
    assert bundle.columns == ("year", "won")


def test_data_of_another_site_are_refused():
    with pytest.raises(ValueError, match=r"example\.org/a\.csv.*pandas\.read_csv"):
        plain_chart.bundle_of(alt.Chart("https://example.org/a.csv").mark_bar().encode(x="a:Q"))


def test_many_rows_are_drawn():
    frame = pd.DataFrame({"x": range(6000), "y": range(6000)})
    chart = alt.Chart(frame).mark_point().encode(x="x:Q", y="y:Q")
    assert "6,000 rows" in plain_chart.figure_of(chart).alt
    named = figure("many", headline="h", subtitle="s", alt="a", data=frame, tables=[], draw=lambda _: chart)
    assert render.size(named.bundle().svg.wide)[0] > 0


@pytest.mark.parametrize(
    ("chart", "told"),
    [
        (alt.Chart(FRAME).mark_bar().encode(x="year:O", y="wonn:Q"), "asks for wonn.*did you mean won"),
        (alt.layer(BASE.mark_line(), alt.Chart(FRAME).mark_text().encode(text="words:N")), "text.*words"),
        (
            alt.Chart(FRAME.assign(won=[0, 1, 2])).mark_point().encode(alt.Y("won:Q").scale(type="log")),
            "log scale cannot hold the 0 of won",
        ),
        (
            alt.Chart(pd.DataFrame({"at": pd.to_datetime(["2025-11-06 00:30"]).tz_localize("Asia/Seoul")}))
            .mark_tick().encode(x="at:T"),
            "at gives times with a zone.*tz_localize",
        ),
    ],
)  # fmt: skip
def test_what_a_chart_gets_wrong_in_silence_is_told(chart, told):
    with pytest.raises(ValueError, match=told):
        spec_checks.check(render.specification(chart), "sample")


def test_names_that_transforms_add_are_known():
    chart = BASE.transform_calculate(half="datum.won / 2").transform_aggregate(
        mean="mean(half)", groupby=["year"]
    )
    spec_checks.check(render.specification(chart.mark_bar().encode(y="mean:Q")), "sample")
    folded = alt.Chart(FRAME).transform_fold(["won", "year"]).mark_bar().encode(x="key:N", y="value:Q")
    spec_checks.check(render.specification(folded), "sample")


def test_a_table_keeps_the_time_of_day():
    frame = pd.DataFrame({"at": pd.to_datetime(["2025-11-06 06:30", "2025-11-06 18:45"])})
    made = figure(
        "times", headline="h", subtitle="s", alt="a", data=frame, tables=[],
        draw=lambda layout: alt.Chart(frame).mark_tick().encode(x="at:T").properties(width=WIDE.width),
    )  # fmt: skip
    assert made.bundle().rows == (("2025-11-06 06:30",), ("2025-11-06 18:45",))
