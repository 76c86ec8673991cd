"""Paths, circles and outlines on the sphere: what the map of launches is computed with.

Points are (longitude, latitude) in degrees; distances are in kilometres on a sphere of the Earth's
mean radius, which is within half a per cent of the ellipsoid. Formulas: Williams, Aviation
Formulary (great circles); Douglas and Peucker 1973 (simplified outlines).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

EARTH_RADIUS_KM = 6371.0088

Point = tuple[float, float]


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


def inside(points: np.ndarray, ring: Sequence[Sequence[float]]) -> np.ndarray:
    """Return which points, shape (n, 2), lie inside a closed ring that does not cross the date line.

    Even-odd rule: a point is inside when a line from it eastwards crosses the ring an odd number of times.
    """
    west, south, east, north = *np.min(ring, axis=0), *np.max(ring, axis=0)
    x, y = points[:, 0], points[:, 1]
    near = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    x, y = x[near], y[near]
    odd = np.zeros(len(x), dtype=bool)
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if y1 != y2:
            straddles = (y1 > y) != (y2 > y)
            odd ^= straddles & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    within = np.zeros(len(points), dtype=bool)
    within[near] = odd
    return within


def outer_rings(geometry: dict) -> Iterator[list[list[float]]]:
    """Yield the outer ring of each part of a GeoJSON polygon or multipolygon."""
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    yield from (part[0] for part in parts)


def mainland(geometry: dict) -> list[list[float]]:
    """Return the outline of a country's largest part."""
    return max(outer_rings(geometry), key=_area)


def simplified(ring: Sequence[Sequence[float]], tolerance_deg: float) -> list[list[float]]:
    """Return a ring with the points dropped that lie within `tolerance_deg` of the outline without them."""
    line = np.asarray(ring, dtype=float)
    keep = np.zeros(len(line), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(line) // 2), (len(line) // 2, len(line) - 1)]
    keep[len(line) // 2] = True
    while spans:
        first, last = spans.pop()
        if last - first > 1:
            away = _offsets(line[first + 1 : last], line[first], line[last])
            if away.max() > tolerance_deg:
                middle = first + 1 + int(away.argmax())
                keep[middle] = True
                spans += [(first, middle), (middle, last)]
    return line[keep].tolist()


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def _vector(point: Point) -> np.ndarray:
    lon, lat = np.radians(point)
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _area(ring: Sequence[Sequence[float]]) -> float:
    x, y = np.asarray(ring, dtype=float).T
    return float(abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2)


def _offsets(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return how far points lie from the straight piece between two others, in degrees."""
    along = end - start
    length = float(along @ along)
    share = np.clip((points - start) @ along / length, 0, 1) if length else np.zeros(len(points))
    return np.hypot(*(points - start - share[:, None] * along).T)


def farthest_km(start: Point, ring: Sequence[Sequence[float]]) -> float:
    """Return the distance from a point to the corner of a ring that lies farthest from it."""
    return max(distance_km(start, (corner[0], corner[1])) for corner in ring)
