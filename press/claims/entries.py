"""What the ledger holds, as types: the text under review, its claims, their evidence, computed findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from press.claims.vocabulary import STANCES, TIERS, VERDICTS


@dataclass(frozen=True)
class Reviewed:
    """The text whose claims are checked: its title, who published it, the day (ISO), its address."""

    title: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True)
class Finding:
    """What the tables say of one claim: the verdict, the figures, the rule, and the tables used."""

    claim_id: str
    verdict: str
    finding: str
    rule: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """The review of one text: what it is, and what the subject knows of its claims beside the two tables.

    `sections` names for each section of the text the chapter that tells its claims. `findings` are the
    verdicts that the tables give, by claim. `resolutions` are the verdicts that another table,
    `resolved_in`, gives the claims that are forecasts.
    """

    reviewed: Reviewed
    sections: Mapping[str, str]
    findings: Mapping[str, Finding] = field(default_factory=dict)
    resolutions: Mapping[str, str] = field(default_factory=dict)
    resolved_in: str = ""


@dataclass(frozen=True)
class Computed:
    """What follows from the tables for a claim: the figures in a sentence, the rule, the tables."""

    finding: str
    rule: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """One piece of evidence as plain text; what is not known is empty.

    `stance` is towards the claim; `date` an ISO day with its `date_precision` (day, month, year, about),
    `dated` the same in words; `source_tier` a code of `vocabulary.TIERS`; `figure` a number that it gives.
    """

    stance: str
    publisher: str
    title: str
    date_precision: str
    source_tier: str
    says: str
    figure: str
    url: str
    date: str
    dated: str

    @property
    def stance_word(self) -> str:
        """The stance in words."""
        return STANCES[self.stance]

    @property
    def tier_word(self) -> str:
        """The kind of source in words."""
        return TIERS[self.source_tier].word


@dataclass(frozen=True)
class Entry:
    """A claim: what it says, where, its kind, verdict and confidence, one line, the reason, the evidence."""

    says: str
    section: str
    kind: str
    verdict: str
    confidence: str
    line: str
    note: str
    computed: Computed | None
    evidence: tuple[Evidence, ...]
    counted_with: str = ""  # the claim with which it is one point, where it is not the first
    earlier: tuple[str, ...] = ()  # verdicts of earlier editions, in words, the newest first

    @property
    def label(self) -> str:
        """The verdict in words."""
        return VERDICTS[self.verdict].word


Ledger = Mapping[str, Entry]  # a claim's number: its entry


def points(ledger: Ledger) -> dict[str, int]:
    """Return how many points have each verdict: claims that are one sentence or one fact count once."""
    verdicts = [entry.verdict for entry in ledger.values() if not entry.counted_with]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def as_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON values, with the words of its codes."""
    parts = asdict(entry)
    order = (
        "says",
        "section",
        "kind",
        "verdict",
        "label",
        "confidence",
        "line",
        "note",
        "counted_with",
        "earlier",
    )
    evidence = [
        {**asdict(piece), "stance_label": piece.stance_word, "tier_label": piece.tier_word}
        for piece in entry.evidence
    ]
    return {
        **{word: parts.get(word, entry.label) for word in order},
        "computed": {**parts["computed"], "tables": list(entry.computed.tables)} if entry.computed else {},
        "evidence": evidence,
    }
