"""The same figures as the book has them, from its own analysis."""

from __future__ import annotations

import numpy as np

from brief import tables
from brief.analysis.coefficient import index, uncertainty
from brief.analysis.peninsula import launches
from brief.in_browser import again, band
from press.claims import ledger

SPANS = {
    "window": "half-year before the article",
    "before it": "half-year before that",
    "a year earlier": "same months a year earlier",
    "after": "half-year after",
}


def figures() -> dict[str, float]:
    """Return every figure of `again`, by its name, as the book's own modules give it."""
    names = ("missiles", "missile_events_added", "missile_count_disagreements")
    pace = launches.pace(launches.launch_days(*(tables.load(name) for name in names)))["launch_days"]
    counts = ledger.verdict_counts(tables.load("claims"))
    made, start, end = index.published(), again.START, again.END
    found = {f"points: {verdict}": float(count) for verdict, count in counts.items() if count}
    found |= {f"launch days, {words}": float(pace[row]) for row, words in SPANS.items()}
    for name in again.TIES:
        known = made.values[name].dropna()
        found |= {
            f"{name}, first year": float(known[start]),
            f"{name}, last year known": float(known.iloc[-1]),
        }
    return found | {
        "coefficient, first year": float(made.index[start]),
        "coefficient, last year": float(made.index[end]),
        "change of the coefficient between them": float(made.change(start, end)),
    }


def edges() -> dict[str, float]:
    """Return every figure of `band`, by its name, as the book's own simulation gives it."""
    drawn, start, end = uncertainty.published(), again.START, again.END
    series = {
        "coefficient, first year": drawn.paths[:, start - again.SPAN[0]],
        "coefficient, last year": drawn.paths[:, end - again.SPAN[0]],
        "change between them, the first moved by up to two years": drawn.changes_around(start, end),
    }
    found = {
        f"{name}: {edge}": float(np.nanquantile(values, share))
        for name, values in series.items()
        for edge, share in band.EDGES.items()
    }
    return {**found, "ways that fell, of 100": 100 * uncertainty.fell(series[list(series)[-1]])}
