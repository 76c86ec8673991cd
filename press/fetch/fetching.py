"""`make fetch`: ask the sources, show what their answers change, and write all tables or none."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from press import project
from press.errors import DataError, FetchError
from press.fetch import differences, gathering, record, report
from press.fetch.client import Client, Policy
from press.fetch.differences import Difference
from press.fetch.gathering import Gathered
from press.fetch.sources import Reading, Row, Source
from press.fetch.staging import Staging, rows_of
from press.fetch.vintages import Store
from press.tables import datapackage

State = Callable[[Path], Mapping[str, str]]  # a project's folder: its computed values and verdicts

COMPUTED = ("chapters", "_toc.yml", "_config.yml", "requirements.lock")  # of a copy that computes
FOLDER = "vintages"  # at the project's root, outside git


@dataclass(frozen=True)
class Wishes:
    """What the editor asks for: the names of sources or tables (none: all), and how far to go without him.

    `accept` takes what is doubtful; `agree` is asked before anything is written. `state` computes what the
    tables of a project's folder amount to: without one, the project itself does, with all that its chapters
    say if `text`.
    """

    names: tuple[str, ...] = ()
    accept: bool = False
    via: str = ""
    agree: Callable[[], bool] = lambda: False
    tell: Callable[[str], None] = print
    policy: Policy = field(default_factory=Policy)
    text: bool = True
    state: State | None = None


@dataclass(frozen=True)
class Proposal:
    """What one source's answers make of one table."""

    gathered: Gathered
    reading: Reading
    found: Difference
    complete_to: str  # of the table now

    @property
    def changes(self) -> bool:
        """Whether a row changes, or the day to which the table is known to be complete."""
        return bool(self.found) or self.reading.complete_to > self.complete_to


def fetch(sources: Sequence[Source], root: Path, wishes: Wishes) -> bool:
    """Fetch, compare and, with the editor's consent, write. Return whether anything was written.

    Raises DataError or FetchError with one sentence; the tables are then as they were.
    """
    chosen = choose(sources, wishes.names)
    data, store = root / datapackage.DATA.name, Store(root / FOLDER)
    staging = Staging(root / FOLDER / "next", data)
    try:
        gathered = _asked(chosen, store, data, wishes)
        gathered, proposals = _compared(gathered, data, wishes)
        changing = [one for one in proposals if one.changes]
        for one in proposals:
            wishes.tell(_told(one, data))
        if not changing:
            wishes.tell(_outcome(gathered, "no table changes"))
            return False
        _refuse(changing, accept=wishes.accept)
        _stage(staging, changing)
        wishes.tell("computing what follows from the new rows …")
        wishes.tell(_moves(root, staging, wishes.state or functools.partial(state_in, text=wishes.text)))
        if not wishes.agree():
            wishes.tell(_outcome(gathered, "nothing was written"))
            return False
        staging.take_place()
        tables = ", ".join(one.found.table for one in changing)
        wishes.tell(_outcome(gathered, f"written: {tables}"))
        return True
    finally:
        staging.discard()


def choose(sources: Sequence[Source], names: Sequence[str]) -> list[Source]:
    """Return the sources of these names, or those that fill tables of these names; all without a name."""
    known = {source.name for source in sources} | {table for one in sources for table in one.tables}
    listed = ", ".join(f"{one.name} ({', '.join(one.tables)})" for one in sources)
    for name in names:
        if name not in known:
            raise FetchError(
                f'no source is called "{name}" and none fills such a table; there are {listed or "none"}'
            )
    return [one for one in sources if not names or {one.name, *one.tables} & set(names)]


def _asked(chosen: Sequence[Source], store: Store, data: Path, wishes: Wishes) -> list[Gathered]:
    """Ask the sources, keep their answers, and note them in the record of the vintages."""
    client = Client(wishes.policy, wishes.via, store.kept, wishes.tell)
    try:
        gathered = gathering.gather(chosen, client, store, lambda table: _held(data, table), wishes.tell)
    finally:
        client.close()
    store.note(one for part in gathered for one in part.vintages)
    return gathered


def _held(data: Path, table: str) -> list[Row]:
    return rows_of(data / datapackage.resource(table, data)["path"])


