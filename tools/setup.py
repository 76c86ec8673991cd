"""Make the environment in `.venv` from the locks, or mend it; what is wrong is told in a sentence.

usage: python tools/setup.py [book|tests]. The stamp `.venv/ready` (`.venv/tests`) is written last and holds
the folder's address, so that a set-up that was broken off and a folder that was moved are seen at the next
call. Runs in the machine's own Python: the standard library is all there is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UNDER_WAY = ENVIRONMENT / "under-way"  # while packages are put in place; left over when that was broken off
LOCKS = {"book": "requirements.lock", "tests": "tests/requirements.lock"}
STAMPS = {"book": "ready", "tests": "tests"}
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")
PATIENCE = ("--retries", "2", "--timeout", "20")
EVERY = 25  # packages between two lines of progress where a line cannot be written over

# What pip says, and what it means: the first that fits is told.
MEANINGS = {
    r"No space left": "the disk is full; make room and run it again",
    r"DO NOT MATCH THE HASHES": "a package is not the one that the lock names; try another index",
    r"No matching distribution|Connection|Timeout|Max retries|ProxyError|Temporary failure": (
        "the package index does not answer, or lacks a package; connect the machine, or name another index: "
        "PIP_INDEX_URL=https://… make book"
    ),
    r"Permission denied": "no right to write there; see who owns .venv: ls -ld .venv",
    r"Failed to build|subprocess-exited-with-error": (
        "a package has no wheel for this machine and could not be compiled; try another Python: "
        "make book PYTHON=python3.12"
    ),
}


class SetupError(Exception):
    """What keeps the environment from being made: one sentence with the way out."""


def main(asked: str) -> None:
    """Make or mend the environment, then bring what the book, or the tests, need."""
    _see_that_it_can_be_written(ROOT)
    if _must_be_made():
        _make()
    elif (old := _moved_from()) is not None:
        _tell(f"the folder was {old.parent}; the environment learns its new address")
        _rename(old)
    _install(ROOT / LOCKS[asked])
    if asked == "book":
        _pip("install", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-e", ".")
        _show_text_in_lab()
    (ENVIRONMENT / STAMPS[asked]).write_text(f"{ROOT}\n", encoding="utf-8")


def _tell(said: str) -> None:
    print(f"setup    {said}", flush=True)


def _see_that_it_can_be_written(folder: Path) -> None:
    for place in (folder, ENVIRONMENT):
        if place.exists() and not os.access(place, os.W_OK):
            raise SetupError(
                f"{place} cannot be written by you; copy the folder to a place of your own, "
                f"or take it over: sudo chown -R $(id -un) {place}"
            )


def _show_text_in_lab() -> None:
    """Have this environment's JupyterLab show a chapter's text as the book does (`press/lab`)."""
    place = ENVIRONMENT / "share" / "jupyter" / "labextensions" / "press-text"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(os.path.relpath(ROOT / "press" / "lab", place.parent))


def _must_be_made() -> bool:
    """Tell whether there is no environment, a broken one, or one whose filling was broken off."""
    if UNDER_WAY.exists():
        _tell("the last set-up was broken off; starting anew")
        return True
    asked = [str(PYTHON), *PIP, "--version"]
    return not PYTHON.exists() or subprocess.run(asked, capture_output=True).returncode != 0


def _make() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        raise SetupError(
            "this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv"
        ) from None
    _tell(f"making the environment in .venv with Python {sys.version.split()[0]} (once; a minute or two)")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True, symlinks=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise SetupError(f"no environment could be made in .venv: {problem}") from problem


def _moved_from() -> Path | None:
    """Return where the environment was made when that is not where it lies now."""
    settings = (ENVIRONMENT / "pyvenv.cfg").read_text("utf-8")
    told = re.search(r"^command = .* -m venv (?:--\S+ )*(.*)$", settings, re.MULTILINE)
    old = Path(told[1]) if told else ENVIRONMENT
    return old if old != ENVIRONMENT else None


def _rename(old: Path) -> None:
    """Write the new address into the programs of an environment that was moved."""
    for file in [ENVIRONMENT / "pyvenv.cfg", *(ENVIRONMENT / "bin").iterdir()]:
        if file.is_symlink() or not file.is_file():
            continue
        content = file.read_bytes()
        if str(old).encode() in content and b"\0" not in content:
            file.write_bytes(content.replace(str(old).encode(), str(ENVIRONMENT).encode()))


def _install(lock: Path) -> None:
    """Bring every package that a lock pins; what is there already costs a few seconds."""
    wanted = lock.read_text("utf-8").count("==")
    UNDER_WAY.touch()
    seen = _Progress(wanted)
    _pip("install", *PATIENCE, "--progress-bar", "off", "--require-hashes", "-r", str(lock), told=seen.line)
    seen.end()
    UNDER_WAY.unlink()


class _Progress:
    """Tells how many packages pip has found: one line that grows, or every so many where lines stay."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.found, self.begun = wanted, 0, time.monotonic()
        self.live = sys.stdout.isatty()

    def line(self, said: str) -> None:
        """Take a line of pip's."""
        if said.startswith("Collecting "):
            self.found += 1
            if self.live or self.found % EVERY == 0:
                name = said.split()[1].partition("==")[0]
                self._say(f"package {self.found} of about {self.wanted}: {name}")
        elif said.startswith("Installing collected"):
            self._say(f"{self.found} packages found; putting them in place")

    def end(self) -> None:
        """Tell the time it took, if anything was brought."""
        if self.found:
            self._say(f"{self.found} packages in {time.monotonic() - self.begun:.0f} s")
            print(end="\n" if self.live else "", flush=True)

    def _say(self, said: str) -> None:
        before, after = ("\r\033[K", "") if self.live else ("", "\n")  # write over the line before
        print(f"{before}setup    {said}", end=after, flush=True)


def _pip(*order: str, told: Callable[[str], None] = lambda _: None) -> None:
    """Run pip; what goes wrong becomes a sentence."""
    last: deque[str] = deque(maxlen=40)
    command = [str(PYTHON), *PIP, *order]
    out, errors = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=errors, text=True, errors="replace") as pip:
        for line in pip.stdout or ():
            last.append(line.rstrip())
            told(line)
    if pip.returncode:
        raise SetupError(_meaning("\n".join(last)))


def _meaning(said: str) -> str:
    """Return what pip's words mean, with its own last error."""
    errors = [line for line in said.splitlines() if line.startswith("ERROR:")] or said.splitlines()[-1:]
    for sign, meaning in MEANINGS.items():
        if re.search(sign, said):
            return f"{meaning}. pip said: {errors[-1].removeprefix('ERROR: ')}"
    return f"pip could not bring the packages: {errors[-1].removeprefix('ERROR: ')}"


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "book")
    except SetupError as problem:
        sys.exit(f"\nsetup: {problem}")
    except KeyboardInterrupt:
        sys.exit("\nsetup: broken off; the next call goes on")
