"""What came of the cited links, in lines and as a file."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from press import prose
from press.links.asking import FINE, GONE, MOVED, REFUSED, SILENT, Found

_SAID = {
    GONE: "gone: name another source, or the archived copy, in the place that cites it",
    SILENT: "no answer: nothing is known; see whether it comes back next week",
    REFUSED: "not served to programs: look at them in a browser now and then",
    MOVED: "moved for good: write the new address",
}
_PLACES = 3  # of a link that are named


def words(found: Sequence[Found], places: Mapping[str, Sequence[str]]) -> str:
    """Return in lines what came of all links: the counts, then each that needs a hand, with its places."""
    fine = sum(one.state == FINE for one in found)
    lines = [f"{prose.number(len(found))} links are cited; {prose.number(fine)} of them answer"]
    for state, said in _SAID.items():
        those = [one for one in found if one.state == state]
        lines += [f"\n{prose.number(len(those))} {said}"] if those else []
        for one in those:
            where = places[one.address]
            more = f" and {len(where) - _PLACES} more" if len(where) > _PLACES else ""
            lines.append(f"  {one.address} {one.why}{f': {one.leads_to}' if one.leads_to else ''}")
            lines.append(f"    {'; '.join(where[:_PLACES])}{more}")
            lines += [f"    archived: {one.archived}"] if one.archived else []
    return "\n".join(lines)


def write(file: Path, found: Sequence[Found], places: Mapping[str, Sequence[str]]) -> None:
    """Write one line a link: address, state, reason, where it leads now or is archived, where it is cited."""
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["address", "state", "why", "leads_to", "archived", "cited"])
        for one in found:
            cited = "; ".join(places[one.address])
            writer.writerow([one.address, one.state, one.why, one.leads_to, one.archived, cited])
