"""One process that draws for all chapters of a build: the drawing engine starts once, not once a chapter.

Only where the build names its address (ADDRESS, an environment variable of its kernels); a notebook that
is run by hand draws by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing.connection import Client, Listener
from typing import Any

from brief.charts import kept

ADDRESS = "BRIEF_DRAWER"
_WAITING = 16  # chapters that may queue

Draw = Callable[[dict[str, Any], str], str]  # a specification and the name of its drawing: the SVG


def drawn(spec: dict[str, Any], name: str, draw: Draw) -> str:
    """Return a specification as SVG, from the drawer or, where there is none, from `draw`.

    Raises ValueError, as `draw` does, when it cannot be drawn.
    """
    address = os.environ.get(ADDRESS)
    if address is None:
        return kept.drawing(spec, name, draw)
    try:
        with Client(address, "AF_UNIX") as drawer:
            drawer.send((spec, name))
            drawing, problem = drawer.recv()
    except (OSError, EOFError):  # it ended; the chapter goes on without it
        return kept.drawing(spec, name, draw)
    if problem:
        raise ValueError(problem)
    return drawing


def serve(address: str) -> None:
    """Draw what is asked for at `address` (a Unix socket), until the process is ended."""
    os.environ.pop(ADDRESS, None)  # this process draws itself
    with Listener(address, "AF_UNIX", _WAITING) as listener:
        kept.runtime()  # the pages will ask for it; the chapters still load their tables
        while True:
            _answer(listener)


def _answer(listener: Listener) -> None:
    """Answer one order with a drawing and a problem, one of them empty."""
    from brief.charts import render

    with listener.accept() as asked:
        try:
            asked.send((render.svg(*asked.recv()), ""))
        except ValueError as problem:
            asked.send(("", str(problem)))
        except EOFError:  # the chapter was stopped
            pass
