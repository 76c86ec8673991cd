"""What charts get wrong in silence: fields that their data lack, zeros on a log scale, time zones."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_COMPOSED = ("hconcat", "vconcat", "concat", "facet", "repeat")
_ZONED = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)")
_NESTED = re.compile(r"[.\[\\]")  # a path into an object, such as properties.name
_OPEN = ("pivot", "fold", "flatten", "lookup", "density", "regression", "loess", "quantile", "impute")


@dataclass
class _Seen:
    """What the views around a place give to it: the rows of its data, and the names that transforms add."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    added: frozenset[str] = frozenset()
    is_open: bool = True  # columns are not known: of a file, a map, or made by a transform


def check(spec: dict[str, Any], name: str) -> None:
    """Check the specification of the figure `name`. Raises ValueError with a sentence and the way out."""
    for table in spec.get("datasets", {}).values():
        _check_zones(table, name)
    _view(spec, spec.get("datasets", {}), _Seen(), name)


def is_composed(spec: dict[str, Any]) -> bool:
    """Tell whether a chart has several views side by side, which cannot be fitted to a width."""
    parts = spec.get("encoding", {})
    return any(key in spec for key in _COMPOSED) or any(key in parts for key in ("row", "column", "facet"))


def _view(spec: dict[str, Any], tables: dict[str, Any], around: _Seen, name: str) -> None:
    """Check a view and those inside it."""
    seen = _with_data(spec, tables, around)
    for channel, part in _encodings(spec):
        _check_channel(channel, part, seen, name)
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for inner in spec.get(key, []):
            _view(inner, tables, seen, name)
    if isinstance(inner := spec.get("spec"), dict):
        _view(inner, tables, seen, name)


def _with_data(spec: dict[str, Any], tables: dict[str, Any], around: _Seen) -> _Seen:
    """Return what is seen in a view, given what is seen around it."""
    rows, is_open = around.rows, around.is_open
    if isinstance(data := spec.get("data"), dict):
        found = tables.get(data.get("name", ""), data.get("values"))
        rows = found if isinstance(found, list) and all(isinstance(row, dict) for row in found) else []
        is_open = not rows or "type" in rows[0] or "format" in data
    transforms = spec.get("transform", [])
    added = around.added | {word for one in transforms for word in _names(one)}
    return _Seen(rows, added, is_open or any(key in one for one in transforms for key in _OPEN))


def _names(transform: dict[str, Any]) -> Iterator[str]:
    """Yield the names that a transform adds."""
    if isinstance(given := transform.get("as"), (str, list)):
        yield from [given] if isinstance(given, str) else map(str, given)
    for key in ("aggregate", "joinaggregate", "window"):
        if isinstance(parts := transform.get(key), list):
            yield from (str(part["as"]) for part in parts if "as" in part)


def _encodings(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for channel, parts in spec.get("encoding", {}).items():
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict):
                yield channel, part


def _check_channel(channel: str, part: dict[str, Any], seen: _Seen, name: str) -> None:
    column = part.get("field")
    if not isinstance(column, str) or seen.is_open:
        return
    known = set(seen.added).union(*(row.keys() for row in seen.rows))
    if column not in known and not _NESTED.search(column):
        near = difflib.get_close_matches(column, known, n=1)
        hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(sorted(map(str, known)))}"
        raise ValueError(f"figure {name}: the {channel} channel asks for {column}, which its data lack{hint}")
    scale = part.get("scale")
    if isinstance(scale, dict) and scale.get("type") == "log" and "aggregate" not in part:
        _check_log(column, seen.rows, name)


def _check_log(column: str, rows: list[dict[str, Any]], name: str) -> None:
    values = [row.get(column) for row in rows]
    wrong = next((value for value in values if isinstance(value, (int, float)) and value <= 0), None)
    if wrong is not None:
        raise ValueError(
            f"figure {name}: a log scale cannot hold the {wrong:g} of {column}; leave such rows out, or use "
            'a scale of the type "symlog"'
        )


def _check_zones(table: Any, name: str) -> None:
    """Refuse times with a zone: the picture is drawn in one zone, the table beside it written in another."""
    for row in table[:50] if isinstance(table, list) else ():
        for column, value in row.items() if isinstance(row, dict) else ():
            if isinstance(value, str) and _ZONED.fullmatch(value):
                raise ValueError(
                    f"figure {name}: {column} gives times with a zone, which picture and table would tell "
                    f'differently; drop it: data["{column}"].dt.tz_localize(None)'
                )
