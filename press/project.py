"""The project that the engine works on: its folder, its own package, and what that package declares."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import sys
import traceback
from pathlib import Path
from typing import Any

ENGINE, SUBJECT = "press", "brief"  # the engine itself, and the package that a project holds beside it
PACKAGES = (ENGINE, SUBJECT)
SOURCES = ("_config.yml", "_toc.yml", "requirements.lock", *PACKAGES, "data", "chapters", "editions")


@functools.cache
def root() -> Path:
    """Return the project's folder, which holds its own package; the working folder where there is none.

    So a notebook finds its tables from whatever folder it is run.
    """
    found = importlib.util.find_spec(SUBJECT)
    if found is None or found.origin is None:
        return Path.cwd()
    return Path(found.origin).resolve().parent.parent


def declared() -> Any:
    """Return BRIEF of the module `subject` in the project's own package, None where there is none.

    Found by name, so that kernels, forks and the process that draws for all see the same.
    """
    module = f"{SUBJECT}.subject"
    try:
        return importlib.import_module(module).BRIEF
    except ModuleNotFoundError as missing:
        if missing.name not in (SUBJECT, module):
            raise
        return None


def stopped_at(problem: Exception) -> str:
    """Return where the project's own code stopped, such as " at brief/look.py, line 3"; "" if elsewhere."""
    places = [(Path(one.filename), one.lineno) for one in traceback.extract_tb(problem.__traceback__)]
    if isinstance(problem, SyntaxError) and problem.filename:
        places.append((Path(problem.filename), problem.lineno))
    own = [one for one in places if one[0].is_relative_to(root() / SUBJECT)]
    return f" at {own[-1][0].relative_to(root())}, line {own[-1][1]}" if own else ""


def own_modules() -> list[str]:
    """Return the names of the loaded modules that belong to the engine or to the project's own package."""
    return [name for name in sys.modules if name.partition(".")[0] in PACKAGES]
