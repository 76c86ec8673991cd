"""What all tests share: the built book, built first when it is missing, by one worker at a time."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def built():
    """The folder `_build` with the whole book in it: `html` and `pdf`."""
    build = ROOT / "_build"
    build.mkdir(exist_ok=True)
    with (build / ".tests.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not (build / "html" / "index.html").exists():
            subprocess.run([sys.executable, "-m", "brief", "book"], cwd=ROOT, check=True)
    return build
