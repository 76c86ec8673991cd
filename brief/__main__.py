"""The commands of the brief: `python -m brief book`. What is wrong is told in sentences, not tracebacks."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.publish.due import Conditions
    from brief.publish.moments import Moments

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
READ_AT_ONCE = ("_config.yml", "_toc.yml", "requirements.lock", "data", "brief")
SOURCES = (*READ_AT_ONCE, "chapters")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="brief", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    book = commands.add_parser("book", help="check the tables, run the chapters, build web book and PDF")
    whole = commands.add_parser("pdf", help="the same, and all that is sent out: summary, offprints, slides")
    for command in (book, whole):
        command.add_argument("--paper", choices=["a4", "letter"], default="a4")
    live = commands.add_parser("live", help="build after every change and reload the open page")
    live.add_argument("--port", type=int, default=8642)
    commands.add_parser("refresh", help="check the tables and record the hashes of those that changed")
    commands.add_parser("forecast", help="resolve the forecasts that are due and add this edition's")
    chosen = parser.parse_args(arguments)
    return guarded(lambda: perform(chosen))


def perform(chosen: argparse.Namespace) -> None:
    """Run the chosen command."""
    if chosen.command == "refresh":
        refresh_tables()
    elif chosen.command == "forecast":
        record_forecasts()
    elif chosen.command == "live":
        follow_sources(chosen.port)
    else:
        build_book(chosen.paper, whole_set=chosen.command == "pdf")


def guarded(command: Callable[[], None]) -> int:
    """Run a command; what is wrong with the book becomes a sentence and the exit code 1."""
    from brief.errors import BriefError
    from brief.publish.errors import PublishError

    try:
        command()
    except (BriefError, PublishError) as problem:
        print(f"\n{problem}\n\nNothing was changed.", file=sys.stderr)
        return 1
    return 0


def build_book(paper: str, *, whole_set: bool = False, moments: Moments | None = None) -> None:
    """Check the tables, then build the book with its identity; do nothing when it is the present one.

    With `moments` it is built in any case; it exits with EX_TEMPFAIL when more than the chapters changed
    while it waited.
    """
    from brief.publish import freshness, identity

    commit, seconds = identity.commit(ROOT)
    options = (commit, paper, str(whole_set))
    of_all = state(SOURCES, *options)
    if moments is None and freshness.is_current(BUILD, of_all):
        print("nothing changed since the last build: _build/html/index.html and _build/pdf are up to date")
        return
    from brief.publish import contents, due
    from brief.publish.steps import Steps

    steps, shared, before = Steps(), conditions(), state(READ_AT_ONCE, commit)
    due.expect(contents.chapter_files(ROOT), BUILD / due.RESULTS, shared)
    from brief import tables  # loads more; the chapters' libraries load at the same time
    from brief.publish import build
    from brief.publish.moments import Moments

    with steps.step("tables", f"checking {len(tables.names())} tables"):
        tables.check(BUILD / ".tables_checked.json")
    identity.pin_time(seconds)
    with steps.step("ledger", "checking the claims against their evidence and the tables"):
        settings = {"brief_edition": edition(commit), **ledger()}

    def wait() -> None:
        """Wait for the word to build, and see that what was read before it still holds."""
        nonlocal of_all
        if moments is None:
            return
        moments.wait()
        steps.restart()
        if state(READ_AT_ONCE, identity.commit(ROOT)[0]) != before:
            sys.exit(os.EX_TEMPFAIL)
        of_all = state(SOURCES, *options)

    whole = {"paper": paper, "whole_set": whole_set, "steps": steps}
    build.book(ROOT, shared, settings, **whole, moments=Moments(wait, moments and moments.pages_done))
    freshness.keep(BUILD, of_all, ["html", "pdf"])


def state(sources: tuple[str, ...], *also: str) -> str:
    """Return the fingerprint of sources and of what else a build depends on."""
    from brief.publish import freshness

    return freshness.state(ROOT, sources, *also, sys.version)


def follow_sources(port: int) -> None:
    """Build now and after every change of the sources, and show the pages on 127.0.0.1."""
    from brief.publish import due
    from brief.publish.live import watching
    from brief.publish.paper import setter

    due.start(BUILD / due.RESULTS, conditions())  # once for all builds
    with setter.resident():
        watching.follow(ROOT, SOURCES, rebuild, port)


def rebuild(moments: Moments) -> int:
    """Build the book with the modules as they are on disk; called in a fork."""
    from brief import __main__ as present

    return present.guarded(lambda: present.build_book("a4", moments=moments))


def refresh_tables() -> None:
    """Check every table and say which were recorded anew."""
    from brief import tables

    changed = tables.refresh()
    print(f"{len(tables.names())} tables checked; recorded anew: {', '.join(changed) or 'none'}")


def record_forecasts() -> None:
    """Bring the forecast file up to date and say how many forecasts it holds."""
    from brief import forecasting

    file = forecasting.bring_up_to_date()
    print(f"{len(file)} forecasts on file; resolved: {int(file['resolved_on'].notna().sum())}")


def conditions() -> Conditions:
    """Return what the chapters' results depend on besides their code and what they read."""
    from brief import package
    from brief.publish import freshness
    from brief.publish.due import Conditions

    common = freshness.state(ROOT, ["requirements.lock", "brief/design/fonts"], sys.version)
    libraries = ("pandas", "altair", "vl_convert", "scipy.stats")
    return Conditions(ROOT, common, package.fingerprint, libraries)


def ledger() -> dict[str, object]:
    """Return the claims with their evidence, and the article that makes them, as publishing takes them.

    Raises DataError when the ledger breaks one of its rules, or when a table overturns a verdict.
    """
    from brief import tables
    from brief.analysis import claim_rules, claims, verdicts

    findings = verdicts.computed(
        {name: tables.load(name) for name in verdicts.NEEDED}, tables.geometry("region")
    )
    stated, evidence = tables.load("claims"), tables.load("evidence")
    claim_rules.check(stated, evidence, tables.load("article_forecasts"), findings)
    entries = claims.ledger(stated, evidence, findings)
    return {"brief_ledger": entries, "brief_reviewed": claims.REVIEWED}


def edition(commit: str) -> dict[str, str]:
    """Return what the book says of itself."""
    from brief import tables

    return {"edition": tables.package_version(), "commit": commit, "data_date": tables.last_day()}


if __name__ == "__main__":
    sys.exit(main())
