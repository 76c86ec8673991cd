"""Charts of the alliance coefficient: the index, its pillars, what moved it, and the reader's own weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import finding, indicators, uncertainty
from brief.analysis.coefficient import index as analysis
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.indicators import PILLARS
from brief.analysis.coefficient.uncertainty import Simulation
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer, on_halo, readings
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER

ACCENT, AWAY, BAND, FAINT = (PAPER[name].light for name in ("accent", "counter", "band", "grid"))
COME_OR_GONE = "Come or gone"  # what indicators add that appear or end
SIGNED = alt.Axis(labelExpr="datum.value == 0 ? '0' : format(datum.value, '+d')", tickCount=5)
POINTS = alt.Axis(title=None, values=[0, 25, 50, 75, 100])
SPARSE = 66.0  # per cent of the weight known: under it a year is told as resting on few indicators
CLOSER, FURTHER = "closer", "further apart"
WAYS = alt.Scale(domain=[CLOSER, FURTHER, "sum"], range=[ACCENT, MUTED, INK])


def index(made: Coefficient | None = None, simulation: Simulation | None = None) -> Figure:
    """Draw the coefficient since 1991 with its two bands: other choices, and what is not known."""
    made = made or analysis.published()
    simulation = simulation or uncertainty.published()
    shown = _index_data(made, simulation)
    last, top = int(made.index.index[-1]), int(made.index.idxmax())
    start = assumptions.current().base_year

    def _draw(layout: Layout) -> alt.LayerChart:
        base = alt.Chart(shown).encode(x=years_axis(layout))
        scale = alt.Scale(domain=[0, 100])
        widened = base.mark_area(color=FAINT).encode(
            y=alt.Y("Widened, low:Q", scale=scale, axis=POINTS), y2="Widened, high:Q"
        )
        choices = base.mark_area(color=BAND).encode(
            y="Draws, 5th percentile:Q", y2="Draws, 95th percentile:Q"
        )
        line = base.mark_line(color=ACCENT, strokeWidth=2.6).encode(y="Coefficient:Q")
        marked = labelled_points(shown, "Coefficient", [start, 2021, top, last], share=0.045)
        return layer(widened, choices, line, *marked, _pointer(shown, layout)).properties(
            width=layout.width, height=layout.pick(240, 260)
        )

    return figure(
        "coefficient",
        headline=_index_headline(made, top, last),
        subtitle=(
            f"Alliance coefficient, 0 (loosest) to 100 (closest), {made.index.index[0]}–{last}. Inner band: "
            f"nine in ten of {prose.number(len(simulation.choices))} other ways to build it. Outer band: the "
            "same if what is missing were at its worst or best"
        ),
        alt=_index_words(made, shown, top, last),
        data=shown,
        tables=indicators.source_tables(list(made.indicators)),
        draw=_draw,
        note="Each year uses the indicators known in it; changes in the text compare like with like.",
    )


def _index_data(made: Coefficient, simulation: Simulation) -> pd.DataFrame:
    band = simulation.band()
    return pd.DataFrame(
        {
            "Year": made.index.index,
            "Coefficient": made.index.to_numpy(),
            "Draws, 5th percentile": band["lower"].to_numpy(),
            "Draws, 95th percentile": band["upper"].to_numpy(),
            "Widened, low": band["widened_lower"].to_numpy(),
            "Widened, high": band["widened_upper"].to_numpy(),
            "Known, per cent of weight": made.coverage.to_numpy(),
        }
    ).round(2)


def _pointer(shown: pd.DataFrame, layout: Layout) -> alt.Chart:
    tips = [alt.Tooltip(f"{name}:Q", format="d" if name == "Year" else ".0f") for name in shown]
    near = alt.selection_point(
        name="near", nearest=True, on="pointerover", fields=["Year"], empty=False, clear="pointerout"
    )
    return (
        alt.Chart(shown)
        .mark_rule(color=MUTED)
        .encode(x=years_axis(layout), opacity=alt.condition(near, alt.value(0.8), alt.value(0)), tooltip=tips)
        .add_params(near)
    )


def _index_headline(made: Coefficient, top: int, last: int) -> str:
    base = assumptions.current().base_year
    now, then = made.index[last], made.index[base]
    words = f"The coefficient stood at {prose.number(now)} in {last}, against {prose.number(then)} in {base}"
    if made.coverage[top] < SPARSE:
        return f"{words}; its peak of {top} rests on few indicators"
    return f"{words} and {prose.number(made.index[top])} at its highest, in {top}"


def _index_words(made: Coefficient, shown: pd.DataFrame, top: int, last: int) -> str:
    years = (made.index.index[0], assumptions.current().base_year, 2021, top, last)
    read = {year: prose.number(made.index[year]) for year in sorted(years)}
    end = shown.iloc[-1]
    return (
        "A line of the coefficient: "
        + ", ".join(f"{value} in {year}" for year, value in read.items())
        + f". In {last} nine in ten other ways to build it give {prose.number(end['Draws, 5th percentile'])} "
        f"to {prose.number(end['Draws, 95th percentile'])}, and with the missing indicators at their worst "
        f"or best {prose.number(end['Widened, low'])} to {prose.number(end['Widened, high'])}."
    )


def by_pillar(made: Coefficient | None = None) -> Figure:
    """Draw the three pillars, one panel each."""
    made = made or analysis.published()
    shown = (
        made.pillars.rename(columns=str.capitalize)
        .reset_index(names="Year")
        .melt("Year", var_name="Pillar", value_name="Score")
    )
    last, start = int(made.pillars.index[-1]), assumptions.current().base_year

    def _draw(layout: Layout) -> alt.ConcatChart:
        def _panel(pillar: str) -> alt.LayerChart:
            part = shown[shown["Pillar"] == pillar]
            base = alt.Chart(part).encode(
                x=years_axis(layout, count=4),
                y=alt.Y("Score:Q", scale=alt.Scale(domain=[0, 100]), axis=POINTS),
            )
            told = readings(base, ["Pillar", "Year", alt.Tooltip("Score:Q", format=".0f")])
            marked = labelled_points(part, "Score", [start, last], share=layout.pick(0.07, 0.11))
            return layer(base.mark_line(color=ACCENT), *marked, told).properties(
                title=panel_title(pillar), width=layout.pick(193, 290), height=layout.pick(220, 130)
            )

        return panels([_panel(pillar.capitalize()) for pillar in PILLARS], layout, columns=3)

    moves = {
        pillar: float(made.pillars.loc[last, pillar] - made.pillars.loc[start, pillar]) for pillar in PILLARS
    }
    return figure(
        "coefficient-pillars",
        headline=pillar_headline(moves, last),
        subtitle=(
            f"Score of each pillar, 0 (loosest) to 100 (closest), {made.pillars.index[0]}–{last}; "
            "mean of the indicators known in the year"
        ),
        alt=" ".join(_pillar_words(made.pillars[pillar], pillar) for pillar in PILLARS),
        data=shown,
        tables=indicators.source_tables(list(made.indicators)),
        draw=_draw,
        note=_thin_scores(made),
    )


def pillar_headline(moves: Mapping[str, float], last: int) -> str:
    """Return which pillars stood closer, further apart or the same in the last year as in the base year."""
    base = assumptions.current().base_year
    rose, fell, same = (
        [pillar for pillar, by in moves.items() if np.sign(round(by, 9)) == way] for way in (1, -1, 0)
    )
    groups = {"closer": rose, "further apart": fell, "the same": same}
    (first, leading), *others = [(words, pillars) for words, pillars in groups.items() if pillars]
    than = f"in {last} {'as' if first == 'the same' else 'than'} in {base}"
    if not others:
        return f"All three ties stood {first} {than}"
    ties = "ties" if len(leading) > 1 else "tie"
    told = [f"the {prose.listed(pillars)} {words}" for words, pillars in others]
    return f"The {prose.listed(leading)} {ties} stood {first} {than}, {', '.join(told)}"


def _pillar_words(line: pd.Series, pillar: str) -> str:
    years = (assumptions.current().base_year, line.index[-2], line.index[-1])
    readings = [f"{prose.number(line[year])} in {year}" for year in years]
    return f"{pillar.capitalize()}: {prose.listed(readings)}."


def _thin_scores(made: Coefficient) -> str:
    """Return the sentence that names the scores since the base year that rest on one indicator, or ""."""
    base = assumptions.current().base_year
    named = {
        pillar: [one.indicator_id for one in made.indicators if one.pillar == pillar] for pillar in PILLARS
    }
    known = {pillar: made.scores.loc[base:, names].notna().sum(axis=1) for pillar, names in named.items()}
    thin = [f"{pillar} in {year}" for pillar, counts in known.items() for year in counts.index[counts == 1]]
    return f"Known by one indicator only: {prose.listed(thin)}." if thin else ""


def contributions(made: Coefficient | None = None) -> Figure:
    """Draw what each indicator adds to each year's change: a cell for every year and indicator."""
    made = made or analysis.published()
    shown = _yearly(made)
    ties = shown[shown["Indicator"] != COME_OR_GONE]  # an indicator that appears or ends is no move
    largest = shown.loc[ties["Points"].abs().idxmax()]
    first, last = made.index.index[1], made.index.index[-1]
    return figure(
        "coefficient-by-year",
        headline=f"The largest single move of the record is {largest['Indicator']} in {largest['Year']}",
        subtitle=(
            f"Points that each indicator added to the change of a year, {first}–{last}, if half a point or "
            "more; blue: closer, brown: further apart; the darker, the more"
        ),
        alt=(
            f"A cell for each indicator and year. The largest is {largest['Indicator']} in {largest['Year']} "
            f"with {finding.signed(largest['Points'])} points. The last row holds what indicators do that "
            "appear or end."
        ),
        data=shown[["Indicator", "Year", "Points"]],
        tables=indicators.source_tables(list(made.indicators)),
        draw=lambda layout: _cells(made, shown, layout),
    )


