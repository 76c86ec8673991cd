"""What the caller of a build does while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class BuildHooks:
    """Functions that a build calls, if given.

    `before_reading` is called when all but the chapters is read, and returns when they may be read; what
    most builds need, whichever chapter changes, is made before it.
    `pages_written` is called when the pages are in place and the PDF may still be under way.
    """

    before_reading: Callable[[], None] | None = None
    pages_written: Callable[[], None] | None = None
