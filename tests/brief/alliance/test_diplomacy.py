"""Meetings and tests: nothing is counted where the record ends, and every estimate of a yield is kept."""

import pandas as pd
import pytest

from brief import tables
from brief.analysis.alliance import diplomacy


def test_visits_after_the_record_ends_are_left_out_not_counted_as_none():
    visits = tables.load("leader_visits")
    counted = diplomacy.visits_by_decade(visits, tables.country_names())
    last = tables.last_full_year("leader_visits")
    known = visits[(visits["visitor"] == "president") & (visits["year"] <= last)]
    assert counted["visits"].sum() == known["visits"].sum()
    assert visits["year"].max() > last, "visits of a year that is not complete are in the table"


def test_a_president_is_counted_to_the_day_on_which_the_source_stopped():
    terms = diplomacy.summits_a_year(tables.load("summits_by_president")).set_index("president")
    assert terms.loc["Moon Jae-in", "years"] == 4
    assert terms.loc["Kim Dae-jung", "years"] == 5
    assert diplomacy.rate(terms) == pytest.approx(terms["summits"].sum() / terms["years"].sum())


def test_a_closed_channel_is_no_meeting():
    talks = tables.load("talks")
    last = diplomacy.last_meeting(talks, "inter-Korean")
    assert last["date"] == pd.Timestamp("2019-02-22"), "the liaison office met after the last summit"
    assert diplomacy.talks(talks)["broke_off"].sum() == 6
    reworded = talks.assign(event="suspends, cuts and stops")
    assert diplomacy.talks(reworded)["broke_off"].sum() == 6, "the kind decides, not the wording"


def test_every_estimate_lies_within_the_bounds_of_its_test():
    estimates = tables.load("nuclear_test_yields")
    yields = diplomacy.yields(tables.load("nuclear_tests"), estimates)
    assert len(yields) == len(estimates)
    assert (yields["high"] <= yields["most"]).all()
    assert (yields["low"].dropna() >= yields.loc[yields["low"].notna(), "least"]).all()