def _yearly(made: Coefficient) -> pd.DataFrame:
    """Return the points of each indicator and year that tell: those that are not rounded to nought."""
    names = {one.indicator_id: one.label for one in made.indicators}
    parts = analysis.yearly_contributions(made).rename(columns={**names, analysis.COVERAGE: COME_OR_GONE})
    shown = parts.reset_index(names="Year").melt("Year", var_name="Indicator", value_name="Points").dropna()
    return shown[shown["Points"].abs() >= 0.5].assign(Points=lambda rows: rows["Points"].round(1))


def _cells(made: Coefficient, shown: pd.DataFrame, layout: Layout) -> alt.Chart:
    years = [int(year) for year in made.index.index[1:]]
    drawn: alt.Chart = (
        alt.Chart(shown)
        .transform_calculate(Size="abs(datum.Points)", Way=f"datum.Points > 0 ? '{CLOSER}' : '{FURTHER}'")
        .mark_rect()
        .encode(
            x=alt.X(
                "Year:O",
                title=None,
                scale=alt.Scale(domain=years, paddingInner=0.12),
                axis=alt.Axis(values=[year for year in years if year % 5 == 0], labelAngle=0, grid=False),
            ),
            y=alt.Y(
                "Indicator:N",
                sort=[*(one.label for one in made.indicators), COME_OR_GONE],
                title=None,
                scale=alt.Scale(paddingInner=0.12),
                axis=alt.Axis(grid=False, ticks=False, domain=False),
            ),
            color=alt.Color(
                "Way:N", legend=None, scale=alt.Scale(domain=[CLOSER, FURTHER], range=[ACCENT, AWAY])
            ),
            opacity=alt.Opacity(
                "Size:Q", legend=None, scale=alt.Scale(domain=[0, 8], range=[0.3, 1], clamp=True)
            ),
            tooltip=["Indicator", "Year", alt.Tooltip("Points:Q", format="+.0f"), "Way:N"],
        )
        .properties(width=layout.width, height=alt.Step(22))
    )
    return drawn


