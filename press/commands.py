"""The commands of a brief: `python -m brief book`. What is wrong is told in sentences, not tracebacks."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from press import project, subject
from press.subject import Command

if TYPE_CHECKING:
    from press.build.hooks import BuildHooks
    from press.build.identity import State
    from press.run.stale import Conditions
    from press.system.digests import Digests

ROOT = project.root()
BUILD = ROOT / "_build"
CHECKED = BUILD / ".tables_checked.json"
PAPERS = ("a4", "letter")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return guarded(lambda: run(arguments))


def run(arguments: list[str] | None) -> None:
    """Read the command line and run the command that it names."""
    own = {command.name: command for command in subject.current().commands}
    parser = argparse.ArgumentParser(prog=project.SUBJECT, description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    book = commands.add_parser("book", help="check the tables, run the chapters, build web book and PDF")
    whole = commands.add_parser("pdf", help="the same, and all that is sent out: summary, offprints, slides")
    for command in (book, whole):
        command.add_argument("--paper", choices=PAPERS, default="a4")
    live = commands.add_parser("live", help="build after every change and reload the open page")
    live.add_argument("--port", type=int, default=8642)
    commands.add_parser("check", help="tell what is wrong with settings, chapters and tables; builds nothing")
    commands.add_parser("refresh", help="check the tables and record the hashes of those that changed")
    state = commands.add_parser("state", help="print the computed values and verdicts, as JSON")
    state.add_argument("--text", action="store_true", help="also all that the chapters say")
    add_fetch(commands)
    row = commands.add_parser("row", help="add a row to a table by hand: asked for, checked, written")
    row.add_argument("table", metavar="TABLE")
    row.add_argument("cells", nargs="*", metavar="KEY=VALUE")
    chapter = commands.add_parser("chapter", help="run a chapter with other parameters, beside the book")
    chapter.add_argument("name", metavar="NAME", nargs="?", default="")
    chapter.add_argument("given", nargs="*", metavar="PARAMETER=VALUE")
    grid = commands.add_parser(
        "grid", help="follow a chapter's numbers over many values, in a table and a figure"
    )
    grid.add_argument("name", metavar="NAME", nargs="?", default="")
    grid.add_argument("given", nargs="*", metavar="PARAMETER=FROM:TO")
    verify = commands.add_parser("verify", help="compare a copy of the book with the sums of its manifest")
    verify.add_argument("place", metavar="DIR|URL", nargs="?", default=str(BUILD / "html"))
    add_editions(commands)
    for name, its in own.items():
        commands.add_parser(name, help=its.help)
    chosen = parser.parse_args(arguments)
    perform(chosen, own.get(chosen.command))


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


def add_editions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of editions."""
    edition = commands.add_parser("edition", help="keep every number of the book as an edition's")
    edition.add_argument("name", metavar="ID", help="a year and a month, such as 2026.12")
    commands.add_parser("publish-check", help="tell what the book lacks before it is published")
    changes = commands.add_parser("changes", help="tell what moved between two editions, with the reasons")
    changes.add_argument("old", metavar="OLD", nargs="?", default="")
    changes.add_argument("new", metavar="NEW", nargs="?", default="")


def perform(chosen: argparse.Namespace, own: Command | None) -> None:
    """Run the chosen command, which may be the brief's own."""
    if own is not None:
        run_own(own)
    elif chosen.command == "check":
        check_sources()
    elif chosen.command == "refresh":
        refresh_tables()
    elif chosen.command == "state":
        print(json.dumps(values(text=chosen.text), indent=1, ensure_ascii=False))
    elif chosen.command == "fetch":
        fetch_tables(chosen)
    elif chosen.command == "row":
        add_row(chosen.table, chosen.cells)
    elif chosen.command == "chapter":
        run_otherwise(chosen.name, chosen.given)
    elif chosen.command == "grid":
        follow_numbers(chosen.name, chosen.given)
    elif chosen.command == "verify":
        verify_copy(chosen.place)
    elif chosen.command == "edition":
        make_edition(chosen.name)
    elif chosen.command == "publish-check":
        check_publishing()
    elif chosen.command == "changes":
        tell_changes(chosen.old, chosen.new)
    elif chosen.command == "live":
        follow_sources(chosen.port)
    else:
        build_book(chosen.paper, whole_set=chosen.command == "pdf")


