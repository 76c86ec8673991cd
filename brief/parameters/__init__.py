"""What an analyst may turn in each chapter: one module a chapter, each with its PARAMETERS."""

from __future__ import annotations

import importlib
import pkgutil

from press.parameters import Parameters


def offered() -> dict[str, Parameters]:
    """Return the parameters of each chapter that has a module here, by the chapter's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    found = [importlib.import_module(f"{__name__}.{name}").PARAMETERS for name in names]
    return {one.chapter: one for one in found}
