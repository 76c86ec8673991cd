"""The numbers of a figure as an HTML table, for the page and for the EPUB."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from press.book.figure_parts import figure_words
from press.book.templating import render
from press.figures.bundle import Bundle, Cell


class Column(NamedTuple):
    """A column of the table: its name, whether it holds numbers only, and whether these are years."""

    name: str
    is_number: bool
    is_year: bool


def table(
    bundle: Bundle, labelled_by: str, *, most: int | None = None, number_class: str, unknown: str
) -> Markup:
    """Return the numbers of a figure, at most so many rows; the first column names the rows.

    `labelled_by` is the id of the words that name the table, `number_class` the class of columns of numbers,
    `unknown` what stands for a gap (escaped unless it is Markup).
    """
    columns = [_column(bundle, place) for place in range(len(bundle.columns))]
    rows = [
        [_written(cell, column, unknown) for cell, column in zip(row, columns, strict=True)]
        for row in bundle.rows[:most]
    ]
    return render(
        "book/templates/number_table.html",
        labelled_by=labelled_by,
        number_class=number_class,
        columns=columns,
        rows=[(row[0], row[1:]) for row in rows],
    )


def _column(bundle: Bundle, place: int) -> Column:
    values = [row[place] for row in bundle.rows]
    is_number = figure_words.is_number(values)
    return Column(bundle.columns[place], is_number, is_number and figure_words.are_years(values))


def _written(cell: Cell, column: Column, unknown: str) -> str:
    if cell is None:
        return unknown
    return str(int(float(cell))) if column.is_year else figure_words.plain(cell)
