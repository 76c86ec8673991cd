"""Twelve faults that a build can meet: each is told in a sentence or borne, and the last good book stays."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.trials import shifted_clock, small_book
from tools.trials.small_book import SmallBook

MEMORY_BYTES = 3_000_000_000  # of a build that is starved: enough for the build, not for the cell that eats


@dataclass(frozen=True)
class Fault:
    """What is done: to the project before a build, to its process, while it runs, to its shell."""

    name: str
    before: Callable[[Path], object] = lambda _project: None
    limit: Callable[[], object] | None = None
    during: Callable[[Path], object] | None = None
    variables: tuple[tuple[str, str], ...] = ()


def _cell(code: str) -> Callable[[Path], object]:
    """Return what puts a line before the first cell of a chapter."""

    def put(project: Path) -> None:
        path = project / "chapters" / "calendar.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
        cell["source"] = f"{code}\n{''.join(cell['source'])}"
        path.write_text(json.dumps(notebook), encoding="utf-8")

    return put


def _hang(project: Path) -> None:
    _cell("import time; time.sleep(10_000)")(project)
    config = project / "_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"timeout: \d+", "timeout: 8", text), encoding="utf-8")


def _lose_fonts(project: Path) -> None:
    for font in (project / "press" / "look" / "fonts").rglob("*.ttf"):
        font.unlink()


def _occupy(project: Path) -> None:
    shutil.rmtree(project / "_build" / "draft", ignore_errors=True)
    (project / "_build" / "draft").write_text("a file where a folder belongs", encoding="utf-8")


def _vanish(project: Path) -> None:
    time.sleep(3)
    shutil.rmtree(project / "_build", ignore_errors=True)


def _files_of(size: int) -> Callable[[], object]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _starve() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))


FAULTS = (
    Fault("disk full", limit=_files_of(20_000)),
    Fault("disk nearly full", limit=_files_of(150_000)),
    Fault("a file in the way", before=_occupy),
    Fault("missing font", before=_lose_fonts),
    Fault("kernel dies", before=_cell("import os; os._exit(9)")),
    Fault("kernel hangs", before=_hang),
    Fault("cell eats memory", before=_cell("eaten = [bytes(10**8) for _ in range(100)]"), limit=_starve),
    Fault("cell prints 50 MB", before=_cell("print('x' * 50_000_000)")),
    Fault("clock 400 days back", variables=tuple(shifted_clock.variables(-400).items())),
    Fault("no locale", variables=(("LC_ALL", "xx_YY.UTF-8"), ("LANG", "nowhere"))),
    Fault("folder vanishes", during=_vanish),
    Fault("no folder for temporary files", variables=(("TMPDIR", "/nowhere/at/all"),)),
)


def once(book: SmallBook, fault: Fault) -> Iterator[str]:
    """Build with a fault; yield what is wrong with what is said, the book that stands, and the next build."""
    place = shutil.copytree(book.project, book.top / "faulty", symlinks=True)
    small_book.replace(place / "chapters" / "calendar.ipynb", *small_book.WORDS)  # there is work to do
    other = threading.Thread(target=fault.during or (lambda _place: None), args=(place,))
    try:
        fault.before(place)
        shell = {**os.environ, "PYTHONPATH": str(place), "PYTHONHASHSEED": "0", **dict(fault.variables)}
        command = ["timeout", "-s", "KILL", "240", sys.executable, "-m", "brief", "book"]
        other.start()
        done = subprocess.run(
            command, cwd=place, env=shell, capture_output=True, text=True, check=False, preexec_fn=fault.limit
        )
        other.join()
        said = done.stdout + done.stderr
        if "Traceback" in said:
            yield f"a traceback: {said[said.index('Traceback') :][-600:]}"
        elif done.returncode not in (0, 1):
            yield f"ended with {done.returncode}: {said[-300:]}"
        book_now = small_book.sums(place / "_build")
        if done.returncode and fault.during is None and book_now != book.both[0]:
            yield f"the last book is not whole: {small_book.differing(book_now, book.both[0])}"
        yield from filter(None, (small_book.left_over(place),))
        yield from _next(book, place)
        if done.returncode == 0 and fault.during is None and book_now not in book.both:
            yield f"the book is no clean one: {small_book.differing(book_now, book.both[1])}"
        if done.returncode:
            print(f"         {(done.stderr.strip() or said.strip()).splitlines()[0]}", flush=True)
    finally:
        shutil.rmtree(place)


def _next(book: SmallBook, place: Path) -> Iterator[str]:
    """Yield what is wrong with the next build, of the sources as they should be."""
    for part in ("chapters", "press", "_config.yml"):
        target = place / part
        if target.is_dir():
            shutil.rmtree(target)
            shutil.copytree(book.project / part, target)
        else:
            shutil.copyfile(book.project / part, target)
    code, said = book.run("book", place=place)
    if code:
        yield f"the next build ended with {code}: {said[-400:]}"
    elif told := small_book.differing(small_book.sums(place / "_build"), book.both[0]):
        yield f"the next build is no clean one: {told}"


def trial(folder: Path, tell: Callable[[str], None]) -> int:
    """Try every fault; tell what is wrong, return with how many anything was."""
    book, failed = SmallBook(folder), 0
    _ = book.both
    book.edit(0)
    if told := book.build():
        raise SystemExit(told)
    for fault in FAULTS:
        wrong = list(once(book, fault))
        failed += bool(wrong)
        tell(f"{fault.name}: {'; '.join(wrong) or 'borne'}")
    return failed
