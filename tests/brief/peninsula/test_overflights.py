"""Overflights: the record and the tracks agree, and an overflight would be found."""

import pandas as pd
import pytest

from brief import tables
from brief.analysis.peninsula import overflights
from brief.article import WINDOW


@pytest.fixture(scope="module")
def region():
    return tables.geometry("region")


@pytest.fixture(scope="module")
def flown():
    return overflights.tracks(tables.load("missiles"), tables.load("launch_sites"))


def from_to(start, end):
    columns = ["longitude_deg", "latitude_deg", "est_end_lon_deg", "est_end_lat_deg"]
    return pd.DataFrame([[*start, *end]], columns=columns)


def test_tracks_over_japan_are_those_that_the_press_reported(flown, region):
    crossed = flown.loc[overflights.crossing(flown, overflights.outlines(region, "JPN")), "date"]
    reported = overflights.over_mainland(tables.load("overflights"), "JPN")["date"]
    assert sorted(crossed) == sorted(reported)


def test_a_track_over_seoul_would_be_found(region):
    mainland = overflights.outlines(region, "KOR")[:1]
    assert overflights.crossing(from_to((125.7, 39.0), (129.5, 34.0)), mainland).all()
    assert not overflights.crossing(from_to((127.5, 39.2), (136.0, 40.0)), mainland).any()


def test_one_reported_overflight_in_the_window_would_turn_the_finding(region):
    given = [tables.load(name) for name in ("missiles", "launch_sites")]
    cases = tables.load("overflights")
    assert not overflights.flew_over_south_korea(cases, *given, region, WINDOW)
    invented = cases.tail(1).assign(date=WINDOW.start, overflown_iso3="KOR", kind="land")
    assert overflights.flew_over_south_korea(pd.concat([cases, invented]), *given, region, WINDOW)


def test_a_case_that_was_withdrawn_is_doubtful_and_not_counted_for_a_place():
    cases = overflights.by_place(tables.load("overflights")).set_index("overflight_id")
    assert cases.loc["OV14", "doubtful"] and not cases.loc["OV05", "doubtful"]
