"""The ledger as of a day: the claims whose verdict what was known then carries."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from press import checks, subject, tables
from press.asof import cutting
from press.claims import rules
from press.claims.entries import Review
from press.fetch.staging import rows_of
from press.prose import day as in_words
from press.tables import datapackage

_CLAIM = re.compile(r"\bdata/claims\.csv, (\w+): (.*)", re.DOTALL)


def cut(data: Path, computed: Mapping[str, str], day: str) -> dict[str, str]:
    """Take the claims out of the tables in `data` whose verdict is not carried on `day` (ISO).

    `computed` holds, for each claim of the book, the tables that its verdict is computed from, "" for none.
    Return each claim that went with the reason.
    """
    review = subject.current().review
    if review is None or checks.CLAIMS not in tables.names():
        return {}
    left = set(tables.load(checks.CLAIMS)["claim_id"])
    told, gone = (
        review(),
        {claim: "its reason names what is dated later" for claim in computed if claim not in left},
    )
    _drop(data, set(gone))
    while found := _not_carried(told, computed, day):
        gone |= found
        _drop(data, set(found))
    return gone


def _not_carried(told: Review, computed: Mapping[str, str], day: str) -> dict[str, str]:
    """Return the claims that what is known does not carry, each with the first reason."""
    claims, evidence = tables.load(checks.CLAIMS), tables.load(checks.EVIDENCE)
    if told.reviewed.published > day:
        reason = f"the text that makes it was not yet published on {in_words(day)}"
        return dict.fromkeys(claims["claim_id"], reason)
    gone: dict[str, str] = {}
    left = set(claims["claim_id"])
    for claim, named in computed.items():
        if named and claim not in told.findings and claim in left:
            gone[claim] = f"its verdict is computed from {named}, which did not reach far enough"
    for problem in rules.problems(rules.Record(claims, evidence, told)):
        if found := _CLAIM.search(problem):
            gone.setdefault(found[1], "what was known then does not carry its verdict")
    return gone


def _drop(data: Path, gone: set[str]) -> None:
    """Take claims, and the rows of every table that belong to them, out of the tables."""
    place = data / datapackage.DESCRIPTION
    described: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    for entry in described["resources"]:
        fields = {field["name"] for field in entry.get("schema", {}).get("fields", [])}
        if "claim_id" in fields:
            rows = rows_of(data / entry["path"])
            cutting.write(data, entry, [row for row in rows if not gone & {row["claim_id"]}])
    cutting.drop_stale(data, described["resources"])
    place.write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    datapackage.describe.cache_clear()
