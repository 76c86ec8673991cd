"""Stakeholders, trade and investment: who Korea sells to, who leads, what each side says it owns."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis import gaps
from brief.analysis.alliance import trade
from brief.tables import country_names
from press.figures import lines as ln
from press.figures.figure import Figure, figure
from press.figures.marks import Align, Tips, actor_scale, layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER, actor_colour
from press.prose import change, number

FLOWS = {"export": "Exports", "import": "Imports"}
SHARE = "Share (%)"
SEOULS, THEIRS = "As Seoul reports it", "As the other side reports it"
LEAD = "Lead of China (points)"
YEARS = alt.Scale(domain=[1990, 2026], nice=False)
POINTS = alt.Scale(domain=[-21, 18], nice=False)
SIGNED = "datum.value > 0 ? '+' + datum.value : replace(format(datum.value, 'd'), '-', '−')"
RIVALS = {"United States": "USA", "China": "CHN"}
ECONOMIES = {"United States": "USA", "China": "CHN", "Japan": "JPN"}
HELD = {"invested there by Korea": "Korean investment in", "invested in Korea": "Investment in Korea from"}


def trade_shares(trade_korea: pd.DataFrame) -> Figure:
    """South Korea's goods exports and imports by partner, each as a share of all."""
    shares = trade.korea_shares(trade_korea)
    opened = gaps.opened(shares, ["partner_iso3", "flow"])
    shown = pd.DataFrame(
        {
            "Flow": opened["flow"].map(FLOWS),
            "Partner": opened["partner_iso3"].map(country_names()),
            "Year": opened["year"],
            SHARE: opened["share_pct"].round(2),
            "Worked out": opened["worked_out"].fillna(False).astype(bool),
            "After the change of source": opened["year"] > trade.LAST_WITS_YEAR,
        }
    )

    def _draw(layout: Layout) -> alt.ConcatChart:
        parts = [_shares_panel(shown[shown["Flow"] == flow], flow, layout) for flow in FLOWS.values()]
        return ln.side_by_side(parts, columns=int(layout.pick(2, 1)))

    us, china = (trade.share(shares, code, "export") for code in ("USA", "CHN"))
    return figure(
        "trade-shares-by-partner",
        headline=(
            f"China bought {number(china.iloc[-1])}% of Korea's exports in {china.index[-1]}, "
            f"{_against_peak(china)}; the United States bought {number(us.iloc[-1])}%"
        ),
        subtitle=(
            "Share of South Korea's goods exports and imports by partner, per cent, "
            f"{us.index[0]}–{us.index[-1]}"
        ),
        alt=_shares_alt(shares),
        data=shown.dropna(subset=[SHARE]).reset_index(drop=True),
        tables=["trade_korea"],
        draw=_draw,
        note=(
            "The source changes after 2019 (dotted rule): later figures are dashed and not joined to the "
            "earlier. Diamonds are worked out from a growth rate or a balance. Gaps are years that no "
            "source gives."
        ),
    )


def _shares_panel(part: pd.DataFrame, flow: str, layout: Layout) -> alt.LayerChart:
    labels = {"United States": "USA", "China": "CHN", "Japan": "JPN", "Russia": "RUS"}
    panel = ln.Panel(
        width=int(layout.pick(228, 216)),
        height=int(layout.pick(330, 240)),
        x="Year",
        y=SHARE,
        name="Partner",
        names=labels,
        x_span=(1988, 2025),
        y_span=(0, 38),
    )
    after = part["After the change of source"]
    tips: Tips = ["Partner", "Year", alt.Tooltip(f"{SHARE}:Q", format=".1f"), "Worked out"]
    return layer(
        ln.note_rule(2019.5, "source\nchanges", panel, align="left"),
        ln.lines(part, panel, weak="After the change of source", x_axis={"values": [1990, 2000, 2010, 2020]}),
        ln.dots(part[after & ~part["Worked out"]], panel, size=26),
        ln.dots(part[after & part["Worked out"]], panel, aside=True, size=40),
        ln.end_names(part, panel),
        ln.touch(part, panel, tips, flow.lower()),
    ).properties(width=panel.width, height=panel.height, title=ln.panel_title(flow))


def _against_peak(line: pd.Series) -> str:
    """Return "down from 27% in 2018", or that the last value is the peak."""
    peak = line.idxmax()
    return "the most so far" if peak == line.index[-1] else f"down from {number(line[peak])}% in {peak}"


def _shares_alt(shares: pd.DataFrame) -> str:
    told = []
    for flow in FLOWS:
        for code in ("USA", "CHN", "JPN"):
            line = trade.share(shares, code, flow)
            told.append(
                f"{FLOWS[flow]}, {country_names()[code]}: "
                f"{number(line.iloc[0], 1)}% in {line.index[0]}, "
                f"{number(line.iloc[-1], 1)}% in {line.index[-1]}"
            )
    return "Two panels of lines, shares of all trade. " + _sentences(told)


