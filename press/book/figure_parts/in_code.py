"""A figure in four lines of Python and of R: they read its numbers and draw them."""

from __future__ import annotations

import json
from typing import NamedTuple

from press.book.figure_parts import figure_words
from press.figures.bundle import Bundle

FEW = 12  # so many names are told apart by colour


class Columns(NamedTuple):
    """The columns of a figure's numbers that say most: across, up, and the names that colours tell apart."""

    across: str
    across_is_number: bool
    up: str
    up_is_number: bool
    names: str  # "" without


def python(bundle: Bundle, file: str) -> str:
    """Return four lines of Python that draw a figure's numbers from `file`, a CSV."""
    shown = columns(bundle)
    parts = [
        _channel("X", shown.across, shown.across_is_number),
        _channel("Y", shown.up, shown.up_is_number),
        *([_channel("Color", shown.names, is_number=False)] if shown.names else []),
    ]
    mark = "mark_line(point=True)" if shown.across_is_number and shown.up_is_number else "mark_point()"
    return "\n".join(
        (
            "import altair as alt, pandas as pd",
            f"table = pd.read_csv({json.dumps(file)})",
            f"chart = alt.Chart(table).{mark}.encode({', '.join(parts)})",
            f'chart.save("{bundle.name}.html")',
        )
    )


def r(bundle: Bundle, file: str) -> str:
    """Return four lines of R that draw a figure's numbers from `file`, a CSV."""
    shown = columns(bundle)
    places = [_data(shown.across), _data(shown.up)]
    colour = [f"colour = {_data(shown.names)}"] if shown.names else []
    lines = " + geom_line()" if shown.across_is_number and shown.up_is_number else ""
    return "\n".join(
        (
            "library(ggplot2)",
            f"table <- read.csv({json.dumps(file)}, check.names = FALSE)",
            f"chart <- ggplot(table, aes({', '.join([*places, *colour])})) + geom_point(){lines}",
            f'ggsave("{bundle.name}.png", chart, width = 7, height = 4)',
        )
    )


def columns(bundle: Bundle) -> Columns:
    """Return which columns to draw: years, days or names across, the first measurement up."""
    values = {name: [row[place] for row in bundle.rows] for place, name in enumerate(bundle.columns)}
    numbers = [name for name in values if figure_words.is_number(values[name])]
    measured = [name for name in numbers if not figure_words.are_years(values[name])]
    across = next((name for name in numbers if name not in measured), bundle.columns[0])
    up = next((name for name in measured if name != across), bundle.columns[-1])
    named = (name for name in values if name not in (across, up, *numbers))
    names = next((name for name in named if 1 < len({*values[name]} - {None}) <= FEW), "")
    return Columns(across, across in numbers, up, up in numbers, names)


def _channel(name: str, column: str, is_number: bool) -> str:
    kind = "quantitative" if is_number else "nominal"
    return f"alt.{name}(field={json.dumps(_field(column), ensure_ascii=False)}, type={json.dumps(kind)})"


def _field(column: str) -> str:
    """Return a column's name as Vega-Lite takes it: a stop or a bracket would lead into it."""
    return column.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")


def _data(column: str) -> str:
    return f".data[[{json.dumps(column, ensure_ascii=False)}]]"
