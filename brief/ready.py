"""What is checked and computed before chapters run, and whether it still holds when a build has waited."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from brief import tables
from press import project
from press.build.steps import Steps
from press.tables import loading

_KEPT = ("press.book", "press.build", "press.page", "press.paper", "press.ebook", "press.run", "press.live")


def checked(record: Path, commit: str, steps: Steps) -> dict[str, Any]:
    """Check tables and claims; return what publishing has to know of them (`brief_edition`, `brief_ledger`).

    `record` keeps which tables were checked. Raises DataError when a table breaks a rule of its
    description, when the ledger breaks one of its own, or when a table overturns a verdict.
    """
    with steps.step("tables", f"checking {len(tables.names())} tables"):
        tables.check(record)
    with steps.step("ledger", "checking the claims against their evidence and the tables"):
        return _settings(commit)


def may_hold(changed: set[str], record: Path) -> bool:
    """Tell whether what a build made ready may hold after files changed (paths from the root).

    Notebooks are not read yet, and tables are checked again here; all else was read. Raises DataError as
    `checked` does.
    """
    tables_changed = {path for path in changed if path.startswith("data/")}
    if any(not path.endswith(".ipynb") for path in changed - tables_changed):
        return False
    if tables_changed:
        _forget()
        tables.check(record)
    return True


def holds(settings: dict[str, Any], commit: str) -> bool:
    """Tell whether the tables lead to the same settings as before. Raises DataError as `checked` does."""
    return _settings(commit) == settings


def _settings(commit: str) -> dict[str, Any]:
    edition = {"edition": tables.package_version(), "commit": commit, "data_date": tables.last_day()}
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
        rules.Record(claims, evidence, article.CHAPTERS, findings, resolutions, "data/article_forecasts.csv")
    )
    entries = ledger.ledger(claims, evidence, findings)
    return {"brief_ledger": entries, "brief_reviewed": article.REVIEWED}


def _forget() -> None:
    """Empty the caches of what follows from the tables; what publishing keeps, it keeps by content."""
    for name in [name for name in project.own_modules() if not name.startswith(_KEPT)]:
        for value in list(vars(sys.modules[name]).values()):
            if hasattr(value, "cache_clear") and value not in loading.BY_CONTENT:
                value.cache_clear()
