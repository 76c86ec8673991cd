"""A day on a time axis is the reader's own day, wherever a specification names it."""

from press.figures.specs import days


def test_days_of_time_axes_get_their_midnight():
    days_of = {"scale": {"domain": ["2025-01-01", "2026-01-01"]}}
    axis = {"axis": {"values": ["2025-03-01"]}}
    spec = {
        "datasets": {"a": [{"Day": "2025-11-06", "Word": "2025-11-06"}], "b": [{"Other": "2025-11-06"}]},
        "layer": [
            {"encoding": {"x": {"field": "Day", "type": "temporal", **days_of}}},
            {"encoding": {"x": {"datum": "2025-11-06", "type": "temporal", **axis}}},
            {"data": {"values": [{"Day": "2025-11-07"}]}, "mark": "point"},
        ],
    }
    made = days.with_midnights(spec)
    first, second, third = made["layer"]
    assert first["encoding"]["x"]["scale"]["domain"] == ["2025-01-01T00:00:00", "2026-01-01T00:00:00"]
    assert second["encoding"]["x"]["datum"] == "2025-11-06T00:00:00"
    assert second["encoding"]["x"]["axis"]["values"] == ["2025-03-01T00:00:00"]
    assert third["data"]["values"] == [{"Day": "2025-11-07T00:00:00"}]
    assert made["datasets"] == {
        "a": [{"Day": "2025-11-06T00:00:00", "Word": "2025-11-06"}],
        "b": [{"Other": "2025-11-06"}],
    }


def test_days_that_are_names_stay_names():
    spec = {"encoding": {"x": {"field": "Day", "type": "nominal", "scale": {"domain": ["2025-01-01"]}}}}
    assert days.with_midnights(spec) == spec
