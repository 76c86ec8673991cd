"""Draw the seconds of both ways of building, case by case, as docs/speed.svg."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from press.figures import render
from press.look import PAPER

WAYS = {"brief": "This book: pages and PDF", "stock": "Stock: pages"}


def svg(medians: Mapping[str, Mapping[str, Any]], cases: Mapping[str, str]) -> str:
    """Return the drawing; `medians` by way and case hold `wall_s`, `cases` names and order those shown."""
    rows = [
        {"Case": words, "Way": WAYS[way], "Seconds": medians[way][case]["wall_s"]}
        for case, words in cases.items()
        for way in WAYS
        if case in medians.get(way, {})
    ]
    return render.svg(render.specification(_chart(pd.DataFrame(rows), list(cases.values()))), "speed")


def _chart(rows: pd.DataFrame, order: Sequence[str]) -> alt.LayerChart:
    shades = alt.Scale(domain=list(WAYS.values()), range=[PAPER["accent"].light, PAPER["line"].light])
    bars = alt.Chart(rows).encode(
        y=alt.Y("Case:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=0)),
        yOffset=alt.YOffset("Way:N", sort=list(WAYS.values())),
        x=alt.X(
            "Seconds:Q", title="Seconds, median", scale=alt.Scale(domain=[0, 1.1 * rows["Seconds"].max()])
        ),
    )
    labels = bars.mark_text(align="left", dx=4).encode(text=alt.Text("Seconds:Q", format=".1f"))
    shown = bars.mark_bar().encode(
        color=alt.Color("Way:N", scale=shades, title=None, legend=alt.Legend(orient="bottom"))
    )
    return (shown + labels).properties(width=640, height=alt.Step(16))
