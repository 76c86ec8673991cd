"""What the ledger, the forecasts, the scenarios and the lists of actors and indicators must agree on."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from brief.agreement.rules import Rule, determined, differ, numbered, ordered, own_words, told

_OWN_WORDS = (
    ("claims", ("paraphrase", "verdict_note"), "claim_id"),
    ("scenarios", ("scenario", "claim_id", "in_short", "assumes"), "scenario_id"),
    ("scenario_signposts", ("signpost",), "scenario_id"),
    ("indicators", ("name", "label", "definition", "why"), "indicator_id"),
    ("article_forecasts", ("claim_id", "forecast", "resolution_note"), "item_id"),
    ("forecast_outcomes", ("what_happened",), "item_id"),
    ("countries", ("name", "short_name"), "iso3"),
    ("un_votes_reported", ("measure", "note"), "year"),
    ("sipri_statements", ("period", "note"), "measure"),
)
TOLD_OF_ACTORS = (  # the columns of words of the table of actors
    "office_holders_2025_11_06",
    "as_described_in_article",
    "stated_goals",
    "levers",
    "dependencies",
    "caveat",
    "source_publishers",
    "source_urls",
)
_ORDERS = (
    ("claims", "claim_id"),
    ("evidence", "claim_id"),
    ("article_forecasts", "item_id"),
    ("countries", "iso3"),
)


def windows(forecasts: pd.DataFrame) -> Iterator[str]:
    """A window is as long as its horizon; bounds and numbers of a forecast fit each other."""
    keys = ["made_on", "question", "horizon_days"]
    long = (forecasts["window_end"] - forecasts["made_on"]).dt.days
    yield from differ("forecasts", keys, forecasts.assign(days=long), ("horizon_days", "days"), 0)
    bounds = forecasts[["lower", "median", "upper"]].astype("float64")
    wrong = (bounds["lower"] > bounds["median"]) | (bounds["median"] > bounds["upper"])
    wrong |= (forecasts["resolved_on"] < forecasts["window_end"]).fillna(False)
    wrong |= forecasts["resolved_on"].isna() != forecasts["outcome"].isna()
    wrong |= forecasts["score"].isna() != forecasts["outcome"].isna()
    for _, row in forecasts[wrong].iterrows():
        yield told("forecasts", row, keys, "bounds, outcome or day of the outcome do not fit")
    events = forecasts[forecasts["family"] == "event"]
    squared = (events["probability"] - events["outcome"]) ** 2
    yield from differ("forecasts", keys, events.assign(squared=squared), ("score", "squared"), 2e-5)


def windows_of_article(forecasts: pd.DataFrame, claims: pd.DataFrame) -> Iterator[str]:
    """A window of the article begins before it ends, and what it foresaw is a forecast of the ledger."""
    for _, row in forecasts[forecasts["window_start"] > forecasts["window_end"]].iterrows():
        yield told("article_forecasts", row, ["item_id"], "the window ends before it begins")
    kinds = claims.set_index("claim_id")["kind"]
    for _, row in forecasts.dropna(subset=["claim_id"]).iterrows():
        if kinds.get(row["claim_id"]) != "forecast":
            yield told(
                "article_forecasts", row, ["item_id"], f"{row['claim_id']} is no forecast of data/claims.csv"
            )


def outcomes(outcomes_: pd.DataFrame, forecasts: pd.DataFrame) -> Iterator[str]:
    """What bears on a forecast happened in its window, or is context."""
    rows = outcomes_.merge(forecasts[["item_id", "window_start", "window_end"]], on="item_id", how="left")
    outside = (rows["date"] < rows["window_start"]) | (rows["date"] > rows["window_end"])
    for _, row in rows[outside & rows["bears_on_forecast"].isin(["for", "against"])].iterrows():
        yield told(
            "forecast_outcomes", row, ["item_id", "row_no"], "it lies outside the window of the forecast"
        )


def indicators(described: pd.DataFrame) -> Iterator[str]:
    """An indicator's spans keep their order, and one that replaces another names one."""
    known = set(described["indicator_id"])
    for _, row in described.iterrows():
        if pd.notna(row["replaces"]) and row["replaces"] not in known:
            yield told(
                "indicators", row, ["indicator_id"], f"it replaces {row['replaces']}, which there is not"
            )
        if pd.notna(row["ends"]) and pd.notna(row["complete_from"]) and row["ends"] < row["complete_from"]:
            yield told("indicators", row, ["indicator_id"], "it ends before it is complete")


RULES = (
    Rule(("forecasts",), windows),
    Rule(("article_forecasts", "claims"), windows_of_article),
    Rule(("forecast_outcomes", "article_forecasts"), outcomes),
    Rule(("indicators",), indicators),
    determined("evidence", ["url"], "publisher"),
    determined("evidence", ["url"], "date"),
    determined("evidence", ["url"], "date_precision"),
    determined("evidence", ["publisher"], "source_tier"),
    determined("forecast_outcomes", ["source_publisher"], "source_tier"),
    determined("forecasts", ["question"], "family"),
    determined("forecasts", ["question"], "model"),
    determined("scenario_signposts", ["measure"], "table"),
    numbered("evidence", "claim_id", "evidence_no"),
    numbered("scenario_signposts", "scenario_id", "signpost_no"),
    *(ordered(table, column, []) for table, column in _ORDERS),
    *(own_words(table, column, [key]) for table, columns, key in _OWN_WORDS for column in columns),
    *(own_words("stakeholders", column, ["iso3"]) for column in ("actor", *TOLD_OF_ACTORS)),
)
