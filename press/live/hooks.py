"""What the caller of a build does while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Moments:
    """Called by a build at two moments, if given.

    `wait` when all is ready to read the chapters; it returns what is to be seen to while they run.
    `pages_done` when the pages are in place and the PDF may still be under way.
    """

    wait: Callable[[], Callable[[], None]] | None = None
    pages_done: Callable[[], None] | None = None
