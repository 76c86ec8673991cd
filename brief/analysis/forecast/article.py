"""The article's forecasts beside what happened: evidence by day, and a row a forecast."""

from __future__ import annotations

import pandas as pd

from press.claims.vocabulary import VERDICTS, WEAK
from press.prose import dated

SHORT_TERM = ("F01", "F02", "F03", "F04", "F05", "F06")
LONG_TERM = ("F07", "F08", "F09", "F10")
NAMES = {
    "F01": "More provocations, perhaps more missile tests",
    "F02": "Perhaps another cyberattack on the US",
    "F03": "Seoul keeps looking for talks",
    "F04": "Seoul strengthens its defences",
    "F05": "Washington sends more forces",
    "F06": "Sanctions pressure goes on",
    "F07": "Seoul goes its own way, at a cost to US interests",
    "F08": "Deadlock, weaker alliance, arms race",
    "F09": "A breakthrough brokered by China (called unlikely)",
    "F10": "The alliance holds, or it breaks",
}


def scored(forecasts: pd.DataFrame, claims: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return one row a forecast: item_id, claim_id, name, resolution, word, confidence, evidence, weak.

    `forecasts`, `claims` and `outcomes` are the tables `article_forecasts`, `claims` and
    `forecast_outcomes`. `evidence` counts the happenings on file and `weak` those that rest on a repost, a
    mirror or an aggregator. The verdict is the ledger's, and both tables must agree on it.
    """
    items = forecasts[forecasts["item_id"].isin(NAMES)].merge(
        claims[["claim_id", "verdict", "confidence"]], on="claim_id"
    )
    differing = items.loc[items["resolution"] != items["verdict"], "item_id"].tolist()
    if differing:
        raise ValueError(
            f"article_forecasts and claims resolve {', '.join(differing)} differently; correct one"
        )
    weak = outcomes["source_tier"].isin(WEAK)
    counted = (
        outcomes.assign(weak=weak).groupby("item_id").agg(evidence=("weak", "size"), weak=("weak", "sum"))
    )
    words = {code: verdict.short for code, verdict in VERDICTS.items()}
    items = items.assign(name=items["item_id"].map(NAMES), word=items["resolution"].map(words))
    return items.merge(counted, left_on="item_id", right_index=True, how="left").sort_values("item_id")


def evidence_by_day(outcomes: pd.DataFrame, items: tuple[str, ...] = SHORT_TERM) -> pd.DataFrame:
    """Return what happened for each forecast: item_id, date, when, bearing, what, source, weak.

    `when` tells the date in words, no closer than it is known. `bearing` is "for", "against" or
    "neither" (mixed, or context).
    """
    shown = outcomes[outcomes["item_id"].isin(items)]
    bearing = shown["bears_on_forecast"].where(shown["bears_on_forecast"].isin(["for", "against"]), "neither")
    return pd.DataFrame(
        {
            "item_id": shown["item_id"],
            "date": shown["date"],
            "when": [dated(row.date, row.date_precision) for row in shown.itertuples()],
            "bearing": bearing,
            "what": shown["what_happened"],
            "source": shown["source_publisher"],
            "weak": shown["source_tier"].isin(WEAK),
        }
    ).sort_values(["item_id", "date"], ignore_index=True)