def guarded(command: Callable[[], object]) -> int:
    """Run a command; what is wrong with the book becomes a sentence and the exit code 1."""
    from press.errors import BriefError, PublishError

    try:
        command()
    except (BriefError, PublishError) as problem:
        print(f"\n{problem}\n\nNothing was changed.", file=sys.stderr)
        return 1
    except PermissionError as problem:
        place = problem.filename or BUILD
        print(
            f"\n{place} cannot be written by you; see who owns it (ls -ld {place}), then take it over "
            f"(sudo chown -R $(id -un) {BUILD}) or remove it.\n\nNothing was changed.",
            file=sys.stderr,
        )
        return 1
    return 0


def verify_copy(place: str) -> None:
    """Tell whether a copy of the book, in a folder or on a site, is as it was built.

    Raises PublishError with the first files that are not.
    """
    from pathlib import Path

    from press.build import manifest
    from press.errors import PublishError

    is_site = place.startswith(("http://", "https://"))
    found = manifest.compare_site(place) if is_site else manifest.compare_folder(Path(place))
    if not found.is_same:
        raise PublishError(found.words(place))
    print(found.words(place))


def build_book(paper: str, *, whole_set: bool = False) -> None:
    """Build the book while no other build is at work, and again when a source was saved meanwhile."""
    from press.build import lock

    with lock.held(BUILD, "make pdf" if whole_set else "make book"):
        changed = bring_up_to_date(paper, whole_set=whole_set)
    if changed:
        print(
            f"\nsaved while the book was built: {', '.join(sorted(changed))}; it is built again", flush=True
        )
        command = [sys.executable, "-m", project.SUBJECT, "pdf" if whole_set else "book", "--paper", paper]
        sys.exit(subprocess.call(command))  # with the modules and tables as they are now


def bring_up_to_date(paper: str, *, whole_set: bool = False, hooks: BuildHooks | None = None) -> set[str]:
    """Check the tables, then build the book with its identity; do nothing when it is the present one.

    With `hooks`, of `make live`, it is built in any case. Return the sources that were saved meanwhile.
    """
    from press.build import bytecode, current, identity
    from press.system import digests

    state = identity.state(ROOT, project.SOURCES)
    if hooks is not None and state.commit:  # being edited: else all pages change at the first letter
        state = dataclasses.replace(state, modified=True)
    also = (sys.version, str(state), paper, str(whole_set))
    seen = digests.take(ROOT, project.SOURCES)
    if hooks is None and current.is_current(BUILD, digests.fingerprint(seen, *also)):
        print("nothing changed since the last build: _build/html/index.html and _build/pdf are up to date")
        return set()
    bytecode.drop_unchecked(ROOT, project.PACKAGES)
    from press.book import chapter_order
    from press.build.steps import Steps
    from press.run import stale

    steps, shared = Steps(), conditions(seen)
    stale.start_if_due(chapter_order.chapter_files(ROOT), BUILD / stale.RESULTS, shared)
    from press import checks, settings  # loads more; the chapters' libraries load at the same time
    from press.build import build

    settings.check(ROOT / settings.FILE)
    options = checks.check_all(CHECKED, state, steps)
    identity.pin_time(state.seconds)
    build.book(ROOT, shared, options, paper=paper, whole_set=whole_set, steps=steps, hooks=hooks)
    current.keep(BUILD, digests.fingerprint(shared.seen, *also), ["html", "pdf"])
    bytecode.check_by_content(ROOT, project.PACKAGES)
    build.report(BUILD, steps)
    return digests.changed(shared.seen, digests.take(ROOT, project.SOURCES))


def follow_sources(port: int) -> None:
    """Build now and after every change of the sources, and show the pages on 127.0.0.1."""
    from press.live import watching
    from press.paper import compile_server
    from press.run import stale

    stale.start(BUILD / stale.RESULTS, conditions({}))  # once for all builds
    with compile_server.resident():
        watching.follow(watching.Project(ROOT, project.SOURCES, rebuild), port)


def rebuild(hooks: BuildHooks) -> int:
    """Build the book with the modules as they are on disk; called in a fork."""
    from press import commands as present

    return present.guarded(lambda: present.bring_up_to_date("a4", hooks=hooks))


def check_sources() -> None:
    """Tell all that is wrong with settings, chapters, tables and ledger. Raises BriefError."""
    from press.checks import without_building
    from press.errors import BriefError

    problems = list(without_building(ROOT, CHECKED))
    if problems:
        raise BriefError("\n".join(problems))
    print("settings, chapters and tables keep the rules; what runs and is set is tried by `make book`")


