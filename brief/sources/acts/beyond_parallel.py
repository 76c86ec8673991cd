"""Days of ballistic launches in CSIS Beyond Parallel's table of provocations: one long page.

The number in the table's class can change, labels are misspelt, and a date may be that of a statement. Only
days and kinds are read: the descriptions are not ours to keep.
"""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

from press.errors import FetchError
from press.fetch import kinds

ADDRESS = "https://beyondparallel.csis.org/database-north-korean-provocations/"
DELAY = 10.0  # seconds between requests, as the site's robots.txt asks
CELLS = 5  # date, type, event, description, resources
LEAST_ROWS, OLDEST_DAYS = 400, 366  # fewer rows, or a newest row that is older, is another table
BALLISTIC = re.compile(r"ballistic|satellite la", re.IGNORECASE)
_HYPHENS = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{EN DASH}": "-", "\N{EM DASH}": "-"})


class _Table(HTMLParser):
    """Collects the cells of the first table of the kind that holds the data."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._depth, self._cell = 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter the table, a row or a cell."""
        if tag == "table" and (self._depth or "wpDataTable" in (dict(attrs).get("class") or "")):
            self._depth += 1
        elif self._depth and tag == "tr":
            self.rows.append([])
        elif self._depth and tag == "td" and self.rows:
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        """Leave the table or a cell."""
        if tag == "table" and self._depth:
            self._depth -= 1
        elif tag == "td":
            self._cell = False

    def handle_data(self, data: str) -> None:
        """Add words to the cell."""
        if self._depth and self._cell:
            self.rows[-1][-1] += data


def events(content: bytes, fetched: str) -> list[tuple[str, str]]:
    """Return day (ISO) and label of every event; `fetched` is when the page was answered.

    Raises FetchError when the page holds no such table, or one that is too short or too old.
    """
    page = _Table()
    page.feed(kinds.text(content, ADDRESS))
    rows = [[" ".join(cell.split()) for cell in row] for row in page.rows if len(row) == CELLS]
    if len(rows) < LEAST_ROWS:
        raise FetchError(
            f"{ADDRESS} holds {len(rows)} rows of {CELLS} cells, where at least {LEAST_ROWS} are; "
            "see whether it is on another page now"
        )
    found = [(_day(row[0], number), row[2]) for number, row in enumerate(rows, 1)]
    newest = max(day for day, _ in found)
    age = (date.fromisoformat(fetched[:10]) - date.fromisoformat(newest)).days
    if age > OLDEST_DAYS:
        raise FetchError(
            f"{ADDRESS}: the newest row is of {newest}, {age} days old; see whether it is kept up"
        )
    return found


def launch_days(found: list[tuple[str, str]]) -> set[str]:
    """Return the days (ISO) on which a ballistic missile or a satellite was launched."""
    return {day for day, label in found if BALLISTIC.search(label)}


def _day(cell: str, number: int) -> str:
    written = cell.translate(_HYPHENS)
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        raise FetchError(f'{ADDRESS}, row {number}: "{cell}" is no day such as 2026-10-01') from None
