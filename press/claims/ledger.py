"""The ledger from its two tables: `claims` (one row a claim) and `evidence` (one row a source)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from press import prose
from press.claims.entries import Computed, Entry, Evidence, Finding
from press.claims.vocabulary import TIERS, VERDICTS, WEAK

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)][.])\s+(?=[A-Z])")
_LEAST = 40  # characters: a first sentence shorter than this says too little on its own


def line(verdict_note: str) -> str:
    """Return the first sentence of a verdict's reason, or the first two when the first is very short."""
    first, *rest = _SENTENCE_END.split(verdict_note.strip(), maxsplit=2)
    return f"{first} {rest[0]}" if rest and len(first) < _LEAST else first


def ledger(claims: pd.DataFrame, evidence: pd.DataFrame, findings: Mapping[str, Finding]) -> dict[str, Entry]:
    """Return each claim's number with its words, verdict and evidence.

    `findings` are the verdicts that follow from the tables; their figures stand beside the evidence.
    """
    pieces = dict(list(evidence.groupby("claim_id")))
    return {
        row.claim_id: Entry(
            says=row.paraphrase,
            section=row.section,
            kind=row.kind,
            verdict=row.verdict,
            confidence=row.confidence,
            line=line(row.verdict_note),
            note=row.verdict_note,
            computed=Computed(found.finding, found.rule, found.tables) if found else None,
            evidence=tuple(_piece(piece) for piece in pieces[row.claim_id].itertuples()),
            counted_with="" if pd.isna(first := getattr(row, "counted_with", pd.NA)) else str(first),
        )
        for row in claims.itertuples()
        for found in [findings.get(row.claim_id)]
    }


def _piece(row: Any) -> Evidence:
    words = ("stance", "publisher", "title", "date_precision", "source_tier", "says", "figure", "url")
    piece = {word: "" if pd.isna(getattr(row, word)) else str(getattr(row, word)) for word in words}
    return Evidence(
        **{**piece, "url": piece["url"] if piece["url"].startswith("http") else ""},
        date="" if pd.isna(row.date) else row.date.date().isoformat(),
        dated="no date" if pd.isna(row.date) else prose.dated(row.date, piece["date_precision"]),
    )


def resting_on_weak_sources(evidence: pd.DataFrame) -> list[str]:
    """Return the claims whose sources are all weak; a search that found nothing is no source."""
    sources = evidence[evidence["source_tier"] != "none"]
    weak = sources["source_tier"].isin(WEAK).groupby(sources["claim_id"]).all()
    return [str(claim) for claim in weak.index[weak]]


def counted(claims: pd.DataFrame) -> pd.DataFrame:
    """Return the points that count, one row each, with `together`: the claims that are one with the first.

    Claims that are one sentence or one fact of the article, and have one verdict, are one point
    (`counted_with` names the first of them). Every count of claims in the book is a count of these.
    """
    if "counted_with" not in claims:
        return claims.assign(together="")
    with_others = claims.dropna(subset=["counted_with"]).groupby("counted_with")["claim_id"].agg(", ".join)
    points = claims[claims["counted_with"].isna()]
    return points.assign(together=points["claim_id"].map(with_others).fillna(""))


def placed(claims: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the points with their `place` (from 1) in the row of `by`, in the order of verdicts.

    `by` is a column of `claims`; `label` is the verdict in words.
    """
    order = {verdict: rank for rank, verdict in enumerate(VERDICTS)}
    words = {code: verdict.word for code, verdict in VERDICTS.items()}
    table = counted(claims)
    table = table.assign(label=table["verdict"].map(words), rank=table["verdict"].map(order))
    table = table.sort_values([by, "rank", "claim_id"], ignore_index=True)
    return table.assign(place=table.groupby(by).cumcount() + 1).drop(columns="rank")


def verdict_counts(claims: pd.DataFrame) -> pd.Series:
    """Return how many points have each verdict, in the vocabulary's order."""
    return counted(claims)["verdict"].value_counts().reindex(list(VERDICTS), fill_value=0)


def held(claims: pd.DataFrame) -> pd.DataFrame:
    """Return by section of the article, in its order: points, checkable, supported, contradicted.

    Checkable are those that are neither a judgement nor about the future.
    """
    sections, claims = claims["section"].drop_duplicates(), counted(claims)
    checkable = ~claims["verdict"].str.startswith(("judgement", "forecast"))
    parts = {
        "points": claims["verdict"].notna(),
        "checkable": checkable,
        "supported": claims["verdict"] == "supported",
        "contradicted": claims["verdict"] == "contradicted",
    }
    return pd.DataFrame(parts).groupby(claims["section"]).sum().loc[sections].astype(int)


def source_strength(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return how many pieces of evidence come from each tier: tier, label, weak, pieces."""
    counts = evidence["source_tier"].value_counts().reindex(list(TIERS), fill_value=0)
    return pd.DataFrame(
        {
            "tier": counts.index,
            "label": [TIERS[tier].word for tier in counts.index],
            "weak": [TIERS[tier].weak for tier in counts.index],
            "pieces": counts.to_numpy(),
        }
    )


def scorecard(claims: pd.DataFrame) -> pd.DataFrame:
    """Return a table of words: how the points of each section fare, and the sum of all."""
    groups = {code: verdict.group for code, verdict in VERDICTS.items()}
    columns = list(dict.fromkeys(groups.values()))
    points = counted(claims)
    table = pd.crosstab(points["section"], points["verdict"].map(groups))
    table = table.reindex(columns=columns, fill_value=0).loc[claims["section"].drop_duplicates()]
    table.loc["All"] = table.sum()
    return table.rename_axis("Section of the article").reset_index().rename_axis(columns=None)
