"""The PNG pictures of drawings: made by a process of their own while pages and paper are written.

A picture is kept under the hash of its drawing and of what draws it, so that nothing is drawn twice.
Pictures are requested as soon as their drawing is known and put in their places at the end. Nothing is
drawn in the process that requests: Typst, which draws, leaves threads behind, and no process with threads
can be forked for the paper. The process that draws is started anew: a fork would keep open the line whose
end tells the kernels' process to stop (`fork_server.stop`), which would then be waited for without end.
Drawings reach it in files: a pipe holds one or two, and who requests more would wait until they are drawn.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.errors import PublishError, of_full_disk
from press.figures import render, svg_cache
from press.system import ctrl_c, records

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FOLDER = ".pictures"
_SPAWN = multiprocessing.get_context("spawn")


class PicturePool:
    """Draws pictures in a process of its own, keeps them in `folder`, and puts each where it is wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[Path, Path] = {}  # where a picture goes: where it is kept
        self._orders: Any = None
        self._process: Any = None

    def request(self, drawing: str, place: Path, scale: float = 2.0) -> None:
        """Have a drawing (SVG) as a picture, `scale` times its size, at `place` when all is done."""
        name = hashlib.sha256(f"{svg_cache.renderer_fingerprint()} {scale} {drawing}".encode()).hexdigest()[
            :32
        ]
        picture = self.folder / f"{name}.png"
        asked = picture in self._places.values()
        self._places[place] = picture
        if asked or records.stored(picture) is not None:
            return
        if self._process is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            heard, self._orders = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=_draw_all, args=(heard,), daemon=True)
            with ctrl_c.held():
                self._process.start()
            heard.close()
        records.replace(_drawing_of(picture), drawing.encode())
        self._say((picture, scale))

    def place_all(self) -> None:
        """Wait for the pictures, then put each in its place.

        Raises PublishError when one is missing, OSError when the disk is full.
        """
        problem = self._end() if self._process is not None else ""
        if isinstance(problem, BaseException):
            raise problem
        for place, picture in self._places.items():
            drawn = records.stored(picture)
            if drawn is None:
                raise PublishError(f"{place.name}: the picture could not be drawn ({problem})")
            os.utime(picture)
            place.parent.mkdir(parents=True, exist_ok=True)
            if not (place.exists() and place.read_bytes() == drawn):
                place.write_bytes(drawn)
        self._places.clear()
        svg_cache.drop_unused(self.folder)

    def _end(self) -> str | BaseException:
        """Wait until all is drawn and the process has ended; return what it met, "" if nothing."""
        self._say(None)
        try:
            problem: str | BaseException = self._orders.recv()
        except (EOFError, OSError):
            problem = "its process ended without a word; there may be too little memory"
        self._process.join()
        self._orders.close()
        self._process = None
        return problem

    def _say(self, what: tuple[Path, float] | None) -> None:
        with contextlib.suppress(OSError):  # it ended: `place_all` tells which picture is missing
            self._orders.send(what)


def _draw_all(orders: Connection) -> None:
    """Draw what comes until None does, or until nobody is left who orders; then send what was met, or ""."""
    os.nice(1)  # pages and paper go first: somebody waits for them
    problem: str | BaseException = ""
    with contextlib.suppress(EOFError, OSError):  # nobody is left
        while (order := orders.recv()) is not None:
            problem = problem or _problem_of(*order)
        orders.send(problem)


def _problem_of(picture: Path, scale: float) -> str | BaseException:
    """Draw a picture; return what stopped it, "" if nothing: a full disk as the error that it is."""
    drawing = _drawing_of(picture)
    try:
        records.store(picture, render.png(drawing.read_text(encoding="utf-8"), scale))
        drawing.unlink()
    except Exception as problem:
        return of_full_disk(problem) or f"{type(problem).__name__}: {problem}"
    return ""


def _drawing_of(picture: Path) -> Path:
    """Return where the drawing of a picture lies until it is drawn."""
    return picture.with_suffix(".svg")
