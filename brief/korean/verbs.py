"""Verbs and counts that the figures choose, in the plain style of reports."""

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


def part(count: int, total: int, unit: str) -> str:
    """Return "6개국도 모두" or "6개국 가운데 4개국도": a part of a small whole to which the same happened."""
    whole = f"{number(total)}{unit}"
    return f"{whole}도 모두" if count == total else f"{whole} 가운데 {number(count)}{unit}도"
