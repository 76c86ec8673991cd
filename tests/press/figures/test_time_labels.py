"""Words over a time axis: none runs into another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from press.figures import time_labels

labels = st.lists(st.tuples(st.floats(0, 700), st.floats(1, 200)), min_size=1, max_size=12)


@given(labels)
def test_labels_of_one_row_never_overlap(pairs):
    pairs = sorted(pairs)
    lefts, widths = [left for left, _ in pairs], [width for _, width in pairs]
    rows = time_labels.rows_without_collision(lefts, widths, gap=8)
    for row in set(rows):
        spans = [
            (left, left + width)
            for left, width, place in zip(lefts, widths, rows, strict=True)
            if place == row
        ]
        assert all(end + 8 <= start for (_, end), (start, _) in pairwise(spans))


@given(labels)
def test_labels_use_no_more_rows_than_there_are_labels(pairs):
    pairs = sorted(pairs)
    rows = time_labels.rows_without_collision([left for left, _ in pairs], [width for _, width in pairs])
    assert set(rows) == set(range(max(rows) + 1))
