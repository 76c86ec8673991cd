"""Tables in the text: a DataFrame as Markdown, which page and paper both set as a real table."""

from __future__ import annotations

import pandas as pd

from press.prose import day, short


class Listing:
    """A table of words: shown as text/markdown, the one form that page and paper both set."""

    def __init__(self, frame: pd.DataFrame, missing: str) -> None:
        self.frame = frame
        self.missing = missing

    def __repr__(self) -> str:
        return self._repr_markdown_()  # where no Markdown is shown; the same in every run

    def _repr_markdown_(self) -> str:
        head = [str(column) for column in self.frame.columns]
        rows = [[_cell(value, self.missing) for value in row] for row in self.frame.itertuples(index=False)]
        rule = [
            "---:" if pd.api.types.is_numeric_dtype(self.frame.iloc[:, place]) else "---"
            for place in range(len(head))
        ]
        return "\n".join("| " + " | ".join(line) + " |" for line in [head, rule, *rows])


def listing(frame: pd.DataFrame, missing: str = "not known") -> Listing:
    """Return a table for the text; its columns are named in plain words, `missing` stands in empty cells."""
    return Listing(frame, missing)


def link(words: str, address: str) -> str:
    """Return words as a link, or the words alone where there is no web address."""
    return f"[{words}]({address})" if address.startswith("http") else words


def _cell(value: object, missing: str) -> str:
    if value is None or value is pd.NA or (not isinstance(value, str) and pd.isna(value)):
        return missing
    if isinstance(value, pd.Timestamp):
        return day(value)
    if isinstance(value, (int, float)):
        return short(value)
    return str(value).replace("|", "\\|").replace("\n", " ")
