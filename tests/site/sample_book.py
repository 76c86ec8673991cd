"""The sample book of the tests: a small book on another subject, built by the same machine."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from press.configuration.parts import BuiltEdition

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).with_name("sample")
EDITION = BuiltEdition("2", "", "2025-12-31")


def site() -> Path:
    """Build what changed of the sample book, in a process of its own as a command does; return its site."""
    subprocess.run([sys.executable, __file__], check=True, cwd=ROOT)
    return SAMPLE / "_build" / "html"


def build() -> None:
    """Build what changed of the sample book."""
    from press.build import build as building
    from press.run import stale

    code = [
        *(SAMPLE / "chapters").glob("*.py"),
        *(ROOT / "press").glob("*.py"),
        *(ROOT / "press" / "figures").glob("*.py"),
    ]
    common = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(code))).hexdigest()
    conditions = stale.Conditions(SAMPLE, common, lambda _name: None)
    building.book(SAMPLE, conditions, lambda: {"brief_edition": EDITION})


if __name__ == "__main__":
    build()
