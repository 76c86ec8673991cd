"""Ledgers by chance: with changed cells and rows they are refused by a sentence, or told whole."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from press.claims import entries, ledger, rules, strip
from press.claims.entries import Review, Reviewed
from press.errors import DataError
from press.tables import checking, datapackage, loading

TEMPLATE = Path(datapackage.__file__).parents[1] / "new" / "template" / "data"
NAMES = ("claims", "evidence")
REVIEW = Review(Reviewed("On leap days", "made up", "2026-01-31", ""), {"The article": "article"})
_CELLS = (
    "", "L1", "L2", "L9", "1", "2", "-1", "2.5", "2002-07-01", "2026-06-01", "none", "none found",
    "The article", "https://example.org/a", "javascript:1", "http://[", "a\nb", "<b>x</b>", "{{x}}",
    "한국", "NA", "x" * 3000,
)  # fmt: skip

Rows = tuple[tuple[str, ...], ...]


def _rows(name: str) -> Rows:
    with (TEMPLATE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(map(tuple, csv.reader(lines)))


HELD = {name: _rows(name) for name in NAMES}
SCHEMAS = {
    entry["name"]: entry
    for entry in json.loads((TEMPLATE / datapackage.DESCRIPTION).read_text(encoding="utf-8"))["resources"]
    if entry["name"] in NAMES
}


@dataclass(frozen=True)
class Case:
    """The rows of claims and of evidence, each with its heading."""

    claims: Rows
    evidence: Rows

    @property
    def text(self) -> str:
        """The case as it is told: the rows that are not those of the template."""
        held = {row for rows in HELD.values() for row in rows}
        return "\n".join(str(row) for row in (*self.claims, *self.evidence) if row not in held) + "\n"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return the small brief's ledger with up to four changes in it."""
    tables = {name: [list(row) for row in HELD[name]] for name in NAMES}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(NAMES))
        head, *rows = tables[name]
        if not rows:
            continue
        at, kind = (
            draw(st.integers(0, len(rows) - 1)),
            draw(st.sampled_from(("cell",) * 6 + ("out", "twice"))),
        )
        if kind == "out":
            del rows[at]
        elif kind == "twice":
            rows.insert(at, list(rows[at]))
        else:
            place = draw(st.integers(0, len(head) - 1))
            rows[at][place] = draw(_cells(name, place))
        tables[name] = [head, *rows]
    return Case(*(tuple(map(tuple, tables[name])) for name in NAMES))


def _cells(name: str, place: int) -> st.SearchStrategy[str]:
    """What may come into a cell: what the column's rule lists, what stands in other rows, or anything."""
    field = SCHEMAS[name]["schema"]["fields"][place]
    listed = field.get("constraints", {}).get("enum", ())
    others = [row[place] for row in HELD[name][1:]]
    return st.one_of(st.sampled_from((*listed, *others)), st.sampled_from(_CELLS), st.text(max_size=12))


def fault(folder: Path, case: Case) -> str:
    """Return what is wrong with how a ledger is met: "" if it is refused by a sentence, or told whole."""
    for name, rows in zip(NAMES, (case.claims, case.evidence), strict=True):
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        (folder / f"{name}.csv").write_bytes(text.getvalue().encode("utf-8", "surrogatepass"))
    described = json.dumps({"resources": [SCHEMAS[name] for name in NAMES]})
    (folder / datapackage.DESCRIPTION).write_text(described, encoding="utf-8")
    datapackage.describe.cache_clear()
    try:
        return _told(folder)
    except DataError as problem:
        return "" if "\n" not in str(problem).strip() else f"more than a sentence: {problem}"
    except Exception as problem:  # any other would end a build in a traceback
        return f"{type(problem).__name__}: {problem}"


def _told(folder: Path) -> str:
    """Check a ledger as a build does, make of it all that the book shows, and return what that lacks."""
    for name in NAMES:
        checking.check_content(name, folder)
    claims, evidence = (loading.typed(SCHEMAS[name], folder / f"{name}.csv") for name in NAMES)
    rules.check(rules.Record(claims, evidence, REVIEW))
    told: dict[str, Any] = ledger.ledger(claims, evidence, {})
    for shown in (ledger.scorecard, ledger.verdict_counts, ledger.held, ledger.counted):
        shown(claims)
    ledger.source_strength(evidence)
    ledger.resting_on_weak_sources(evidence)
    strip.strip(claims, "Claims")
    whole = json.dumps([entries.as_json(entry) for entry in told.values()], ensure_ascii=False)
    words = [*claims["paraphrase"], *claims["verdict_note"], *evidence["says"], *evidence["publisher"]]
    lacking = [word for word in words if json.dumps(word, ensure_ascii=False)[1:-1] not in whole]
    return f"the ledger lacks {lacking[0]!r}" if lacking else ""
