"""The history chapter's charts of the alliance's body: American troops by host, and the cost."""

from __future__ import annotations

from typing import Any, TypeVar

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis.alliance import posture
from brief.analysis.peninsula import timeline
from press.figures.figure import Figure, figure
from press.figures.marks import actor_scale, layer, time_axis
from press.figures.theme import INK, MUTED, Layout
from press.figures.time_labels import Frame, flags
from press.look import PAPER, actor_colour
from press.prose import change, listed, number, percent

Panel = TypeVar("Panel", alt.Chart, alt.LayerChart)

HOSTS = {"South Korea": "KOR", "Japan": "JPN", "Germany": "OTHER", "Italy": "OTHER", "United Kingdom": "PEER"}
GUIDES = {
    "E014": "Guam doctrine",
    "E020": "Carter's plan",
    "E022": "Plan halted",
    "E036": "Nuclear arms leave",
    "E231": "Brigade on rotation",
    "E154": "Floor in law",
}


def troops_by_host(troops: pd.DataFrame) -> Figure:
    """US active-duty personnel in five host countries since 1950, gaps left open."""
    shown = posture.by_host(troops, tables.country_names())
    korea = posture.reported(troops)
    share = posture.share_of_hosts(troops)
    others = troops[troops["year"] == troops["year"].max()].set_index("host_iso3")["personnel"]
    rank = int((others > others["KOR"]).sum()) + 1
    last = int(korea.index[-1])

    return figure(
        "troops-by-host",
        headline=f"American troops have left Korea in steps: {number(korea[1953])} in 1953, "
        f"{number(korea[1979])} in "
        f"1979, {number(korea.iloc[-1])} in {last}",
        subtitle=f"US active-duty personnel by host country, 1950 to {last}, in thousands (June or "
        "September reports; squares: years from another series; 1951 and 1952 not known)",
        alt=f"Five line charts on one scale. South Korea {_was(korea)}. In {last} Japan hosted "
        f"{number(others['JPN'])}, "
        f"Germany {number(others['DEU'])}, South Korea {number(others['KOR'])}, Italy "
        f"{number(others['ITA'])} and the "
        f"United Kingdom {number(others['GBR'])}: South Korea is number {rank} of the five and holds "
        f"{percent(share.iloc[-1])} of their sum.",
        note="The count is of personnel assigned in the country on one day. Units that rotate through "
        "are booked "
        "elsewhere, so it lies below the level that documents name for Korea.",
        data=shown.rename(
            columns={"host": "Host", "year": "Year", "personnel": "Personnel", "basis": "Basis"}
        )[["Host", "Year", "Personnel", "Basis"]],
        tables=["us_troops"],
        draw=lambda layout: _host_panels(shown, layout),
    )


def _host_panels(shown: pd.DataFrame, layout: Layout) -> alt.FacetChart:
    data = shown.assign(thousands=shown["personnel"].astype("float64") / 1000)[
        ["host", "year", "personnel", "thousands", "basis"]
    ]
    order = list(HOSTS)
    colour = alt.Color("host:N", scale=actor_scale(HOSTS), legend=None)
    base = alt.Chart(data).encode(
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[1948, 2026], nice=False),
            axis=alt.Axis(format="d", values=[1960, 1980, 2000, 2020]),
        ),
        y=alt.Y("thousands:Q", title=None, axis=alt.Axis(tickCount=4)),
        color=colour,
    )
    tooltip = [
        alt.Tooltip("host:N", title="Host"),
        alt.Tooltip("year:Q", title="Year"),
        alt.Tooltip("personnel:Q", title="Personnel", format=","),
        alt.Tooltip("basis:N", title="Basis"),
    ]
    lines = base.mark_area(line={"strokeWidth": 2}, fillOpacity=0.12, strokeWidth=2)
    seen = base.mark_circle(size=40, opacity=0).encode(tooltip=tooltip)
    first = base.transform_filter("datum.year == 1950").mark_circle(size=24, opacity=1)
    columns = layout.pick(5, 1)
    width = layout.pick((layout.width - 50) / 5 - 14, layout.width - 34)
    return (
        layer(lines, first, _from_another_series(base, 22), seen)
        .properties(width=width, height=layout.pick(230, 84))
        .facet(
            alt.Facet("host:N", sort=order, title=None, header=alt.Header(labelAnchor="start")),
            columns=columns,
            spacing=14,
        )
        .properties(autosize=alt.AutoSizeParams(type="pad"))
    )


