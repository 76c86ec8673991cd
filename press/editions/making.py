"""Make an edition: see that the book is what the commit says, and write down what it tells.

Nothing is fetched and no table is touched. The tag is left to the editor: it has to name the commit that
holds the edition's file, which is made only after this, and pushing it publishes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from press import subject, tables
from press.book import chapter_order
from press.editions import edition_file, since, told
from press.editions.edition_file import Edition, Moved, Table, Verdict
from press.editions.facts import Fact
from press.errors import BriefError
from press.prose import percent
from press.tables import datapackage

CLAIMS, EVIDENCE = "claims", "evidence"  # the ledger's tables
_PIECE = ["stance", "publisher", "title", "date", "source_tier", "says", "figure", "url"]  # what evidence is


class Sources(NamedTuple):
    """What the sources are: the commit, whether they differ from it, whether the book is built from them."""

    commit: str
    modified: bool
    built: bool


def make(
    root: Path, name: str, sources: Sources, days: Mapping[str, str], tell: Callable[[str], None]
) -> str:
    """Write the file of an edition; return in a sentence what to do next.

    `days` are the days (ISO) of the editions that the settings list, by ID; `tell` is called with what is
    being done. Raises BriefError when the book is not what an edition may be made of.
    """
    check(root, name, sources, days)
    tell("running the chapters' code to note every number")
    edition = noted(root, name, days[name], sources.commit)
    path = edition_file.write(root, edition)
    shown = path.relative_to(root).as_posix()
    return (
        f"{shown}: {len(edition.facts)} numbers and words, {len(edition.headlines)} headlines, "
        f"{len(edition.verdicts)} verdicts, {len(edition.forecasts)} forecasts; "
        f"built from {sources.commit[:10]}\n"
        f"Commit it, then tag that commit, which publishes it when the tag is pushed:\n"
        f"  git add {shown} && git commit -m 'Keep the numbers of edition {name}' && git tag edition-{name}"
    )


def check(root: Path, name: str, sources: Sources, days: Mapping[str, str]) -> None:
    """Raise BriefError with the first reason why no edition of this name can be made."""
    edition_file.check_id(name)
    if edition_file.place(root, name).exists():
        raise BriefError(
            f"edition {name} is on file ({edition_file.FOLDER}/{name}.json); an edition is never written "
            "again: choose a new ID"
        )
    if not sources.commit:
        raise BriefError(
            "the project is no git checkout; an edition names the commit that it is built from: git "
            "init, and commit the project"
        )
    if sources.modified:
        raise BriefError(
            "the sources differ from the last commit; an edition is built from a commit alone: commit the "
            "changes, or take them back (git status shows them)"
        )
    if tables.package_version() != name:
        raise BriefError(
            f"data/{datapackage.DESCRIPTION} says version {tables.package_version()}; the edition {name} "
            "needs its tables to name it: set the version there"
        )
    if name not in days:
        raise BriefError(
            f"_config.yml: brief_editions has no edition {name}; add it with its date and a summary"
        )
    if not sources.built:
        raise BriefError(
            "the book in _build is not built from the present commit; build and look at it first (make book)"
        )


def noted(root: Path, name: str, day: str, commit: str) -> Edition:
    """Return what the book tells now. Raises BriefError for a chapter that stops."""
    said = told.by_chapters(chapter_order.own_chapter_files(root), root)
    before = max(
        (one for one in edition_file.known(root) if edition_file.order(one) < edition_file.order(name)),
        key=edition_file.order,
        default="",
    )
    moved: dict[str, Moved] = since.moved_rows(root, edition_file.read(root, before)) if before else {}
    return Edition(
        edition=name,
        date=day,
        commit=commit,
        made="make edition, from the chapters' code and the tables of the commit named",
        tables=table_states(),
        facts=said.facts,
        headlines=said.headlines,
        verdicts=verdicts(),
        forecasts=forecasts(),
        before=before,
        since=moved,
    )


def table_states(folder: Path = datapackage.DATA) -> dict[str, Table]:
    """Return each table's hash, rows and the day to which it is complete."""
    return {
        entry["name"]: Table(entry["hash"], int(entry.get("rows", 0)), _complete_to(entry["name"], folder))
        for entry in datapackage.describe(folder)["resources"]
    }


def _complete_to(name: str, folder: Path) -> str:
    stated = datapackage.resource(name, folder).get("complete_to", "")
    return datapackage.complete_to(name, folder) if stated else ""


def verdicts() -> dict[str, Verdict]:
    """Return the ledger's verdicts by claim, none for a book without a ledger."""
    review = subject.current().review
    if review is None or CLAIMS not in tables.names():
        return {}
    findings, evidence = review().findings, tables.load(EVIDENCE).astype("string").fillna("")
    pieces = {str(claim): rows[_PIECE].to_csv(index=False) for claim, rows in evidence.groupby("claim_id")}
    found = {}
    for row in tables.load(CLAIMS).itertuples():
        figures = findings[row.claim_id].finding if row.claim_id in findings else ""
        rests = hashlib.sha256(f"{pieces.get(row.claim_id, '')}\n{figures}".encode()).hexdigest()[:12]
        found[str(row.claim_id)] = Verdict(str(row.verdict), str(row.confidence), rests)
    return found


def forecasts() -> dict[str, Fact]:
    """Return the forecasts that the subject declares, with the tables that they were read from."""
    with told.listening() as heard:
        stated = subject.current().forecasts()
        read = told.tables_heard(heard)
    return {name: Fact(percent(100 * one, 1), (one,), read) for name, one in stated.items()}
