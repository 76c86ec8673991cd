"""What moved between two editions: numbers, words, headlines, verdicts and forecasts, each with its reason.

The reason is worked out from what both files tell: a value whose tables are the same, byte for byte, can only
have moved by method; the same values in another sentence, or words that rest on no table, are changed words.
Where tables and code both
differ, the reason is the data, and that the code differs too is said: which of the two weighs more is not
known from the files.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from press import prose
from press.claims.vocabulary import VERDICTS
from press.editions.edition_file import Edition, Moved, Verdict
from press.editions.facts import LIST, Fact, values_in
from press.editions.since import added

NEW_DATA, CORRECTED, METHOD, WORDS = "new data", "corrected data", "changed method", "changed words"
UNKNOWN_DATA = "new or corrected data"  # where the rows of the older edition are not at hand
NEW_EVIDENCE = "new evidence"  # under a verdict
NUMBER, WORDING, HEADLINE, VERDICT, FORECAST = "number", "words", "headline", "verdict", "forecast"


class Why(NamedTuple):
    """Why something moved: reasons, the tables that moved, an editor's words.

    `also_code`: the code that computes it differs too, and whether that moved it is not known.
    """

    kinds: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    note: str = ""
    also_code: bool = False

    @property
    def words(self) -> str:
        """The reasons in words; empty when none is known."""
        known = prose.listed(self.kinds) if self.kinds else ""
        return f"{known}; its code differs too" if self.also_code else known

    @property
    def sentence(self) -> str:
        """The reasons as sentences: those that were worked out, then an editor's."""
        known = f"{self.words[:1].upper()}{self.words[1:]}." if self.words else ""
        return " ".join(filter(None, (known, self.note)))


@dataclass(frozen=True)
class Change:
    """Something that differs: of which kind, its name, what the older edition told, the newer, and why.

    An empty `old` or `new` says that the edition did not tell it.
    """

    kind: str
    name: str
    old: str
    new: str
    why: Why

    @property
    def chapter(self) -> str:
        """The chapter of a number or of words, "" for anything else."""
        return self.name.partition(", ")[0] if self.kind in (NUMBER, WORDING) else ""

    @property
    def fact(self) -> str:
        """The name in its chapter."""
        return self.name.partition(", ")[2] or self.name

    @property
    def is_moved(self) -> bool:
        """Whether both editions tell it."""
        return bool(self.old and self.new)


