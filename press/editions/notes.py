"""What an editor writes beside the editions: reasons for what moved, and a dated log of methods."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from press.editions.edition_file import FOLDER
from press.errors import BriefError

REASONS = "reasons.yml"  # a reason by edition and name
METHODS = "methods.yml"  # what changed in how something is computed, by day


class Method(NamedTuple):
    """A change of method: its day (ISO), and what changed in a sentence."""

    day: str
    what: str


def reasons(root: Path) -> dict[str, dict[str, str]]:
    """Return the reasons that an editor gave, by edition and name. Raises BriefError for another form."""
    given = _yaml(root, REASONS) or {}
    if not isinstance(given, Mapping) or not all(isinstance(one, Mapping) for one in given.values()):
        raise BriefError(
            f'{FOLDER}/{REASONS} holds for each edition ("2026.12":) the names and their reasons; '
            "see docs/editions.md"
        )
    return {str(key): {str(name): str(why) for name, why in one.items()} for key, one in given.items()}


def methods(root: Path) -> list[Method]:
    """Return the log of methods, the newest first. Raises BriefError for an entry without a day."""
    given = _yaml(root, METHODS) or []
    entries = given if isinstance(given, list) else [given]
    return sorted((_method(one) for one in entries), key=lambda one: one.day, reverse=True)


def _method(given: Any) -> Method:
    day, what = (given.get("date"), given.get("what")) if isinstance(given, Mapping) else (None, None)
    try:
        return Method(datetime.date.fromisoformat(str(day)).isoformat(), str(what or _none()))
    except ValueError:
        raise BriefError(
            f"{FOLDER}/{METHODS}: {given!r} is no entry of the log; each has a date, such as 2026-11-28, and "
            "says what changed"
        ) from None


def _none() -> str:
    raise ValueError("an entry that says nothing")


def _yaml(root: Path, name: str) -> Any:
    """Return the content of a file of the editor's, None where there is none."""
    import yaml

    path = root / FOLDER / name
    if not path.exists():
        return None
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as problem:
        told = " ".join(str(problem).split())
        raise BriefError(f"{FOLDER}/{name}: {told}; it has to be valid YAML") from None
