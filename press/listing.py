"""Tables in the text: a DataFrame as Markdown, which page and paper both set as a real table."""

from __future__ import annotations

import re
from collections.abc import Collection

import pandas as pd

from press.prose import day, short

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&$|~]")  # what begins something inside a line of Markdown
_ONE = r"[+−-]?\d[\d,]*(?:\.\d+)?\s?%?"  # not a span of years, a date or a name with digits
_BESIDE = rf"(?: \((?:[a-z]+ )?{_ONE}(?:(?: to |–){_ONE})?\))?"  # its span, or a rival
_NUMBER = re.compile(_ONE + _BESIDE)


class Listing:
    """A table of words: shown as text/markdown, the one form that page and paper both set."""

    def __init__(self, frame: pd.DataFrame, missing: str, markdown: Collection[str]) -> None:
        self.frame = frame
        self.missing = missing
        self.markdown = frozenset(markdown)

    def __repr__(self) -> str:
        return self._repr_markdown_()  # where no Markdown is shown; the same in every run

    def _repr_markdown_(self) -> str:
        head = [text(str(column)) for column in self.frame.columns]
        marked = [column in self.markdown for column in self.frame.columns]
        rows = [
            [_cell(value, self.missing, mark) for value, mark in zip(row, marked, strict=True)]
            for row in self.frame.itertuples(index=False)
        ]
        rule = [
            "---:" if _holds_numbers([row[place] for row in rows], self.missing) else "---"
            for place in range(len(head))
        ]
        return "\n".join("| " + " | ".join(line) + " |" for line in [head, rule, *rows])


def listing(frame: pd.DataFrame, missing: str = "not known", markdown: Collection[str] = ()) -> Listing:
    """Return a table for the text; its columns are named in plain words, `missing` stands in empty cells.

    Cells are shown letter by letter. The columns named in `markdown` hold Markdown, in which words of a
    table go through `text` first. Raises ValueError when there is no such column.
    """
    unknown = [column for column in markdown if column not in frame.columns]
    if unknown:
        raise ValueError(
            f"listing: markdown names the column {unknown[0]}; there are {', '.join(map(str, frame.columns))}"
        )
    return Listing(frame, missing, markdown)


def text(words: str) -> str:
    """Return words as Markdown that shows exactly these letters, whatever they look like."""
    return _MARKUP.sub(r"\\\g<0>", words).replace("\n", " ")


def link(words: str, address: str) -> str:
    """Return words as a link in Markdown, or the words alone where there is no web address."""
    if not re.fullmatch(r"https?://[^\s<>]+", address):
        return text(words)
    return f"[{text(words)}](<{address}>)" if set("()") & set(address) else f"[{text(words)}]({address})"


def _holds_numbers(cells: list[str], missing: str) -> bool:
    """Tell whether a column's cells are numbers, which stand under each other by their ends."""
    known = [cell for cell in cells if cell not in ("", missing)]
    return bool(known) and all(_NUMBER.fullmatch(cell) for cell in known)


def _cell(value: object, missing: str, is_markdown: bool) -> str:
    if value is None or value is pd.NA or (not isinstance(value, str) and pd.isna(value)):
        return missing
    if isinstance(value, pd.Timestamp):
        return day(value)
    if isinstance(value, (int, float)):
        return short(value)
    said = str(value)
    return re.sub(r"(?<!\\)\|", r"\\|", said).replace("\n", " ") if is_markdown else text(said)
