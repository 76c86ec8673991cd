"""Parameters of a chapter: what an analyst may turn, each with its kind, default and one line of help.

They stand once, in the brief's own package. The chapter's cell that is tagged `parameters` repeats the
defaults as plain assignments, as papermill has it, and hands them to `Parameters.take`, which checks them.
"""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from press.errors import BriefError

AS_OF_DAY = "BRIEF_AS_OF"  # tells the copy of a project whose tables are cut at which day (ISO) they are
TAG = "parameters"  # of the cell with the defaults
CELL_HEAD = "# What may be chosen otherwise; docs/again.md tells how"


class ParameterError(BriefError):
    """A parameter is not one of the chapter's, or its value is not allowed: the message lists what is."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback: the sentence."""
        return [f"{type(self).__name__}: {self}"]


class Kind(Protocol):
    """What a parameter may hold."""

    def read(self, given: Any) -> Any:
        """Return the value that is given, as text or typed. Raises ValueError when it is not allowed."""

    @property
    def words(self) -> str:
        """What is allowed, as it ends a sentence."""

    @property
    def ends(self) -> tuple[str, ...]:
        """The values at both ends of what is allowed, as text."""


@dataclass(frozen=True)
class Whole:
    """A whole number of a range, such as a year."""

    low: int
    high: int

    def read(self, given: Any) -> int:
        """Return the number. Raises ValueError when it is none or lies outside."""
        if isinstance(given, bool) or not _is_whole(given) or not self.low <= int(given) <= self.high:
            raise ValueError(given)
        return int(given)

    @property
    def words(self) -> str:
        """What is allowed."""
        return f"a whole number from {self.low} to {self.high}"

    @property
    def ends(self) -> tuple[str, ...]:
        """Both ends of the range."""
        return str(self.low), str(self.high)


def _is_whole(given: Any) -> bool:
    try:
        return int(given) == float(given)
    except (TypeError, ValueError, OverflowError):
        return False


@dataclass(frozen=True)
class OneOf:
    """One word of several."""

    options: tuple[str, ...]

    def read(self, given: Any) -> str:
        """Return the word. Raises ValueError when it is none of them."""
        if given not in self.options:
            raise ValueError(given)
        return str(given)

    @property
    def words(self) -> str:
        """What is allowed."""
        return f"one of {', '.join(self.options)}"

    @property
    def ends(self) -> tuple[str, ...]:
        """The first and the last word."""
        return self.options[0], self.options[-1]


@dataclass(frozen=True)
class Several:
    """Any of several names, joined by commas; none of them is the empty text.

    `found` gives the names, when they are asked for: they may stand in a table. `most` limits how many.
    """

    found: Callable[[], Sequence[str]]
    most: int = 1000

    def read(self, given: Any) -> str:
        """Return the names joined by commas, each once. Raises ValueError for one that is not known."""
        parts = given.split(",") if isinstance(given, str) else list(given)
        names = list(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))
        if len(names) > self.most or not set(names) <= set(self.found()):
            raise ValueError(given)
        return ",".join(names)

    @property
    def words(self) -> str:
        """What is allowed."""
        limit = f"at most {self.most} of them" if self.most < len(self.found()) else "any of them"
        return f"nothing, or {limit}, with commas: {', '.join(self.found())}"

    @property
    def ends(self) -> tuple[str, ...]:
        """None of the names, and as many as may be."""
        return "", ",".join(self.found()[: self.most])


@dataclass(frozen=True)
class Shares:
    """Weights of several parts, in their order, joined by colons: "1:1:2"."""

    parts: tuple[str, ...]
    high: float = 100

    def read(self, given: Any) -> str:
        """Return the weights as they are written. Raises ValueError for one that is negative, or all zero."""
        weights = self.numbers(str(given))
        if len(weights) != len(self.parts) or not all(0 <= one <= self.high for one in weights):
            raise ValueError(given)
        if not any(weights):
            raise ValueError(given)
        return ":".join(f"{one:g}" for one in weights)

    @staticmethod
    def numbers(text: str) -> list[float]:
        """Return the weights as numbers. Raises ValueError when one is none."""
        return [float(part) for part in text.split(":")]

    @property
    def words(self) -> str:
        """What is allowed."""
        named = ":".join(self.parts)
        return f"weights from 0 to {self.high:g} of {named}, not all 0, such as {self.ends[0]}"

    @property
    def ends(self) -> tuple[str, ...]:
        """All weight on the last part, and all on the first."""
        nothing = ["0"] * (len(self.parts) - 1)
        return ":".join([*nothing, "1"]), ":".join(["1", *nothing])


