"""Stakeholders, arms and military spending: who arms Korea, and what defence costs each state."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis import gaps
from brief.analysis.alliance import arms, spending
from brief.charts.stakeholders.actors import with_article
from brief.tables import country_names
from press.figures import lines as ln
from press.figures.figure import Figure, figure
from press.figures.marks import Tips, layer, start_tick
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER, actor_colour
from press.prose import change, listed, number

VOLUME = "Deliveries a year (million TIV)"
US_SHARE = "US share (%)"
BURDEN = "Share of GDP (%)"
HEAD = "US dollars a head"
NEIGHBOURS = {"United States": "USA", "Russia": "RUS", "South Korea": "KOR", "China": "CHN", "Japan": "JPN"}


def arms_suppliers(suppliers: pd.DataFrame) -> Figure:
    """Arms delivered to South Korea by supplier, in periods of five years."""
    periods = arms.supplier_periods(suppliers)
    named = periods["supplier"].where(periods["supplier"].isin(["United States", "Germany"]), "All others")
    shown = (
        periods.assign(Supplier=named)
        .groupby(["period", "Supplier"], as_index=False)[["tiv_million_per_year", "share_pct"]]
        .sum()
        .round(1)
        .rename(columns={"period": "Period", "tiv_million_per_year": VOLUME, "share_pct": "Share (%)"})
    )
    us = periods[periods["supplier"] == "United States"].set_index("period")["share_pct"]
    total = periods.groupby("period")["tiv_million_per_year"].sum()

    def _draw(layout: Layout) -> alt.LayerChart:
        return _suppliers_chart(shown, layout)

    return figure(
        "arms-suppliers-korea",
        headline=(
            f"The United States delivered {number(us.iloc[-1])}% of the arms that Korea received in "
            f"{us.index[-1]}, of a volume "
            f"{number(100 * abs(1 - total.iloc[-1] / total.iloc[-2]))}% "
            f"{change(total.iloc[-2], total.iloc[-1], up='above', down='below', same='off')} "
            f"that of {us.index[-2]}"
        ),
        subtitle=(
            "Major arms delivered to South Korea a year, mean of five years, "
            "million trend-indicator values (TIV); US share in per cent"
        ),
        alt="Stacked bars, one a period of five years. "
        + "; ".join(
            f"{period}: {number(total[period])} million TIV a year, {number(share)}% from the United States"
            for period, share in us.items()
        )
        + ".",
        data=shown,
        tables=["arms_suppliers_korea"],
        draw=_draw,
        note=(
            "A trend-indicator value measures military resource, not price. A delivery that the register "
            "dates to several years is split evenly over them."
        ),
    )


def _suppliers_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    order = ["United States", "Germany", "All others"]
    colours = [actor_colour("USA"), actor_colour("OTHER"), actor_colour("PEER")]
    data = shown.assign(order=shown["Supplier"].map({name: rank for rank, name in enumerate(order)}))
    size = 12 if layout.narrow else 13
    axis = alt.Axis(
        labelAngle=0,
        labelFontSize=size,
        labelExpr="split(datum.label, '–')" if layout.narrow else "datum.label",
    )
    x = alt.X("Period:O", title=None, axis=axis)
    bars = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=x,
            y=alt.Y(f"{VOLUME}:Q", title=None, scale=alt.Scale(domain=[0, 1500])),
            color=alt.Color("Supplier:N", scale=alt.Scale(domain=order, range=colours), title=None),
            order="order:O",
            tooltip=[
                "Period",
                "Supplier",
                alt.Tooltip(f"{VOLUME}:Q", format=",.0f"),
                alt.Tooltip("Share (%):Q", format=".1f"),
            ],
        )
    )
    inside = data[data["Supplier"] == "United States"].assign(at=40)
    inside["label"] = inside["Share (%)"].map(lambda share: f"{number(share)}%")
    words = (
        alt.Chart(inside)
        .mark_text(color=PAPER["paper"].light, fontWeight=600)
        .encode(x=x, y=alt.Y("at:Q", title=None), text="label:N")
    )
    return layer(bars, words).properties(width=layout.width, height=layout.pick(330, 280))


def us_arms_share(us_arms: pd.DataFrame) -> Figure:
    """The US share of the arms that Korea and its peers received, five years together."""
    even = arms.us_share(us_arms)
    dated = arms.us_share(us_arms, method="delivery year")
    shown = pd.concat(
        [_arms_rows(even, "even split"), _arms_rows(dated[dated["recipient_iso3"] == "KOR"], "delivery year")]
    )
    korea = even[even["recipient_iso3"] == "KOR"].set_index("year")["share_pct"]
    last = even[even["year"] == even["year"].max()].set_index("recipient_iso3")["share_pct"]
    check = dated[dated["recipient_iso3"] == "KOR"].set_index("year")["share_pct"]
    apart = (korea - check).abs().max()

    def _draw(layout: Layout) -> alt.LayerChart:
        return _arms_share_chart(shown, layout)

    low = int(korea.idxmin())
    return figure(
        "us-arms-share",
        headline=(
            f"The American share of the arms that Korea receives {change(korea[low], korea.iloc[-1])} from "
            f"{number(korea[low])}% in {low - 4}–{low} to {number(korea.iloc[-1])}% in "
            f"{korea.index[-1] - 4}–{korea.index[-1]}"
        ),
        subtitle=(
            "US share of the major arms that each state received over the five years to the year shown, "
            f"per cent, {korea.index[0]}–{korea.index[-1]}"
        ),
        alt=(
            f"Lines for eight US allies. South Korea: {number(korea.iloc[0])}% in {korea.index[0]}, lowest "
            f"{number(korea[low])}% in {low}, {number(korea.iloc[-1])}% in {korea.index[-1]}. Last year: "
            + ", ".join(
                f"{country_names()[code]} {number(share)}%" for code, share in last.sort_values().items()
            )
            + "."
        ),
        data=shown.reset_index(drop=True),
        tables=["arms_us_share"],
        draw=_draw,
        note=(
            "Dashed: the other way of dating a delivery (all of it in the year booked), for Korea; the two "
            f"ways differ by {number(apart, 1)} points at most and are never mixed in one sum."
        ),
    )


def _arms_rows(shares: pd.DataFrame, method: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Recipient": shares["recipient_iso3"].map(country_names()),
            "Five years to": shares["year"].astype(int),
            US_SHARE: shares["share_pct"].round(1),
            "Dating": method,
        }
    )


def _arms_share_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    names = {
        name: ("KOR" if name == "South Korea" else "JPN" if name == "Japan" else "PEER")
        for name in shown["Recipient"].unique()
    }
    panel = ln.Panel(
        width=layout.width,
        height=int(layout.pick(380, 330)),
        x="Five years to",
        y=US_SHARE,
        name="Recipient",
        names=names,
        x_span=(1989, 2025),
        y_span=(0, 100),
    )
    even = shown[shown["Dating"] == "even split"]
    korea = even[even["Recipient"] == "South Korea"]
    check = shown[shown["Dating"] == "delivery year"]
    drawn = layer(
        ln.lines(even, panel).mark_line(strokeWidth=1.5),
        alt.Chart(check)
        .mark_line(strokeDash=[4, 3], strokeWidth=1.4, color=actor_colour("KOR"))
        .encode(x=panel.across(), y=panel.up()),
        alt.Chart(korea)
        .mark_line(strokeWidth=3.4, color=actor_colour("KOR"))
        .encode(x=panel.across(), y=panel.up()),
        ln.end_names(
            even,
            panel._replace(names={name: "OTHER" if code == "PEER" else code for name, code in names.items()}),
            room=16,
        ),
        ln.trace(even, panel, "arms"),
        ln.touch(
            even, panel, ["Recipient", "Five years to", alt.Tooltip(f"{US_SHARE}:Q", format=".0f")], "arms"
        ),
    )
    return drawn.resolve_scale(color="independent").properties(width=panel.width, height=panel.height)


def military_burden(expenditure: pd.DataFrame, macro: pd.DataFrame) -> Figure:
    """Military spending as a share of GDP: the two allies and their neighbours."""
    burden = spending.burden(expenditure, macro)
    kept = gaps.opened(burden[burden["iso3"].isin(NEIGHBOURS.values())], ["iso3"])
    shown = pd.DataFrame(
        {
            "Country": kept["iso3"].map(country_names()),
            "Year": kept["year"],
            BURDEN: kept["pct_gdp"].round(2),
            "Rounded": kept["rounded"].fillna(False).astype(bool),
        }
    )
    korea = burden[burden["iso3"] == "KOR"].set_index("year")["pct_gdp"]
    last = shown[shown["Year"] == korea.index[-1]].set_index("Country")[BURDEN]
    below, above = (
        [with_article(name) for name in last.index[sign * (last - korea.iloc[-1]) > 0]] for sign in (-1, 1)
    )

    def _draw(layout: Layout) -> alt.LayerChart:
        return _burden_chart(shown, layout)

    return figure(
        "military-burden",
        headline=(
            f"Korea spent {number(korea.iloc[-1], 1)}% of its output on defence in {korea.index[-1]}, "
            f"more than {listed(below)} and less than {listed(above)}"
        ),
        subtitle=f"Military spending as a share of GDP, per cent, {korea.index[0]}–{korea.index[-1]}",
        alt="Lines for five states. "
        + "; ".join(
            f"{name}: {number(line.iloc[0], 1)}% in {line.index[0]}, "
            f"{number(line.iloc[-1], 1)}% in {line.index[-1]}"
            for name, line in _by_country(shown, BURDEN)
        )
        + ". The last year is rounded.",
        data=shown.dropna(subset=[BURDEN]).reset_index(drop=True),
        tables=["military_expenditure"],
        draw=_draw,
        note=(
            "Hollow dots: 2025, rounded, from the newer release as quoted in the press. China and Russia are "
            "SIPRI's estimates. Gaps are years without an estimate."
        ),
    )


def _burden_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    panel = ln.Panel(
        width=layout.width,
        height=int(layout.pick(350, 300)),
        x="Year",
        y=BURDEN,
        name="Country",
        names=NEIGHBOURS,
        x_span=(1988, 2025),
        y_span=(0, 8),
    )
    solid = shown[~shown["Rounded"]]
    return layer(
        ln.lines(solid, panel),
        ln.dots(shown[shown["Rounded"]], panel, hollow=True, size=44),
        ln.end_names(shown, panel),
        ln.touch(
            shown, panel, ["Country", "Year", alt.Tooltip(f"{BURDEN}:Q", format=".1f"), "Rounded"], "burden"
        ),
    ).properties(width=panel.width, height=panel.height)


def _by_country(shown: pd.DataFrame, column: str) -> list[tuple[str, pd.Series]]:
    known = shown.dropna(subset=[column])
    return [(name, part.set_index("Year")[column]) for name, part in known.groupby("Country", sort=False)]


def spending_per_head(expenditure: pd.DataFrame, macro: pd.DataFrame) -> Figure:
    """Military spending per inhabitant in 2000 and in the last year whose population is known."""
    burden = spending.burden(expenditure, macro).dropna(subset=["usd_per_head"])
    last = int(burden.loc[burden["iso3"] == "KOR", "year"].max())
    wide = burden[burden["year"].isin([2000, last])].pivot_table(
        index="iso3", columns="year", values="usd_per_head"
    )
    shown = pd.DataFrame(
        {
            "Country": [country_names()[code] for code in wide.index],
            "2000": wide[2000].round().to_numpy(),
            str(last): wide[last].round().to_numpy(),
        }
    ).sort_values(str(last), ascending=False, ignore_index=True)
    korea = wide.loc["KOR"]
    above = int((wide[last] > korea[last]).sum())

    def _draw(layout: Layout) -> alt.LayerChart:
        return _per_head_chart(shown, str(last), layout)

    return figure(
        "military-spending-per-head",
        headline=(
            f"South Korea spent {number(korea[last])} dollars a head on defence in {last}, "
            f"{number(korea[last] / korea[2000], 1)} times as much as in 2000"
        ),
        subtitle=(
            f"Military spending per inhabitant in 2000 and {last}, US dollars at 2023 prices and exchange "
            "rates"
        ),
        alt=(
            f"Dumbbells for ten states, from 2000 to {last}. "
            + "; ".join(
                f"{row[0]} {number(row[1])} to {number(row[2])}" for row in shown.itertuples(index=False)
            )
            + f". South Korea is number {above + 1}."
        ),
        data=shown,
        tables=["military_expenditure", "macro"],
        draw=_draw,
        note=f"Population is known to {last}; later spending is not divided by an earlier population.",
    )


def _per_head_chart(shown: pd.DataFrame, last: str, layout: Layout) -> alt.LayerChart:
    codes = {"United States": "USA", "South Korea": "KOR", "China": "CHN", "Japan": "JPN", "Russia": "RUS"}
    order = shown["Country"].tolist()
    scale = alt.Scale(domain=order, range=[actor_colour(codes.get(name, "OTHER")) for name in order])
    y = alt.Y(
        "Country:N",
        sort=order,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelColor=INK),
    )
    reach = layout.pick(1.1, 1.3) * shown[["2000", last]].max().max()  # the largest has its number beside it
    span = alt.Scale(domain=[0, reach], nice=False)
    x = alt.X(
        f"{last}:Q",
        title=None,
        scale=span,
        axis=alt.Axis(format=",.0f", grid=True, tickCount=layout.pick(6, 3)),
    )
    colour = alt.Color("Country:N", scale=scale, legend=None)
    tips: Tips = [
        "Country",
        alt.Tooltip("2000:Q", format=",.0f"),
        alt.Tooltip(f"{last}:Q", format=",.0f"),
    ]
    base = alt.Chart(shown).encode(y=y, tooltip=tips)
    value = base.transform_calculate(label=f"format(datum['{last}'], ',.0f')").mark_text(
        align="left", dx=9, fontSize=12
    )
    return layer(
        base.mark_rule(strokeWidth=2.4, opacity=0.6).encode(
            x=alt.X("2000:Q", title=None, scale=span), x2=f"{last}:Q", color=colour
        ),
        start_tick(base).encode(x=alt.X("2000:Q", title=None, scale=span), color=colour),
        base.mark_point(size=90, opacity=1).encode(x=x, color=colour),
        value.encode(x=alt.X(f"{last}:Q", scale=span), text="label:N", color=alt.value(MUTED)),
    ).properties(
        width=layout.width,
        height=layout.pick(300, 290),
    )
