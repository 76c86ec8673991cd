"""What the engine needs of a subject, in one typed object that the project's own package declares.

The project's package, `brief`, holds a module `subject` with `BRIEF`, a `Brief`. Every part is optional: a
book without claims, without colours of its own or without further commands declares less, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from press import project
from press.claims.entries import Review
from press.fetch.sources import Source
from press.look import Look
from press.parameters import Parameters


@dataclass(frozen=True)
class Command:
    """A command that a brief adds: its name, its help, and what it does and returns to be printed."""

    name: str
    help: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Program:
    """A program that a reader's browser runs: a module of the brief, what the book prints, and words.

    The module needs Python's standard library alone, and modules of programs before it; its function
    `results()` reads the tables in the folder data/ and returns figures by name. `printed` returns the same
    from the book.
    """

    module: str
    title: str
    about: str
    printed: Callable[[], Mapping[str, float]]


@dataclass(frozen=True)
class Recomputed:
    """What a reader's browser computes again: words about the page, and its programs in their order."""

    about: str
    programs: tuple[Program, ...]


@dataclass(frozen=True)
class Brief:
    """A subject: its look, the review of a text that its ledger holds, and commands of its own.

    `review` is called once for each check of the ledger, after the tables were checked; None: no ledger.
    `libraries` are heavy modules that chapters import beside those of the engine, such as "scipy.stats":
    they are loaded once for all chapters. `sources` returns where the tables are fetched from, `measures` the
    values computed from them, by name, whose change a fetch tells before it writes. `literals` are patterns
    of names with figures that a text may type, such as an article of a treaty. `forecasts` returns the
    probabilities, 0 to 1, that an edition states, by what they are of. `parameters` returns what may be
    turned in each chapter that offers it, by the chapter's name. `agreement` names a module whose
    `problems(load)` yields a sentence for each place where tables, got by `load(name)`, do not agree; it is
    asked when a table or the module's folder changed. `words_later` returns patterns of words that
    tell what came after, such as "came true", each with the day (ISO) from which it can be said: a book as
    of an earlier day leaves out what holds them. `recomputed` is what readers' browsers compute again
    (`make browser`).
    """

    look: Look = field(default_factory=Look)
    review: Callable[[], Review] | None = None
    commands: tuple[Command, ...] = ()
    libraries: tuple[str, ...] = ()
    sources: Callable[[], Sequence[Source]] = tuple
    measures: Callable[[], Mapping[str, str]] = dict
    literals: tuple[str, ...] = ()
    forecasts: Callable[[], Mapping[str, float]] = dict
    parameters: Callable[[], Mapping[str, Parameters]] = dict
    agreement: str = ""
    words_later: Callable[[], Mapping[str, str]] = dict
    recomputed: Recomputed | None = None


def current() -> Brief:
    """Return the brief that the project's own package declares; an empty one where it declares none."""
    declared = project.declared()
    return declared if isinstance(declared, Brief) else Brief()
