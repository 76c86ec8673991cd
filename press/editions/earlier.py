"""The verdicts that earlier editions gave a claim, where they are other ones than the present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from press.claims.entries import Entry
from press.claims.vocabulary import VERDICTS
from press.editions import edition_file
from press.editions.edition_file import Verdict


def named(ledger: Mapping[str, Entry], root: Path) -> dict[str, Entry]:
    """Return the ledger with the earlier verdicts of each claim. Raises BriefError for an unsound file."""
    files = [edition_file.read(root, name) for name in reversed(edition_file.known(root))]
    given = [(one.edition, one.verdicts) for one in files]
    return {claim: replace(entry, earlier=_earlier(claim, entry, given)) for claim, entry in ledger.items()}


def _earlier(claim: str, entry: Entry, given: list[tuple[str, Mapping[str, Verdict]]]) -> tuple[str, ...]:
    """Return in words each edition's verdict that differs from the next newer one, the newest first."""
    told, newer = [], (entry.verdict, entry.confidence)
    for edition, verdicts in given:
        said = verdicts.get(claim)
        if said is not None and (said.verdict, said.confidence) != newer:
            newer = (said.verdict, said.confidence)
            word = VERDICTS[said.verdict].word if said.verdict in VERDICTS else said.verdict
            told.append(f"edition {edition}: {word[:1].lower()}{word[1:]}, {said.confidence}")
    return tuple(told)
