"""Charts that set Korea beside other allies, and Washington beside Beijing and Moscow."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis.alliance import votes
from brief.analysis.coefficient import indicators, moves, peers
from brief.analysis.coefficient.index import Coefficient
from brief.charts.data.coefficient import SIGNED, panel_title, panels, years_axis
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import actor_scale, layer, readings
from press.figures.theme import INK, LINE, Layout
from press.look import actor_colour

PERIODS = ((2015, 2023), (2023, 2025), (2015, 2025))  # 2024 has too few votes to start or end with


def allies() -> Figure:
    """Draw the change of the coefficient of eight allies before 2025, in 2025 and over both."""
    names = tables.country_names()
    found = {period: peers.changes(*period) for period in PERIODS}
    shown = pd.concat(
        [
            table.assign(Ally=table["iso3"].map(names), Period=f"{start} to {end}")
            for (start, end), table in found.items()
        ]
    )
    shown = shown.rename(columns={"points": "Points"})[["Ally", "Period", "Points"]]

    def _draw(layout: Layout) -> alt.ConcatChart:
        reach = [shown["Points"].min() - layout.pick(46, 26), shown["Points"].max() + layout.pick(34, 20)]
        charts = [
            _bars(part, str(period), reach, layout) for period, part in shown.groupby("Period", sort=False)
        ]
        return panels(charts, layout, columns=3, gap=122)

    whole = found[PERIODS[-1]]
    return figure(
        "coefficient-allies",
        headline=_allies_headline(found),
        subtitle=(
            "Change of the tie with Washington in points, over the indicators that the allies share in both "
            f"years ({_measured()}); each on its own range since 1991"
        ),
        alt=" ".join(
            f"{start} to {end}: "
            + ", ".join(f"{names[row.iso3]} {prose.number(row.points, 0)}" for row in table.itertuples())
            + "."
            for (start, end), table in found.items()
        ),
        data=shown.round(1),
        tables=["arms_us_share", "un_ideal_point_distance", "indicators"],
        draw=_draw,
        note=f"Left out where a shared indicator is missing: {_absent(whole, names)}.",
    )


def who_moved(start: int = 2023, end: int = 2025) -> Figure:
    """Draw how much of each ally's growing distance in UN votes is Washington's move and how much its own."""
    names = tables.country_names()
    points = tables.load("un_ideal_points")
    moved = moves.allies_moves(points, list(peers.ALLIES), start, end)
    moved["Ally"] = moved["iso3"].map(names)
    moved = moved.merge(votes.moves(points, start, end)[["iso3", "error", "clear"]], on="iso3")
    shown = moved.melt(["Ally", "change"], ["by_us", "by_ally"], var_name="part", value_name="Distance")
    shown["Whose move"] = shown["part"].map({"by_us": "Washington's move", "by_ally": "its own move"})
    korea = moved.set_index("iso3").loc["KOR"]

    def _draw(layout: Layout) -> alt.LayerChart:
        order = list(moved["Ally"])
        y = alt.Y("Ally:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False))
        scale = alt.Scale(
            domain=["Washington's move", "its own move"],
            range=[actor_colour("USA"), actor_colour("PEER")],
        )
        bars = (
            alt.Chart(shown)
            .mark_bar(height=layout.pick(18, 16))
            .encode(
                y=y,
                x=alt.X("Distance:Q", title=None, axis=alt.Axis(tickCount=5)),
                color=alt.Color("Whose move:N", scale=scale, legend=alt.Legend(title=None)),
                tooltip=["Ally", "Whose move", alt.Tooltip("Distance:Q", format="+.2f")],
            )
        )
        errors = _errors(moved, y)
        net = alt.Chart(moved).encode(y=y, x="change:Q")
        dots = net.mark_point(shape="diamond", filled=True, color=INK, size=80, opacity=1)
        zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q")
        return layer(bars, zero, errors, dots).properties(
            width=layout.width, height=alt.Step(layout.pick(38, 41))
        )

    return figure(
        "un-who-moved",
        headline=_moved_headline(korea),
        subtitle=(
            f"Change of the distance to Washington in UN votes, {start} to {end}, in ideal-point units, by "
            "who moved; diamond: the sum; thin line: its own move with its error, nine in ten"
        ),
        alt=f"Washington's move widens the distance to every ally by {prose.number(korea['by_us'], 2)}. "
        + " ".join(
            f"{row.Ally}: own move {prose.number(row.by_ally, 2)} (±{prose.number(row.error, 2)}), sum "
            f"{prose.number(row.change, 2)}."
            for row in moved.itertuples()
        ),
        data=shown[["Ally", "Whose move", "Distance"]].round(3),
        tables=["un_ideal_points"],
        draw=_draw,
        note="The error takes those of the two years as independent. The estimates are joint, so it is "
        "approximate.",
    )


def partners() -> Figure:
    """Draw Seoul's ties with Washington, Beijing and Moscow where the tables hold the same for the three."""
    names = {"US": "USA", "China": "CHN", "Russia": "RUS"}
    back = {code: name for name, code in names.items()}
    shown = peers.partners().rename(columns=str.capitalize)
    shown["Partner"] = shown["Partner"].map(back)
    shown["Indicator"] = shown["Indicator"].map(PLAIN).fillna(shown["Indicator"])

    def _draw(layout: Layout) -> alt.ConcatChart:
        charts = [
            _lines(part, str(name), names, layout) for name, part in shown.groupby("Indicator", sort=False)
        ]
        return panels(charts, layout, columns=3, gap=72)

    made = {code: peers.partner(code) for code in names.values()}
    return figure(
        "tie-partners",
        headline=_partners_headline(made),
        subtitle="Seoul's tie with the United States, China and Russia on the indicators that exist for all "
        f"three, {indicators.FIRST_YEAR}–{indicators.LAST_YEAR}; gaps are not known",
        alt=_partners_words(shown),
        data=shown,
        tables=["trade_korea", "un_ideal_point_distance", "opinion", "indicators"],
        draw=_draw,
    )