def troops_in_korea(troops: pd.DataFrame, events: pd.DataFrame, evidence: pd.DataFrame) -> Figure:
    """US personnel in South Korea since 1954 with the decisions that moved them."""
    shown = troops[troops["host_iso3"] == "KOR"].sort_values("year")
    korea, waves = posture.reported(troops), posture.waves(evidence)
    cuts = [posture.cut(korea, wave) for wave in waves]
    broken = int(shown.loc[shown["series_break"], "year"].item())
    since = korea[korea.index >= broken]
    usual = posture.usual_level(events)
    last = int(korea.index[-1])
    return figure(
        "troops-in-korea",
        headline="Three waves of cuts took "
        + listed([percent(-cut["change_pct"]) for cut in cuts])
        + f" of US troops out of Korea; since {broken}, counted without a brigade, the September count was "
        f"between {number(since.min())} and {number(since.max())}",
        subtitle=f"US active-duty personnel in South Korea, 1953 to {last}, in thousands; shaded: "
        f"waves of cuts; "
        f"squares: years from another series; line broken in {broken}, when the count changed",
        alt=f"Line chart. The count {_was(korea)}. Waves of cuts: "
        + "; ".join(
            f"{first} to {end}, from {number(cut['before'])} in {cut['before_year']} to "
            f"{number(cut['after'])}"
            for (first, end), cut in zip(waves, cuts, strict=True)
        )
        + f". A dotted line marks {number(usual)}, the level that the defence act of December 2025 "
        f"names; the "
        f"count of September {last}, {number(korea.iloc[-1])}, lies "
        f"{'below' if korea.iloc[-1] < usual else 'above'} it.",
        note=f"{number(korea[1953])} in 1953 lies above the frame. The level of {number(usual)} includes "
        f"units that rotate "
        f"through Korea; the reports book those elsewhere, since {broken} one brigade more.",
        data=shown.rename(columns={"year": "Year", "personnel": "Personnel", "basis": "Basis"})[
            ["Year", "Personnel", "Basis"]
        ],
        tables=["us_troops", "events", "evidence"],
        draw=lambda layout: _korea_plot(shown, events, waves, usual, layout),
    )


def _korea_plot(
    shown: pd.DataFrame, events: pd.DataFrame, waves: list[tuple[int, int]], usual: int, layout: Layout
) -> alt.LayerChart:
    start, end = pd.Timestamp("1953-01-01"), pd.Timestamp("2027-01-01")
    frame = Frame(start, end, layout.width - 34, layout.pick(330, 280))
    data = shown.assign(
        day=pd.to_datetime(shown["year"].astype(str) + "-09-01"),
        thousands=shown["personnel"].astype("float64") / 1000,
        part=shown["series_break"].cumsum(),
    )[["day", "year", "thousands", "personnel", "basis", "part"]]
    span = (
        alt.Chart(
            pd.DataFrame(
                [(pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31)) for first, last in waves],
                columns=["from", "to"],
            )
        )
        .mark_rect(color=PAPER["mark"].light, opacity=0.6)
        .encode(x="from:T", x2="to:T")
    )
    time = time_axis("day", ["1953-01-01", "2027-01-01"], layout)
    size = alt.Y("thousands:Q", title=None, scale=alt.Scale(domain=[0, 80], nice=False, clamp=False))
    tooltip = [
        alt.Tooltip("year:Q", title="Year"),
        alt.Tooltip("personnel:Q", title="Personnel", format=","),
        alt.Tooltip("basis:N", title="Basis"),
    ]
    base = alt.Chart(data).encode(x=time, y=size, color=alt.value(actor_colour("KOR")))
    line = base.mark_line(clip=True).encode(detail="part:N")
    kane = _from_another_series(base, 46)
    seen = base.mark_circle(size=70, opacity=0, clip=True).encode(tooltip=tooltip)
    level = alt.Chart(pd.DataFrame({"thousands": [usual / 1000]}))
    rule = level.mark_rule(color=MUTED, strokeDash=[2, 3], strokeWidth=1.5).encode(y=size)
    most = shown.loc[shown["personnel"].idxmax()]
    peak = f"{number(most['personnel'])} in {int(most['year'])} \N{UPWARDS ARROW}"
    words = [
        _words_on_paper(f"{number(usual)}: level named in law, 2025", 6, usual / 1000 - 2),
        _words_on_paper(peak, layout.pick(34, 20), 77),
    ]
    moments = [(timeline.day_of(events, key), text) for key, text in GUIDES.items()]
    return layer(span, flags(moments, frame), rule, *words, line, kane, seen).properties(
        width=frame.width, height=frame.height, autosize=alt.AutoSizeParams(type="pad")
    )


def _from_another_series(base: alt.Chart, size: int) -> alt.Chart:
    """Return squares on the years that no report gives, but a series that others compiled."""
    marks: alt.Chart = base.transform_filter("indexof(datum.basis, 'Kane') == 0").mark_point(
        filled=True, shape="square", size=size, opacity=1
    )
    return marks


def _words_on_paper(text: str, left: float, thousands: float) -> alt.LayerChart:
    """Return words in the plot that the rules behind them do not cross."""
    paper = PAPER["paper"].light
    base = alt.Chart(pd.DataFrame({"words": [text], "thousands": [thousands]})).encode(
        x=alt.value(left), y="thousands:Q", text="words:N"
    )
    look: dict[str, Any] = {"align": "left", "fontSize": 12}
    return layer(
        base.mark_text(**look, color=paper, stroke=paper, strokeWidth=4), base.mark_text(**look, color=MUTED)
    )


