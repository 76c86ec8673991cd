"""The tables of this brief: `press.tables`, read from this project's data/ wherever a notebook runs."""

from press.tables import (
    Source,
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
