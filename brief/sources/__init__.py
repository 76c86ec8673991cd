"""Where the tables come from: for each source how it is asked, and how its answers become rows."""

from __future__ import annotations

from brief.sources import agreement, census, exchange, gpr, launches, troops, un, usgs, visits, worldbank
from press.fetch.sources import Source

SOURCES: tuple[Source, ...] = (
    visits.SOURCE,
    launches.SOURCE,
    un.SOURCE,
    agreement.SOURCE,
    census.SOURCE,
    worldbank.SOURCE,
    troops.SOURCE,
    gpr.SOURCE,
    usgs.SOURCE,
    exchange.SOURCE,
)
