"""Scores of count forecasts in plain arithmetic, term by term: no code of the brief, no library."""

from __future__ import annotations

import math

FAR = 4_000  # terms: beyond them nothing is left of the forecasts that are made


def chances(shape, mean):
    """Return P(0), P(1), ... of a negative binomial count, by the logarithm of the gamma function."""
    share, log = mean / (shape + mean), math.log
    start = shape * log(shape / (shape + mean))
    return [
        math.exp(math.lgamma(k + shape) - math.lgamma(shape) - math.lgamma(k + 1) + start + k * log(share))
        for k in range(FAR)
    ]


def summed(shape, mean, shares):
    """Return P(0), P(1), ... of a sum: a negative binomial number of parts, each drawn from `shares`.

    By Panjer's recursion for counts whose chances follow P(n) = (a + b / n) P(n - 1).
    """
    a = mean / (shape + mean)
    b = (shape - 1) * a
    found = [(shape / (shape + mean) / (1 - a * shares[0])) ** shape]
    for total in range(1, FAR // 4):
        parts = range(1, min(total, len(shares) - 1) + 1)
        terms = math.fsum((a + b * part / total) * shares[part] * found[total - part] for part in parts)
        found.append(terms / (1 - a * shares[0]))
    return found


def ranked(spread, outcome):
    """Return the continuous ranked probability score: the squares of what is amiss up to each count."""
    below, score = 0.0, []
    for count, chance in enumerate(spread):
        below += chance
        score.append((below - (count >= outcome)) ** 2)
    return math.fsum(score)


def of_row(row):
    """Return the score and the bits of a row of the forecast file, whose cells are text."""
    outcome = float(row["outcome"])
    if row["family"] == "event":
        chance = float(row["probability"])
        return (chance - outcome) ** 2, math.log2(chance if outcome else 1 - chance)
    shape, mean = float(row["shape"]), float(row["mean"])
    spread = (
        chances(shape, mean) if row["family"] == "negative binomial" else summed(shape, mean, salvos(row))
    )
    return ranked(spread, outcome), math.log2(spread[int(outcome)])


def salvos(row):
    """Return the shares of days with 0, 1, 2, ... missiles that a row names."""
    pairs = [tuple(map(int, part.split(":"))) for part in row["salvos"].split(";")]
    whole = sum(days for _, days in pairs)
    shares = [0.0] * (1 + max(size for size, _ in pairs))
    for size, days in pairs:
        shares[size] = days / whole
    return shares
