"""Where the tables come from: for each source how it is asked, and how its answers become rows."""

from __future__ import annotations

from brief.sources import visits
from press.fetch.sources import Source

SOURCES: tuple[Source, ...] = (visits.SOURCE,)
