"""`make reproduce`: build the book twice under different conditions and compare, file by file.

Usage: python tools/reproduce.py [--of FOLDER] [--set] [--keep FOLDER]

The last commit is built in two new folders (with `--of` the files of a folder, as they are), each by a
process of its own: once as usual, once with another folder, time zone, language, mask for new files, seed,
number of cores, home and kernels of linear algebra. Tells in a sentence each file that differs, and in what;
ends with 1 if any does. `--set` builds all that is sent out. `--keep` leaves both builds in a folder.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import compare_books

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = Path("_build") / "html" / "manifest.json"
DATED = ("manifest.json",)  # holds the sums of all others: told by them
SKIPPED = shutil.ignore_patterns("_build", ".venv", "__pycache__", ".git")


@dataclass(frozen=True)
class Conditions:
    """Under which a book is built: name of the folder, variables of the shell, mask, cores (0: all)."""

    name: str
    folder: str
    variables: dict[str, str] = field(default_factory=dict)
    mask: int = 0o022
    cores: int = 0

    @property
    def words(self) -> str:
        """What differs, in a line."""
        told = [f"{key}={value}" for key, value in self.variables.items()]
        return ", ".join(
            [f"folder “{self.folder}”", f"umask {self.mask:03o}", f"{self.cores or 'all'} cores", *told]
        )


USUAL = Conditions("usual", "book", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})
OTHER = Conditions(
    "other",
    "another place/für das Buch",
    {
        "TZ": "Asia/Seoul",
        "LC_ALL": "C",
        "LANG": "ko_KR.UTF-8",
        "PYTHONHASHSEED": "4711",
        "SOURCE_DATE_EPOCH": "86400",
        "OPENBLAS_CORETYPE": "Prescott",
        "COLUMNS": "40",
    },
    mask=0o077,
    cores=1,
)


def sources(of: Path | None, target: Path) -> None:
    """Put the last commit, with its history, or the files of a folder into a new folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if of is not None:
        shutil.copytree(of, target, ignore=SKIPPED)
        return
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(target)], check=True)


def build(place: Path, under: Conditions, *, whole_set: bool) -> None:
    """Build the book in a folder under conditions. Ends the program with what the build said if it fails."""

    def prepare() -> None:
        os.umask(under.mask)
        if under.cores and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: under.cores])

    home = place.parent / f"home-{under.name}"
    home.mkdir(parents=True, exist_ok=True)
    variables = {**os.environ, **under.variables, "HOME": str(home), "PYTHONPATH": str(place)}
    command = [sys.executable, "-m", "brief", "pdf" if whole_set else "book"]
    done = subprocess.run(
        command, cwd=place, env=variables, capture_output=True, text=True, preexec_fn=prepare
    )
    if done.returncode:
        sys.exit(f"reproduce: the build under {under.words} failed:\n{done.stdout}{done.stderr}")


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield a sentence for each file whose sum differs between two builds, or that only one has."""
    first, second = (
        json.loads((place / MANIFEST).read_text(encoding="utf-8"))["files"] for place in (one, other)
    )
    changed = {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}
    site = MANIFEST.parent
    contents = [
        {
            name: (place / site / name).read_bytes()
            for name in changed - set(DATED)
            if (place / site / name).exists()
        }
        for place in (one, other)
    ]
    for found in compare_books.compare(*contents):
        yield f"{found.name} differs: {found.what or found.reason or 'in its bytes'}"
    if not changed and (one / MANIFEST).read_bytes() != (other / MANIFEST).read_bytes():
        yield "manifest.json differs in what the book was built from, and no file does"


@contextmanager
def folder(keep: Path | None) -> Iterator[Path]:
    """Give a folder for both builds: one that is kept, or a new one that is removed."""
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="reproduce-") as made:
        yield Path(made)


def main(arguments: list[str] | None = None) -> int:
    """Build twice, compare, tell, and return 1 when anything differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--of", type=Path, help="build the files of this folder, not the last commit")
    parser.add_argument("--set", action="store_true", help="all that is sent out")
    parser.add_argument("--keep", type=Path, help="leave both builds in this new folder")
    chosen = parser.parse_args(arguments)
    with folder(chosen.keep) as top:
        places = []
        for under in (USUAL, OTHER):
            places.append(top / under.folder)
            print(f"build    {under.words}", flush=True)
            sources(chosen.of, places[-1])
            build(places[-1], under, whole_set=chosen.set)
        found = list(differences(*places))
        count = len(json.loads((places[0] / MANIFEST).read_text(encoding="utf-8"))["files"])
    for told in found:
        print(told)
    print(f"same     {count} files, byte for byte" if not found else f"\n{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
