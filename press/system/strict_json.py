"""JSON as it is written: a key that stands twice in one object is an error, not the last one in silence."""

from __future__ import annotations

import json
from typing import Any


class StandsTwiceError(ValueError):
    """A key of an object that stands twice in it; its message is the key."""


def loads(text: str) -> Any:
    """Return what a text in JSON holds. Raises StandsTwiceError, and ValueError when it is no JSON."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise StandsTwiceError(next(key for key in keys if keys.count(key) > 1))
    return found
