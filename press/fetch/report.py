"""The difference in words: what becomes of each table, row by row, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from press import prose
from press.fetch.differences import Change, Difference, Key
from press.fetch.sources import Reading, Row

SHOWN = 12  # rows of one kind that are shown; the others are counted


def table(found: Difference, reading: Reading, complete_to: str, columns: list[str]) -> str:
    """Return what becomes of one table; `complete_to` is the day to which it is complete now."""
    rows = {tuple(row[column] for column in columns): row for row in found.rows}
    news = [key for key in found.added if key in found.news]
    late = [key for key in found.added if key not in found.news]
    lines = [
        f"{found.table}: {_sums(found)}; {_reach(reading, complete_to)}",
        *_part("news, after that day", "+", (_new(key, rows[key], columns) for key in news)),
        *_part("added to years that were complete", "+", (_new(key, rows[key], columns) for key in late)),
        *_part("revised", "~", (_changed(change) for change in found.changed)),
        *_part("gone", "-", (" ".join(key) for key in found.gone)),
        *_part("to be looked at", "!", reading.doubts),
        *_part("notes", "·", reading.notes),
    ]
    return "\n".join(lines)


def moves(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Return which computed values, and verdicts, the new rows move; both hold a value by its name."""
    names = [name for name in dict.fromkeys([*before, *now]) if before.get(name) != now.get(name)]
    if not names:
        return f"nothing of {len(now)} computed values, verdicts and words of the text moves"
    urgent = [name for name in names if name in now and _stops_a_build(name, now[name])]
    return "\n".join(
        [
            f"{len(names)} of {len(now)} computed values, verdicts and words of the text move:",
            *_part(
                "would stop the build, and wants a hand", "!", (f"{name}: {now[name]}" for name in urgent)
            ),
            *(f"  {_move(before, now, name)}" for name in names if name not in urgent),
        ]
    )


def _stops_a_build(name: str, value: str) -> bool:
    """Tell whether a sentence no longer holds, a chapter stops, or the ledger breaks a rule."""
    return value == prose.FAILS or name.endswith(", stops") or name.startswith("rule broken")


def _move(before: Mapping[str, str], now: Mapping[str, str], name: str) -> str:
    was, is_now = before.get(name, "not known"), now.get(name, "not known")
    return f"{name}: {was} -> {is_now}{_by(before, now, name)}"


def _reach(reading: Reading, complete_to: str) -> str:
    """Return how far the source's list is complete, how far the table is, and what single row is newest."""
    there, here = reading.complete_to or "an unknown day", complete_to or "an unstated day"
    both = f"the source and our table are complete to {there}"
    apart = f"the source is complete to {there}, our table to {here}"
    newest = reading.newest or "unknown"
    return f"{both if there == here else apart}; the newest row of the source is of {newest}"


def _sums(found: Difference) -> str:
    if not found:
        return "nothing new"
    added = f"{len(found.added)} rows added ({len(found.news)} of them news)"
    moved = f"{100 * found.moved:.1f} % of {found.old} old rows" if found.old else "no old rows"
    return f"{added}, {len(found.changed)} changed, {len(found.gone)} gone ({moved})"


def _part(title: str, sign: str, lines: Iterable[str]) -> list[str]:
    all_lines = list(lines)
    if not all_lines:
        return []
    more = [f"    … and {len(all_lines) - SHOWN} more"] if len(all_lines) > SHOWN else []
    return [f"  {title}: {len(all_lines)}", *(f"    {sign} {line}" for line in all_lines[:SHOWN]), *more]


def _new(key: Key, row: Row, columns: list[str]) -> str:
    cells = ", ".join(f"{name} {cell}" for name, cell in row.items() if name not in columns and cell)
    return f"{' '.join(key)}: {cells}"


def _changed(change: Change) -> str:
    cells = ", ".join(
        f"{name} {before or '(empty)'} -> {now or '(empty)'}" for name, (before, now) in change.cells.items()
    )
    return f"{' '.join(change.key)}: {cells}"


def _by(before: Mapping[str, str], now: Mapping[str, str], name: str) -> str:
    """Return by how much a number moves, "" of words."""
    try:
        return f" ({float(now[name]) - float(before[name]):+.6g})"
    except (KeyError, ValueError):
        return ""
