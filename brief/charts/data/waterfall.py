"""The chart of what moved the coefficient: a waterfall, pillar by pillar."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.coefficient import finding, indicators, uncertainty
from brief.analysis.coefficient import index as analysis
from brief.analysis.coefficient.index import Coefficient
from brief.charts.data.coefficient import CLOSER, FURTHER, SIGNED, WAYS
from press import prose
from press.figures import steps
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import LINE, Layout

UNSEEN = alt.Axis(labels=False, ticks=False, domain=False)  # in a panel each bar tells its points


def waterfall(start: int, end: int = 2025, named: int | None = None) -> Figure:
    """Draw what each indicator known in both years adds to the change between them.

    `named` is the year in the figure's name, if not the first: that by which the text finds it.
    """
    made = analysis.published()
    whole = finding.period(made, uncertainty.published(), start, end)
    shown = _bars(made, start, end)

    def _draw(layout: Layout) -> alt.LayerChart:
        order = list(shown["Indicator"])
        low, high = shown[["From", "To"]].min().min(), shown["Right"].max()
        reach = [low - 0.5, high + layout.pick(0.09, 0.2) * (high - low)]
        names = alt.Y(
            "Indicator:N",
            sort=order,
            scale=alt.Scale(domain=order),
            title=None,
            axis=alt.Axis(ticks=False, domain=False),
        )
        base = steps.each(alt.Chart(shown).encode(y=names, tooltip=["Indicator", "Pillar", "Text"]))
        bars = base.mark_bar().encode(
            x=alt.X(
                "From:Q",
                title=None,
                scale=alt.Scale(domain=reach, nice=False),
                axis=layout.pick(SIGNED, SIGNED, UNSEEN),
            ),
            x2="To:Q",
            color=alt.Color("Way:N", scale=WAYS, legend=None),
        )
        words = base.mark_text(align="left", dx=5, fontWeight=600).encode(x="Right:Q", text="Text:N")
        zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q")
        rows = alt.Step(layout.pick(37, 45, 14))
        return layer(zero, bars, words).properties(width=layout.width, height=rows)

    return figure(
        f"coefficient-since-{named or start}",
        headline=_waterfall_headline(made, start, end),
        subtitle=(
            f"Points of the alliance coefficient added or taken by each indicator, {start} to {end}; "
            f"in all, nine in ten ways of building it give {whole.band}"
        ),
        alt=f"The coefficient {whole.moved} in all. "
        + " ".join(f"{row.Indicator}: {row.Text}." for row in shown.iloc[:-1].itertuples()),
        data=shown[["Indicator", "Pillar", "Points"]],
        tables=indicators.source_tables(list(made.indicators)),
        draw=_draw,
        note="Indicators known in both years only. Whole points, for the band carries no decimal; they need "
        "not add up.",
        steps=_said_of_pillars(shown, whole),
    )


def _bars(made: Coefficient, start: int, end: int) -> pd.DataFrame:
    """Return the bars of a waterfall by pillar, in each the largest rise first, the sum last."""
    parts = analysis.contributions(made, start, end)
    named = {one.indicator_id: one for one in made.indicators}
    parts = parts[made.known_in_both(start, end)].sort_values(ascending=False, kind="stable")
    pillar = parts.index.to_series().map(lambda name: named[name].pillar)
    sums = parts.groupby(pillar).transform("sum")
    parts = parts.loc[sums.sort_values(ascending=False, kind="stable").index]
    after = parts.cumsum()
    rows = [
        (named[name].label, named[name].pillar, points, after[name] - points, after[name])
        for name, points in parts.items()
    ]
    rows.append(("In all", "all", parts.sum(), 0.0, parts.sum()))
    shown = pd.DataFrame(rows, columns=["Indicator", "Pillar", "Points", "From", "To"])
    way = shown["Points"].ge(0).map({True: CLOSER, False: FURTHER})
    return shown.assign(
        Right=shown[["From", "To"]].max(axis=1),
        Way=way.where(shown["Indicator"] != "In all", "sum"),
        Text=[finding.signed(points) for points in shown["Points"]],
        Step=pd.factorize(shown["Pillar"])[0] + 1,
    )


def _said_of_pillars(shown: pd.DataFrame, whole: finding.Period) -> list[str]:
    """Return what each step of a waterfall says: of a pillar's ties what they did, at last the sum."""
    said = []
    for pillar, rows in shown.iloc[:-1].groupby("Pillar", sort=False):
        points = rows["Points"].sum()
        did = "added" if points > 0 else "took"
        largest = rows.loc[rows["Points"].abs().idxmax()]
        said.append(
            f"The {pillar} ties {did} {prose.points(points)}; the largest move: "
            f"{largest['Indicator']}, {largest['Text']}."
        )
    return [*said, f"In all: {whole.told}."]


def _waterfall_headline(made: Coefficient, start: int, end: int) -> str:
    """Return whether all gains made up for all losses, each summed, and which losses were largest."""
    parts = analysis.contributions(made, start, end).dropna().sort_values()
    gained, lost = parts[parts > 0].sum(), parts[parts < 0]
    if lost.empty:
        return f"Since {start} no tie loosened; those that grew closer added {prose.points(gained)}"
    named = {one.indicator_id: one.name for one in made.indicators}
    first = [named[name] for name in lost.index[:2]]
    names = prose.listed([name if name[:2].isupper() else name[0].lower() + name[1:] for name in first])
    did = "made up" if gained + lost.sum() >= 0 else "did not make up"
    return (
        f"Since {start} the ties that grew closer ({finding.signed(gained)} points) {did} for those that "
        f"loosened ({finding.signed(lost.sum())}), first of all {names}"
    )
