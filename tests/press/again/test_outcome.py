"""Why a cell stopped is told as readers read it, whatever words a library has for it."""

import numpy as np
import pandas as pd
import pytest
from nbformat.v4 import new_output

from press.again import outcome

EMPTY = pd.Series([], dtype=float)


@pytest.mark.parametrize(
    "read",
    [EMPTY.idxmax, lambda: EMPTY.iloc[-1], lambda: np.max(np.array([])), lambda: max([])],
    ids=["the place of the largest", "the last", "the largest", "the largest of a list"],
)
def test_where_nothing_is_left_the_reason_says_so(read):
    with pytest.raises((ValueError, IndexError)) as raised:
        read()
    error = new_output("error", ename=raised.typename, evalue=str(raised.value))
    assert outcome.reason(error).startswith("nothing is left of what it reads (")
