"""JSON as its standard has it: what Python's own reader lets pass in silence, or stops at, is told by line.

A key that stands twice in one object is an error, not the last one in silence; so are NaN and Infinity, a
whole number of thousands of digits, and lists within lists beyond what can be read.
"""

from __future__ import annotations

import json
import re
from typing import Any

_TEXTS_AND_WORDS = re.compile(r'"(?:\\.|[^"\\])*"|-?\b(?:NaN|Infinity)\b', re.DOTALL)
_TEXTS_AND_DIGITS = re.compile(r'"(?:\\.|[^"\\])*"|\d{400,}', re.DOTALL)
_TEXTS_AND_BRACKETS = re.compile(r'"(?:\\.|[^"\\])*"|[\[\]{}]', re.DOTALL)


class StandsTwiceError(ValueError):
    """A key of an object that stands twice in it; its message is the key."""


class _WordError(ValueError):
    """A word that Python reads as a number and JSON does not know."""


def loads(text: str, *, nan: bool = False) -> Any:
    """Return what a text in JSON holds; with `nan`, NaN and Infinity may stand in it, as notebooks have them.

    Raises StandsTwiceError, and JSONDecodeError with the line when it is no JSON.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=float if nan else _refused)
    except _WordError as problem:
        said, where = f"{problem} is no number of JSON", _place(_TEXTS_AND_WORDS, text, 1)
    except RecursionError:
        said, where = "it is nested too deep to be read", _deepest(text)
    except (StandsTwiceError, json.JSONDecodeError):
        raise
    except ValueError:  # Python reads no whole number of thousands of digits
        said, where = "a number has too many digits", _place(_TEXTS_AND_DIGITS, text, 400)
    raise json.JSONDecodeError(said, text, where)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise StandsTwiceError(next(key for key in keys if keys.count(key) > 1))
    return found


def _refused(word: str) -> Any:
    raise _WordError(word)


def _place(pattern: re.Pattern[str], text: str, length: int) -> int:
    """Return where the first match lies that is no text; one shorter than `length` does not count."""
    found = (one for one in pattern.finditer(text) if one[0][0] != '"' and len(one[0]) >= length)
    return next((one.start() for one in found), 0)


def _deepest(text: str) -> int:
    """Return where the brackets that are open are most."""
    deep, most, where = 0, 0, 0
    for found in _TEXTS_AND_BRACKETS.finditer(text):
        deep += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if deep > most:
            most, where = deep, found.start()
    return where
