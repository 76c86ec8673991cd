"""What chapters tell in numbers: every bound fact with the values in it, and every figure's headline.

The code of a chapter is run statement by statement, in this process and without a kernel, so that what each
fact rests on is known (`press.editions.origins`). Nothing is drawn and nothing is asked of the network.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from press import project, prose
from press.editions import origins
from press.editions.facts import LIST, Fact, numbers_in, plain
from press.editions.origins import Noted, Origin
from press.errors import BriefError
from press.figures.figure import Figure
from press.run import notebook_files
from press.tables.loading import CORRECTIONS

DIGITS = 12  # significant ones that a value keeps: the last of a float differ between processors


@dataclass(frozen=True)
class Told:
    """What a book tells: facts and headlines, by "chapter, name"."""

    facts: dict[str, Fact]
    headlines: dict[str, Fact]


def by_chapters(chapters: Iterable[Path], root: Path) -> Told:
    """Return what chapters tell. Raises BriefError for a chapter that stops."""
    told = Told({}, {})
    with listening() as heard:
        for path in chapters:
            _Chapter(path.stem, told, heard, root).run(path)
    return told


def tables_heard(heard: set[str]) -> tuple[str, ...]:
    """Return the tables that were read: that of corrections, which every other one asks, only alone."""
    return tuple(sorted(heard - {CORRECTIONS} or heard))


class _Chapter:
    """Runs the code of one chapter and keeps what it tells."""

    def __init__(self, name: str, told: Told, heard: set[str], root: Path) -> None:
        self._name, self._told, self._heard, self._root = name, told, heard, root
        self._origins: dict[str, Origin] = {}
        self._noted: set[Noted] = set()
        self._bound: dict[str, object] = {}

    def run(self, path: Path) -> None:
        """Run all cells."""
        scope: dict[str, Any] = {"__name__": "__main__", "display": self._show}
        noting: dict[str, Any] = {
            word: self._noting(getattr(prose, word)) for word in ("number", "significant", "spelled")
        }
        silent: dict[str, Any] = {"bind": self._bind, "require": lambda *_: None}
        with mock.patch.multiple(prose, **noting, **silent):
            try:
                for statement in _statements(path):
                    self._do(statement, scope)
            except Exception as problem:
                raise BriefError(
                    f"chapters/{path.name} stops ({type(problem).__name__}: {problem}); "
                    "see that `make book` builds it"
                ) from problem

    def _do(self, statement: ast.stmt, scope: dict[str, Any]) -> None:
        """Run one statement, and note what it made and bound."""
        self._heard.clear()
        self._noted.clear()
        self._bound.clear()
        _forget()
        shown = isinstance(statement, ast.Expr)
        code = ast.Expression(statement.value) if shown else ast.Module([statement], [])  # type: ignore[attr-defined]
        value = eval(compile(code, "<cell>", "eval" if shown else "exec"), scope)
        for name, address in origins.imported(statement):
            self._origins[name] = Origin(modules=frozenset([address]))
        here = self._origin(statement, alone=isinstance(statement, ast.Expr))
        for name in origins.made(statement):
            self._origins[name] = here.and_of([self._origins.get(name, Origin())])
        self._keep_bound(statement)
        self._show(value, origin=here)

    def _origin(self, node: ast.AST, *, alone: bool = False) -> Origin:
        """Return what the present statement, or a part of it, rests on."""
        tables = frozenset(tables_heard(self._heard))
        code = frozenset() if alone else frozenset([origins.digest(node)])
        own = Origin(tables, frozenset(self._noted), code)
        return own.and_of(self._origins.get(name, Origin()) for name in origins.used(node))

    def _keep_bound(self, statement: ast.stmt) -> None:
        given = getattr(getattr(statement, "value", None), "keywords", [])
        parts = {keyword.arg: keyword.value for keyword in given if keyword.arg}
        whole = next((keyword.value for keyword in given if keyword.arg is None), statement)
        for name, value in self._bound.items():
            origin = self._origin(parts.get(name, whole))
            self._told.facts[f"{self._name}, {name}"] = self._fact(value, origin)

    def _fact(self, value: object, origin: Origin) -> Fact:
        printed = value if isinstance(value, str) else prose.spelled(int(str(value)))
        values = tuple(_value(one, origin.noted) for one in numbers_in(printed))
        return Fact(printed, values, tuple(sorted(origin.tables)), origin.code_fingerprint(self._root))

    def _show(self, *shown: object, origin: Origin | None = None) -> None:
        for one in shown:
            if isinstance(one, Figure):
                rests = Origin(frozenset(one.tables)).and_of([origin or Origin()])
                self._told.headlines[one.name] = self._fact(one.headline, rests)

    def _bind(self, **facts: object) -> None:
        self._bound |= facts

    def _noting(self, function: Callable[..., str]) -> Callable[..., str]:
        """Return a function that puts a number in words, with what it was given noted."""

        def noted(value: float, *more: Any, **named: Any) -> str:
            """Return the words, and note the value that they were given."""
            words = function(value, *more, **named)
            self._noted.add((words, float(value)))
            return words

        return noted


def _value(number: str, noted: Iterable[Noted]) -> float:
    """Return the value behind a printed number; what is printed where two values are printed alike."""
    exact = {value for words, value in noted if words == number.lower() or words == number}
    return float(f"{exact.pop() if len(exact) == 1 else plain(number):.{DIGITS}g}")


def _statements(path: Path) -> Iterator[ast.stmt]:
    for code in notebook_files.cells_of_code(path):
        for statement in ast.parse(code).body:
            yield from origins.split(statement)


def _forget() -> None:
    """Let the project's own functions compute anew, so that each value's tables are read for it."""
    for name in list(sys.modules):
        if name.partition(".")[0] == project.SUBJECT:
            for value in list(vars(sys.modules[name]).values()):
                clear = getattr(value, "cache_clear", None)
                if clear is not None and getattr(value, "__module__", "") == name:
                    clear()


class _Ear:
    """Hears which tables are read; a hook of Python's cannot be taken away, so that it is set once."""

    heard: set[str] | None = None
    is_set = False

    @classmethod
    def hear(cls, event: str, arguments: tuple[Any, ...]) -> None:
        """Note a table, or the list of tables, that is read."""
        if event == "publish.input" and cls.heard is not None:
            kind, _, name = str(arguments[0]).partition(":")
            if kind == "table":
                cls.heard.add(name)
            elif (kind, name) == ("package", "names"):
                cls.heard.add(LIST)


class listening:
    """The names of the tables that are read while it lasts."""

    def __enter__(self) -> set[str]:
        if not _Ear.is_set:
            sys.addaudithook(_Ear.hear)
            _Ear.is_set = True
        _Ear.heard = set()
        return _Ear.heard

    def __exit__(self, *_: object) -> None:
        _Ear.heard = None
