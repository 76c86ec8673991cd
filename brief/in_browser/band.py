"""The band of the coefficient: 10,000 ways of building it, from the random numbers that the book drew.

It builds on the program above. Every way makes ten choices anew; the quantiles of all of them are the band.
"""

import itertools
import math
from collections.abc import Iterator
from statistics import NormalDist, fmean, pstdev
from typing import NamedTuple

from brief.in_browser.again import END, PILLARS, SPAN, START, Values, check_years, indicators, picked

DRAWS, SEED = 10_000, 20251106
THIN_YEAR = 2024  # few votes: left open, taken all the same, or the year left out whole
CARRIED = 3  # years for which the last value may stand in a gap
FLOOR = 0.1  # of a pillar in the geometric mean
SHIFTS = (-2, -1, 0, 1, 2)  # years by which the start is moved
WAYS = {name: way for ways in PILLARS.values() for name, way in ways.items()}
NAMES = tuple(WAYS)
MEMBERS = [[NAMES.index(name) for name in ways] for ways in PILLARS.values()]
NOISY = "un_distance"  # the one indicator whose source gives standard errors
NORMAL = NormalDist()
EDGES = {"lower": 0.05, "median": 0.5, "upper": 0.95}  # of nine in ten

Scores = dict[str, Values]
_WORD, _LONG = 2**32 - 1, 2**128 - 1
_STEP = 0x2360ED051FC65DA44385DF649FCCF645  # the multiplier of PCG64


class Draw(NamedTuple):
    """One way of building it: the choices, and the weights of pillars and of indicators."""

    scale: int
    geometric: bool
    gaps: int
    as_read: bool
    left_out: int
    shift: int
    thin: int
    pillars: list[float]
    weights: list[float]
    errors: list[float]  # of NOISY, by year of SPAN, in standard errors


def seeded(seed: int) -> tuple[int, int]:
    """Return state and increment of PCG64 as NumPy makes them of a seed (its SeedSequence, O'Neill 2015)."""
    constant = 0x43B0D7E5

    def mixed(value: int, multiplier: int) -> int:
        """Return a word stirred with the running constant, which goes on."""
        nonlocal constant
        value ^= constant
        constant = constant * multiplier & _WORD
        value = value * constant & _WORD
        return value ^ value >> 16

    pool = [mixed(word, 0x931E8875) for word in (seed & _WORD, 0, 0, 0)]
    for source, target in itertools.permutations(range(4), 2):
        joined = 0xCA01F9DD * pool[target] - 0x4973F715 * mixed(pool[source], 0x931E8875) & _WORD
        pool[target] = joined ^ joined >> 16
    constant = 0x8B51F9DD
    words = [mixed(pool[place % 4], 0x58F38DED) for place in range(8)]
    first, second, third, fourth = (
        low | high << 32 for low, high in zip(words[::2], words[1::2], strict=True)
    )
    increment = ((third << 64 | fourth) << 1 | 1) & _LONG
    return (increment + (first << 64 | second)) * _STEP + increment & _LONG, increment


def uniform(seed: int) -> Iterator[float]:
    """Yield the numbers of 0 to 1 that NumPy's default generator draws with a seed."""
    state, increment = seeded(seed)
    while True:
        state = state * _STEP + increment & _LONG
        turn, folded = state >> 122, (state >> 64 ^ state) & 2**64 - 1
        turned = (folded >> turn | folded << (64 - turn)) & 2**64 - 1
        yield (turned >> 11) * 2.0**-53


def draws() -> Iterator[Draw]:
    """Yield every way of building it, in the order of the book."""
    numbers = uniform(SEED)
    options = (3, 2, 3, 2, len(NAMES) + 1, len(SHIFTS), 3)
    for _ in range(DRAWS):
        picks = [min(int(next(numbers) * count), count - 1) for count in options]
        pillars, weights = _weights(numbers, len(PILLARS)), _weights(numbers, len(NAMES))
        errors = [NORMAL.inv_cdf(min(max(next(numbers), 1e-12), 1 - 1e-12)) for _ in SPAN]
        scale, geometric, gaps, as_read, left_out, shift, thin = picks
        shifted = SHIFTS[shift]
        yield Draw(
            scale, bool(geometric), gaps, bool(as_read), left_out, shifted, thin, pillars, weights, errors
        )


def _weights(numbers: Iterator[float], count: int) -> list[float]:
    """Return weights that sum to 1, every weighting as likely as any other."""
    parts = [-math.log(next(numbers)) for _ in range(count)]
    whole = math.fsum(parts)
    return [part / whole for part in parts]


def filled(values: Values, gaps: int) -> Values:
    """Return a series with its gaps left, filled by the last value for three years, or on a straight line."""
    found = dict(values)
    for year in SPAN if gaps else ():
        before = max((one for one in values if one < year), default=None)
        after = min((one for one in values if one > year), default=None)
        if year in values or before is None:
            continue
        if gaps == 1 and year - before <= CARRIED:
            found[year] = values[before]
        elif gaps == 2 and after is not None:
            part = (year - before) / (after - before)
            found[year] = values[before] + part * (values[after] - values[before])
    return found


def treated(values: Values, few: Values, thin: int, gaps: int) -> Values:
    """Return a series under a treatment of THIN_YEAR and of gaps; `few` holds what rests on few votes."""
    if thin == 1:
        return filled(few | values, gaps)
    if thin == 0:
        return filled(values, gaps)
    known = {year: value for year, value in values.items() if year != THIN_YEAR}
    return {year: value for year, value in filled(known, gaps).items() if year != THIN_YEAR}


