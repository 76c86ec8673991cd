"""Distances, circles and outlines on the sphere, checked against what geometry says of them."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from brief.analysis.peninsula import geodesy

longitudes = st.floats(100, 180)
latitudes = st.floats(10, 60)
points = st.tuples(longitudes, latitudes)


def test_one_degree_along_a_meridian_is_known():
    assert geodesy.distance_km((127, 37), (127, 38)) == pytest.approx(111.19, abs=0.01)


@given(points, st.floats(0, 360), st.floats(1, 3000))
def test_a_point_lies_as_far_away_as_asked(start, bearing, distance):
    assert geodesy.distance_km(start, geodesy.destination(start, bearing, distance)) == pytest.approx(
        distance, abs=0.01
    )


@settings(deadline=None)
@given(points, points)
def test_a_path_starts_and_ends_where_it_should_and_takes_no_detour(start, end):
    track = geodesy.path(start, end, 20)
    assert track[0] == pytest.approx(start, abs=1e-6) and track[-1] == pytest.approx(end, abs=1e-6)
    steps = sum(geodesy.distance_km(tuple(a), tuple(b)) for a, b in itertools.pairwise(track))
    assert steps == pytest.approx(geodesy.distance_km(start, end), rel=1e-6, abs=0.01)


@settings(deadline=None)
@given(points, st.floats(50, 1500))
@example((159.0, 59.0), 1190.0)  # reaches over the date line
@example((-179.0, 52.0), 700.0)
def test_a_circle_holds_its_centre_and_not_what_lies_farther(centre, radius):
    ring = geodesy.circle(centre, radius)
    outside = geodesy.destination(centre, 90, radius * 1.1)
    assert ring[0] == ring[-1]
    assert geodesy.inside(np.array([centre, outside]), ring).tolist() == [True, False]


@settings(deadline=None, max_examples=40)
@given(st.tuples(st.floats(100, 130), latitudes), st.floats(200, 1500), st.floats(0.01, 0.3))
def test_a_simplified_outline_stays_within_the_tolerance(centre, radius, tolerance):
    ring = np.array(geodesy.circle(centre, radius))
    simple = np.array(geodesy.simplified(ring.tolist(), tolerance))
    assert len(simple) <= len(ring) and simple[0].tolist() == simple[-1].tolist()
    nearest = [min(off(point, a, b) for a, b in itertools.pairwise(simple)) for point in ring]
    assert max(nearest) <= tolerance + 1e-9


def test_parts_come_by_size_without_their_lakes():
    small = [[0, 0], [1, 0], [1, 1], [0, 0]]
    large = [[10, 0], [20, 0], [20, 10], [10, 0]]
    lake = [[15, 1], [16, 1], [16, 2], [15, 1]]
    both = {"type": "MultiPolygon", "coordinates": [[small], [large, lake]]}
    assert geodesy.outer_rings(both) == [large, small]
    assert geodesy.outer_rings({"type": "Polygon", "coordinates": [large, lake]}) == [large]


def off(point, start, end):
    along = end - start
    share = np.clip((point - start) @ along / (along @ along), 0, 1) if along.any() else 0
    return float(np.hypot(*(point - start - share * along)))
