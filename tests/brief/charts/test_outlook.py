"""The outlook's charts: drawn for wide and narrow, saying what their data say, and the sliders that work."""

import json
import re

import pandas as pd
import pytest
import vl_convert

from brief import tables
from brief.analysis.coefficient import index
from brief.analysis.forecast import article, base_rates, scenarios
from brief.analysis.peninsula import launches
from brief.charts.outlook import article_forecasts, launch_forecast
from brief.charts.outlook import scenarios as outlook_scenarios
from press.figures import render
from press.prose import spelled


@pytest.fixture(scope="module")
def figures():
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    days = launches.launch_days(*(tables.load(name) for name in names))
    outcomes = tables.load("forecast_outcomes")
    scored = article.scored(tables.load("article_forecasts"), tables.load("claims"), outcomes)
    readings = base_rates.readings(days, tables.load("military_expenditure"), tables.load("us_troops"))
    changes = scenarios.pillar_changes(index.published())
    effects = scenarios.effects(tables.load("scenarios"), changes)
    made = [
        article_forecasts.article_forecasts(scored, article.evidence_by_day(outcomes)),
        article_forecasts.bits_told(base_rates.with_outcomes(readings, scored, days)),
        launch_forecast.launch_forecast(tables.load("forecasts")),
        outlook_scenarios.scenario_weights(effects, scenarios.SPAN),
    ]
    return {figure.name: figure for figure in made}


@pytest.mark.parametrize("name", ["article-forecasts", "bits-told", "launch-forecast", "scenario-weights"])
def test_a_figure_fits_its_width_and_draws_no_text_below_twelve_pixels(figures, name):
    bundle = figures[name].bundle()
    assert render.size(bundle.svg.wide)[0] <= 700 and render.size(bundle.svg.narrow)[0] <= 340
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', bundle.svg.narrow)]
    assert sizes and min(sizes) >= 12


def test_the_headline_counts_the_verdicts(figures):
    scored = tables.load("article_forecasts")
    short = scored[scored["item_id"].isin(article.SHORT_TERM)]
    true = int((short["resolution"] == "forecast-resolved-true").sum())
    assert figures["article-forecasts"].headline.startswith(spelled(true).capitalize() + " of the six")


def with_weights(figure, weights):
    """Return the words over each bar when the sliders stand at `weights`, as the page draws them."""
    spec = json.loads(json.dumps(figure.bundle().spec.wide))
    for parameter in spec["params"]:
        parameter["value"] = weights[parameter["name"]]
        parameter.pop("bind")
    drawn = vl_convert.vegalite_to_svg(spec)
    return re.findall(r">([^<>]*points|[^<>]*%[^<>]*)</text>", drawn)


def test_the_page_normalises_the_weights_and_computes_the_expected_change(figures):
    figure = figures["scenario-weights"]
    points = figure.data["Points"]
    names = [f"weight_S{number}" for number in (1, 2, 3, 4)]
    equal = with_weights(figure, dict.fromkeys(names, 25))
    none = with_weights(figure, dict.fromkeys(names, 0))
    assert equal == none, "no weight at all counts as equal weights"
    assert sum("25%" in word for word in equal) == 4
    one = with_weights(figure, {**dict.fromkeys(names, 0), "weight_S3": 40})
    expected = next(word for word in one if re.match(r"[+−-]?\d+\.\d points", word))
    assert float(expected.split()[0].replace("\N{MINUS SIGN}", "-")) == pytest.approx(points[2], abs=0.06)


def test_bits_of_what_no_table_counts_are_left_blank(figures):
    data = figures["bits-told"].data
    unknown = data["Cases"].str.startswith("base rate not known")
    assert data.loc[unknown, "Bits"].isna().all() and data.loc[~unknown, "Bits"].notna().all()
    assert isinstance(data, pd.DataFrame) and unknown.sum() == 3
