"""The project that the engine works on: its folder, and the packages that make its book."""

from __future__ import annotations

import sys

ENGINE, SUBJECT = "press", "brief"  # the engine itself, and the package that a project holds beside it


def own_modules() -> list[str]:
    """Return the names of the loaded modules that belong to the engine or to the project's own package."""
    return [name for name in sys.modules if name.partition(".")[0] in (ENGINE, SUBJECT)]
