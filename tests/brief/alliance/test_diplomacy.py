"""Meetings and tests: nothing is counted where the record ends, and every estimate of a yield is kept."""

import pytest

from brief import tables
from brief.analysis.alliance import diplomacy


def test_visits_after_the_record_ends_are_left_out_not_counted_as_none():
    visits = tables.load("leader_visits")
    counted = diplomacy.visits_by_decade(visits, tables.country_names())
    known = visits[(visits["visitor"] == "president") & (visits["year"] <= 2019)]
    assert counted["visits"].sum() == known["visits"].sum()
    assert counted["decade"].max() == 2010


def test_a_president_is_counted_to_the_day_on_which_the_source_stopped():
    terms = diplomacy.summits_a_year(tables.load("summits_by_president")).set_index("president")
    assert terms.loc["Moon Jae-in", "years"] == 4
    assert terms.loc["Kim Dae-jung", "years"] == 5
    assert diplomacy.rate(terms) == pytest.approx(terms["summits"].sum() / terms["years"].sum())


def test_a_closed_channel_is_no_meeting():
    talks = tables.load("talks")
    last = diplomacy.last_meeting(talks, "inter-Korean")
    assert last["event"] == "summit" and last["date"].year == 2018
    assert diplomacy.talks(talks)["broke_off"].sum() == 6


def test_every_estimate_lies_within_the_bounds_of_its_test():
    estimates = tables.load("nuclear_test_yields")
    yields = diplomacy.yields(tables.load("nuclear_tests"), estimates)
    assert len(yields) == len(estimates)
    assert (yields["high"] <= yields["most"]).all()
    assert (yields["low"].dropna() >= yields.loc[yields["low"].notna(), "least"]).all()
