"""Signs that no text of a book may hold, and cells that a spreadsheet would compute.

Control letters stop XML, fonts and terminals; signs that turn the direction of writing show a reader other
words than are there. A cell that begins with "=" is run by the spreadsheet in which a reader opens a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_FORMULA = re.compile(r"[=@\t\r]|[+\-](?!\s*[\d.,]+\s?%?(?:\s[^=|!\"]*)?$)")
_MERGE_MARK = re.compile(r"^\s*\"?(?:<{7} |>{7} )", re.MULTILINE)
MERGED = (
    "a mark of a merge stands in it; choose one of the two versions and take the marks <<<<<<<, ======= and "
    ">>>>>>> out"
)
WAY_OUT = "it is not seen, or turns the words around it; take it out"


def unseen(text: str) -> str:
    """Return the first sign of a text that must not stand there, such as "U+202E"; "" without any."""
    found = _UNSEEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def merge_mark(text: str) -> int:
    """Return the line of the first mark that a merge left in a text, 0 without one."""
    found = _MERGE_MARK.search(text)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take a cell for a formula; a number with its sign and unit is none."""
    return len(cell) > 1 and _FORMULA.match(cell) is not None


def for_spreadsheets(cell: object) -> object:
    """Return a cell of a CSV file, text that a spreadsheet would compute with an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell


def places(content: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield the place and the sign of each text with an unseen sign, in what JSON or YAML holds.

    A list of parts with names (`name`) is told by them, else by their numbers from 1.
    """
    if isinstance(content, str) and (sign := unseen(content)):
        yield place, sign
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from places(value, f"{place}: {key}" if place else str(key))
    elif isinstance(content, list):
        for number, value in enumerate(content, 1):
            name = value.get("name", number) if isinstance(value, dict) else number
            yield from places(value, f"{place} {name}")
