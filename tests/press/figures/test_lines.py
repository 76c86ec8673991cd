"""Names at the ends of lines never overlap, keep their order and move no more than they must."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.figures import lines

places = st.lists(st.floats(-100, 100), min_size=1, max_size=12, unique=True)


@given(places, st.floats(0.5, 20))
def test_neighbours_are_apart_and_in_order(values, least):
    placed = lines.spread(values, least)
    order = sorted(range(len(values)), key=values.__getitem__)
    moved = [placed[index] for index in order]
    assert all(above - below >= least - 1e-6 for below, above in pairwise(moved))


@given(places, st.floats(0.5, 20))
def test_names_as_a_whole_stay_where_they_are(values, least):
    assert sum(lines.spread(values, least)) == pytest.approx(sum(values), abs=1e-6)


def test_names_with_room_enough_do_not_move():
    assert lines.spread([1.0, 30.0, 15.0], 5) == [1.0, 30.0, 15.0]
