"""The digits that a figure's numbers carry, so that its files are the same whatever computed them.

Processors and libraries of linear algebra differ in the last of a number's sixteen digits.
"""

from __future__ import annotations

import hashlib
import json
import math
from typing import Any

SIGNIFICANT = 9  # enough to compute with, and for every count of people or thousand dollars in a table


def rounded(part: Any, digits: int = SIGNIFICANT) -> Any:
    """Return JSON values with their fractions at so many digits; whole numbers stay as they are.

    What is no number, or without end, is None: JSON has no word for it.
    """
    if isinstance(part, float):
        return float(f"{part:.{digits}g}") if math.isfinite(part) else None
    if isinstance(part, list):
        return [rounded(value, digits) for value in part]
    if isinstance(part, dict):
        return {key: rounded(value, digits) for key, value in part.items()}
    return part


def with_tables_named(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a Vega-Lite specification whose tables are named by their content as it stands there.

    Altair names them by their content before it was rounded.
    """
    tables = spec.get("datasets", {})
    names = {old: f"data-{_digest(rows)}" for old, rows in tables.items()}
    named: dict[str, Any] = {key: _renamed(value, names) for key, value in spec.items() if key != "datasets"}
    return named | {"datasets": {names[old]: rows for old, rows in tables.items()}} if tables else spec


def _digest(rows: Any) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()[:12]


def _renamed(part: Any, names: dict[str, str]) -> Any:
    if isinstance(part, list):
        return [_renamed(value, names) for value in part]
    if not isinstance(part, dict):
        return part
    new = {key: _renamed(value, names) for key, value in part.items()}
    if set(part) == {"name"} and part["name"] in names:
        return {"name": names[part["name"]]}
    return new