def labelled_points(
    shown: pd.DataFrame,
    column: str,
    years: list[int],
    form: str = ".0f",
    reach: float = 100.0,
    share: float = 0.07,
) -> list[alt.Chart]:
    """Return dots on a line at some years with their values, above a peak and below a dip.

    `reach` is the span of the axis and `share` the part of it that lies between a dot and its value.
    """
    line = shown.set_index("Year")[column]
    around = 0.5 * (line.shift(1).fillna(line) + line.shift(-1).fillna(line.shift(1)).fillna(line))
    part = shown[shown["Year"].isin(years)]
    away = [share * reach if line[year] >= around[year] else -share * reach for year in part["Year"]]
    base = alt.Chart(part.assign(Place=part[column] + away)).encode(x="Year:Q")
    dots = base.mark_point(color=ACCENT, filled=True, size=55, opacity=1).encode(y=f"{column}:Q")
    words = base.encode(y="Place:Q", text=alt.Text(f"{column}:Q", format=form))
    return [dots, *on_halo(words, fontWeight=600)]


def panels(
    charts: Sequence[alt.Chart | alt.LayerChart], layout: Layout, columns: int, gap: int = 44
) -> alt.ConcatChart:
    """Return several small charts in rows whose edges line up, one under the other on a phone."""
    gaps = {"row": 72, "column": gap}
    joined = alt.concat(*charts, columns=layout.pick(columns, 1), spacing=gaps, bounds="flush", align="all")
    return joined.properties(autosize="pad")


def panel_title(text: str, below: str = "") -> alt.TitleParams:
    """Return the name of one panel of several, with its unit under it."""
    return alt.TitleParams(
        text,
        subtitle=below or alt.Undefined,
        fontSize=13,
        subtitleFontSize=12,
        subtitleColor=MUTED,
        offset=8,
        anchor="start",
    )


def years_axis(layout: Layout, count: int | None = None) -> alt.X:
    """Return the axis of the coefficient's years."""
    return alt.X(
        "Year:Q",
        title=None,
        scale=alt.Scale(domain=[1991, 2025], nice=False),
        axis=alt.Axis(format="d", tickCount=layout.pick(8, 5) if count is None else count),
    )
