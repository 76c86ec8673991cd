"""Where the tables come from: for each source how it is asked, and how its answers become rows."""

from __future__ import annotations

from brief.sources import agreement, census, exchange, gpr, troops, un, visits, wits, worldbank
from brief.sources.acts import launches, provocations, usgs
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
    wits.SOURCE,
    provocations.SOURCE,
)
