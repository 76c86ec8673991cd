"""The list of indicators tells years as years, also where one of them has none, as in a book of earlier."""

import numpy as np

from brief.analysis.coefficient import indicators
from brief.charts.data import indicators as drawn


def test_an_indicator_without_a_year_leaves_those_of_the_others_whole():
    chosen = indicators.described("index")
    known = indicators.values(chosen)
    known["cost_sharing"] = np.nan
    known.loc[known.index != 2020, "visits"] = np.nan
    told = drawn.definitions(chosen, indicators.coverage(chosen, known))["Indicator"]
    spans = {one.indicator_id: said.rpartition("; ")[2] for one, said in zip(chosen, told, strict=True)}
    assert spans["cost_sharing"] == "no year known"
    assert spans["visits"] == "2020–2020, 1 year known"
    assert spans["troops"].startswith("1991–") and not any(
        "." in said or "nan" in said for said in spans.values()
    )
