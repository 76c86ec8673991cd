"""The same small book under ten conditions: every file of it must be the same, byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools.trials import shifted_clock, small_book
from tools.trials.small_book import SmallBook


@dataclass(frozen=True)
class Condition:
    """One thing that is otherwise: the folder, variables of the shell, the mask, cores, the user, Python."""

    name: str
    folder: str = "book"
    variables: dict[str, str] = field(default_factory=dict)
    mask: int = 0o022
    cores: int = 0
    user: str | None = None
    python: str = sys.executable
    lacking: str = ""  # why it cannot be tried here


def all_of(python: str) -> tuple[Condition, ...]:
    """Return the ten conditions; `python` is another interpreter with the same libraries, "" for none."""
    of_nobody = next(filter(_readable, (sys.executable, python)), "")  # the one that another user can run
    date = shifted_clock.variables(400)
    processor = {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "AVX2 FMA3"}
    return (
        Condition("folder", folder="another place/für das Buch"),
        Condition(
            "user",
            user="nobody",
            python=of_nobody,
            lacking="" if of_nobody else "it may not read the environment; name another with --python",
        ),
        Condition("time zone", variables={"TZ": "Pacific/Kiritimati"}),
        Condition("locale", variables={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
        Condition("umask", mask=0o077),
        Condition("hash seed", variables={"PYTHONHASHSEED": "4711"}),
        Condition("cores", cores=1),
        Condition("date", variables=date, lacking="" if date else "there is no compiler"),
        Condition("processor", variables=processor),
        Condition("Python", python=python or sys.executable, lacking="" if python else "no --python"),
    )


def _readable(python: str) -> bool:
    """Tell whether another user could run a Python with its libraries."""
    if not python or os.getuid() or not sys.platform.startswith("linux"):
        return False
    command = [python, "-c", "import sphinx, typst"]
    try:
        asked = subprocess.run(command, user="nobody", capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0


def build(book: SmallBook, under: Condition) -> dict[str, str]:
    """Return the sums of the book that is built under a condition, in a folder of its own."""
    place = book.top / f"under-{under.name}" / under.folder
    book.top.chmod(0o755)  # another user has to come in
    ignored = shutil.ignore_patterns("_build", "__pycache__")
    shutil.copytree(book.project, place, ignore=ignored)
    home = book.top / f"under-{under.name}" / "home"
    home.mkdir()
    if under.user:
        for path in (place.parent, *place.parent.rglob("*")):
            shutil.chown(path, under.user)

    def prepare() -> None:
        os.umask(under.mask)
        if under.cores:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: under.cores])

    own = {"PYTHONHASHSEED": "0", "HOME": str(home), "PYTHONPATH": str(place)}
    done = subprocess.run(
        [under.python, "-m", "brief", "book"],
        cwd=place,
        env={**os.environ, **own, **under.variables},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=prepare,
        user=under.user,
    )
    if done.returncode:
        return {"the build": (done.stdout + done.stderr)[-400:]}
    return small_book.sums(place / "_build")


def trial(folder: Path, python: str, tell: Callable[[str], None]) -> int:
    """Build under each condition; tell which files differ, return under how many conditions any did."""
    book, failed = SmallBook(folder), 0
    expected = book.clean("usual")
    for under in all_of(python):
        if under.lacking:
            tell(f"{under.name}: not tried: {under.lacking}")
            continue
        found = build(book, under)
        told = found["the build"] if "the build" in found else small_book.differing(found, expected)
        failed += bool(told)
        tell(f"{under.name}: {told or f'all {len(expected)} files equal'}")
    return failed
