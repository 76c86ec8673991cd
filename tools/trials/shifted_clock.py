"""A clock that is days ahead or back, for the processes of a trial alone."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shifted_clock.c")


@cache
def _library() -> str:
    """Return what is preloaded, compiled once a run; "" without a compiler."""
    compiler = shutil.which("cc")
    if not compiler:
        return ""
    target = Path(tempfile.mkdtemp(prefix="trial-clock-")) / "shifted_clock.so"
    target.parent.chmod(0o755)  # another user may have to read it
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", target, SOURCE, "-ldl"], check=True)
    return str(target)


def variables(days: int) -> dict[str, str]:
    """Return what a shell sets to live so many days ahead; nothing where that cannot be."""
    library = _library()
    return {"LD_PRELOAD": library, "SHIFT_S": str(days * 86400)} if library else {}