def cost_sharing(table: pd.DataFrame) -> Figure:
    """South Korea's yearly contribution: agreed amounts, two computed ones, and the formula ahead."""
    shown = posture.contributions(table)
    known = shown.dropna(subset=["krw_billion"]).set_index("year")["krw_billion"]
    first, last = int(known.index[0]), int(known.index[-1])
    ahead = shown[shown["most_krw_billion"].notna()]
    gaps = shown.loc[shown["status"] == "computed", "year"].astype(str).tolist()
    top = ahead.iloc[-1]
    return figure(
        "cost-sharing",
        headline="Seoul's contribution "
        + change(known[first], known[last], up="has grown", down="has shrunk", same="has not moved")
        + f" from {number(known[first])} to {number(known[last])} billion won since {first}",
        subtitle="South Korea's agreed contribution to US forces: billion won (above), million US "
        "dollars (below), "
        f"{first} to {int(top['year'])}",
        alt=f"Bars by year. In won: {number(known[first], 1)} billion in {first}, "
        f"{number(known[2005], 1)} in 2005, "
        f"{number(known[2019], 1)} in 2019 and {number(known[last], 1)} in {last}. Amounts for "
        f"{listed(gaps)} were not found and are computed from the agreed formula. "
        f"From {int(ahead['year'].iloc[0])} to {int(top['year'])} a formula applies: outlines "
        f"show the bounds, "
        f"at most {number(top['most_krw_billion'])} billion in {int(top['year'])}. In dollars the "
        f"amounts are known "
        f"from {_dollar_span(shown)}.",
        note=f"Amounts at the prices of each year. Outlined bars: no amount is agreed; the formula "
        f"follows consumer prices, "
        f"at most {percent(100 * posture.cap(table))} a year. Pale bars: no published amount was "
        "found; it is computed from the formula of its years.",
        data=shown.rename(
            columns={
                "year": "Year",
                "agreement": "Agreement",
                "status": "Status",
                "krw_billion": "Billion won",
                "usd_million": "Million US dollars",
                "least_krw_billion": "Formula, least (billion won)",
                "most_krw_billion": "Formula, most (billion won)",
            }
        ),
        tables=["cost_sharing"],
        draw=lambda layout: _cost_bars(shown, layout),
    )


def _dollar_span(shown: pd.DataFrame) -> str:
    dollars = shown.dropna(subset=["usd_million"])
    ends = dollars.iloc[[0, -1]]
    return " to ".join(f"{int(row.year)} ({number(row.usd_million)} million)" for row in ends.itertuples())


def _cost_bars(shown: pd.DataFrame, layout: Layout) -> alt.VConcatChart:
    years = [*shown["year"].astype(int)]
    labelled = [year for year in years if year % layout.pick(5, 10) == 0]
    x = alt.X(
        "year:O", title=None, scale=alt.Scale(domain=years), axis=alt.Axis(values=labelled, labelAngle=0)
    )
    tooltip = [
        alt.Tooltip("year:O", title="Year"),
        alt.Tooltip("agreement:N", title="Agreement"),
        alt.Tooltip("status:N", title="Status"),
    ]
    axis = alt.Axis(minExtent=44, maxExtent=44, tickCount=4)
    won = alt.Chart(shown).encode(
        x=x, tooltip=[*tooltip, alt.Tooltip("krw_billion:Q", title="Billion won", format=",")]
    )
    agreed = won.mark_bar(color=actor_colour("KOR")).encode(
        y=alt.Y("krw_billion:Q", title=None, axis=axis),
        opacity=alt.condition("datum.status == 'computed'", alt.value(0.45), alt.value(1)),
    )
    most = won.transform_filter("isValid(datum.most_krw_billion)").mark_bar(
        fillOpacity=0.12,
        color=actor_colour("KOR"),
        stroke=actor_colour("KOR"),
        strokeDash=[3, 2],
        strokeWidth=1,
    )
    least = most.encode(y="least_krw_billion:Q")
    dollars = (
        alt.Chart(shown)
        .mark_bar(color=actor_colour("USA"))
        .encode(
            x=x,
            y=alt.Y("usd_million:Q", title=None, axis=axis),
            tooltip=[*tooltip, alt.Tooltip("usd_million:Q", title="Million dollars")],
        )
    )
    width = layout.width - 56
    upper = layer(agreed, most.encode(y="most_krw_billion:Q"), least).properties(
        width=width, height=layout.pick(220, 200)
    )
    lower = dollars.properties(width=width, height=layout.pick(100, 90))
    return alt.vconcat(
        _titled(upper, "Billion won"), _titled(lower, "Million US dollars"), spacing=8
    ).properties(autosize=alt.AutoSizeParams(type="pad"))


def _titled(panel: Panel, words: str) -> Panel:
    return panel.properties(title=alt.TitleParams(words, fontSize=13, fontWeight=600, color=INK, offset=6))


def _was(korea: pd.Series) -> str:
    reports = [(1950, "June 1950"), (1953, "1953"), (1969, "1969"), (korea.index[-1], str(korea.index[-1]))]
    return "had " + listed([f"{number(korea[year])} in {words}" for year, words in reports])