@dataclass(frozen=True)
class Day:
    """A day (ISO) of a range; `first` and `last` give it, when they are asked for."""

    first: Callable[[], str]
    last: Callable[[], str]

    def read(self, given: Any) -> str:
        """Return the day as ISO text. Raises ValueError when it is none or lies outside."""
        day = datetime.date.fromisoformat(str(given)).isoformat()
        if not self.first() <= day <= self.last():
            raise ValueError(given)
        return day

    @property
    def words(self) -> str:
        """What is allowed."""
        return f"a day from {self.first()} to {self.last()}"

    @property
    def ends(self) -> tuple[str, ...]:
        """Both ends of the range."""
        return self.first(), self.last()


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, what it may hold, what the book takes, and a line of help."""

    name: str
    kind: Kind
    default: int | str
    help: str

    def read(self, given: Any) -> Any:
        """Return the value that is given. Raises ParameterError that says what is allowed."""
        try:
            return self.kind.read(given)
        except (ValueError, TypeError):
            raise ParameterError(
                f"{self.name} ({self.help}) is {given if str(given) else 'empty'}; it takes {self.kind.words}"
            ) from None

    @property
    def line(self) -> str:
        """The assignment of the default, as it stands in the chapter's cell."""
        shown = f'"{self.default}"' if isinstance(self.default, str) else self.default
        return f"{self.name}: {type(self.default).__name__} = {shown}  # {self.help}"


@dataclass(frozen=True)
class Measure:
    """A number that a grid follows: its name with the unit, its value and the edges of its band.

    What is not known is None.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Parameters:
    """The parameters of one chapter; `use` is told the values, all of them, when the chapter runs.

    `check` raises ValueError with a sentence for values that do not go together. `measures` returns the
    numbers that a grid follows, under values that are in use: analysis only, no chapter runs.
    """

    chapter: str
    items: tuple[Parameter, ...]
    use: Callable[[Mapping[str, Any]], object] = lambda values: None
    check: Callable[[Mapping[str, Any]], object] = lambda values: None
    measures: Callable[[Mapping[str, Any]], Sequence[Measure]] = lambda values: ()

    @property
    def defaults(self) -> dict[str, Any]:
        """What the book takes, by name."""
        return {one.name: one.default for one in self.items}

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of all parameters: those given, checked, and the others' defaults.

        Raises ParameterError for a name that the chapter does not have, and for a value that is not allowed.
        """
        for name in given:
            if name not in self.defaults:
                near = difflib.get_close_matches(name, self.defaults, 1)
                meant = f'; "{near[0]}" may be meant' if near else ""
                known = ", ".join(self.defaults)
                raise ParameterError(f'{self.chapter} has no parameter "{name}"{meant}; it has {known}')
        values = {one.name: one.read(given.get(one.name, one.default)) for one in self.items}
        try:
            self.check(values)
        except ValueError as problem:
            raise ParameterError(f"{self.chapter}: {problem}") from None
        return values

    def take(self, scope: Mapping[str, Any]) -> dict[str, Any]:
        """Check what stands in a notebook's scope, `take(globals())`, have it used, and return the values.

        From then on a guarded sentence that does not hold is shown struck, if anything differs from the book.
        Raises ParameterError as `read` does.
        """
        values = self.read({name: scope[name] for name in self.defaults if name in scope})
        _taken.clear()
        _taken.update(self.changed(values))
        self.use(values)
        return values

    def changed(self, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        """Return what differs from the book: name to (in the book, here)."""
        defaults = self.defaults
        return {name: (defaults[name], here) for name, here in values.items() if here != defaults[name]}

    @property
    def cell(self) -> str:
        """The text of the chapter's cell: every default with its help."""
        return "\n".join([CELL_HEAD, *(one.line for one in self.items)])


_taken: dict[str, tuple[Any, Any]] = {}


def varied() -> bool:
    """Tell whether the chapter runs with other parameters than the book's, or as of another day."""
    return bool(_taken) or bool(as_of())


def as_of() -> str:
    """Return the day (ISO) at which the tables are cut, "" in the book."""
    return os.environ.get(AS_OF_DAY, "")
