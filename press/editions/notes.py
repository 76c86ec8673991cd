"""What an editor writes beside the editions: reasons for what moved, and a dated log of methods."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from press.editions.edition_file import FOLDER
from press.errors import BriefError

REASONS = "reasons.yml"  # a reason by edition and name
METHODS = "methods.yml"  # what changed in how something is computed, by day
_KEYS = ("date", "what")  # of an entry of the log


class Method(NamedTuple):
    """A change of method: its day (ISO), and what changed in a sentence."""

    day: str
    what: str


def reasons(root: Path) -> dict[str, dict[str, str]]:
    """Return the reasons that an editor gave, by edition and name. Raises BriefError for another form."""
    given = _yaml(root, REASONS, "the reasons for what moved, by edition and name") or {}
    if not isinstance(given, Mapping) or not all(isinstance(one, Mapping) for one in given.values()):
        raise BriefError(
            f'{FOLDER}/{REASONS} holds for each edition ("2026.12":) the names and their reasons; '
            "see docs/editions.md"
        )
    for edition, named in given.items():
        _check_reasons(edition, named)
    return {key: dict(one) for key, one in given.items()}


def _check_reasons(edition: Any, named: Mapping[Any, Any]) -> None:
    """Raise BriefError for an edition without quotes, and for a reason that is no words."""
    if not isinstance(edition, str):
        read = "a number, in which 2026.10 is 2026.1" if isinstance(edition, float) else "no text"
        raise BriefError(
            f"{FOLDER}/{REASONS}: the edition {edition} is read as {read}; put it in quotes, such as "
            f'"{edition}":'
        )
    for name, why in named.items():
        if not (isinstance(name, str) and isinstance(why, str) and name.strip() and why.strip()):
            raise BriefError(
                f'{FOLDER}/{REASONS}: edition "{edition}", {name}: the reason is {_said(why)}; write it as '
                "words, and the name too"
            )


def methods(root: Path) -> list[Method]:
    """Return the log of methods, the newest first. Raises BriefError for an entry without a day."""
    given = _yaml(root, METHODS, "the log of methods, each with a date and what changed") or []
    entries = given if isinstance(given, list) else [given]
    made = (_method(one, number) for number, one in enumerate(entries, 1))
    return sorted(made, key=lambda one: one.day, reverse=True)


def _method(given: Any, number: int) -> Method:
    """Return an entry of the log; `number` is its place in the file."""
    where = f"{FOLDER}/{METHODS}, entry {number}"
    if not isinstance(given, Mapping):
        raise BriefError(
            f"{where}: {given!r} is no entry of the log; each has a date, such as 2026-11-28, and says what "
            "changed"
        )
    for key in given:
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, 1)
            meant = f"did you mean {near[0]}?" if near else f"an entry has {' and '.join(_KEYS)}"
            raise BriefError(f"{where}: an entry has no {key}; {meant}")
    day, what = given.get("date"), given.get("what")
    try:
        told = datetime.date.fromisoformat(str(day)).isoformat()
    except ValueError:
        raise BriefError(f"{where}: its date is {_said(day)}; write the day as in 2026-11-28") from None
    if not isinstance(what, str) or not what.strip():
        raise BriefError(f"{where}: what changed (what:) is {_said(what)}; say it in a sentence")
    return Method(told, what)


def _said(value: Any) -> str:
    if isinstance(value, datetime.date):
        return str(value)
    return "missing" if value is None else repr(value)


def _yaml(root: Path, name: str, holds: str) -> Any:
    """Return the content of a file of the editor's, None where there is none."""
    from press.configuration import reading

    path = root / FOLDER / name
    try:
        return reading.read(path, holds) if path.exists() else None
    except BriefError as problem:
        raise BriefError(f"{FOLDER}/{problem}") from None
