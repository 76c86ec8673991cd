"""Events on a line of time: nothing is dated more exactly than it is known."""

import pandas as pd
import pytest

from brief import tables
from brief.analysis.peninsula import timeline


@pytest.fixture(scope="module")
def events():
    return tables.load("events")


@pytest.fixture(scope="module")
def dated(events):
    return timeline.dated(events, tables.country_names())


def test_an_event_spans_what_is_not_known_of_its_date(dated):
    days = (dated["end"] - dated["start"]).dt.days
    assert (days[dated["date_precision"] == "day"] == 0).all()
    assert days[dated["date_precision"] == "month"].between(28, 31).all()
    assert days[dated["date_precision"] == "year"].between(365, 366).all()
    assert "day not known" in dated.set_index("event_id").loc["E002", "when"]


def test_every_event_is_counted_in_one_decade_and_one_kind(events):
    counts = timeline.by_decade_and_kind(events)
    assert counts["events"].sum() == len(events)
    assert set(counts["kind"]) == set(timeline.KINDS.values())


def test_a_friction_names_both_allies_and_each_has_one_first_mover(events):
    read = timeline.frictions(events, tables.load("frictions"))
    assert sum(timeline.first_moves(read).values()) == len(read)
    late = timeline.first_moves(read, since="2016-07-08")
    assert all(late[ally] <= timeline.first_moves(read)[ally] for ally in late)


def test_a_friction_that_names_one_ally_only_is_refused(events):
    alone = pd.DataFrame({"event_id": ["E092"], "subject": ["exercises"], "first_move_iso3": ["USA"]})
    with pytest.raises(ValueError, match="E092 does not name both allies"):
        timeline.frictions(events, alone)


def test_an_event_that_is_not_there_is_named(events):
    with pytest.raises(KeyError, match="E999"):
        timeline.day_of(events, "E999")
