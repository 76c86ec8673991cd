"""Did a missile fly over South Korea or Japan: the record by hand, and the estimated ground tracks.

Two tests. The table `overflights` holds what the press and the two militaries reported of a crossing.
The tracks are great circles from the launch site to the estimated end point of the missile table: they
are estimates, and a test for a mainland outline, not for islands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from brief.analysis.peninsula import geodesy
from brief.article import Span

WHERE = {
    ("JPN", "land"): "Japan, main islands",
    ("JPN", "sea or island"): "Japan, over or between small islands",
    ("KOR", "land"): "South Korea, mainland",
    ("KOR", "sea or island"): "South Korea, an island or the sea",
}
DOUBTFUL = "Stated or reported, not shown"
POINTS = 300  # of a track


def by_place(overflights: pd.DataFrame) -> pd.DataFrame:
    """Return the recorded cases with `where` (kind of place) and `doubtful` (not shown to have happened)."""
    places = [
        WHERE.get(key, DOUBTFUL)
        for key in zip(overflights["overflown_iso3"], overflights["kind"], strict=True)
    ]
    table = overflights.assign(where=places)
    return table.assign(doubtful=table["where"] == DOUBTFUL)


def over_mainland(overflights: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Return the recorded cases over the main land of a country."""
    return overflights[(overflights["overflown_iso3"] == iso3) & (overflights["kind"] == "land")]


def tracks(missiles: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return missiles that have an estimated end point, each with its launch place in degrees."""
    placed = missiles.merge(sites, on="launch_site", validate="many_to_one")
    return placed.dropna(subset=["est_end_lat_deg", "est_end_lon_deg"]).reset_index(drop=True)


def crossing(flown: pd.DataFrame, outlines: Iterable[Sequence[Sequence[float]]]) -> pd.Series:
    """Return which of `tracks` pass over one of the outlines (closed rings of longitude and latitude)."""
    places = ["longitude_deg", "latitude_deg", "est_end_lon_deg", "est_end_lat_deg"]
    points = [
        geodesy.path(row[:2], row[2:], POINTS) for row in flown[places].itertuples(index=False, name=None)
    ]
    all_points = np.array(points).reshape(-1, 2)  # all tracks at once: a ring is walked along only once
    over = np.zeros(len(all_points), dtype=bool)
    for ring in outlines:
        over |= geodesy.inside(all_points, ring)
    return pd.Series(over.reshape(-1, POINTS).any(axis=1), index=flown.index, dtype=bool)


def outlines(region: Mapping, iso3: str) -> list[list[list[float]]]:
    """Return the outer rings of one country of the region's GeoJSON, the largest first."""
    shapes = next(feature["geometry"] for feature in region["features"] if feature["id"] == iso3)
    return geodesy.outer_rings(shapes)


def flew_over_south_korea(
    overflights: pd.DataFrame, missiles: pd.DataFrame, sites: pd.DataFrame, region: Mapping, span: Span
) -> bool:
    """Return whether any record or any estimated track of a span of time goes over mainland South Korea."""
    recorded = over_mainland(overflights, "KOR")
    flown = tracks(missiles[span.holds(missiles["date"])], sites)
    crossed = crossing(flown, outlines(region, "KOR")[:1])
    return bool(span.holds(recorded["date"]).any() or crossed.any())


def simplified_outlines(region: Mapping, tolerance_deg: float) -> dict[str, list]:
    """Return outlines simplified for a drawing: rings by country, without islands of under four corners."""
    rings = {
        country: [geodesy.simplified(ring, tolerance_deg) for ring in outlines(region, country)]
        for country in (feature["id"] for feature in region["features"])
    }
    return {country: [ring for ring in parts if len(ring) > 4] for country, parts in rings.items()}


def end_points(flown: pd.DataFrame) -> pd.DataFrame:
    """Return where `tracks` end: one row a launch site and estimated point, with the missiles and years.

    Columns: launch_site, longitude_deg, latitude_deg (of the end, to a tenth of a degree, about ten
    kilometres, as the estimates are no better), missiles, first_year and last_year.
    """
    ends = flown.assign(
        longitude_deg=flown["est_end_lon_deg"].round(1), latitude_deg=flown["est_end_lat_deg"].round(1)
    )
    grouped = ends.groupby(["launch_site", "longitude_deg", "latitude_deg"], as_index=False)
    return grouped.agg(
        missiles=("missile_id", "size"), first_year=("date", _first), last_year=("date", _last)
    )


def sites_used(missiles: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """Return the known launch sites with the missiles fired there and the first and last year."""
    used = missiles.groupby("launch_site", as_index=False).agg(
        missiles=("missile_id", "size"), first_year=("date", _first), last_year=("date", _last)
    )
    return used[used["launch_site"] != "Unknown"].merge(sites, on="launch_site", validate="one_to_one")


def _first(dates: pd.Series) -> int:
    return int(dates.min().year)


def _last(dates: pd.Series) -> int:
    return int(dates.max().year)
