"""Days on a time axis, the same for readers in every time zone.

A browser takes "2025-11-06" for midnight in Greenwich and draws it on an axis of the reader's own time: west
of there the day before. With its midnight written out it is the reader's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ROWS = ("datasets", "values")  # where a specification holds its data
_PLACES = ("domain", "values", "datum")  # where a channel's scale, axis or constant names days


def with_midnights(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification in which every day that a time axis uses has its midnight written."""
    fields = set(_time_fields(spec))
    written: dict[str, Any] = _written(spec, fields)
    return written


def _time_fields(part: Any) -> Iterator[str]:
    """Yield the fields that are drawn as times."""
    if isinstance(part, list):
        for one in part:
            yield from _time_fields(one)
    elif isinstance(part, dict):
        if part.get("type") == "temporal" and isinstance(part.get("field"), str):
            yield part["field"]
        for key, value in part.items():
            if key not in _ROWS:
                yield from _time_fields(value)


def _written(part: Any, fields: set[str]) -> Any:
    if isinstance(part, list):
        return [_written(one, fields) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "temporal":
        return _channel(part)
    return {
        key: _in_rows(value, fields) if key in _ROWS else _written(value, fields)
        for key, value in part.items()
    }


def _channel(part: Any) -> Any:
    """Return a part of a channel of times with midnights where it names days."""
    if not isinstance(part, dict):
        return part
    return {key: _midnights(value) if key in _PLACES else _channel(value) for key, value in part.items()}


def _in_rows(data: Any, fields: set[str]) -> Any:
    if isinstance(data, dict) and not fields.isdisjoint(data):
        return {key: _midnights(value) if key in fields else value for key, value in data.items()}
    if isinstance(data, dict) and all(isinstance(rows, list) for rows in data.values()):
        return {name: _in_rows(rows, fields) for name, rows in data.items()}
    return [_in_rows(row, fields) for row in data] if isinstance(data, list) and fields else data


def _midnights(value: Any) -> Any:
    if isinstance(value, list):
        return [_midnights(one) for one in value]
    return f"{value}T00:00:00" if isinstance(value, str) and _DAY.fullmatch(value) else value
