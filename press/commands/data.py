"""The commands for tables and sources: check, refresh, state, fetch, row."""

from __future__ import annotations

import argparse
import json
import os
import sys

from press import subject
from press.commands.places import BUILD, CHECKED, ROOT


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands for tables and sources."""
    check = commands.add_parser(
        "check", help="tell what is wrong with settings, chapters and tables; builds nothing"
    )
    check.set_defaults(run=lambda _: check_sources())
    refresh = commands.add_parser(
        "refresh", help="check the tables and record the hashes of those that changed"
    )
    refresh.set_defaults(run=lambda _: refresh_tables())
    state = commands.add_parser("state", help="print the computed values and verdicts, as JSON")
    state.add_argument("--text", action="store_true", help="also all that the chapters say")
    state.set_defaults(
        run=lambda chosen: print(json.dumps(values(text=chosen.text), indent=1, ensure_ascii=False))
    )
    add_fetch(commands)
    row = commands.add_parser("row", help="add a row to a table by hand: asked for, checked, written")
    row.add_argument("table", metavar="TABLE")
    row.add_argument("cells", nargs="*", metavar="KEY=VALUE")
    row.set_defaults(run=lambda chosen: add_row(chosen.table, chosen.cells))


def add_fetch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command that fetches new data."""
    fetch = commands.add_parser("fetch", help="ask the sources, show what changes, write it if you agree")
    fetch.add_argument("names", nargs="*", metavar="TABLE", help="tables or sources; all without a name")
    fetch.add_argument("--yes", action="store_true", help="write without asking, if nothing is doubtful")
    fetch.add_argument("--accept", action="store_true", help="take what is doubtful: many old rows changed")
    quick = "leave out what moves in the text, for which the chapters run on both tables"
    fetch.add_argument("--quick", action="store_true", help=quick)
    mirror = "ask this mirror, at its paths /HOST/PATH, in place of the sources"
    fetch.add_argument("--via", default=os.environ.get("FETCH_VIA", ""), metavar="ADDRESS", help=mirror)
    fetch.set_defaults(run=fetch_tables)


def check_sources() -> None:
    """Tell all that is wrong with settings, chapters, tables and ledger. Raises BriefError."""
    from press.checks import without_building
    from press.errors import BriefError

    problems = list(without_building(ROOT, CHECKED))
    if problems:
        raise BriefError("\n".join(problems))
    print("settings, chapters and tables keep the rules; what runs and is set is tried by `make book`")


def refresh_tables() -> None:
    """Check every table and say which were recorded anew.

    Tables that the build would refuse are not recorded. Raises DataError with the first that is wrong.
    """
    from press import checks, tables
    from press.build import lock
    from press.system import records
    from press.tables import datapackage

    description = datapackage.DATA / datapackage.DESCRIPTION
    with lock.held(BUILD, "make refresh"):
        before = description.read_bytes()
        changed = tables.refresh()
        try:
            checks.check_together(CHECKED)
        except BaseException:
            records.replace(description, before)
            raise
    print(f"{len(tables.names())} tables checked; recorded anew: {', '.join(changed) or 'none'}")


def values(*, text: bool = False) -> dict[str, str]:
    """Return every computed value and verdict by its name, and the rules that the ledger breaks.

    With `text` also what the chapters say: their bound facts, guarded sentences and headlines.
    """
    from press import checks

    brief = subject.current()
    found = {**brief.measures(), **(checks.verdicts(brief.review()) if brief.review else {})}
    if text:
        from press.book import chapter_order
        from press.run import said

        found |= said.by_name(chapter_order.chapter_files(ROOT))
    return found


def fetch_tables(chosen: argparse.Namespace) -> None:
    """Fetch new data for the chosen tables while no build is at work."""
    from press.build import lock
    from press.fetch import fetching

    def agree() -> bool:
        """Ask at a terminal; without one only --yes agrees."""
        if chosen.yes or not sys.stdin.isatty():
            return bool(chosen.yes)
        return input("write it? [y/N] ").strip().lower() in ("y", "yes")

    def tell(said: str) -> None:
        """Print a line of progress."""
        print(f"fetch    {said}", flush=True)

    wishes = fetching.Wishes(
        tuple(chosen.names), chosen.accept, chosen.via, agree, tell, text=not chosen.quick
    )
    with lock.held(BUILD, "make fetch"):
        fetching.fetch(subject.current().sources(), ROOT, wishes)


def add_row(table: str, cells: list[str]) -> None:
    """Add a row by hand; a terminal asks for what is not given."""
    from press.build import lock
    from press.fetch import by_hand

    given = by_hand.pairs(cells, os.environ.get("MAKEFLAGS", ""), os.environ)
    ask = input if sys.stdin.isatty() else None
    with lock.held(BUILD, "make row"):
        row = by_hand.add(ROOT, by_hand.Wish(table, given, ask))
    print(f"{table}: {', '.join(f'{name} {cell}' for name, cell in row.items() if cell)}")