def _complete_to(data: Path, table: str) -> str:
    stated = datapackage.resource(table, data).get("complete_to")
    return datapackage.complete_to(table, data) if stated else ""


def _compared(
    gathered: Sequence[Gathered], data: Path, wishes: Wishes
) -> tuple[list[Gathered], list[Proposal]]:
    """Return what each source makes of its tables; one whose rows cannot be compared has failed."""
    parts, proposals = [], []
    for part in gathered:
        try:
            proposals += [_proposal(part, table, data) for table in part.readings]
        except FetchError as problem:
            part = gathering.failed(part, str(problem), wishes.tell)
        parts.append(part)
    return parts, proposals


def _proposal(gathered: Gathered, table: str, data: Path) -> Proposal:
    reading, entry = gathered.readings[table], datapackage.resource(table, data)
    complete_to = _complete_to(data, table)
    found = differences.compare(entry, complete_to, _held(data, table), reading)
    return Proposal(gathered, reading, found, complete_to)


def _told(one: Proposal, data: Path) -> str:
    columns = datapackage.resource(one.found.table, data)["schema"]["primaryKey"]
    return report.table(one.found, one.reading, one.complete_to, columns)


def _refuse(changing: Sequence[Proposal], *, accept: bool) -> None:
    """Raise FetchError at the first thing that the editor has to accept and has not."""
    if accept:
        return
    for one in changing:
        title, table = one.gathered.source.title, one.found.table
        if one.reading.doubts:
            raise FetchError(f"{title}: {one.reading.doubts[0]}; look at it, then fetch again with --accept")
        allowed = one.gathered.source.most_moved
        if one.found.moved > allowed:
            raise FetchError(
                f"{title}: {one.found.moved:.0%} of the {one.found.old} old rows of {table} are changed or "
                f"gone, at most {allowed:.0%} may be; look at the difference above, then fetch again with "
                "--accept"
            )
        if (before := one.complete_to) > one.reading.complete_to:
            raise FetchError(
                f"{title}: the answer is complete to {one.reading.complete_to}, {table} already to {before}; "
                "see whether it is an older file, or fetch again with --accept"
            )


def _stage(staging: Staging, changing: Sequence[Proposal]) -> None:
    """Write the proposed tables, their descriptions and the record into the copy, and check them all."""
    now = datetime.now(UTC)
    fetched: list[Row] = []
    for one in changing:
        record.date_entry(staging.entry(one.found.table), one.found, one.reading, now.date())
        staging.write(one.found.table, one.found.rows)
        fetched += record.rows(one.found.table, one.reading, one.gathered.vintages)
    if not staging.has(record.TABLE):
        staging.describe(record.description(staging.title))
    staging.write(record.TABLE, record.merged(staging.rows(record.TABLE), fetched))
    titles = {one.found.table: one.gathered.source.title for one in changing}
    for table in [*titles, record.TABLE]:
        try:
            staging.check(table)
        except DataError as problem:
            raise FetchError(
                f"{titles.get(table, 'record')}: the rows would break a rule: {problem}"
            ) from None


def _moves(root: Path, staging: Staging, state: State) -> str:
    """Return which computed values and verdicts the proposed tables move."""
    staging.copy_project(root, [*project.PACKAGES, *COMPUTED])
    try:
        with ThreadPoolExecutor(max_workers=2) as pool:
            before, now = pool.map(state, (root, staging.folder))
    except FetchError as problem:
        return str(problem)
    return report.moves(before, now)


def state_in(place: Path, *, text: bool) -> Mapping[str, str]:
    """Return the computed values and verdicts, by name, of the project in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", project.SUBJECT, "state", *(["--text"] if text else [])],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.replace("Nothing was changed.", "").strip().splitlines()
        raise FetchError(f"what follows from the new rows cannot be computed: {' '.join(reason[-1:])}")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _outcome(gathered: Sequence[Gathered], what: str) -> str:
    failed = [part for part in gathered if part.failure]
    left = "".join(f"\n  left alone: {part.failure}" for part in failed)
    return f"{what}; {len(gathered) - len(failed)} of {len(gathered)} sources answered{left}"
