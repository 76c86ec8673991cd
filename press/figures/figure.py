"""A figure: one chart with its headline, its words, its numbers and its sources.

A chart function returns one. Jupyter shows it live, plain notebook views show a picture, and
`press.book` reads the bundle (FIGURE_MIME) and sets it in the page and on paper.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

import altair as alt
import pandas as pd
from altair.typing import ChartType

from press import prose
from press.figures import altair_patches, render, steps
from press.figures.bundle import (
    FIGURE_MIME,
    Bundle,
    Cell,
    Drawings,
    FigureSource,
    Lights,
    Row,
    Specifications,
)
from press.figures.specs import digits, spec_checks
from press.figures.steps import check as check_steps
from press.figures.theme import NARROW, PANEL, WIDE, Layout
from press.tables import datapackage
from press.tables import loading as ground

LIVE_MIME = "application/vnd.vegalite.v5+json"  # the newest that JupyterLab 4.6 draws


@dataclass(frozen=True)
class Figure:
    """A chart and all that a reader needs to understand, check and cite it.

    `data` holds the numbers as drawn, one row a mark, its columns named in plain words with their
    unit. `tables` names the tables of `data/` that were used. `draw` returns the chart for a layout, whose
    fractions are written with so many `significant` digits. `steps` say what each step of the chart says; a
    figure that is `whole` shows the last alone.
    """

    name: str
    headline: str
    subtitle: str
    alt: str
    data: pd.DataFrame
    tables: tuple[str, ...]
    draw: Callable[[Layout], ChartType]
    note: str = ""
    function: str = ""
    significant: int = digits.SIGNIFICANT
    lights: Lights = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    whole: bool = False

    def bundle(self) -> Bundle:
        """Return the figure as every medium takes it: words, numbers, sources, specifications, drawings."""
        wide, narrow = self._specifications()
        spec_checks.check(wide, self.name)
        drawn = render.svg(wide, f"{self.name}-wide")
        words = {"headline": self.headline, "subtitle": self.subtitle, "alt": self.alt}
        told = () if self.whole else self.steps
        return Bundle(
            name=self.name,
            **words,
            note=self.note,
            function=self.function,
            columns=tuple(str(column) for column in self.data.columns),
            rows=_plain_rows(self.data),
            sources=tuple(_source(name) for name in self.tables),
            spec=Specifications(wide, narrow),
            svg=Drawings(
                wide=drawn,
                narrow=render.svg(narrow, f"{self.name}-narrow"),
                titled=render.titled(drawn, words, self.credit()),
                **(self._in_panels() if told else {}),
            ),
            lights=self.lights,
            steps=told,
        )

    def _specifications(self) -> tuple[render.Specification, render.Specification]:
        """Return the chart for a wide column and for a phone. Raises ValueError for too many rows."""
        try:
            with altair_patches.drawing():
                wide, narrow = self._specification(WIDE), self._specification(NARROW)
                return wide, narrow
        except alt.MaxRowsError:
            raise ValueError(
                f"figure {self.name}: the chart holds more than "
                f"{prose.number(altair_patches.MOST_ROWS)} rows; group or sample the table before it is drawn"
            ) from None

    def _specification(self, layout: Layout, step: int = 0) -> render.Specification:
        """Return the chart for a layout, at a step; 0 is the last."""
        made, last = render.specification(self.draw(layout), self.significant), len(self.steps)
        return steps.at(made, step or last, last, asked=not (step or self.whole)) if last else made

    def _in_panels(self) -> dict[str, str]:
        """Return the drawings that show all steps: side by side, and one under the other."""
        places = range(1, len(self.steps) + 1)
        with altair_patches.drawing():
            specs = [self._specification(PANEL, place) for place in places]
        drawn = [render.svg(spec, f"{self.name}-step-{at}") for at, spec in zip(places, specs, strict=True)]
        return {
            "panels": steps.side_by_side(drawn, self.steps, 2),
            "stacked": steps.side_by_side(drawn, self.steps, 1),
        }

    def again(self, name: str) -> Figure:
        """Return the figure for a second place in the book, under a `name` of its own, without steps."""
        return replace(self, name=name, whole=True)

    def lit(self, **facts: Row | Sequence[Row]) -> Figure:
        """Return the figure with the marks that a number in the text lights on its page, and that light it.

        Each fact, by the name it is bound to, names its marks by the values of their data: {"Year": 2025}; a
        list of values stands for any of them, a list of rows for the marks of each. Days are ISO days.
        """
        rows = {
            fact: [dict(row)] if isinstance(row, Mapping) else list(map(dict, row))
            for fact, row in facts.items()
        }
        return replace(self, lights=rows)

    def credit(self) -> str:
        """Return the line that stands under the chart: each table's short source, once."""
        return "Source: " + "; ".join(dict.fromkeys(ground.source(name).short_source for name in self.tables))

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle = self.bundle()
        live = {**bundle.spec.wide, "$schema": "https://vega.github.io/schema/vega-lite/v5.json"}
        live["title"] = {
            "text": render.wrapped(self.headline, 72),
            "subtitle": render.wrapped(self.subtitle, 105),
        }
        data = {
            FIGURE_MIME: bundle.json(),  # as text: notebooks carry it untouched
            LIVE_MIME: live,
            "text/html": _described(bundle.svg.titled, f"{self.headline}. {self.alt}"),  # nbconvert's pages
            "image/svg+xml": bundle.svg.titled,
            "text/plain": f"{self.headline}. {self.alt}",
        }
        return data, {FIGURE_MIME: {"name": self.name}, "brief": {"figure": self.name}}


