"""A small brief to be hard on: made new, built, edited back and forth, compared with clean builds."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from press.new import create

WORDS = ("The calendar of today", "The calendar of now-a-days")  # a sentence of the book in its two states
BUILT = ("html", "pdf")
PATIENCE_S = 600
HOST = "leap-days.example.org"
SOURCE = '''"""The one source of this brief: its table, from a server."""

from press.fetch import sheets
from press.fetch.sources import Reading, Source

ADDRESS = "https://{host}/leap_days.csv"


def _read(answers, _held):
    sheet = sheets.read(answers[0].content, ADDRESS, ("year", "weekday"), ())
    return {{"leap_days": Reading(sheet.rows, "2025-12-31", "2025-12-31", doubts=sheet.doubts)}}


def all_sources():
    """Return the source."""
    asked = lambda get: [get(ADDRESS, expects="csv")]
    return (Source("leap-days", "Leap days", ("leap_days",), asked, _read),)
'''
_IDENTITY = ("-c", "user.name=Trial", "-c", "user.email=trial@example.org")


class SmallBook:
    """A small brief in a folder, under git, in one of two states that differ in a sentence."""

    words = WORDS
    chapter = "calendar"
    answer, fetched = f"{HOST}/leap_days.csv", "leap_days"  # what a mirror serves, and the table it makes
    commands = ("cold", "edit", "refresh", "fetch", "edition")

    def __init__(self, folder: Path) -> None:
        self.top = folder
        self.project = create.make(folder / "project", "A small brief")
        (self.project / "brief" / "sources.py").write_text(SOURCE.format(host=HOST), encoding="utf-8")
        subject = self.project / "brief" / "subject.py"
        replace(subject, "review=review,", "review=review, sources=all_sources,")
        replace(subject, "from brief.look", "from brief.sources import all_sources\nfrom brief.look")
        package = json.loads((self.project / "data" / "datapackage.json").read_text(encoding="utf-8"))
        self.edition: str = package["version"]  # of the month in which the brief is made
        self.state = 0
        self.git("init", "-q")
        self.commit()

    def git(self, *command: str) -> None:
        """Run git in the project."""
        subprocess.run(["git", *_IDENTITY, *command], cwd=self.project, check=True, capture_output=True)

    def commit(self) -> None:
        """Commit the project as it is."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "as it is", "--date=2026-11-01T00:00:00Z")

    def edit(self, state: int) -> None:
        """Bring the project into a state."""
        path = self.project / "chapters" / f"{self.chapter}.ipynb"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(self.words[self.state], self.words[state], 1), encoding="utf-8")
        self.state = state

    def served(self) -> bytes:
        """Return what the source of the fetched table answers."""
        return (self.project / "data" / "leap_days.csv").read_bytes()

    def spoil(self) -> None:
        """Change a cell of a table, so that `refresh` has work to do."""
        replace(self.project / "data" / "leap_days.csv", "1628,Tuesday", "1628,Monday")

    def forget_forecasts(self) -> None:
        """Take what `forecast` writes out of its table; a small brief has none."""
        raise NotImplementedError

    def start(
        self, *command: str, variables: Mapping[str, str] | None = None, place: Path | None = None
    ) -> subprocess.Popen[str]:
        """Start a command of the brief."""
        place = place or self.project
        shell = {**os.environ, "PYTHONPATH": str(place), "PYTHONHASHSEED": "0", **(variables or {})}
        whole = [sys.executable, "-m", "brief", *command]
        return subprocess.Popen(
            whole, cwd=place, env=shell, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def run(
        self, *command: str, variables: Mapping[str, str] | None = None, place: Path | None = None
    ) -> tuple[int, str]:
        """Run a command of the brief to its end; return its exit code and what it said."""
        process = self.start(*command, variables=variables, place=place)
        said = process.communicate(timeout=PATIENCE_S)[0]
        return process.returncode, said

    def build(self) -> str:
        """Build the book; return what is wrong with that, "" if nothing is."""
        code, said = self.run("book")
        return "" if code == 0 else f"the build ended with {code}: {said[-400:]}"

    def clean(self, name: str) -> dict[str, str]:
        """Return the sums of the book that a build from nothing makes of the sources as they are."""
        place = self.top / f"clean-{name}"
        shutil.copytree(self.project, place, ignore=shutil.ignore_patterns("_build", "__pycache__"))
        code, said = self.run("book", place=place)
        if code:
            sys.exit(f"a clean build failed: {said}")
        found = sums(place / "_build")
        shutil.rmtree(place)
        return found

    @cached_property
    def both(self) -> tuple[dict[str, str], dict[str, str]]:
        """The sums of clean books of both states."""
        found = []
        for state in (0, 1):
            self.edit(state)
            found.append(self.clean(str(state)))
        return found[0], found[1]

    def is_whole(self) -> str:
        """Return what is wrong with the book that stands in its place: it must be one of the two, or none."""
        book = sums(self.project / "_build")
        if not book or book in self.both:
            return ""
        return f"the book is mixed: {differing(book, self.both[self.state])}"


def sums(build: Path) -> dict[str, str]:
    """Return the hash of every file of the book in a folder `_build`, but for the times of its manifest."""
    return {
        path.relative_to(build).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for kind in BUILT
        for path in sorted((build / kind).rglob("*"))
        if path.is_file() and path.name not in ("manifest.json", ".buildinfo")
    }


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return which files differ between two books, the first few of them."""
    found = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return f"{len(found)} files differ: {', '.join(found[:5])}" if found else ""


def kill(process: subprocess.Popen[str]) -> None:
    """End a process as `kill -9` does."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def left_over(project: Path, patience_s: float = 10) -> str:
    """Return which processes at work in the project are left after some patience, "" for none."""
    until = time.monotonic() + patience_s
    while found := processes(project):
        if time.monotonic() > until:
            return f"left over: {', '.join(found.values())}"
        time.sleep(0.2)
    return ""


def processes(project: Path) -> dict[int, str]:
    """Return the processes whose folder lies in the project, by number, with their commands."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int(entry.name) != os.getpid() and (entry / "cwd").readlink().is_relative_to(project):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if command:
                    found[int(entry.name)] = command[:80]
    return found


@contextmanager
def mirror(place: str, answer: bytes) -> Iterator[str]:
    """Serve an answer, at its path /HOST/PATH, at an address that `--via` takes."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / place).parent.mkdir(parents=True)
        (Path(folder) / place).write_bytes(answer)

        class Quiet(SimpleHTTPRequestHandler):
            def __init__(self, *given: object) -> None:
                super().__init__(*given, directory=folder)  # type: ignore[arg-type]

            def log_message(self, *_told: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first place of some words in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def without_last_row(table: Path) -> None:
    """Take the last row out of a table."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    with table.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows[:-1])
