"""Band and Sobol shares in plain arithmetic, draw by draw: no code of the brief, no array.

A draw is a list of random numbers of 0 to 1, taken in the order that the method says: seven choices, the
weights of pillars and of indicators, an error for each year of each indicator that has errors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist, fmean, pstdev

YEARS = range(1991, 2026)
PILLARS = ("security", "economic", "political")
THIN, CARRIED, FLOOR = 2024, 3, 0.1
SHIFTS = (-2, -1, 0, 1, 2)
FACTORS = 10
NORMAL = NormalDist()


@dataclass(frozen=True)
class Record:
    """What is known: by indicator its pillar, direction (1 or -1), values by year, and errors.

    `few` and `few_errors` are the readings of the thin year that rest on too few votes.
    """

    pillars: dict[str, str]
    ways: dict[str, int]
    values: dict[str, dict[int, float]]
    errors: dict[str, dict[int, float]]
    few: dict[str, float]
    few_errors: dict[str, float]


@dataclass(frozen=True)
class Draw:
    """The choices of one draw."""

    scale: int
    geometric: bool
    gaps: int
    as_read: bool
    without: int
    shift: int
    thin: int
    pillar_weights: list[float]
    weights: list[float]
    noise: list[float]


def drawn(numbers, record):
    """Turn random numbers into choices."""
    of = [min(int(number * options), options - 1) for number, options in zip(
        numbers[:7], (3, 2, 3, 2, len(record.values) + 1, len(SHIFTS), 3), strict=True)]  # fmt: skip
    first = 7 + len(PILLARS)
    second = first + len(record.values)
    noise = [NORMAL.inv_cdf(min(max(one, 1e-12), 1 - 1e-12)) for one in numbers[second:]]
    chosen = (of[0], of[1] == 1, of[2], of[3] == 1, of[4], SHIFTS[of[5]], of[6])
    return Draw(*chosen, _shares(numbers[7:first]), _shares(numbers[first:second]), noise)


def _shares(numbers):
    parts = [-math.log(one) for one in numbers]
    return [part / math.fsum(parts) for part in parts]


def filled(values, way):
    """Fill gaps of a series: not at all, with the last value for three years, or on a straight line."""
    if way == 0:
        return dict(values)
    known, found = sorted(values), dict(values)
    for year in YEARS:
        before = max((one for one in known if one < year), default=None)
        after = min((one for one in known if one > year), default=None)
        if year in values or before is None:
            continue
        if way == 1 and year - before <= CARRIED:
            found[year] = values[before]
        elif way == 2 and after is not None:
            part = (year - before) / (after - before)
            found[year] = values[before] + part * (values[after] - values[before])
    return found


def scored(values, way, scale):
    """Return scores of 0 to 1 by year: place between the ends, share of years below, or normal."""
    known = list(values.values())
    if scale == 0:
        low, high = min(known), max(known)
        placed = {year: (value - low) / (high - low) for year, value in values.items()}
    elif scale == 1:
        placed = {
            year: (sum(one < value for one in known) + 0.5 * (known.count(value) - 1)) / (len(known) - 1)
            for year, value in values.items()
        }
    else:
        mean, spread = fmean(known), pstdev(known)
        placed = {year: NORMAL.cdf((value - mean) / spread) for year, value in values.items()}
    return {year: score if way == 1 else 1 - score for year, score in placed.items()}


def scores(draw, record):
    """Return each indicator's scores by year under a draw's choices."""
    found, noisy = {}, [name for name in record.values if record.errors.get(name)]
    for place, name in enumerate(record.values):
        values = dict(record.values[name])
        if draw.thin == 1 and name in record.few:
            values.setdefault(THIN, record.few[name])
        if draw.thin == 2:
            values.pop(THIN, None)
        values = filled(values, draw.gaps)
        if draw.thin == 2:
            values.pop(THIN, None)
        if name in noisy:
            values = _moved(values, name, draw, record, noisy.index(name), len(noisy))
        found[name] = {} if place == draw.without else scored(values, record.ways[name], draw.scale)
    return found


def _moved(values, name, draw, record, place, count):
    errors = dict(record.errors[name])
    if draw.thin == 1 and name in record.few_errors:
        errors.setdefault(THIN, record.few_errors[name])
    noise = {year: draw.noise[(year - YEARS[0]) * count + place] for year in values}
    return {year: max(value + noise[year] * errors.get(year, 0.0), 0.0) for year, value in values.items()}


def index(found, draw, record, year):
    """Return the index of a year on 0-100; None where nothing is known."""
    parts = []
    for place, pillar in enumerate(PILLARS):
        known = [
            (draw.weights[at], found[name][year])
            for at, name in enumerate(record.values)
            if record.pillars[name] == pillar and year in found[name]
        ]
        whole = math.fsum(weight for weight, _ in known)
        if known:
            mean = math.fsum(weight * score for weight, score in known) / whole
            parts.append((draw.pillar_weights[place], mean))
    whole = math.fsum(weight for weight, _ in parts)
    if not parts:
        return None
    if draw.geometric:
        logs = math.fsum(weight * math.log(FLOOR + (1 - FLOOR) * mean) for weight, mean in parts) / whole
        return 100 * (math.exp(logs) - FLOOR) / (1 - FLOOR)
    return 100 * math.fsum(weight * mean for weight, mean in parts) / whole


def path(numbers, record):
    """Return the index of every year under one draw."""
    draw = drawn(numbers, record)
    found = scores(draw, record)
    return [index(found, draw, record, year) for year in YEARS]


def change(numbers, record, start, end):
    """Return one draw's change between two years, in points, compared as the draw says."""
    draw = drawn(numbers, record)
    first = start + draw.shift if start + draw.shift < end else start - draw.shift
    first = min(max(first, YEARS[0]), YEARS[-1])
    found = scores(draw, record)
    if not draw.as_read:
        found = {name: known if first in known and end in known else {} for name, known in found.items()}
    ends = [index(found, draw, record, year) for year in (first, end)]
    return None if None in ends else ends[1] - ends[0]


def quantile(values, share):
    """Return a quantile of what is known, on the straight line between the two values beside it."""
    known = sorted(value for value in values if value is not None)
    place = share * (len(known) - 1)
    low = int(place)
    high = min(low + 1, len(known) - 1)
    return known[low] + (place - low) * (known[high] - known[low])


def shares(changes):
    """Return the first-order and the total share of each factor (Saltelli and others 2010; Jansen).

    `changes` are those of A, of A with each factor of B in turn, of B, and so on for each base draw.
    """
    mean, spread = fmean(changes), pstdev(changes)
    scaled = [(one - mean) / spread for one in changes]
    step = FACTORS + 2
    ours, theirs = scaled[::step], scaled[step - 1 :: step]
    variance = pstdev([*ours, *theirs]) ** 2
    found = []
    for factor in range(FACTORS):
        mixed = scaled[factor + 1 :: step]
        first = fmean(b * (ab - a) for a, b, ab in zip(ours, theirs, mixed, strict=True)) / variance
        total = 0.5 * fmean((a - ab) ** 2 for a, ab in zip(ours, mixed, strict=True)) / variance
        found.append((first, total))
    return found