def china_against_us(trade_korea: pd.DataFrame) -> Figure:
    """By how many points China's share of Korean trade exceeds that of the United States, and since when."""
    ahead = trade.lead(trade.korea_shares(trade_korea), "CHN", "USA")
    crossed = trade.crossings(ahead).groupby("flow")["year"].last()
    shown = pd.DataFrame(
        {
            "Flow": ahead["flow"].map(FLOWS),
            "Year": ahead["year"],
            "Larger partner": ahead["leader"].map(country_names()),
            LEAD: ahead["points"].round(2),
        }
    )
    exports = ahead[ahead["flow"] == "export"].set_index("year")["points"]
    peak, last = int(exports.idxmax()), ahead.groupby("flow")["year"].max()

    def _draw(layout: Layout) -> alt.ConcatChart:
        parts = [_lead_panel(shown, flow, int(crossed[flow]), layout) for flow in FLOWS]
        return ln.side_by_side(parts, columns=int(layout.pick(2, 1)))

    return figure(
        "china-against-us",
        headline=(
            f"China has bought more of Korea's exports than the United States since {crossed['export']}; "
            f"its lead {change(exports[peak], exports.iloc[-1], up='grew', down='shrank')} from "
            f"{number(exports[peak], 1)} points in {peak} to {number(exports.iloc[-1], 1)} "
            f"in {exports.index[-1]}"
        ),
        subtitle=(
            "China's share of South Korea's goods trade minus the US share, percentage points: "
            f"exports {exports.index[0]}–{last['export']}, imports {ahead['year'].min()}–{last['import']}"
        ),
        alt=_lead_alt(ahead, crossed),
        data=shown,
        tables=["trade_korea"],
        draw=_draw,
        note="No bar: one of the two shares is not known for the year. The source changes after 2019.",
    )


def _lead_panel(shown: pd.DataFrame, flow: str, crossed: int, layout: Layout) -> alt.LayerChart:
    part = shown[shown["Flow"] == FLOWS[flow]]
    width, height = int(layout.pick(318, 300)), int(layout.pick(290, 220))
    x = alt.X("Year:Q", title=None, scale=YEARS, axis=alt.Axis(format="d", values=[1990, 2000, 2010, 2020]))
    y = alt.Y(
        f"{LEAD}:Q", title=None, scale=POINTS, axis=alt.Axis(labelExpr=SIGNED, values=[-20, -10, 0, 10])
    )
    bars = (
        alt.Chart(part)
        .mark_bar(size=max(4, int(width / 37) - 2))
        .encode(
            x=x,
            y=y,
            color=alt.Color("Larger partner:N", scale=actor_scale(RIVALS), legend=None),
            tooltip=["Flow", "Year", "Larger partner", alt.Tooltip(f"{LEAD}:Q", format="+.1f")],
        )
    )
    return layer(bars, _lead_words(crossed)).properties(
        width=width, height=height, title=ln.panel_title(FLOWS[flow])
    )


def _lead_words(crossed: int) -> alt.LayerChart:
    """Return what the two sides of zero mean, and the year in which the lead changed hands."""
    sides = pd.DataFrame(
        {"Year": [1990.5, 2025.5], "at": [15.5, -15.5], "word": ["China larger", "US larger"]}
    )
    sides["Larger partner"] = ["China", "United States"]
    crossing = pd.DataFrame({"Year": [crossed - 0.5], "at": [9.0], "word": [f"since {crossed}"]})
    x, y = alt.X("Year:Q", scale=YEARS), alt.Y("at:Q", scale=POINTS)
    colour = alt.Color("Larger partner:N", scale=actor_scale(RIVALS), legend=None)
    words = [
        alt.Chart(sides[sides["Year"] < 2000]).mark_text(align="left", fontWeight=600),
        alt.Chart(sides[sides["Year"] > 2000]).mark_text(align="right", fontWeight=600),
    ]
    return layer(
        *[word.encode(x=x, y=y, text="word:N", color=colour) for word in words],
        alt.Chart(crossing).mark_rule(color=MUTED, strokeDash=[2, 3]).encode(x=x),
        alt.Chart(crossing)
        .mark_text(align="right", dx=-5, color=MUTED, fontSize=12)
        .encode(x=x, y=y, text="word:N"),
        alt.Chart(pd.DataFrame({"at": [0]})).mark_rule(color=INK).encode(y=y),
    )


def _lead_alt(ahead: pd.DataFrame, crossed: pd.Series) -> str:
    told = []
    for flow, line in ahead.groupby("flow"):
        points = line.set_index("year")["points"]
        told.append(
            f"{FLOWS[flow]}: the United States ahead by {number(-points.min(), 1)} points in "
            f"{points.idxmin()}, China ahead since {crossed[flow]}, by {number(points.max(), 1)} points at "
            f"most ({points.idxmax()}) and by {number(points.iloc[-1], 1)} in {points.index[-1]}"
        )
    return "Bars around zero, one a year. " + _sentences(told)


