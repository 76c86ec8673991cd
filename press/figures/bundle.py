"""What a figure carries from its notebook to every medium, in one typed object.

A chart function's result becomes a notebook output of type FIGURE_MIME: this object as JSON. Pages, paper
and EPUB read it back. It needs no chart library, so that media load none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FIGURE_MIME = "application/vnd.brief.figure+json"
_REQUIRED = ("name", "headline", "subtitle", "alt", "columns", "rows", "sources", "spec", "svg")

Cell = str | int | float | bool | None
Specification = dict[str, Any]  # Vega-Lite, as JSON values
Row = Mapping[str, Any]  # what a mark's data hold: a value by field, or a list of which it is one
Lights = Mapping[str, Sequence[Row]]  # marks by the fact that lights them


class IncompleteFigure(ValueError):
    """A bundle lacks a part that every figure carries; the message names it."""


@dataclass(frozen=True)
class FigureSource:
    """A table that a figure was drawn from: its name, its file in `data/`, and where it comes from."""

    table: str
    path: str
    title: str
    publisher: str
    version: str
    licence: str
    address: str
    accessed: str
    short_source: str
    citation: str


@dataclass(frozen=True)
class Specifications:
    """A chart as Vega-Lite, for a wide column (700 px) and for a phone (340 px)."""

    wide: Specification
    narrow: Specification


@dataclass(frozen=True)
class Drawings:
    """A chart as SVG text: wide, narrow, and wide with its headline and source, to stand alone.

    One that has steps shows them side by side in `panels`, and one under the other in `stacked`.
    """

    wide: str
    narrow: str
    titled: str
    panels: str = ""
    stacked: str = ""

    @property
    def still(self) -> str:
        """The wide drawing where nobody can press a button: all steps of a figure that has any."""
        return self.panels or self.wide


@dataclass(frozen=True)
class Bundle:
    """A figure: its words, its numbers by row, its sources, its specifications and drawings.

    `name` is its stable id, `headline` the message, `subtitle` what is measured, `alt` the words for those
    who cannot see it, `note` what to keep in mind (may be empty), `function` what drew it. `rows` holds one
    row a mark with one cell for each of `columns`; a value that is not known is None. `lights` are the
    marks that a number of the text lights, by its name; `steps` what each step of the chart says.
    """

    name: str
    headline: str
    subtitle: str
    alt: str
    note: str
    function: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[FigureSource, ...]
    spec: Specifications
    svg: Drawings
    lights: Lights = field(default_factory=dict)
    steps: tuple[str, ...] = ()

    @property
    def alt_in_steps(self) -> str:
        """The words for those who cannot see the steps side by side."""
        return " ".join([self.alt, *(f"Step {place}: {said}" for place, said in enumerate(self.steps, 1))])

    def json(self) -> str:
        """Return the bundle as JSON text."""
        parts = {
            **vars(self),
            "sources": [vars(source) for source in self.sources],
            "spec": vars(self.spec),
            "svg": vars(self.svg),
        }
        return json.dumps(parts, ensure_ascii=False)


def read(text: str) -> Bundle:
    """Return the bundle that JSON text holds.

    Raises IncompleteFigure when a part is missing or empty, naming the figure and the parts.
    """
    parts = json.loads(text)
    missing = [key for key in _REQUIRED if not parts.get(key)]
    if missing:
        name = parts.get("name") or "without a name"
        raise IncompleteFigure(f"figure {name} has no {', '.join(missing)}; every figure carries them")
    known = {"note": "", "function": "", **parts}
    return Bundle(
        **{word: known[word] for word in ("name", "headline", "subtitle", "alt", "note", "function")},
        columns=tuple(known["columns"]),
        rows=tuple(tuple(row) for row in known["rows"]),
        sources=tuple(FigureSource(**source) for source in known["sources"]),
        spec=Specifications(**known["spec"]),
        svg=Drawings(**known["svg"]),
        lights=known.get("lights", {}),
        steps=tuple(known.get("steps", ())),
    )
