"""A long run of `make live` on a small book: edits, slips and mends, and what they leave behind."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.trials import small_book
from tools.trials.small_book import SmallBook

ROOM = 0.05  # by which memory may grow
WARM_ROUNDS = 3  # before the first count: modules are loaded, caches filled
PATIENCE_S = 120


@dataclass(frozen=True)
class Count:
    """What `make live` takes: memory in bytes, processes, files and bytes below `_build`."""

    memory: int
    processes: int
    files: int
    size: int

    @property
    def words(self) -> str:
        """The count in a line."""
        return (
            f"{self.memory / 1e6:.0f} MB of memory, {self.processes} processes, {self.files} files, "
            f"{self.size / 1e6:.1f} MB in _build"
        )


def count(project: Path) -> Count:
    """Return what is taken now: memory is that which processes do not share (Pss)."""
    found = small_book.processes(project)
    files = [path for path in (project / "_build").rglob("*") if path.is_file()]
    return Count(sum(map(_memory, found)), len(found), len(files), sum(path.stat().st_size for path in files))


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _sum(project: Path) -> str:
    page = project / "_build" / "html" / "chapters" / "calendar.html"
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _until(there: Callable[[], bool]) -> bool:
    """Wait until something is so; False when it does not come."""
    until = time.monotonic() + PATIENCE_S
    while not there():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def one_round(book: SmallBook, number: int) -> str:
    """Edit a sentence, break a chapter, mend it; return what did not come, "" if all did."""
    book.edit(1 - book.state)
    if not _until(lambda: small_book.WORDS[book.state] in _sum(book.project)):
        return f"round {number}: the edit is not shown"
    path = book.project / "chapters" / "article.ipynb"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: len(whole) // 2], encoding="utf-8")
    time.sleep(4)
    path.write_text(whole, encoding="utf-8")
    time.sleep(4)
    return ""


def trial(folder: Path, minutes: float, tell: Callable[[str], None]) -> int:
    """Let `make live` run so long; tell what it took at the start and the end; return 1 when that grew."""
    book = SmallBook(folder)
    if told := book.build():
        raise SystemExit(told)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = str(one.getsockname()[1])
    live = book.start("live", "--port", port)
    said: deque[str] = deque(maxlen=30)  # what nobody reads would fill the pipe, and stop who writes
    threading.Thread(target=lambda: said.extend(live.stdout or ()), daemon=True).start()
    time.sleep(10)
    wrong, number, first, until = [], 0, None, time.monotonic() + 60 * minutes
    while time.monotonic() < until and not wrong:
        number += 1
        wrong += filter(None, [one_round(book, number)])
        if live.poll() is not None:
            wrong.append(f"make live ended with {live.returncode} in round {number}")
        if number == WARM_ROUNDS:
            first = count(book.project)
            tell(f"after {number} rounds: {first.words}")
    last = count(book.project)
    tell(f"after {number} rounds: {last.words}")
    if first and last.memory > (1 + ROOM) * first.memory:
        wrong.append(f"memory grew by {last.memory / first.memory - 1:.0%}")
    if first and last.processes > first.processes:
        wrong.append(f"{last.processes - first.processes} processes more than at the start")
    if wrong:
        tell("".join(said))
    live.terminate()
    live.wait(timeout=60)
    wrong += filter(None, [small_book.left_over(book.project)])
    tell("; ".join(wrong) or "memory, processes and files at the end as at the start")
    return int(bool(wrong))
