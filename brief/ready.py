"""What is checked and computed before chapters run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brief import tables
from press.build.steps import Steps
from press.settings import BuiltEdition


def checked(record: Path, commit: str, steps: Steps) -> dict[str, Any]:
    """Check tables and claims; return what publishing has to know of them (`brief_edition`, `brief_ledger`).

    `record` keeps which tables were checked. Raises DataError when a table breaks a rule of its
    description, when the ledger breaks one of its own, or when a table overturns a verdict.
    """
    with steps.step("tables", f"checking {len(tables.names())} tables"):
        tables.check(record)
    with steps.step("ledger", "checking the claims against their evidence and the tables"):
        return _settings(commit)


def _settings(commit: str) -> dict[str, Any]:
    edition = BuiltEdition(tables.package_version(), commit, tables.last_day())
    return {"brief_edition": edition, **_ledger()}


def _ledger() -> dict[str, Any]:
    """Return the claims with their evidence, and the article that makes them, as publishing takes them."""
    from brief import article, verdicts
    from press.claims import ledger, rules

    findings = verdicts.computed(
        {name: tables.load(name) for name in verdicts.NEEDED}, tables.geometry("region")
    )
    claims, evidence = tables.load("claims"), tables.load("evidence")
    resolved = tables.load("article_forecasts").dropna(subset=["claim_id"])
    resolutions = dict(zip(resolved["claim_id"], resolved["resolution"], strict=True))
    rules.check(
        rules.Record(
            claims,
            evidence,
            article.CHAPTERS,
            findings,
            resolutions,
            "data/article_forecasts.csv",
            article.REVIEWED.published,
        )
    )
    entries = ledger.ledger(claims, evidence, findings)
    return {"brief_ledger": entries, "brief_reviewed": article.REVIEWED}
