"""Tables as their sources had published them by a day, where an answer of that time is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from press.errors import BriefError
from press.fetch.sources import Answer, Row, Source
from press.fetch.staging import rows_of
from press.fetch.vintages import Store
from press.tables import datapackage


def tables(sources: Sequence[Source], store: Store, data: Path, day: str) -> dict[str, list[Row]]:
    """Return the rows of each table in `data` of which the answers published up to `day` (ISO) are kept.

    Nobody is asked. What a source's answers did not speak for stays as it is in the table.
    """
    return {name: rows for source in sources for name, rows in _of(source, store, data, day)}


def _of(source: Source, store: Store, data: Path, day: str) -> Iterator[tuple[str, list[Row]]]:
    def get(
        address: str,
        *,
        expects: str = "",
        delay: float = 0.0,
        quiet: float = 0.0,
        optional: bool = False,
    ) -> Answer:
        """Return the newest answer that was published by the day."""
        answer = store.published_by(address, day)
        if answer is None and not optional:
            raise BriefError(f"no answer of {address} is kept that was published by {day}")
        return answer or Answer(address, b"")

    try:
        readings = source.read(source.fetch(get), lambda table: _rows(data, table))
    except BriefError:
        return  # the table as it is now is cut at the day
    for name, reading in readings.items():
        yield name, [*(row for row in _rows(data, name) if not reading.speaks_for(row)), *reading.rows]


def _rows(data: Path, table: str) -> list[Row]:
    return rows_of(data / datapackage.resource(table, data)["path"])
