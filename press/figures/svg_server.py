"""One process that draws for all chapters of a build: the drawing engine starts once, not once a chapter.

Only where the build names its address (ADDRESS, an environment variable of its kernels); a notebook that
is run by hand draws by itself.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable
from typing import Any

from press.figures import svg_cache
from press.figures.specs import living
from press.system import socket_service

ADDRESS = "BRIEF_DRAWER"

Draw = Callable[[dict[str, Any], str], str]  # a specification and the name of its drawing: the SVG


def drawn(spec: dict[str, Any], name: str, draw: Draw) -> str:
    """Return a specification as SVG, from the drawer or, where there is none, from `draw`.

    Raises ValueError, as `draw` does, when it cannot be drawn.
    """
    address = os.environ.get(ADDRESS)
    if address is None:
        return svg_cache.drawing(spec, name, draw)
    try:
        drawing, problem = socket_service.ask(address, spec, name)
    except (OSError, EOFError) as silence:  # it ended, or hangs; the chapter goes on without it
        if isinstance(silence, TimeoutError):
            del os.environ[ADDRESS]  # else every drawing of the chapter would wait as long
        return svg_cache.drawing(spec, name, draw)
    if problem:
        raise ValueError(problem)
    return str(drawing)


def serve(address: str, draw: Draw, ready: Callable[[], object]) -> None:
    """Draw with `draw` what is asked for at `address`, until the process is ended; call `ready` before."""
    os.environ.pop(ADDRESS, None)  # this process draws itself

    def prepare() -> None:
        """Draw once: the engine starts with it, and what all charts share is kept for the pages."""
        living.shared_config()
        with contextlib.suppress(ValueError):  # whoever asks for a drawing is told
            draw(living.EMPTY, "empty")
        ready()

    socket_service.serve(address, functools.partial(_answer, draw), prepare)


def _answer(draw: Draw, spec: dict[str, Any], name: str) -> tuple[str, str]:
    """Return a drawing and a problem, one of them empty."""
    try:
        return svg_cache.drawing(spec, name, draw), ""
    except ValueError as problem:
        return "", str(problem)
