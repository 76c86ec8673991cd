"""The file of an edition, `editions/<ID>.json`: every number, verdict, headline and forecast that it told.

One line an entry, so that two files can be compared by eye and by git. A file is written whole or not at
all, and read only when it is what was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from press import prose
from press.editions.facts import Fact
from press.errors import BriefError
from press.system import records, strict_json

FOLDER = "editions"
FORMAT = 1  # of the file; another one is refused
KEYS = (  # of the file
    *("format", "edition", "date", "commit", "made", "tables", "before", "since", "table_sets"),
    *("numbers", "headlines", "verdicts", "forecasts"),
)
_ID = re.compile(r"\d{4}\.(?:0[1-9]|1[0-2])(?:\.[1-9]\d*)?")


@dataclass(frozen=True)
class Table:
    """A table as an edition had it: the hash of its file, its rows, the day (ISO) to which it is complete."""

    hash: str
    rows: int = 0
    complete_to: str = ""


@dataclass(frozen=True)
class Moved:
    """How many rows of a table differ from those of the edition before.

    `news` are added and dated after the day to which the table was complete then; `late` are added to what
    was complete; in those `filled` nothing but empty cells differ, as where a forecast was resolved.
    """

    news: int = 0
    late: int = 0
    changed: int = 0
    gone: int = 0
    filled: int = 0

    @property
    def has_news(self) -> bool:
        """Whether rows tell what was not known to the edition before."""
        return bool(self.news or self.filled)

    @property
    def corrected(self) -> int:
        """How many rows of what was complete differ."""
        return self.late + self.changed + self.gone

    @property
    def words(self) -> str:
        """What moved, such as "three rows new, one changed"."""
        counts = {
            "new": self.news,
            "filled in": self.filled,
            "added to earlier years": self.late,
            "changed": self.changed,
            "gone": self.gone,
        }
        told = [f"{prose.spelled(count)} {what}" for what, count in counts.items() if count]
        return f"rows: {prose.listed(told)}" if told else "columns or description only"


@dataclass(frozen=True)
class Verdict:
    """A claim's verdict and confidence, and a fingerprint of the evidence and the figures it rests on."""

    verdict: str
    confidence: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Edition:
    """What an edition told, and what it was made from.

    `facts` are by "chapter, name", `headlines` by figure, `verdicts` by claim, `forecasts` by question (a
    probability, as printed). `since` tells by table which rows differ from those of the edition
    `before`; of a table that is not named, none does.
    """

    edition: str
    date: str
    commit: str
    made: str
    tables: Mapping[str, Table]
    facts: Mapping[str, Fact]
    headlines: Mapping[str, Fact]
    verdicts: Mapping[str, Verdict]
    forecasts: Mapping[str, Fact]
    before: str = ""
    since: Mapping[str, Moved] = field(default_factory=dict)


class _PartError(ValueError):
    """An entry holds another kind of value; its message says which."""


_Part = TypeVar("_Part", Table, Moved, Verdict)


def is_id(name: str) -> bool:
    """Tell whether a name is one of an edition."""
    return bool(_ID.fullmatch(name))


def check_id(name: str) -> None:
    """Raise BriefError when a name is none of an edition."""
    if not is_id(name):
        raise BriefError(
            f'"{name}" names no edition; an ID is a year and a month, such as 2026.12, and for a second one '
            "in a month 2026.12.1"
        )


def order(name: str) -> tuple[int, ...]:
    """Return what puts IDs in their order."""
    return tuple(int(part) for part in name.split("."))


def known(root: Path) -> list[str]:
    """Return the IDs of the editions on file, the oldest first."""
    names = [path.stem for path in (root / FOLDER).glob("*.json") if _ID.fullmatch(path.stem)]
    return sorted(names, key=order)


def contents(root: Path) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of all that a comparison of editions reads."""
    files = sorted((root / FOLDER).glob("*.*"))
    return tuple((path.name, path.read_bytes()) for path in files if path.is_file())


def place(root: Path, name: str) -> Path:
    """Return where the file of an edition lies."""
    return root / FOLDER / f"{name}.json"


def write(root: Path, edition: Edition) -> Path:
    """Write an edition's file, whole or not at all; return where it lies."""
    target = place(root, edition.edition)
    records.replace(target, _text(_as_json(edition)).encode())
    return target


