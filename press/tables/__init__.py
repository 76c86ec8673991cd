"""The tables of data/: described, checked, corrected, loaded."""

from press.tables.datapackage import Source
from press.tables.loading import (
    as_published,
    check,
    columns,
    complete_to,
    country_names,
    data_reach,
    geometry,
    last_day,
    last_full_year,
    load,
    names,
    package_version,
    refresh,
    source,
)

__all__ = [
    "Source",
    "as_published",
    "check",
    "columns",
    "complete_to",
    "country_names",
    "data_reach",
    "geometry",
    "last_day",
    "last_full_year",
    "load",
    "names",
    "package_version",
    "refresh",
    "source",
]
