"""Drawings kept from build to build: what was drawn once is not drawn again.

Only where the build names a folder (FOLDER, an environment variable of its kernels); a notebook that is
run by hand always draws. A drawing lies under the hash of its specification and of what draws it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import os
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

from press import plain
from press.errors import NO_ROOM
from press.look import FONTS
from press.system import records

FOLDER = "BRIEF_DRAWINGS"
_OURS = ("render.py", "specs/living.py")
DAYS = 30  # that a drawing is kept without being used


def drawing(spec: dict[str, Any], name: str, draw: Callable[[dict[str, Any], str], str]) -> str:
    """Return `draw(spec, name)`, an SVG, from the folder when it lies there."""
    return text(f"{name} {json.dumps(spec, sort_keys=True)}", ".svg", lambda: draw(spec, name))


def text(key: str, ending: str, make: Callable[[], str]) -> str:
    """Return the text that a key and the renderer give: from the folder, else made and kept."""
    return _from_folder(f"{renderer_fingerprint()} {key}", ending, make)


def _from_folder(key: str, ending: str, make: Callable[[], str]) -> str:
    """Return what lies in the folder under the hash of a key; else make it and, given a folder, keep it."""
    folder = os.environ.get(FOLDER)
    if folder is None:
        return make()
    path = Path(folder) / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}{ending}"
    kept = records.stored(path)
    if kept is not None:
        os.utime(path)
        return kept.decode()
    made = make()
    _keep(path, made.encode())
    return made


def _keep(path: Path, content: bytes) -> None:
    """Keep what was made; on a full disk it is made again next time, and the build tells of what it lacks."""
    try:
        records.store(path, content)
    except OSError as problem:
        if problem.errno not in NO_ROOM:
            raise


def whole_runtime() -> str:
    """Return the whole of Vega as a script that takes the place of its parts."""
    return text("whole runtime", ".js", _bundled)


def _bundled() -> str:
    import vl_convert  # brings them with it: nothing comes from a network

    logging.getLogger("swc_ecma_transforms_optimization").setLevel(logging.CRITICAL)  # it tells each pass
    return str(
        vl_convert.javascript_bundle("Object.assign(window.briefVega,{View:vega.View,parse:vega.parse});")
    )


@functools.cache
def renderer_fingerprint() -> str:
    """Return what drawings and pictures depend on besides what they show: libraries, fonts, our own code."""
    files = [*sorted(FONTS.glob("*.ttf")), *map(Path(__file__).parent.joinpath, _OURS)]
    content = hashlib.sha256(b"".join(path.read_bytes() for path in files))
    libraries = " ".join(f"{name} {metadata.version(name)}" for name in ("vl-convert-python", "typst"))
    return f"{libraries} files {content.hexdigest()}"


def open_folder(folder: Path) -> dict[str, str]:
    """Make the folder and drop what is not used; return the environment that names it, none with PLAIN=1."""
    if plain.is_on():
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    drop_unused(folder)
    return {FOLDER: str(folder)}


def drop_unused(folder: Path) -> None:
    """Drop what was not used for DAYS; using a file renews its time."""
    for path in folder.glob("*"):
        if time.time() - path.stat().st_mtime > DAYS * 86400:
            path.unlink()
