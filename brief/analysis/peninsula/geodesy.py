"""Paths, circles and outlines on the sphere: what the map of launches is computed with.

Points are (longitude, latitude) in degrees; distances are in kilometres on a sphere of the Earth's
mean radius, which is within half a per cent of the ellipsoid. Formulas: Williams, Aviation
Formulary (great circles). Areas on the plane of degrees are shapely's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import shapely
import shapely.geometry

EARTH_RADIUS_KM = 6371.0088

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]  # closed: the last point is the first
Degrees = TypeVar("Degrees", float, np.ndarray)


def distance_km(start: Point, end: Point) -> float:
    """Return the great-circle distance between two points (haversine)."""
    (lon1, lat1), (lon2, lat2) = np.radians(start), np.radians(end)
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(min(half, 1.0))))


def destination(start: Point, bearing_deg: float, distance: float) -> Point:
    """Return the point that lies `distance` km from `start` towards `bearing_deg` (0 = north, 90 = east)."""
    lon, lat = np.radians(start)
    turn, arc = np.radians(bearing_deg), distance / EARTH_RADIUS_KM
    there = np.arcsin(np.sin(lat) * np.cos(arc) + np.cos(lat) * np.sin(arc) * np.cos(turn))
    east = np.arctan2(np.sin(turn) * np.sin(arc) * np.cos(lat), np.cos(arc) - np.sin(lat) * np.sin(there))
    return _wrapped(float(np.degrees(lon + east))), float(np.degrees(there))


def circle(centre: Point, radius_km: float, corners: int = 60) -> list[list[float]]:
    """Return the closed ring of points that lie `radius_km` from `centre`, clockwise as Vega expects."""
    turns = np.linspace(0, 360, corners, endpoint=False)
    ring = [list(np.round(destination(centre, turn, radius_km), 2)) for turn in turns]
    return [[float(lon), float(lat)] for lon, lat in [*ring, ring[0]]]


def path(start: Point, end: Point, points: int = 100) -> np.ndarray:
    """Return `points` points along the great circle from `start` to `end`, shape (points, 2)."""
    first, last = _vector(start), _vector(end)
    angle = np.arccos(np.clip(first @ last, -1, 1))
    if angle < 1e-9:
        return np.tile(start, (points, 1)).astype(float)
    share = np.linspace(0, 1, points)[:, None]
    between = (np.sin((1 - share) * angle) * first + np.sin(share * angle) * last) / np.sin(angle)
    return np.degrees(np.column_stack([np.arctan2(between[:, 1], between[:, 0]), np.arcsin(between[:, 2])]))


def inside(points: np.ndarray, ring: Ring) -> np.ndarray:
    """Return which points, shape (n, 2), lie inside a closed ring; it may cross the date line but no pole."""
    outline = np.asarray(ring, dtype=float)
    unrolled = np.column_stack([np.unwrap(outline[:, 0], period=360), outline[:, 1]])
    polygon = shapely.Polygon(unrolled)
    shapely.prepare(polygon)
    middle = (unrolled[:, 0].min() + unrolled[:, 0].max()) / 2
    return shapely.contains_xy(polygon, middle + _wrapped(points[:, 0] - middle), points[:, 1])


def outer_rings(geometry: Mapping) -> list[list[list[float]]]:
    """Return the outer ring of each part of a GeoJSON polygon or multipolygon, the largest part first.

    Areas are compared in square degrees.
    """
    parts = shapely.get_parts(shapely.geometry.shape(geometry))
    by_size = sorted(parts, key=shapely.area, reverse=True)
    return [shapely.get_coordinates(part.exterior).tolist() for part in by_size]


def simplified(ring: Ring, tolerance_deg: float) -> list[list[float]]:
    """Return a closed ring without the points that lie within `tolerance_deg` of the outline that is left."""
    line = shapely.LineString(ring).simplify(tolerance_deg, preserve_topology=False)
    return shapely.get_coordinates(line).tolist()


def farthest_km(start: Point, ring: Ring) -> float:
    """Return the distance from a point to the corner of a ring that lies farthest from it."""
    return max(distance_km(start, (corner[0], corner[1])) for corner in ring)


def _wrapped(longitude: Degrees) -> Degrees:
    """Return a longitude between -180 (included) and 180."""
    return (longitude + 180) % 360 - 180


def _vector(point: Point) -> np.ndarray:
    lon, lat = np.radians(point)
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
