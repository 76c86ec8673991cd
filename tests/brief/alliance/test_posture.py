"""Troops and costs: gaps stay open, a cut compares reports with reports, the formula stays within its cap."""

import pandas as pd
import pytest

from brief import tables
from brief.analysis.alliance import posture


@pytest.fixture(scope="module")
def troops():
    return tables.load("us_troops")


@pytest.fixture(scope="module")
def contributions():
    return posture.contributions(tables.load("cost_sharing"))


def test_years_without_a_report_stay_open(troops):
    shown = posture.by_host(troops, tables.country_names())
    missing = shown[shown["personnel"].isna()]
    assert set(missing["year"]) == {1951, 1952}
    assert posture.share_of_hosts(troops).loc[[1951, 1952]].isna().all()


def test_a_cut_compares_the_pentagons_reports_only(troops):
    korea = posture.reported(troops)
    assert not {2003, 2004} & set(korea.index), "these years come from another series"
    cut = posture.cut(korea, (2004, 2008))
    assert cut["before"] == korea[2002] and cut["change"] == korea[2008] - korea[2002]


def test_the_waves_of_cuts_come_from_the_evidence():
    evidence = tables.load("evidence")
    assert (1970, 1971) in posture.waves(evidence)
    with pytest.raises(ValueError, match="C06"):
        posture.waves(evidence[evidence["claim_id"] != "C06"])


def test_the_level_of_troops_is_read_from_the_law_not_typed():
    events = tables.load("events")
    assert posture.usual_level(events) == 28_500
    with pytest.raises(ValueError, match="troops in Korea"):
        posture.usual_level(events[events["event_id"] != "E154"])


def test_the_formula_lies_between_no_rise_and_the_cap_and_only_where_nothing_is_agreed(contributions):
    ahead = contributions[contributions["status"] == "formula only"]
    last = contributions["krw_billion"].dropna().iloc[-1]
    assert (ahead["least_krw_billion"] == last).all() and ahead["most_krw_billion"].is_monotonic_increasing
    assert ahead["most_krw_billion"].iloc[0] == pytest.approx(last * 1.05)
    agreed = contributions[contributions["status"] != "formula only"]
    assert agreed["most_krw_billion"].isna().all()


def test_an_amount_that_was_not_found_is_marked_as_computed_and_follows_from_its_neighbours(contributions):
    computed = contributions[contributions["status"] == "computed"].set_index("year")["krw_billion"]
    assert computed.index.tolist() == [2023, 2024]
    agreed = contributions[contributions["status"] == "agreed"].set_index("year")["krw_billion"]
    assert agreed[2022] < computed[2023] < computed[2024] < agreed[2025]


def test_the_break_of_the_series_is_marked_and_the_quarters_are_kept_apart():
    troops, quarters = tables.load("us_troops"), tables.load("us_troops_quarters")
    broken = troops[troops["series_break"]]
    assert broken[["host_iso3", "year"]].to_numpy().tolist() == [["KOR", 2015]]
    assert not set(quarters["month"]) & {9}, "September is the yearly series"


def test_a_treaty_of_many_partners_is_one_row():
    table = posture.treaties(tables.load("us_treaties"), tables.country_names())
    atlantic = table[table["treaty"] == "North Atlantic Treaty"]
    assert len(atlantic) == 1 and "Germany (joined later)" in atlantic["partners"].iloc[0]
    assert table["signed"].tolist() == sorted(table["signed"]) and table["signed"].notna().all()
    assert table["signed"].iloc[0] == pd.Timestamp("1949-04-04")
    pacific = table[table["treaty"] != "North Atlantic Treaty"]["partners"].tolist()
    assert pacific.index("South Korea") == 3, "after Manila, Canberra and Wellington, and Tokyo"