def read(root: Path, name: str) -> Edition:
    """Return an edition as its file has it. Raises BriefError when there is none, or none that is sound."""
    check_id(name)
    path = place(root, name)
    try:
        content = strict_json.loads(path.read_text(encoding="utf-8"))
        return _from_json(content, name)
    except FileNotFoundError:
        there = ", ".join(known(root)) or "none"
        raise BriefError(f"{FOLDER}/{path.name} is not there; the editions on file are {there}") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as problem:
        raise BriefError(
            f"{FOLDER}/{path.name} is not as `make edition` wrote it{_why(problem)}; take it back from git "
            f"(git checkout -- {FOLDER}/{path.name})"
        ) from None


def _why(problem: Exception) -> str:
    """Return in words, after a comma, why a file cannot be read, as far as that can be said."""
    if isinstance(problem, json.JSONDecodeError):
        return f", line {problem.lineno}: {problem.msg}"
    if isinstance(problem, strict_json.StandsTwiceError):
        return f': the key "{problem}" stands twice'
    if isinstance(problem, _PartError):
        return f": {problem}"
    return f': the key "{problem.args[0]}" is missing' if isinstance(problem, KeyError) else ""


def _as_json(edition: Edition) -> dict[str, Any]:
    every = [*edition.facts.values(), *edition.headlines.values(), *edition.forecasts.values()]
    sets = sorted({fact.tables for fact in every})
    number = {tables: place for place, tables in enumerate(sets)}
    return {
        "format": FORMAT,
        "edition": edition.edition,
        "date": edition.date,
        "commit": edition.commit,
        "made": edition.made,
        "tables": {name: vars(table) for name, table in edition.tables.items()},
        "before": edition.before,
        "since": {name: vars(moved) for name, moved in edition.since.items()},
        "table_sets": [list(tables) for tables in sets],
        "numbers": _facts(edition.facts, number),
        "headlines": _facts(edition.headlines, number),
        "verdicts": {claim: vars(said) for claim, said in edition.verdicts.items()},
        "forecasts": _facts(edition.forecasts, number),
    }


def _facts(facts: Mapping[str, Fact], number: Mapping[tuple[str, ...], int]) -> dict[str, Any]:
    return {
        name: {
            "printed": fact.printed,
            "raw": list(fact.values),
            "tables": number[fact.tables],
            "code": fact.code,
        }
        for name, fact in facts.items()
    }


def _from_json(content: Mapping[str, Any], name: str) -> Edition:
    """Return an edition from its content. Raises ValueError, KeyError or TypeError for another one."""
    if content["format"] != FORMAT or content["edition"] != name:
        raise ValueError
    sets = [tuple(one) for one in content["table_sets"]]

    def facts(part: str) -> dict[str, Fact]:
        """Return the facts of one part of the file."""
        return {
            key: Fact(str(one["printed"]), tuple(map(float, one["raw"])), sets[one["tables"]], one["code"])
            for key, one in content[part].items()
        }

    return Edition(
        edition=name,
        date=str(content["date"]),
        commit=str(content["commit"]),
        made=str(content["made"]),
        tables=_parts(content, "tables", Table),
        facts=facts("numbers"),
        headlines=facts("headlines"),
        verdicts=_parts(content, "verdicts", Verdict),
        forecasts=facts("forecasts"),
        before=str(content["before"]),
        since=_parts(content, "since", Moved),
    )


def _parts(content: Mapping[str, Any], part: str, kind: type[_Part]) -> dict[str, _Part]:
    """Return the entries of one part of the file. Raises _PartError for another kind of value."""
    found = {name: kind(**entry) for name, entry in content[part].items()}
    for name, entry in found.items():
        for key, value in vars(entry).items():
            is_count = isinstance(getattr(kind, key, ""), int)
            if not (type(value) is int and value >= 0 if is_count else isinstance(value, str)):
                wanted = "a count" if is_count else "words"
                raise _PartError(f"{part}: {key} of {name} is {json.dumps(value)}, and has to be {wanted}")
    return found


def _text(content: Mapping[str, Any]) -> str:
    """Return a content as JSON with one line an entry."""
    parts = [f" {json.dumps(key)}: {_lines(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: Any) -> str:
    if isinstance(value, dict) and value:
        return "{\n" + _joined(f"{json.dumps(key)}: {_flat(one)}" for key, one in value.items()) + "\n }"
    if isinstance(value, list) and value:
        return "[\n" + _joined(_flat(one) for one in value) + "\n ]"
    return _flat(value)


def _joined(lines: Iterable[str]) -> str:
    return ",\n".join(f"  {line}" for line in lines)


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
