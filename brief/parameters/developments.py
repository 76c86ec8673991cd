"""What may be turned in the chapter on recent developments: how many months are set against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief import tables
from brief.analysis.peninsula import launches
from press.parameters import Measure, Parameter, Parameters, Whole


def measures(values: Mapping[str, Any]) -> list[Measure]:
    """Return the launch days and missiles of the spans compared, and how easily chance splits them so."""
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    days = launches.launch_days(*(tables.load(name) for name in names))
    pace = launches.pace(days, months=values["months"])
    chance = launches.chance_of_split(*(int(pace.loc[row, "launch_days"]) for row in ("window", "after")))
    return [
        *(Measure(f"Launch days, {row}", float(pace.loc[row, "launch_days"])) for row in pace.index),
        *(
            Measure(
                f"Missiles, {row}",
                *(float(pace.loc[row, name]) for name in ("missiles", "missiles_min", "missiles_max")),
            )
            for row in ("window", "after")
        ),
        Measure("Chance of a split as uneven, per cent", 100 * chance),
    ]


PARAMETERS = Parameters(
    "developments",
    (
        Parameter(
            "months", Whole(1, 12), 6, "months before the article, set against as many before and after"
        ),
    ),
    measures=measures,
)
