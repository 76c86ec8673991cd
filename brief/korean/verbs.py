"""Verbs that the figures choose, in the plain style of reports."""

from __future__ import annotations

from brief.korean.amounts import number


def change(before: float, after: float, *, up: str, down: str, same: str, steady: float = 0.0) -> str:
    """Return the verb for a change: `same` within `steady` (in the values' unit), else `up` or `down`."""
    if abs(after - before) <= steady:
        return same
    return up if after > before else down


def seen(before: float, after: float, digits: int, *, up: str, down: str, same: str) -> str:
    """Return the verb for a change as the reader sees it: by the two figures as they are rounded."""
    shown = [float(number(value, digits).replace(",", "").replace("−", "-")) for value in (before, after)]
    return change(*shown, up=up, down=down, same=same)
