"""The rules of the ledger, each told in one sentence when a claim breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import pandas as pd

from brief.verdicts import Finding
from press.claims.ledger import CHAPTERS, WEAK
from press.errors import DataError

NEVER_HIGH = "a claim that rests on weak sources alone cannot be sure to a high degree"

# What the evidence has to hold for a verdict: every one of these stances (or the tier "none").
_AGREES = {
    "supported": [{"supports"}],
    "partly supported": [{"supports"}, {"contradicts", "context"}],
    "contradicted": [{"contradicts"}],
    "not verifiable": [{"none"}],
    "forecast-resolved-true": [{"supports"}],
    "forecast-resolved-false": [{"contradicts"}],
}
_WORDS = {"section": CHAPTERS, "paraphrase": None, "kind": None, "verdict": None, "confidence": None}


def check(
    claims: pd.DataFrame, evidence: pd.DataFrame, forecasts: pd.DataFrame, findings: Mapping[str, Finding]
) -> None:
    """Raise DataError with the first rule that the ledger breaks."""
    problem = next(problems(claims, evidence, forecasts, findings), None)
    if problem is not None:
        raise DataError(problem)


def problems(
    claims: pd.DataFrame, evidence: pd.DataFrame, forecasts: pd.DataFrame, findings: Mapping[str, Finding]
) -> Iterator[str]:
    """Yield a sentence for every rule that the ledger breaks.

    `claims`, `evidence` and `forecasts` are the tables `claims`, `evidence` and `article_forecasts`;
    `findings` are the verdicts that the tables give (`verdicts.computed`).
    """
    pieces = dict(list(evidence.groupby("claim_id")))
    resolved = forecasts.dropna(subset=["claim_id"]).set_index("claim_id")["resolution"]
    for claim in claims.itertuples():
        where = f"data/claims.csv, {claim.claim_id}"
        yield from _complete(claim, where)
        yield from _evidence(claim, pieces.get(claim.claim_id, evidence.iloc[:0]), where)
        yield from _agreement(claim, resolved.get(claim.claim_id, claim.verdict), where)
        yield from _computed(claim, findings.get(claim.claim_id), where)
    for piece in evidence.itertuples():
        yield from _address(piece)


def _complete(claim: tuple, where: str) -> Iterator[str]:
    for word, known in _WORDS.items():
        value = getattr(claim, word)
        if pd.isna(value) or not str(value).strip():
            yield f"{where}: the {word} is empty; every claim has one"
        elif known is not None and value not in known:
            yield f'{where}: no chapter tells the section "{value}"; use one of {", ".join(known)}'
    forecast = claim.verdict.startswith("forecast-")
    if forecast != (claim.kind == "forecast"):
        yield f"{where}: a {claim.kind} cannot be {claim.verdict}; only a forecast is resolved or open"
    if "evidence row" in claim.verdict_note.lower():
        yield f"{where}: the reason only points to the evidence; say it in a sentence"
    if pd.isna(claim.stated_value) != pd.isna(claim.stated_unit):
        yield f"{where}: a stated value and its unit go together; give both or neither"


def _evidence(claim: tuple, pieces: pd.DataFrame, where: str) -> Iterator[str]:
    """Yield what is wrong between a claim's verdict and its evidence."""
    if pieces.empty:
        yield f"{where}: the claim has no evidence; add what was found, or that nothing was"
        return
    held = set(pieces["stance"]) | (set(pieces["source_tier"]) & {"none"})
    for wanted in _AGREES.get(claim.verdict, []):
        if not held & wanted:
            yield (
                f'{where}: the verdict is "{claim.verdict}" but no evidence is '
                f"{' or '.join(sorted(wanted))}; add the evidence or change the verdict"
            )
    tiers = set(pieces["source_tier"])
    if claim.confidence == "high" and tiers <= WEAK:
        yield f"{where}: {NEVER_HIGH}; find a stronger source or lower the confidence"


def _agreement(claim: tuple, resolution: str, where: str) -> Iterator[str]:
    if resolution != claim.verdict:
        yield (
            f"{where}: the ledger says {claim.verdict}, data/article_forecasts.csv says {resolution}; "
            "bring the two together"
        )


def _computed(claim: tuple, finding: Finding | None, where: str) -> Iterator[str]:
    if finding is not None and finding.verdict != claim.verdict:
        yield (
            f'{where}: the ledger says "{claim.verdict}", but {", ".join(finding.tables)} now say '
            f'"{finding.verdict}" ({finding.finding}); change the verdict and its reason, or check the table'
        )


def _address(piece: tuple) -> Iterator[str]:
    where = f"data/evidence.csv, {piece.claim_id} no. {piece.evidence_no}, column url"
    address = "" if pd.isna(piece.url) else str(piece.url)
    if piece.source_tier == "none":
        if address not in ("", "none found"):
            yield f'{where}: "{address}" stands where nothing was found; give the source its tier'
        return
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or any(mark in address for mark in " <>\"'"):
        yield f'{where}: "{address}" is not a web address; give the address under which it was read'