@dataclass(frozen=True)
class Compared:
    """Two editions beside each other: what differs, and how many numbers both tell alike."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]
    steady: int
    since: Mapping[str, Moved]

    def of(self, *kinds: str, moved: bool = True) -> list[Change]:
        """Return the changes of some kinds that both editions tell, or only one does (`moved` False)."""
        return [one for one in self.changes if one.kind in kinds and one.is_moved == moved]


def compare(
    old: Edition, new: Edition, since: Mapping[str, Moved], reasons: Mapping[str, str] | None = None
) -> Compared:
    """Return what differs between two editions.

    `since` tells by table which rows differ (see `between`); `reasons` are an editor's words, by name.
    """
    finder = _Reasons(old, new, since, reasons or {})
    changes = [
        *_told(NUMBER, old.facts, new.facts, finder),
        *_told(HEADLINE, old.headlines, new.headlines, finder),
        *_told(FORECAST, old.forecasts, new.forecasts, finder),
        *_verdicts(old.verdicts, new.verdicts, finder),
    ]
    both = [(fact, new.facts[name]) for name, fact in old.facts.items() if name in new.facts]
    steady = sum(
        bool(fact.values) and values_in(fact.printed) == values_in(now.printed) for fact, now in both
    )
    return Compared(old, new, tuple(changes), steady, since)


def between(old: Edition, editions: Iterable[Edition]) -> dict[str, Moved]:
    """Return which rows moved since `old`, from what each of the later `editions` tells of the one before."""
    found: dict[str, Moved] = {}
    for edition in editions:
        for table, moved in edition.since.items():
            found[table] = added(found.get(table, Moved()), moved)
    return {table: moved for table, moved in found.items() if table in old.tables}


class _Reasons:
    """Works out why something moved."""

    def __init__(
        self, old: Edition, new: Edition, since: Mapping[str, Moved], reasons: Mapping[str, str]
    ) -> None:
        self._since, self._given = since, reasons
        names = old.tables.keys() | new.tables.keys()
        hashes = {name: [one.tables[name].hash for one in (old, new) if name in one.tables] for name in names}
        self._moved = {name for name, two in hashes.items() if len(set(two)) != 1 or len(two) != 2}
        self._moved |= since.keys() | ({LIST} if old.tables.keys() != new.tables.keys() else set())

    def given(self, name: str, *kinds: str) -> Why:
        """Return reasons with what an editor says of a name."""
        return Why(kinds, (), self._note(name))

    def _note(self, name: str) -> str:
        """Return what an editor says of a name, or of names like it (`data, coef_*`)."""
        return next((why for like, why in self._given.items() if fnmatch.fnmatchcase(name, like)), "")

    def of(self, name: str, old: Fact, new: Fact) -> Why:
        """Return why a fact moved that both editions tell."""
        numbers = [values_in(fact.printed) for fact in (old, new)]
        tables = tuple(sorted(self._moved & (set(old.tables) | set(new.tables))))
        if not tables and (numbers[0] == numbers[1] or not old.tables):
            return self.given(name, WORDS)
        data = tuple(self._data(tables))
        if not data:
            return self.given(name, METHOD)
        return Why(data, tables, self._note(name), old.code != new.code)

    def _data(self, tables: Iterable[str]) -> Iterator[str]:
        """Yield whether tables have new rows, and whether rows that they had differ."""
        if any(table not in self._since for table in tables if table != LIST):
            yield UNKNOWN_DATA
            return
        moved = [self._since.get(table, Moved(news=1)) for table in tables]
        if any(one.has_news for one in moved):
            yield NEW_DATA
        if any(one.corrected for one in moved):
            yield CORRECTED


def _told(kind: str, old: Mapping[str, Fact], new: Mapping[str, Fact], why: _Reasons) -> Iterator[Change]:
    """Yield the changes of what is told in words and numbers."""
    for name in dict.fromkeys([*new, *old]):
        before, now = old.get(name), new.get(name)
        if before is None or now is None:
            told_then, told_now = (fact.printed if fact else "" for fact in (before, now))
            is_number = any(fact and fact.values for fact in (before, now))
            yield Change(_kind(kind, is_number), name, told_then, told_now, why.given(name))
        elif before.printed != now.printed:
            is_number = values_in(before.printed) != values_in(now.printed)
            yield Change(_kind(kind, is_number), name, before.printed, now.printed, why.of(name, before, now))


def _kind(kind: str, is_number: bool) -> str:
    return WORDING if kind == NUMBER and not is_number else kind


def _verdicts(old: Mapping[str, Verdict], new: Mapping[str, Verdict], why: _Reasons) -> Iterator[Change]:
    for claim in dict.fromkeys([*new, *old]):
        before, now = old.get(claim), new.get(claim)
        told_then, told_now = _verdict_words(before), _verdict_words(now)
        if told_then != told_now:
            kind = NEW_EVIDENCE if before and now and before.evidence != now.evidence else METHOD
            told_by_both = before is not None and now is not None
            yield Change(
                VERDICT, claim, told_then, told_now, why.given(claim, *([kind] if told_by_both else []))
            )


def _verdict_words(said: Verdict | None) -> str:
    if said is None:
        return ""
    word = VERDICTS[said.verdict].word if said.verdict in VERDICTS else said.verdict
    return f"{word}, {said.confidence} confidence" if said.confidence else word
