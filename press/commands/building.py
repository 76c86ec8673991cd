"""The commands that build: book, pdf, live."""

from __future__ import annotations

import argparse
import dataclasses
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from press import parameters, project, subject
from press.commands.places import BUILD, CHECKED, ROOT

if TYPE_CHECKING:
    from press.build.hooks import BuildHooks
    from press.build.identity import State
    from press.run.stale import Conditions
    from press.system.digests import Digests

PAPERS = ("a4", "letter")
_STANDS_BY = "a process has the libraries loaded for the next build and ends by itself (STANDBY=0: none)"
AS_OF = "AS_OF"  # the variable that asks for the book as of a day


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that build."""
    book = commands.add_parser("book", help="check the tables, run the chapters, build web book and PDF")
    whole = commands.add_parser("pdf", help="the same, and all that is sent out: summary, offprints, slides")
    for command in (book, whole):
        command.add_argument("--paper", choices=PAPERS, default="a4")
    book.set_defaults(run=lambda chosen: (build_as_of if is_as_of() else build_book)(chosen.paper))
    whole.set_defaults(run=lambda chosen: build_book(chosen.paper, whole_set=True))
    live = commands.add_parser("live", help="build after every change and reload the open page")
    live.add_argument("--port", type=int, default=8642)
    live.set_defaults(run=lambda chosen: follow_sources(chosen.port))


def is_as_of() -> bool:
    """Tell whether the book is asked for as of a day, or this is the copy that is made for it."""
    return AS_OF in os.environ or bool(parameters.as_of())


def build_as_of(paper: str) -> None:
    """Build the book as of the day in AS_OF, into a folder of its own; in the copy made for it, that book."""
    from press.asof import copy_build, making
    from press.build import lock
    from press.system import digests

    if day := parameters.as_of():
        copy_build.book(ROOT, day, lambda: conditions(digests.take(ROOT, project.SOURCES)))
        return
    with lock.held(BUILD, f"AS_OF={os.environ[AS_OF]} make book"):
        target = making.make(ROOT, os.environ[AS_OF], paper)
    print("\n".join(making.told(target.relative_to(ROOT))))


def build_book(paper: str, *, whole_set: bool = False) -> None:
    """Build the book while no other build is at work, and again when a source was saved meanwhile.

    A process that stands by since the last build runs it, if there is one that fits.
    """
    from press.build import lock
    from press.standby import client, place

    order = ["pdf" if whole_set else "book", "--paper", paper]
    standby = client.Standby(ROOT)
    if (code := standby.run(order)) is not None:
        sys.exit(code)
    with lock.held(BUILD, "make pdf" if whole_set else "make book"):
        changed = bring_up_to_date(paper, whole_set=whole_set)
    if changed:
        print(
            f"\nsaved while the book was built: {', '.join(sorted(changed))}; it is built again", flush=True
        )
        command = [sys.executable, "-m", project.SUBJECT, *order]
        sys.exit(subprocess.call(command))  # with the modules and tables as they are now
    if place.SERVED in os.environ:
        print("standby  the libraries were loaded before this build began")
    elif standby.start():
        print(f"standby  {_STANDS_BY}")


def bring_up_to_date(paper: str, *, whole_set: bool = False, hooks: BuildHooks | None = None) -> set[str]:
    """Check the tables, then build the book with its identity; do nothing when it is the present one.

    With `hooks`, of `make live`, it is built in any case. Return the sources that were saved meanwhile.
    """
    from press.build import bytecode, current, identity
    from press.run import limits
    from press.system import digests

    limits.check()
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
    from press.run.cluster import scheduler

    steps, shared = Steps(), conditions(seen)
    here = not scheduler.address()
    stale.start_if_due(chapter_order.chapter_files(ROOT), BUILD / stale.RESULTS, shared, here=here)
    from press import checks, settings  # loads more; the chapters' libraries load at the same time
    from press.build import build

    settings.check(ROOT / settings.FILE)
    identity.pin_time(state.seconds)
    files = build.book(
        ROOT,
        shared,
        lambda: checks.check_all(CHECKED, state, steps),
        paper=paper,
        whole_set=whole_set,
        steps=steps,
        hooks=hooks,
    )
    current.keep(BUILD, digests.fingerprint(shared.seen, *also), ["html", "pdf"], files)
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
    from press.commands import building as present
    from press.commands import guard

    return guard.guarded(lambda: present.bring_up_to_date("a4", hooks=hooks))


def is_built(state: State) -> bool:
    """Tell whether `_build` holds the book of the present sources, for whichever paper."""
    from press.build import current
    from press.system import digests

    seen = digests.take(ROOT, project.SOURCES)
    ways = ((paper, str(whole)) for paper in PAPERS for whole in (False, True))
    sums = (digests.fingerprint(seen, sys.version, str(state), *way) for way in ways)
    return any(current.is_current(BUILD, one) for one in sums)


def as_built() -> tuple[Conditions, dict[str, Any]]:
    """Return what the book's results depend on, and what its build told the extension."""
    from press import checks
    from press.build import identity
    from press.build.steps import Steps
    from press.system import digests

    state = identity.state(ROOT, project.SOURCES)
    identity.pin_time(state.seconds)
    options = checks.check_all(CHECKED, state, Steps())
    return conditions(digests.take(ROOT, project.SOURCES)), options


def conditions(seen: Digests) -> Conditions:
    """Return what the chapters' results depend on besides their code and what they read."""
    from press.run.stale import Conditions
    from press.system import digests
    from press.tables import datapackage

    common = digests.state(ROOT, ["requirements.lock", "press/look/fonts"], sys.version)
    libraries = ("pandas", "altair", "vl_convert", *subject.current().libraries)
    return Conditions(ROOT, common, datapackage.fingerprint, libraries, project.SOURCES, seen)