def direct_investment(investment: pd.DataFrame) -> Figure:
    """Direct investment between South Korea and three economies, as each side reports it."""
    held = trade.investment_positions(investment)
    shown = pd.DataFrame(
        {
            "Economy": held["counterpart_iso3"].map(country_names()),
            "What": held["held"].map(HELD),
            "Year": held["year"].astype(int),
            SEOULS: held["korea"].round(1),
            THEIRS: held["counterpart"].round(1),
        }
    )

    def _draw(layout: Layout) -> alt.ConcatChart:
        cells = [(economy, what) for what in HELD.values() for economy in ECONOMIES]
        if layout.narrow:
            cells = [(economy, what) for economy in ECONOMIES for what in HELD.values()]
        panels = [_investment_panel(shown, economy, what, layout) for economy, what in cells]
        return ln.side_by_side(panels, columns=int(layout.pick(3, 2)), spacing=int(layout.pick(14, 10)))

    last = held[held["year"] == held["year"].max()].set_index(["counterpart_iso3", "held"])
    us, china = (last.loc[(code, "invested there by Korea")] for code in ("USA", "CHN"))
    return figure(
        "direct-investment",
        headline=(
            f"By Seoul's count Korean firms held {number(us['korea'] / china['korea'], 1)} times as much in "
            f"the United States as in China in {held['year'].max()}; by the hosts' own counts "
            f"{number(us['counterpart'] / china['counterpart'], 1)} times"
        ),
        subtitle=(
            "Stock of direct investment, billion US dollars, "
            f"{held['year'].min()}–{held['year'].max()}: as Seoul reports it and as the other side does"
        ),
        alt=_investment_alt(last),
        data=shown,
        tables=["direct_investment"],
        draw=_draw,
        note=(
            "Solid line: Seoul's figure. Dashed line: the other side's; where it is missing, that side gave "
            "none. The shaded span is the disagreement between the two."
        ),
    )


def _investment_panel(shown: pd.DataFrame, economy: str, what: str, layout: Layout) -> alt.LayerChart:
    part = shown[(shown["Economy"] == economy) & (shown["What"] == what)]
    abroad = what == HELD["invested there by Korea"]
    years = alt.Scale(domain=[2014, 2024], nice=False)
    x = alt.X(
        "Year:Q", title=None, scale=years, axis=alt.Axis(format="d", values=[2014, 2024], labelFlush=True)
    )
    scale = alt.Scale(domain=[0, 240 if abroad else 68], nice=False)
    labelled = layout.narrow or economy == next(iter(ECONOMIES))
    axis = alt.Axis(labels=labelled, tickCount=4, minExtent=28 if labelled else 0)
    y = alt.Y(f"{SEOULS}:Q", title=None, scale=scale, axis=axis)
    amounts = [alt.Tooltip(f"{side}:Q", format=",.1f") for side in (SEOULS, THEIRS)]
    base = alt.Chart(part).encode(x=x)
    # A line's own tooltip would tell its first year.
    seen = base.mark_bar(size=14, opacity=0, color=MUTED).encode(
        y=alt.Y(f"{SEOULS}:Q", scale=scale), tooltip=["Economy", "What", "Year", *amounts]
    )
    layers = [
        base.mark_area(color=PAPER["band"].light, opacity=0.8).encode(y=y, y2=f"{THEIRS}:Q"),
        base.mark_line(color=actor_colour("KOR")).encode(y=y),
        base.mark_line(color=actor_colour(ECONOMIES[economy]), strokeDash=[5, 3]).encode(y=f"{THEIRS}:Q"),
        seen,
    ]
    if abroad and economy == "United States":
        layers += _reporters()
    place = "the United States" if economy == "United States" else economy
    title = ln.panel_title([what, place])
    return layer(*layers).properties(
        width=int(layout.pick(200, 126)), height=int(layout.pick(170, 140)), title=title
    )


def _reporters() -> list[alt.Chart]:
    """Return the words that say, in the first panel, which line is whose."""
    words = pd.DataFrame({"Year": [2019.6, 2014.6], "at": [174, 14], "word": ["Seoul's figure", "US figure"]})
    sides: list[tuple[pd.DataFrame, Align, str]] = [(words[:1], "right", "KOR"), (words[1:], "left", "USA")]
    return [
        alt.Chart(word)
        .mark_text(align=align, fontSize=12, fontWeight=600, color=actor_colour(code))
        .encode(x="Year:Q", y="at:Q", text="word:N")
        for word, align, code in sides
    ]


def _investment_alt(last: pd.DataFrame) -> str:
    told = [
        f"{country_names()[code]}, {what}: {number(row['korea'])} billion dollars as Seoul reports it, "
        f"{number(row['counterpart'])} as the other side does"
        for (code, what), row in last.iterrows()
    ]
    return f"Six panels with two lines each. In {last['year'].iloc[0]}: " + "; ".join(told) + "."


def _sentences(told: list[str]) -> str:
    return " ".join(f"{part}." for part in told)