def figure(
    name: str,
    *,
    headline: str,
    subtitle: str,
    alt: str,
    data: pd.DataFrame,
    tables: Sequence[str],
    draw: Callable[[Layout], ChartType],
    note: str = "",
    significant: int = digits.SIGNIFICANT,
    steps: Sequence[str] = (),
) -> Figure:
    """Make the figure of the chart function that calls this.

    `name` is its stable id (kebab-case; files, links and {numref}`fig-<name>` use it). `headline` is
    the message in a sentence, `subtitle` says what is shown, its unit and span, `alt` says to
    somebody who cannot see the chart what it shows and what stands out, with figures. `steps` say in a
    sentence what each step of the chart shows, see `press.figures.steps`.
    """
    caller = sys._getframe(1)  # `inspect.stack` would read the source of every caller
    module = caller.f_globals["__name__"]
    function = f"{'notebook' if module == '__main__' else module}.{caller.f_code.co_name}"
    for word, text in {"headline": headline, "subtitle": subtitle, "alt": alt}.items():
        if not text.strip():
            raise ValueError(f"figure {name}: the {word} is empty; every figure carries one")
    check_steps(name, steps)
    headline, subtitle, alt, note = map(prose.typeset, (headline, subtitle, alt, note))
    made = Figure(name, headline, subtitle, alt, data, tuple(tables), draw, note, function, significant)
    return replace(made, steps=tuple(map(prose.typeset, steps)))


def _described(drawing: str, words: str) -> str:
    """Return a drawing as markup that says what it shows: pages give no other words to a drawing."""
    return drawing.replace("<svg", f'<svg role="img" aria-label="{html.escape(words)}"', 1)


def _source(name: str) -> FigureSource:
    source = ground.source(name)
    fields = ("title", "publisher", "version", "licence", "address", "accessed", "short_source", "citation")
    path = str(datapackage.resource(name)["path"])
    return FigureSource(name, path, **{field: str(getattr(source, field, "") or "") for field in fields})


def _plain_rows(data: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows as JSON values: missing as null, dates as ISO days, with their times where any has."""
    timed = tuple(_has_times(data.iloc[:, place]) for place in range(data.shape[1]))
    return tuple(
        tuple(_plain(value, told) for value, told in zip(row, timed, strict=True))
        for row in data.itertuples(index=False)
    )


def _has_times(column: pd.Series[Any]) -> bool:
    """Tell whether a column of dates holds hours as well."""
    return bool(
        pd.api.types.is_datetime64_any_dtype(column)
        and (column.dropna().dt.normalize() != column.dropna()).any()
    )


def _plain(value: Any, with_time: bool = False) -> Cell:
    """Return a cell as a JSON value: missing as null, true as yes, a date as ISO day, its time if asked."""
    if value is None or value is pd.NA or (not isinstance(value, (list, tuple)) and pd.isna(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}" if with_time else str(value.date().isoformat())
    simple: Any = value.item() if hasattr(value, "item") else value  # numpy's own numbers
    if isinstance(simple, bool):
        return "yes" if simple else "no"
    if isinstance(simple, (int, float)):
        return cast(Cell, digits.rounded(simple))
    return str(simple)
