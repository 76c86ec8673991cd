"""North Korean launches as days: which days count, and how many missiles were fired on each.

A *launch day* is a calendar day (Korean date) on which at least one ballistic missile or space
launcher was fired. Cruise missiles, artillery and engine tests are out of scope, as they are in the
CNS/NTI table. A row of that table whose day is not known (`date_precision` other than "day") is
left out: it dates a month, not a day.
"""

from __future__ import annotations

import pandas as pd

COLUMNS = ["date", "missiles", "missiles_min", "missiles_max", "classes", "icbm", "table"]


def launch_days(
    missiles: pd.DataFrame, added: pd.DataFrame, disagreements: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return one row a launch day, in order, with the missiles fired and the range of the sources.

    `missiles`, `added` and `disagreements` are the tables `missiles`, `missile_events_added` and
    `missile_count_disagreements`. `missiles` in the result is the count of CNS/NTI, or the least
    count of an added launch; `missiles_max` is missing where a source says only "several". `classes`
    lists the classes fired ("ICBM;SRBM"), `icbm` is true with an intercontinental missile among
    them, and `table` names where the day comes from.
    """
    counted = _counted(missiles)
    lacking = added[~added["date"].isin(counted["date"])]
    days = pd.concat([counted, _added(lacking)], ignore_index=True)
    if disagreements is not None:
        days = _widened(days, disagreements)
    return days.sort_values("date", ignore_index=True)[COLUMNS]


def _counted(missiles: pd.DataFrame) -> pd.DataFrame:
    dated = missiles[missiles["date_precision"] == "day"]
    days = dated.groupby("date", as_index=False).agg(
        missiles=("missile_id", "size"),
        classes=("class", lambda fired: ";".join(sorted(set(fired)))),
        icbm=("class", lambda fired: bool((fired == "ICBM").any())),
    )
    return days.assign(missiles_min=days["missiles"], missiles_max=days["missiles"], table="missiles").astype(
        {"missiles": "Int64", "missiles_min": "Int64", "missiles_max": "Int64"}
    )


def _added(added: pd.DataFrame) -> pd.DataFrame:
    days = added.groupby("date", as_index=False).agg(
        missiles_min=("missiles_min", "sum"),
        missiles_max=("missiles_max", lambda most: most.sum(skipna=False)),
        classes=("class", lambda fired: ";".join(sorted(set(fired.str.replace("/", ";"))))),
        icbm=("class", lambda fired: bool((fired == "ICBM").any())),
    )
    return days.assign(missiles=days["missiles_min"], table="missile_events_added")


def _widened(days: pd.DataFrame, disagreements: pd.DataFrame) -> pd.DataFrame:
    other = days["date"].map(disagreements.set_index("date")["missiles_alternative"]).astype("Int64")
    both = pd.concat([days["missiles_min"], days["missiles_max"], other], axis=1)
    known = days["missiles_max"].notna()
    return days.assign(
        missiles_min=both.min(axis=1).astype("Int64"),
        missiles_max=both.max(axis=1).astype("Int64").where(known),
    )
