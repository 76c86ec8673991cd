"""The rules of the ledger, each told in one sentence when a claim breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from press import prose
from press.claims.entries import Finding, Review
from press.claims.vocabulary import VERDICTS, WEAK
from press.errors import DataError

NEVER_HIGH = "a claim that rests on weak sources alone cannot be sure to a high degree"

_MOST_TOLD = 200  # letters of a cell
_WORDS = ("section", "paraphrase", "kind", "verdict", "confidence")


@dataclass(frozen=True)
class Record:
    """What the rules look at: the tables `claims` and `evidence`, and the review that they belong to."""

    claims: pd.DataFrame
    evidence: pd.DataFrame
    review: Review


def check(record: Record) -> None:
    """Raise DataError with the first rule that the ledger breaks."""
    problem = next(problems(record), None)
    if problem is not None:
        raise DataError(problem)


def problems(record: Record) -> Iterator[str]:
    """Yield a sentence for every rule that the ledger breaks."""
    evidence = record.evidence
    pieces = dict(list(evidence.groupby("claim_id")))
    named = record.claims.set_index("claim_id")
    for claim in record.claims.itertuples():
        where = f"data/claims.csv, {claim.claim_id}"
        yield from _counted(claim, named, where)
        yield from _complete(claim, where, record.review.sections)
        yield from _evidence(claim, pieces.get(claim.claim_id, evidence.iloc[:0]), where)
        yield from _agreement(claim, record, where)
        yield from _computed(claim, record.review.findings.get(claim.claim_id), where)
    for piece in evidence.itertuples():
        yield from _address(piece)
        yield from _dated(piece)
        if named["kind"].get(piece.claim_id) != "forecast":
            yield from _later(piece, record.review.reviewed.published)


def _line(cell: Any) -> str:
    """Return the beginning of a cell as it stands in a sentence, on one line."""
    return " ".join(str(cell).split())[:_MOST_TOLD]


def _complete(claim: Any, where: str, sections: Mapping[str, str]) -> Iterator[str]:
    for word in _WORDS:
        value = getattr(claim, word)
        if pd.isna(value) or not str(value).strip():
            yield f"{where}: the {word} is empty; every claim has one"
        elif word == "section" and value not in sections:
            yield f'{where}: no chapter tells the section "{_line(value)}"; use one of {", ".join(sections)}'
        elif word == "verdict" and value not in VERDICTS:
            yield f'{where}: there is no verdict "{_line(value)}"; use one of {", ".join(VERDICTS)}'
    forecast = claim.verdict.startswith("forecast-")
    if forecast != (claim.kind == "forecast"):
        yield f"{where}: a {claim.kind} cannot be {claim.verdict}; only a forecast is resolved or open"
    if "evidence row" in claim.verdict_note.lower():
        yield f"{where}: the reason only points to the evidence; say it in a sentence"
    if pd.isna(claim.stated_value) != pd.isna(claim.stated_unit):
        yield f"{where}: a stated value and its unit go together; give both or neither"


def _evidence(claim: Any, pieces: pd.DataFrame, where: str) -> Iterator[str]:
    """Yield what is wrong between a claim's verdict and its evidence."""
    if pieces.empty:
        yield f"{where}: the claim has no evidence; add what was found, or that nothing was"
        return
    read = pieces[pieces["source_tier"] != "none"]  # that nothing was found neither supports nor contradicts
    held = set(read["stance"]) | (set(pieces["source_tier"]) & {"none"})
    for wanted in VERDICTS[claim.verdict].needs if claim.verdict in VERDICTS else ():
        if not held & wanted:
            yield (
                f'{where}: the verdict is "{claim.verdict}" but no evidence is '
                f"{' or '.join(sorted(wanted))}; add the evidence or change the verdict"
            )
    barred = read[read["stance"].isin(VERDICTS[claim.verdict].bars if claim.verdict in VERDICTS else ())]
    for piece in barred.itertuples():
        yield (
            f'{where}: the verdict is "{claim.verdict}" but its evidence no. {piece.evidence_no} '
            f"{piece.stance} it; make that piece context, if it settles nothing, or change the verdict"
        )
    tiers = set(pieces["source_tier"])
    if claim.confidence == "high" and tiers <= WEAK:
        yield f"{where}: {NEVER_HIGH}; find a stronger source or lower the confidence"


def _counted(claim: Any, named: pd.DataFrame, where: str) -> Iterator[str]:
    """Yield what is wrong with the claim that a claim is counted with."""
    if "counted_with" not in named or pd.isna(claim.counted_with):
        return
    if claim.counted_with not in named.index or not pd.isna(named.loc[claim.counted_with, "counted_with"]):
        yield f"{where}: counted_with names {claim.counted_with}; name the first claim of the sentence"
    elif named.loc[claim.counted_with, "verdict"] != claim.verdict:
        yield (
            f"{where}: it is counted with {claim.counted_with}, whose verdict differs; count the two apart, "
            "or bring the verdicts together"
        )
    elif claim.kind == "forecast":
        yield f"{where}: a forecast is scored for itself; take counted_with out"


def _later(piece: Any, published: str) -> Iterator[str]:
    """Yield what is wrong with a source that is later than the text: it is context for the present."""
    later = not pd.isna(piece.date) and piece.date > pd.Timestamp(published)
    before = not pd.isna(getattr(piece, "tells_of", pd.NA))
    where = f"data/evidence.csv, {piece.claim_id} no. {piece.evidence_no}"
    if later and not before and piece.stance != "context":
        yield (
            f"{where}: a source of {prose.day(piece.date)} is later than the article and {piece.stance} a "
            "claim about the present; make it context, or say in tells_of that it tells how things stood"
        )
    if before and not later:
        yield f"{where}: tells_of is for sources later than the article; leave it empty"


def _agreement(claim: Any, record: Record, where: str) -> Iterator[str]:
    resolution = record.review.resolutions.get(claim.claim_id, claim.verdict)
    if resolution != claim.verdict:
        yield (
            f"{where}: the ledger says {claim.verdict}, {record.review.resolved_in} says {resolution}; "
            "bring the two together"
        )


def _computed(claim: Any, finding: Finding | None, where: str) -> Iterator[str]:
    if finding is not None and finding.verdict != claim.verdict:
        yield (
            f'{where}: the ledger says "{claim.verdict}", but {", ".join(finding.tables)} now say '
            f'"{finding.verdict}" ({finding.finding}); change the verdict and its reason, or check the table'
        )


def _dated(piece: Any) -> Iterator[str]:
    """Yield what is wrong with how exactly the day of a source is known."""
    if pd.isna(piece.date) != pd.isna(piece.date_precision):
        where = f"data/evidence.csv, {piece.claim_id} no. {piece.evidence_no}"
        yield f"{where}: a date and its date_precision go together; give both or neither"


def _address(piece: Any) -> Iterator[str]:
    where = f"data/evidence.csv, {piece.claim_id} no. {piece.evidence_no}, column url"
    address = "" if pd.isna(piece.url) else str(piece.url)
    if piece.source_tier == "none":
        if address not in ("", "none found"):
            yield f'{where}: "{_line(address)}" stands where nothing was found; give the source its tier'
        return
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or any(mark in address for mark in " <>\"'"):
        yield f'{where}: "{_line(address)}" is not a web address; give the address under which it was read'
