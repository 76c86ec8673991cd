"""The history chapter's figures: they draw, fit a phone, and their words follow the figures."""

import json

import pandas as pd
import pytest

from brief import tables
from brief.charts.history import events as history_events
from brief.charts.history import talks as history_talks
from brief.charts.history import troops as history
from press.figures.render import size


def figures():
    load = tables.load
    events, troops, evidence, tests = (
        load(name) for name in ("events", "us_troops", "evidence", "nuclear_tests")
    )
    return [
        history_events.events_timeline(events),
        history_events.thaad_decision(events),
        history_events.events_by_decade(events),
        history_events.frictions(events, load("frictions"), evidence),
        history.troops_by_host(troops),
        history.troops_in_korea(troops, events, evidence),
        history.cost_sharing(load("cost_sharing")),
        history_talks.income_and_votes(load("macro"), events),
        history_talks.summits(load("summits_by_president")),
        history_talks.visits(load("leader_visits"), load("us_treaties")),
        history_talks.talks(load("talks"), tests),
        history_talks.nuclear_yields(tests, load("nuclear_test_yields")),
    ]


@pytest.fixture(scope="module", params=figures(), ids=lambda figure: figure.name)
def bundle(request):
    return request.param.bundle()


def test_a_figure_fits_the_column_and_the_phone(bundle):
    assert size(bundle.svg.wide)[0] <= 706
    assert size(bundle.svg.narrow)[0] <= 342


def test_a_figures_words_hold_no_unknown_number(bundle):
    words = " ".join(getattr(bundle, part) for part in ("headline", "subtitle", "alt", "note"))
    assert not {"nan", "None", "<NA>", "NaT"} & set(words.replace(",", " ").replace(".", " ").split())


def test_the_timeline_offers_every_actor_and_every_kind_to_choose():
    spec = json.dumps(history_events.events_timeline(tables.load("events")).bundle().spec.narrow)
    assert spec.count('"input": "select"') == 2
    for choice in ("North Korea", "Russia", "Sanctions", "Politics at home"):
        assert choice in spec


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_the_count_that_lies_above_the_frame_is_labelled_with_its_year(form):
    table = tables.load("us_troops")
    korea = table[table["host_iso3"] == "KOR"]
    most = korea.loc[korea["personnel"].idxmax()]
    figure = history.troops_in_korea(table, tables.load("events"), tables.load("evidence"))
    drawn = getattr(figure.bundle().svg, form)
    assert f">{most['personnel']:,} in {most['year']} \N{UPWARDS ARROW}<" in drawn


def test_the_headline_on_costs_turns_when_the_last_amount_falls():
    table = tables.load("cost_sharing")
    fallen = table.assign(
        contribution_krw_billion=table["contribution_krw_billion"].where(table["year"] != 2026, 50.0)
    )
    assert "has grown" in history.cost_sharing(table).headline
    assert "has shrunk" in history.cost_sharing(fallen).headline


def test_talks_tell_no_day_where_the_month_is_known():
    shown = history_talks.talks(tables.load("talks"), tables.load("nuclear_tests")).data
    assert "March 1998" in set(shown["Date"]) and "1 March 1998" not in set(shown["Date"])


def test_a_later_meeting_changes_what_the_talks_say():
    talks = tables.load("talks")
    met = talks.iloc[[0]].assign(
        talk_id="TK99", date=pd.Timestamp("2024-12-01"), dyad="inter-Korean", event="ministerial talks"
    )
    tests = tables.load("nuclear_tests")
    assert "holds no talks" in history_talks.talks(talks, tests).headline
    assert "holds no talks" not in history_talks.talks(pd.concat([talks, met]), tests).headline
