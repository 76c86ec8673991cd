"""All sources with answers of their real size: 100,000 rows are read and compared in time and memory."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import test_agreement
import test_all_sources
import test_census
import test_un
from forms import book, workbook

from brief.sources import SOURCES, census, un
from brief.sources.acts import beyond_parallel, japan
from press.fetch import fetching

SECONDS, MEGABYTES = 20, 400
PAIRS, STATES, COUNTRIES = 70_000, 15_000, 15_000  # rows beside those that the book holds


def large_answers():
    """Every answer in its form, with the rows of states that the book does not look at."""
    chance = random.Random(1)
    pairs = (
        f'"{number}","46",{chance.randint(2, 700)},{chance.randint(2, 700)},0.5,{1946 + number % 78},0.1,70\n'
        for number in range(PAIRS)
    )
    states = (
        f'{number},"2","X{number % 99:02d}","A state",{1946 + number % 79},70,0.1,0.0,0.0,0.1,0.2,0.2\n'
        for number in range(STATES)
    )
    codes = [f"{code:04d}" for code in range(2000, 2500) if f"{code:04d}" not in census.PARTNERS]
    countries = [test_census.line(codes[no // 41], 1985 + no % 41, 100.0, 50.0) for no in range(COUNTRIES)]
    table = workbook("country", [test_census.HEADER, *test_census.lines(), *countries])
    return test_all_sources.answers() | {
        un.FILE.format(number=14098430): test_agreement.file(more=pairs),
        un.FILE.format(number=14098429): test_un.file() + "".join(states),
        census.ADDRESS: table,
    }


def test_a_hundred_thousand_rows_are_read_and_compared_in_time_and_memory(project, httpserver):
    """In a process of its own, by the seconds that it works and the most memory that it holds."""
    assert PAIRS + STATES + COUNTRIES >= 100_000
    test_all_sources.serve(httpserver, large_answers())
    here = Path(__file__).resolve()
    path = ":".join([str(here.parents[3]), str(here.parent), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, str(here), httpserver.url_for(""), str(project)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seconds, megabytes, *told = done.stdout.splitlines()
    assert f"{len(SOURCES)} of {len(SOURCES)} sources answered" in "\n".join(told)
    assert float(seconds) < SECONDS
    assert int(megabytes) < MEGABYTES
    assert len(book("trade_us")) == len((project / "data" / "trade_us.csv").read_text().splitlines()) - 1


project = test_all_sources.project


def _fetch(server, folder):
    """Fetch all; print the seconds of work, the most memory in megabytes, and what was told."""
    beyond_parallel.DELAY = japan.DELAY = 0.0
    told = []
    asked = fetching.Wishes(
        accept=True, via=server, tell=told.append, state=lambda _place: {}, agree=lambda: True
    )
    fetching.fetch(SOURCES, Path(folder), asked)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, _most_memory(), *told, sep="\n")


def _most_memory():
    """Return the most memory of this program in megabytes; `ru_maxrss` also holds what its parent had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    _fetch(*sys.argv[1:])
