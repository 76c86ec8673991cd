"""Two of the editions on file beside each other, with the reasons that an editor gave; and that in words."""

from __future__ import annotations

from pathlib import Path

from press import prose
from press.editions import changes, edition_file, notes
from press.editions.changes import FORECAST, HEADLINE, NUMBER, VERDICT, WORDING, Change, Compared
from press.errors import BriefError

_TITLES = {
    NUMBER: "numbers",
    WORDING: "words of the text",
    HEADLINE: "headlines of figures",
    VERDICT: "verdicts",
    FORECAST: "forecasts",
}


def compared(root: Path, old: str = "", new: str = "") -> Compared:
    """Return what moved between two editions on file; between the newest two without names.

    Raises BriefError when one is not there.
    """
    names = edition_file.known(root)
    if len(names) < 2 and not (old and new):
        there = f"only {names[0]}" if names else "none"
        raise BriefError(
            f"two editions are compared, and {edition_file.FOLDER}/ holds {there}; see `make edition`"
        )
    first, second = (old or names[-2]), (new or names[-1])
    before, now = edition_file.read(root, first), edition_file.read(root, second)
    if edition_file.order(first) >= edition_file.order(second):
        raise BriefError(f"edition {first} is not older than {second}; name the older one first")
    spanned = [
        edition_file.read(root, name)
        for name in names
        if edition_file.order(first) < edition_file.order(name) <= edition_file.order(second)
    ]
    since = changes.between(before, spanned)
    return changes.compare(before, now, since, notes.reasons(root).get(second, {}))


def fact_name(docname: str, name: str) -> str:
    """Return the name of a fact in an edition: that of its chapter, and its own."""
    return f"{docname.rpartition('/')[2]}, {name}"


def counted(found: Compared) -> str:
    """Return how much moved: "89 numbers, eleven verdicts and five forecasts"."""
    counts = {"number": len(found.of(NUMBER)), "verdict": len(found.of(VERDICT))}
    counts["forecast"] = len(found.of(FORECAST))
    return prose.listed([prose.counted(count, what) for what, count in counts.items()])


def words(found: Compared) -> str:
    """Return what moved, for a terminal."""
    numbers = found.of(NUMBER)
    lines = [
        f"from edition {found.old.edition} ({found.old.date}) to {found.new.edition} ({found.new.date}): "
        f"{len(numbers)} numbers moved, {found.steady} stayed"
    ]
    for kind, title in _TITLES.items():
        moved, new, gone = found.of(kind), *(_told_once(found, kind, is_new) for is_new in (True, False))
        if moved or new or gone:
            lines.append(f"{title}: {len(moved)} moved, {len(new)} new, {len(gone)} no longer told")
            lines += [f"  {_line(change)}" for change in moved]
    return "\n".join(lines)


def _told_once(found: Compared, kind: str, is_new: bool) -> list[Change]:
    return [one for one in found.of(kind, moved=False) if bool(one.new) == is_new]


def _line(change: Change) -> str:
    why = "; ".join(filter(None, (change.why.words, change.why.note)))
    return f"{change.name}: {change.old} -> {change.new}" + (f" ({why})" if why else "")
