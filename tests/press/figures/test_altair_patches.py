"""Quick drawing: the same specification as altair's own, still checked against the schema."""

import json
import re

import altair as alt
import pandas as pd
import pytest
from altair.utils import schemapi
from altair.vegalite.v6 import api

from brief.analysis.coefficient import index
from brief.charts import summary
from brief.charts.stakeholders import trade as trade_charts
from brief.tables import load
from press.figures import altair_patches
from press.figures.theme import NARROW, WIDE

FIGURES = {
    "layers in panels": lambda: trade_charts.trade_shares(load("trade_korea")),
    "concatenated panels": lambda: summary.ties_then_and_now(index.published()),
}


def comparable(spec):
    """Return a specification as text, without the numbers that altair counts through for names."""
    return re.sub(r"(param|concat|layer|data)[-_][0-9a-f]+", r"\1", json.dumps(spec, sort_keys=True))


@pytest.mark.parametrize("made", FIGURES.values(), ids=FIGURES.keys())
@pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_chart_drawn_quickly_is_the_chart_that_altair_makes(made, layout):
    figure = made()
    with altair_patches.drawing():
        quickly = altair_patches.checked(figure.draw(layout))
    assert comparable(quickly) == comparable(altair_patches.checked(figure.draw(layout)))


def test_a_chart_that_breaks_the_schema_is_refused():
    with pytest.raises(schemapi.SchemaValidationError), altair_patches.drawing():
        altair_patches.checked(
            alt.Chart(pd.DataFrame({"a": [1]})).mark_point().encode(x=alt.X("a:Q", bin="much"))
        )


def functions_of_altair():
    """Return what drawing puts its own in place of."""
    return schemapi._deep_copy, schemapi._FromDict, schemapi._todict, api._viewless_dict, schemapi.DEBUG_MODE


def test_altair_is_as_before_after_drawing():
    before = functions_of_altair()
    with altair_patches.drawing():
        pass
    assert functions_of_altair() == before