def scored(values: Values, way: int, scale: int, years: tuple[int, ...]) -> Values:
    """Return scores of 0 to 1 in some years: place between the ends, share of years below, or normal."""
    known, wanted = list(values.values()), [year for year in years if year in values]
    if scale == 0:
        low, high = min(known), max(known)
        found = {year: (values[year] - low) / (high - low) for year in wanted}
    elif scale == 1:
        found = {year: _rank(values[year], known) / (len(known) - 1) for year in wanted}
    else:
        mean, spread = fmean(known), pstdev(known)
        found = {year: NORMAL.cdf((values[year] - mean) / spread) for year in wanted}
    return found if way == 1 else {year: 1 - score for year, score in found.items()}


def _rank(value: float, known: list[float]) -> float:
    return sum(one < value for one in known) + 0.5 * (known.count(value) - 1)


def level(scores: Scores, draw: Draw, year: int) -> float:
    """Return the coefficient of a year, 0 to 100, over what is known of it, NaN where nothing is."""
    parts = []
    for weight, members in zip(draw.pillars, MEMBERS, strict=True):
        known = [(draw.weights[at], scores[NAMES[at]].get(year)) for at in members if at != draw.left_out]
        pairs = [(part, score) for part, score in known if score is not None]
        if pairs:
            mean = math.fsum(part * score for part, score in pairs) / math.fsum(part for part, _ in pairs)
            parts.append((weight, mean))
    if not parts:
        return math.nan  # nothing is known of the year, as where the draw leaves it out
    whole = math.fsum(weight for weight, _ in parts)
    if draw.geometric:
        logs = math.fsum(weight * math.log(FLOOR + (1 - FLOOR) * mean) for weight, mean in parts) / whole
        return 100 * (math.exp(logs) - FLOOR) / (1 - FLOOR)
    return 100 * math.fsum(weight * mean for weight, mean in parts) / whole


def moved_start(shift: int) -> int:
    """Return START moved by years; one that would not lie before END is mirrored to before START."""
    moved = START + shift
    return min(max(moved if moved < END else START - shift, SPAN[0]), SPAN[-1])


def change(scores: Scores, draw: Draw, first: int) -> float:
    """Return the change from a year to END, in points: like with like, or each year over all it has."""
    if not draw.as_read:
        scores = {name: known if first in known and END in known else {} for name, known in scores.items()}
    return level(scores, draw, END) - level(scores, draw, first)


class Record:
    """The record as draws need it: scores of what has no errors, values and errors of what has."""

    def __init__(self) -> None:
        """Read the tables."""
        self.years = tuple(sorted({START, *map(moved_start, SHIFTS), END}))
        values = {name: _in_span(known) for name, known in indicators().items() if name in NAMES}
        both = picked("un_ideal_point_distance", iso3_a=("KOR", "USA"), iso3_b=("KOR", "USA"))
        few = {int(row["year"]): float(row["distance"]) for row in both if int(row["year"]) == THIN_YEAR}
        self.errors = {int(row["year"]): float(row["standard_error"]) for row in both}
        self.published = set(values.get(NOISY, ()))
        self.noisy: dict[tuple[int, int], Values] = {}
        self.scores: dict[tuple[int, int, int], Scores] = {}
        for thin, gaps in itertools.product(range(3), range(3)):
            each = {
                name: treated(known, few if name == NOISY else {}, thin, gaps)
                for name, known in values.items()
            }
            self.noisy[thin, gaps] = each.pop(NOISY, {})
            for scale in range(3):
                self.scores[thin, gaps, scale] = {
                    name: scored(known, WAYS[name], scale, self.years) for name, known in each.items()
                }

    def under(self, draw: Draw) -> Scores:
        """Return every indicator's scores under a draw's choices, its errors in the votes among them."""
        values = self.noisy[draw.thin, draw.gaps]
        if not values:  # the votes were taken out of PILLARS
            return self.scores[draw.thin, draw.gaps, draw.scale]
        moved = {
            year: max(value + draw.errors[year - SPAN[0]] * self._error(year, draw), 0.0)
            for year, value in values.items()
        }
        votes = scored(moved, WAYS[NOISY], draw.scale, self.years)
        return {**self.scores[draw.thin, draw.gaps, draw.scale], NOISY: votes}

    def _error(self, year: int, draw: Draw) -> float:
        known = year in self.published or (draw.thin == 1 and year == THIN_YEAR)
        return self.errors[year] if known else 0.0


def _in_span(values: Values) -> Values:
    return {year: value for year, value in values.items() if year in SPAN}


def quantile(values: list[float], share: float) -> float:
    """Return a quantile of what is known, on the straight line between the two values beside it."""
    known = sorted(value for value in values if not math.isnan(value))
    place = share * (len(known) - 1)
    low = int(place)
    return known[low] + (place - low) * (known[min(low + 1, len(known) - 1)] - known[low])


def results() -> dict[str, float]:
    """Return the band of the first and the last year, that of the change, and how many of 100 ways fell."""
    check_years()
    record = Record()
    firsts: list[float] = []
    lasts: list[float] = []
    changes: list[float] = []
    for draw in draws():
        scores = record.under(draw)
        firsts.append(level(scores, draw, START))
        lasts.append(level(scores, draw, END))
        changes.append(change(scores, draw, moved_start(draw.shift)))
    series = {
        "coefficient, first year": firsts,
        "coefficient, last year": lasts,
        "change between them, the first moved by up to two years": changes,
    }
    found = {
        f"{name}: {edge}": quantile(values, share)
        for name, values in series.items()
        for edge, share in EDGES.items()
    }
    compared = [one for one in changes if not math.isnan(one)]
    return {**found, "ways that fell, of 100": 100 * fmean(one < 0 for one in compared)}
