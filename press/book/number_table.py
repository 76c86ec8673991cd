"""The numbers of a figure as an HTML table, for the page and for the EPUB."""

from __future__ import annotations

import html

from press.book import figure_words
from press.figures.bundle import Bundle


def table(bundle: Bundle, labelled_by: str, *, most: int | None = None, right: str, unknown: str) -> str:
    """Return the numbers of a figure, at most so many rows; the first column names the rows.

    `labelled_by` is the id of the words that name the table, `right` the class of columns of numbers,
    `unknown` the HTML that stands for a gap.
    """
    columns = [[row[place] for row in bundle.rows] for place in range(len(bundle.columns))]
    numeric = [figure_words.is_number(values) for values in columns]
    years = [fits and figure_words.are_years(values) for fits, values in zip(numeric, columns, strict=True)]
    classes = [f' class="{right}"' if fits else "" for fits in numeric]
    head = "".join(
        f'<th scope="col"{aside}>{html.escape(column)}</th>'
        for column, aside in zip(bundle.columns, classes, strict=True)
    )
    rows = "".join(_row(row, classes, years, unknown) for row in bundle.rows[:most])
    return (
        f'<table aria-labelledby="{labelled_by}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _row(row: list[object], classes: list[str], years: list[bool], unknown: str) -> str:
    cells = []
    for place, (value, aside, year) in enumerate(zip(row, classes, years, strict=True)):
        tag, scope = ("td", "") if place else ("th", ' scope="row"')
        cells.append(f"<{tag}{scope}{aside}>{_cell(value, year, unknown)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _cell(value: object, year: bool, unknown: str) -> str:
    if value is None:
        return unknown
    return f"{float(value):.0f}" if year else html.escape(figure_words.plain(value))  # type: ignore[arg-type]
