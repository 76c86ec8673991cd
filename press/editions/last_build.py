"""What a build changed against the one before it: numbers, verdicts, headlines, drawings and pages.

An editor sees it in a few lines at the end of the build, and whole in `_build/changes.json`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press import prose
from press.book import figure_node, shared_trees
from press.book.chapter_order import chapter_names, translated_names
from press.book.content import facts
from press.editions import comparing
from press.system import records

TOLD = ".told.json"  # in `_build`: what the last build told
FILE = "changes.json"
_SHOWN = 6  # changes that are told in lines
_KINDS = ("verdicts", "numbers", "headlines")

Told = dict[str, dict[str, str]]


def told(app: Sphinx) -> Told:
    """Return what the chapters of a read book tell: by kind, each value by its name."""
    found: Told = {kind: {} for kind in _KINDS}
    for docname in [*chapter_names(app), *translated_names(app)]:
        tree = shared_trees.tree(app.env, docname)
        for node in facts.shown(tree):
            found["numbers"].setdefault(comparing.fact_name(docname, node[facts.NAME]), node.astext())
        for figure in tree.findall(figure_node.chart_figure):
            found["headlines"][figure.bundle.name] = figure.bundle.headline
    for number, entry in (getattr(app.config, "brief_ledger", None) or {}).items():
        found["verdicts"][number] = (
            f"{entry.verdict}, {entry.confidence}" if entry.confidence else entry.verdict
        )
    return found


def compared(
    old: Mapping[str, Any], new: Told, files: Mapping[str, str], now: Mapping[str, str]
) -> dict[str, Any]:
    """Return what differs between two builds: in what they told, and in their files by their sums."""
    values = {kind: _moved(old.get(kind, {}), new[kind]) for kind in _KINDS}
    differing = sorted(name for name in files.keys() | now.keys() if files.get(name) != now.get(name))
    differing = differing if files else []  # nothing is known of the files before
    drawings = [name for name in new["headlines"] if f"figures/{name}.svg" in differing]
    pages = [name for name in differing if name.endswith(".html") and not name.startswith("pdf/")]
    return {**values, "drawings": drawings, "pages": pages}


def _moved(old: Mapping[str, str], new: Mapping[str, str]) -> list[dict[str, str | None]]:
    names = [name for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name)]
    return [{"name": name, "old": old.get(name), "new": new.get(name)} for name in names]


def record(build: Path, new: Told, files: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Keep what a build tells, write what it changed, and return that in lines; none for a first build."""
    old = records.read(build / TOLD)
    records.write(build / TOLD, new)
    if not _is_told(old):
        (build / FILE).unlink(missing_ok=True)
        return []
    found = compared(old, new, files, now)
    records.replace(build / FILE, (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode())
    return list(_lines(found))


def _is_told(old: Any) -> bool:
    """Tell whether a record has the shape of what a build tells."""
    return isinstance(old, dict) and all(
        isinstance(old.get(kind), dict) and all(isinstance(value, str) for value in old[kind].values())
        for kind in _KINDS
    )


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield how much differs, and the first of what does."""
    nouns = ("verdict", "number", "headline", "drawing", "page")
    counts = [prose.counted(len(found[f"{noun}s"]), noun) for noun in nouns if found[f"{noun}s"]]
    if not counts:
        return
    yield f"changed  {prose.listed(counts)} since the last build; all of them in _build/{FILE}"
    moved = [one for kind in _KINDS for one in found[kind]]
    for one in moved[:_SHOWN]:
        values = (one["old"] or "(not told)", one["new"] or "(no longer told)")
        yield f"         {one['name']}: {' -> '.join(_short(value) for value in values)}"
    if len(moved) > _SHOWN:
        yield f"         … and {len(moved) - _SHOWN} more"


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:58].rsplit(' ', 1)[0]} …"