def refresh_tables() -> None:
    """Check every table and say which were recorded anew."""
    from press import tables
    from press.build import lock

    with lock.held(BUILD, "make refresh"):
        changed = tables.refresh()
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
        if chosen.yes or not sys.stdin.isatty():
            return bool(chosen.yes)
        return input("write it? [y/N] ").strip().lower() in ("y", "yes")

    def tell(said: str) -> None:
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


def make_edition(name: str) -> None:
    """Write the file of an edition while no build is at work."""
    from press import settings
    from press.build import identity, lock
    from press.editions import edition_file, making

    edition_file.check_id(name)
    with lock.held(BUILD, "make edition"):
        state = identity.state(ROOT, project.SOURCES)
        sources = making.Sources(state.commit, state.modified, is_built(state))
        days = {one.edition: one.date for one in settings.editions(ROOT)}
        said = making.make(ROOT, name, sources, days, lambda doing: print(f"edition  {doing} …", flush=True))
    print(said)


def is_built(state: State) -> bool:
    """Tell whether `_build` holds the book of the present sources, for whichever paper."""
    from press.build import current
    from press.system import digests

    seen = digests.take(ROOT, project.SOURCES)
    ways = ((paper, str(whole)) for paper in PAPERS for whole in (False, True))
    sums = (digests.fingerprint(seen, sys.version, str(state), *way) for way in ways)
    return any(current.is_current(BUILD, one) for one in sums)


def check_publishing() -> None:
    """Tell what the book lacks before it is published. Raises PublishError with a sentence each."""
    from press import publish_check, tables
    from press.build import identity
    from press.errors import PublishError

    state = identity.state(ROOT, project.SOURCES)
    names = (tables.package_version(), state.modified, is_built(state), identity.tags(ROOT))
    found = publish_check.lacks(ROOT, publish_check.Sources(*names))
    if found:
        raise PublishError("\n".join(f"- {sentence}" for sentence in found))
    print("the book may be published: its addresses, its edition and the files of its site are in order")


def tell_changes(old: str, new: str) -> None:
    """Print what moved between two editions; between the newest two without their names."""
    from press.editions import comparing

    print(comparing.words(comparing.compared(ROOT, old, new)))


def run_otherwise(name: str, cells: list[str]) -> None:
    """Run a chapter with other parameters and write it beside the book, which is brought up to date first."""
    from press.again import run, variant
    from press.build import lock
    from press.fetch import by_hand

    given = by_hand.pairs(cells, os.environ.get("MAKEFLAGS", ""), os.environ)
    chosen = variant.chosen(ROOT, subject.current().parameters(), name, given)
    with lock.held(BUILD, "make chapter"):
        bring_up_to_date("a4")
        run.make(chosen, *_as_built())


def follow_numbers(name: str, cells: list[str]) -> None:
    """Run what a chapter computes with many values at once; write a table and a figure of its numbers."""
    from press.again import grid, grid_page, variant
    from press.fetch import by_hand

    given = by_hand.pairs(cells, os.environ.get("MAKEFLAGS", ""), os.environ)
    parameters = variant.of_the_book(ROOT, subject.current().parameters(), name).parameters
    done = grid.run(parameters, given)
    target = grid_page.write(done, BUILD / variant.FOLDER).relative_to(ROOT)
    print(f"table    {target}/table.csv\nfigure   {target}/grid.html\n{grid_page.told(done)}")


def _as_built() -> tuple[Conditions, dict[str, Any]]:
    """Return what the book's results depend on, and what its build told the extension."""
    from press import checks
    from press.build import identity
    from press.build.steps import Steps
    from press.system import digests

    state = identity.state(ROOT, project.SOURCES)
    identity.pin_time(state.seconds)
    options = checks.check_all(CHECKED, state, Steps())
    return conditions(digests.take(ROOT, project.SOURCES)), options


def run_own(command: Command) -> None:
    """Run a command of the brief's own while no build is at work, and print what it returns."""
    from press.build import lock

    with lock.held(BUILD, f"make {command.name}"):
        print(command.run())


def conditions(seen: Digests) -> Conditions:
    """Return what the chapters' results depend on besides their code and what they read."""
    from press.run.stale import Conditions
    from press.system import digests
    from press.tables import datapackage

    common = digests.state(ROOT, ["requirements.lock", "press/look/fonts"], sys.version)
    libraries = ("pandas", "altair", "vl_convert", *subject.current().libraries)
    return Conditions(ROOT, common, datapackage.fingerprint, libraries, project.SOURCES, seen)
