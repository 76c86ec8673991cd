"""The live chart of the coefficient: sliders set the pillars' weights and the page computes the line anew."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import assumptions
from brief.analysis.coefficient import index as analysis
from brief.analysis.coefficient import indicators
from brief.analysis.coefficient.index import Coefficient
from brief.analysis.coefficient.indicators import PILLARS
from brief.charts.data.coefficient import ACCENT, POINTS, years_axis
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer, on_halo
from press.figures.theme import INK, MUTED, Layout

START = 50  # every slider starts here, so that the pillars weigh alike, as published
MOST = 100


def own_weights(made: Coefficient | None = None) -> Figure:
    """Draw the published line and the line under the reader's own weights, which start at the published ones.

    The parameters `weight_security`, `weight_economic` and `weight_political` are bound to sliders;
    the expression is that of `expected`.
    """
    made = made or analysis.published()
    shown = made.pillars.rename(columns=str.capitalize).assign(Published=made.index).reset_index(names="Year")
    last = int(shown["Year"].max())
    base = assumptions.current().base_year
    moves = {pillar: made.pillars.loc[last, pillar] - made.pillars.loc[base, pillar] for pillar in PILLARS}

    def _draw(layout: Layout) -> alt.LayerChart:
        sliders = [_slider(pillar) for pillar in PILLARS]
        own = alt.Chart(shown).transform_calculate(Yours=_expression())
        x, y = years_axis(layout), alt.Y("Yours:Q", scale=alt.Scale(domain=[0, 100]), axis=POINTS)
        behind = (
            alt.Chart(shown)
            .mark_line(color=MUTED, strokeDash=[5, 3], strokeWidth=1.8)
            .encode(x=x, y="Published:Q")
        )
        tips = [
            "Year",
            alt.Tooltip("Yours:Q", format=".0f", title="Your weights"),
            alt.Tooltip("Published:Q", format=".0f"),
        ]
        line = own.mark_line(color=ACCENT, strokeWidth=2.6).encode(x=x, y=y)
        hover = own.mark_point(size=120, opacity=0).encode(x=x, y="Yours:Q", tooltip=tips)
        return (
            layer(behind, line, hover, *_readings(own, last), _change_text(shown, last, layout))
            .add_params(*sliders)
            .properties(width=layout.width, height=layout.pick(355, 468))
        )

    return figure(
        "coefficient-own-weights",
        headline=_own_weights_headline(moves),
        subtitle=(
            f"Alliance coefficient, 0 to 100, {made.index.index[0]}–{last}, under weights of the three "
            "pillars that you choose; dashed: as published, all three alike"
        ),
        alt=(
            f"The published line ends at {prose.number(made.index[last])} in {last}. "
            f"Between {base} and {last} "
            + prose.listed(
                [
                    f"the {pillar} pillar {prose.change(0, by)} by {prose.number(abs(by))} points"
                    for pillar, by in moves.items()
                ]
            )
            + ". Sliders for the three weights recompute the line."
        ),
        data=shown.round(2),
        tables=indicators.source_tables(list(made.indicators)),
        draw=_draw,
        note="The sliders work in the web book; paper shows the published weights.",
        significant=11,  # the page computes with them
    )


def _slider(pillar: str) -> alt.Parameter:
    bind = alt.binding_range(min=0, max=MOST, step=1, name=f"Weight of {pillar} ")
    return alt.param(name=f"weight_{pillar}", value=START, bind=bind)


def _expression() -> str:
    """Return the weighted mean as a Vega expression; a pillar that is not known has no weight."""
    total = " + ".join(_weight(pillar) for pillar in PILLARS)
    parts = " + ".join(f"{_weight(pillar)} * datum.{pillar.capitalize()}" for pillar in PILLARS)
    return f"({total}) > 0 ? ({parts}) / ({total}) : null"


def _weight(pillar: str) -> str:
    return f"(isValid(datum.{pillar.capitalize()}) ? weight_{pillar} : 0)"


def _readings(own: alt.Chart, last: int) -> list[alt.Chart]:
    """Return the dot and the value at the end of the reader's line."""
    end = own.transform_filter(f"datum.Year == {last}").encode(x="Year:Q", y="Yours:Q")
    words = end.encode(text=alt.Text("Yours:Q", format=".0f"))
    return [
        end.mark_point(filled=True, color=ACCENT, size=60, opacity=1),
        *on_halo(words, dy=17, fontWeight=600),
    ]


def _change_text(shown: pd.DataFrame, last: int, layout: Layout) -> alt.Chart:
    """Return the line of text that says the weights as shares and the change that they make."""
    total = " + ".join(f"weight_{pillar}" for pillar in PILLARS)
    shares = [f"'{pillar} ' + format(weight_{pillar} / ({total}), '.0%')" for pillar in PILLARS]
    words = "'Weights: ' + " + " + ', ' + ".join(shares)
    base = assumptions.current().base_year
    change = f"'{last} against {base}: ' + format(round(datum.Yours - datum.Base) + 0, '+d') + ' points'"
    empty = "'Give at least one pillar a weight above 0'"
    return (
        alt.Chart(shown)
        .transform_calculate(Yours=_expression())
        .transform_calculate(Then=f"datum.Year == {base} ? datum.Yours : null")
        .transform_joinaggregate(Base="max(Then)")
        .transform_filter(f"datum.Year == {last}")
        .transform_calculate(Told=f"({total}) > 0 ? [{words}, {change}] : [{empty}]")
        .mark_text(align="left", baseline="top", lineHeight=17, color=INK, fontSize=layout.pick(13, 12))
        .encode(x=alt.value(8), y=alt.value(8), text="Told:N")
    )


def _own_weights_headline(moves: dict[str, float]) -> str:
    """Return the message: whether any weighting at all could change the answer."""
    fell = [pillar for pillar, by in moves.items() if by < 0]
    if 0 < len(fell) < len(moves):
        words = f"Whether the tie loosened depends on what the {prose.listed(fell)} pillar weighs"
        return f"{words}: set it yourself"
    way, base = "further apart" if fell else "closer", assumptions.current().base_year
    return f"Under any weights the tie ended {way} than in {base}: try your own"


def expected(made: Coefficient, security: float, economic: float, political: float) -> pd.Series:
    """Return the series that the live chart has to show for three slider positions."""
    return analysis.reweighted(made, dict(zip(PILLARS, (security, economic, political), strict=True)))