PLAIN = {
    "US share of Korean exports": "Share of Korean exports",
    "Distance in UN votes": "Distance in UN votes",
    "Favourable view of the US": "Favourable view of the state",
}


def _bars(part: pd.DataFrame, period: str, reach: list[float], layout: Layout) -> alt.LayerChart:
    ordered = part.sort_values("Points", ascending=False)
    korea = alt.datum.Ally == tables.country_names()["KOR"]
    base = alt.Chart(ordered).encode(
        y=alt.Y(
            "Ally:N",
            sort=list(ordered["Ally"]),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelFontSize=12),
        ),
        x=alt.X("Points:Q", title=None, axis=SIGNED, scale=alt.Scale(domain=reach, nice=False)),
        tooltip=["Ally", "Period", alt.Tooltip("Points:Q", format="+.1f")],
    )
    bars = base.mark_bar(height=14).encode(
        color=alt.condition(korea, alt.value(actor_colour("KOR")), alt.value(actor_colour("PEER")))
    )
    words = alt.Text("Points:Q", format="+.0f")
    plus = (
        base.transform_filter("datum.Points >= 0")
        .mark_text(align="left", dx=4, fontSize=12)
        .encode(text=words)
    )
    minus = (
        base.transform_filter("datum.Points < 0")
        .mark_text(align="right", dx=-4, fontSize=12)
        .encode(text=words)
    )
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=LINE).encode(x="x:Q")
    return layer(bars, zero, plus, minus).properties(
        title=panel_title(period), width=layout.pick(112, 215), height=alt.Step(layout.pick(32, 23))
    )


def _lines(part: pd.DataFrame, name: str, names: dict[str, str], layout: Layout) -> alt.LayerChart:
    known = part.dropna(subset=["Value"])
    base = alt.Chart(part).encode(
        x=years_axis(layout, count=4),
        y=alt.Y(
            "Value:Q",
            title=None,
            scale=alt.Scale(domain=[0, 1.2 * known["Value"].max()], nice=False),
            axis=alt.Axis(tickCount=4),
        ),
        color=alt.Color("Partner:N", scale=actor_scale(names), legend=None),
    )
    told = readings(base, ["Partner", "Year", alt.Tooltip("Value:Q", format=".1f"), "Unit"])
    last = known.sort_values("Year").groupby("Partner").tail(1).sort_values("Value")
    last = last.assign(Place=spread(list(last["Value"]), layout.pick(0.085, 0.13) * known["Value"].max()))
    words = (
        alt.Chart(last)
        .mark_text(align="left", dx=5, fontSize=12, fontWeight=600)
        .encode(
            x="Year:Q",
            y="Place:Q",
            text="Partner:N",
            color=alt.Color("Partner:N", scale=actor_scale(names), legend=None),
        )
    )
    unit = str(part["Unit"].iloc[0])
    line = base.mark_line(strokeWidth=1.8, point=alt.OverlayMarkDef(filled=True, size=16, opacity=1))
    return layer(line, words, told).properties(
        title=panel_title(name, unit), width=layout.pick(150, 250), height=layout.pick(210, 140)
    )


