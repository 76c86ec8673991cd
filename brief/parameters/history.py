"""What may be turned in the chapter on history: which of its differences are counted, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from brief import tables
from brief.analysis.peninsula import timeline
from press.parameters import Measure, OneOf, Parameter, Parameters, Several, Whole

COUNTED, LEFT_OUT = "counted", "left out"
FIRST_UNTIL, LAST_UNTIL = 2000, 2026


def subjects() -> list[str]:
    """Return what the allies differed on, in the order of the table."""
    return list(dict.fromkeys(tables.load("frictions")["subject"]))


def record(values: Mapping[str, Any]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events and the readings of differences that the chapter's parameters keep."""
    left_out = [one for one in values["without"].split(",") if one]
    return timeline.kept(
        tables.load("events"),
        tables.load("frictions"),
        until=values["until"],
        without=left_out,
        borderline=values["borderline"] == COUNTED,
    )


def check(values: Mapping[str, Any]) -> None:
    """Raise ValueError with a sentence for values that leave no difference to count."""
    if record(values)[1].empty:
        raise ValueError(f"without={values['without']} leaves no difference to count; keep a subject")


def measures(values: Mapping[str, Any]) -> list[Measure]:
    """Return how many differences are counted and how many each ally opened."""
    counted = timeline.frictions(*record(values))
    moves = timeline.first_moves(counted)
    return [
        Measure("Open differences", float(len(counted))),
        Measure("Washington moved first", float(moves["USA"])),
        Measure("Seoul moved first", float(moves["KOR"])),
        Measure("Washington moved first, per cent", 100 * moves["USA"] / len(counted)),
    ]


PARAMETERS = Parameters(
    "history",
    (
        Parameter(
            "until",
            Whole(FIRST_UNTIL, LAST_UNTIL),
            LAST_UNTIL,
            "year with which the record of events ends, as if nothing later were known",
        ),
        Parameter("without", Several(subjects), "", "subjects of difference left out, with commas"),
        Parameter(
            "borderline",
            OneOf((COUNTED, LEFT_OUT)),
            COUNTED,
            "differences of which it can be argued who moved first",
        ),
    ),
    check=check,
    measures=measures,
)
