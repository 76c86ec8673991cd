"""A figure whose argument has steps: one chart, which a reader follows from its first step to the whole.

The figure names what each step says; its chart holds the signal STEP, and marks wait for their step with
`upto` or `each`, so that places and axes stay. Pictures show the last step, which is the whole. Where nobody
can press a button, on paper and in EPUB, the steps stand side by side.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any, TypeVar

import altair as alt

from press.figures import render
from press.figures.specs.living import STEP
from press.figures.theme import INK, MUTED, PANEL
from press.look import SANS

FEWEST, MOST = 2, 6
GAP = 20  # pixels between panels in a row; under each row a little less
_TYPE, _LINE, _LETTER = 13, 16, 6.4  # of the words over a panel, in pixels: size, leading, mean width

Shown = TypeVar("Shown", alt.Chart, alt.LayerChart)


def upto(chart: Shown, first: int) -> Shown:
    """Return a chart whose marks are shown from the step `first` on; its scales need domains of their own."""
    shown: Shown = chart.transform_filter(f"{STEP} >= {first}")
    return shown


def each(chart: Shown, column: str = "Step") -> Shown:
    """Return a chart whose marks are shown each from the step on that its `column` names."""
    shown: Shown = chart.transform_filter(f"datum['{column}'] <= {STEP}")
    return shown


def check(name: str, steps: Sequence[str]) -> None:
    """Check the steps of a figure. Raises ValueError for one alone, too many, or one without words."""
    if steps and not FEWEST <= len(steps) <= MOST:
        raise ValueError(
            f"figure {name}: it has {len(steps)} steps; a figure has none, or {FEWEST} to {MOST}"
        )
    if empty := next((place for place, words in enumerate(steps, 1) if not words.strip()), None):
        raise ValueError(f"figure {name}: step {empty} says nothing; each step has a sentence")


def at(spec: render.Specification, step: int, last: int, *, asked: bool = False) -> render.Specification:
    """Return the specification of a chart at one of its steps; `asked` lets a reader choose another."""
    signal: dict[str, Any] = {"name": STEP, "value": step}
    if asked:
        signal["bind"] = {"input": "range", "min": 1, "max": last, "step": 1, "name": "Step"}
    return {**spec, "params": [*spec.get("params", []), signal]}


def side_by_side(drawings: Sequence[str], words: Sequence[str], columns: int) -> str:
    """Return drawings of steps as one, in rows of `columns`, over each its number and what it says."""
    sizes = [render.size(drawing) for drawing in drawings]
    lines = [
        render.wrapped(f"{place} {said}", int(PANEL.width / _LETTER)) for place, said in enumerate(words, 1)
    ]
    parts, top = [], 0.0
    for first in range(0, len(drawings), columns):
        row = range(first, min(first + columns, len(drawings)))
        head = _LINE * max(len(lines[place]) for place in row) + 6
        for place in row:
            left = (place - first) * (PANEL.width + GAP)
            parts += [_said(lines[place], left, top), _moved(drawings[place], left, top + head)]
        top += head + max(sizes[place][1] for place in row) + 0.6 * GAP
    width, height = columns * (PANEL.width + GAP) - GAP, top - 0.6 * GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height:.0f}" viewBox="0 0 {width} {height:.0f}">{"".join(parts)}</svg>'
    )


def _said(lines: Sequence[str], left: float, top: float) -> str:
    """Return the words over a panel, its number in front."""
    style = f'font-family="{SANS}" font-size="{_TYPE}px" font-weight="600"'
    drawn = []
    for place, line in enumerate(lines):
        number, _, rest = line.partition(" ") if place == 0 else ("", "", line)
        front = f'<tspan fill="{MUTED}">{number}</tspan>\N{NO-BREAK SPACE}' if number else ""
        y = top + _LINE * (place + 0.8)
        drawn.append(f'<text x="{left}" y="{y:.1f}" {style} fill="{INK}">{front}{html.escape(rest)}</text>')
    return "".join(drawn)


def _moved(drawing: str, left: float, top: float) -> str:
    """Return what a drawing holds, moved to its place."""
    inside = drawing.partition(">")[2].removesuffix("</svg>")
    return f'<g transform="translate({left},{top:.1f})">{inside}</g>'