def spread(values: list[float], gap: float) -> list[float]:
    """Return rising values moved apart, as little as needed, so that labels at them do not collide."""
    placed = list(values)
    for _ in range(len(placed)):
        for low, high in zip(range(len(placed)), range(1, len(placed)), strict=False):
            short = gap - (placed[high] - placed[low])
            if short > 0:
                placed[low], placed[high] = placed[low] - short / 2, placed[high] + short / 2
    return placed


def _allies_headline(found: dict[tuple[int, int], pd.DataFrame]) -> str:
    last = found[PERIODS[1]]
    fell, place = int((last["points"] < 0).sum()), peers.place(last)
    if fell == len(last):  # who moved least is not told: the positions' errors are wider than the steps
        all_of = f"all {prose.spelled(len(last))} allies with a record"
        return f"By arms shares and UN votes together, Washington and {all_of} moved apart from 2023 to 2025"
    return (
        f"By arms shares and UN votes together, Washington and "
        f"{prose.spelled(fell)} of {prose.spelled(len(last))} allies moved apart "
        f"from 2023 to 2025; Seoul ranks {prose.ordinal(place)} from the top"
    )


def _errors(moved: pd.DataFrame, y: alt.Y) -> alt.Chart:
    """Return the error of each ally's own move, about the end of the bar of that move."""
    begins = moved["by_us"].where(moved["by_us"] * moved["by_ally"] > 0, 0)  # bars of one sign are stacked
    ends = begins + moved["by_ally"]
    reach = moved.assign(Low=ends - moved["error"], High=ends + moved["error"])
    base = alt.Chart(reach).encode(y=y, x="Low:Q", x2="High:Q")
    return base.mark_rule(color=INK, strokeWidth=1.4)


def _moved_headline(korea: pd.Series) -> str:
    if korea["by_us"] > 0 and korea["by_ally"] < 0:
        size, error = (prose.number(abs(korea[name]), 2) for name in ("by_ally", "error"))
        still = f"Seoul's own move ({size}) is smaller than its error (±{error})"
        own = "Seoul itself moved closer" if korea["clear"] else still
        return f"The distance in UN votes grew because Washington moved; {own}"
    share = korea["by_us"] / korea["change"]
    return f"Washington's own move makes {prose.percent(100 * share)} of Seoul's growing distance in UN votes"


def _partners_headline(made: dict[str, Coefficient]) -> str:
    moved = {code: one.change(2015, 2022) for code, one in made.items() if one.known_in_both(2015, 2022)}
    since = {code: one.change(2022, 2025) for code, one in made.items() if one.known_in_both(2022, 2025)}
    if moved["CHN"] < 0 < moved["USA"] and moved.get("RUS", -1) < 0:
        if min(since.get("CHN", 0), since.get("RUS", 0)) > 0 > since.get("USA", 0):
            return (
                "Seoul's ties with Beijing and Moscow loosened from 2015 to 2022 and drew closer after; "
                "that with Washington did the reverse"
            )
        return "Seoul's ties with Beijing and Moscow loosened, 2015 to 2022; that with Washington tightened"
    return (
        f"From 2015 to 2022 Seoul's tie with Beijing {_tightened(moved['CHN'])}, "
        f"the one with Washington {_tightened(moved['USA'])}"
    )


def _tightened(points: float) -> str:
    return prose.change(0, points, up="tightened", down="loosened")


def _partners_words(shown: pd.DataFrame) -> str:
    known = shown.dropna(subset=["Value"]).sort_values("Year")
    ends = known.groupby(["Indicator", "Partner"], sort=False).agg(
        first=("Value", "first"), start=("Year", "first"), last=("Value", "last"), end=("Year", "last")
    )
    return " ".join(
        f"{name}, {partner}: {prose.number(row['first'], 1)} in {int(row['start'])}, "
        f"{prose.number(row['last'], 1)} in {int(row['end'])}."
        for (name, partner), row in ends.iterrows()
    )


def _measured() -> str:
    """Return which indicators the panels rest on: once if they are the same, else panel by panel."""
    panels_of: dict[str, list[str]] = {}
    for start, end in PERIODS:
        names = prose.listed([_label(name) for name in peers.shared(start, end)])
        panels_of.setdefault(names, []).append(f"{start} to {end}")
    if len(panels_of) == 1:
        return next(iter(panels_of))
    return "; ".join(f"{prose.listed(spans)}: {names}" for names, spans in panels_of.items())


def _label(indicator_id: str) -> str:
    named = {one.indicator_id: one.label for one in indicators.described("peers")}
    label = named[indicator_id]
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def _absent(whole: pd.DataFrame, names: dict[str, str]) -> str:
    missing = [names[code] for code in peers.ALLIES if code not in set(whole["iso3"])]
    return prose.listed(missing) if missing else "none"
