"""The PNG pictures of the drawings: drawn by a process of their own while pages are written.

A picture is kept under the hash of its drawing and of what draws it, so that nothing is drawn twice.
Drawings are ordered as soon as a chapter is read, and put beside the figures' other files at the end.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from pathlib import Path
from typing import Any

from brief.charts import kept, render
from brief.publish.errors import PublishError

FOLDER = ".pictures"
_FORK = multiprocessing.get_context("fork")


class Studio:
    """Draws pictures aside and keeps them in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ordered: set[str] = set()
        self._orders: Any = None
        self._process: Any = None

    def order(self, drawing: str) -> None:
        """Have the picture of a drawing (SVG) made, unless it is there already."""
        name = _name(drawing)
        if name in self._ordered or (self.folder / name).exists():
            return
        self._ordered.add(name)
        if self._process is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._orders = _FORK.SimpleQueue()
            self._process = _FORK.Process(target=_draw_all, args=(self._orders, self.folder), daemon=True)
            self._process.start()
        self._orders.put(drawing)

    def finish(self) -> None:
        """Wait until everything ordered is drawn. Raises PublishError when it could not be."""
        if self._process is None:
            return
        self._orders.put(None)
        self._process.join()
        failed, self._process = self._process.exitcode != 0, None
        if failed:
            raise PublishError("the pictures (PNG) of the figures could not be drawn; see the message above")

    def picture(self, drawing: str) -> bytes:
        """Return the picture of a drawing, drawn now if nobody ordered it."""
        picture = self.folder / _name(drawing)
        if not picture.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            _draw(drawing, self.folder)
        return picture.read_bytes()

    def hang(self, figures: Path) -> None:
        """Put a picture beside every drawing (SVG) of a folder that has none; drop what no drawing needs."""
        self.finish()
        needed = set()
        for file in figures.glob("*.svg"):
            drawing = file.read_text(encoding="utf-8")
            needed.add(_name(drawing))
            if not file.with_suffix(".png").exists():
                file.with_suffix(".png").write_bytes(self.picture(drawing))
        for picture in self.folder.glob("*.png"):
            if picture.name not in needed:
                picture.unlink()


def _name(drawing: str) -> str:
    return f"{hashlib.sha256((kept.means() + drawing).encode()).hexdigest()[:32]}.png"


def _draw_all(orders: Any, folder: Path) -> None:
    """Draw what comes until None does."""
    os.nice(1)  # pages and paper go first: somebody waits for them
    while (drawing := orders.get()) is not None:
        _draw(drawing, folder)


def _draw(drawing: str, folder: Path) -> None:
    target = folder / _name(drawing)
    draft = target.with_suffix(".draft")
    draft.write_bytes(render.png(drawing))
    draft.replace(target)
