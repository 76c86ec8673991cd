"""Stakeholders, votes in the UN General Assembly: who stands near Seoul, and who moved in 2025."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.alliance import votes
from brief.tables import country_names
from press.figures import lines as ln
from press.figures import steps
from press.figures.figure import Figure, figure
from press.figures.marks import Tips, layer, start_tick
from press.figures.theme import INK, MUTED, Layout
from press.look import actor_colour
from press.prose import change, number, out_of, percent

CAPITALS = {"Washington": "USA", "Beijing": "CHN", "Moscow": "RUS", "Tokyo": "JPN"}
DISTANCE = "Distance"
AGREEMENT = "Agreement (%)"
BEFORE, AFTER = 2023, 2025  # 2024 rests on eight votes


def vote_distances(distances: pd.DataFrame, points: pd.DataFrame) -> Figure:
    """The distance of Seoul's UN voting position from four capitals, with its uncertainty."""
    measured = votes.distances(distances, "KOR", list(CAPITALS.values()))
    capital = {code: name for name, code in CAPITALS.items()}
    shown = pd.DataFrame(
        {
            "Capital": measured["iso3"].map(capital),
            "Year": measured["year"],
            DISTANCE: measured["distance"].round(3),
            "Lower (5%)": measured["lower"].round(3),
            "Upper (95%)": measured["upper"].round(3),
            "Few votes": measured["year"].isin(votes.weak_years(points)),
        }
    )
    us = shown[shown["Capital"] == "Washington"].set_index("Year")[DISTANCE]

    def _draw(layout: Layout) -> alt.ConcatChart:
        panels = [_distance_panel(shown[shown["Capital"] == name], name, layout) for name in CAPITALS]
        return ln.side_by_side(panels, columns=2, spacing=int(layout.pick(18, 10)))

    return figure(
        "un-vote-distance",
        headline=(
            f"The gap between Seoul's UN votes and Washington's {change(us.iloc[0], us[BEFORE])} from "
            f"{number(us.iloc[0], 1)} in {us.index[0]} to {number(us[BEFORE], 1)} in {BEFORE}; in {AFTER} it "
            f"{change(us[BEFORE], us[AFTER])} to {number(us[AFTER], 1)}{_widest_since(us)}"
        ),
        subtitle=(
            f"Distance of UN General Assembly voting positions between Seoul and each capital, {us.index[0]}–"
            f"{us.index[-1]} (ideal points; 90% band)"
        ),
        alt="Four panels of one line with a band each. "
        + "; ".join(
            f"{name}: {number(line.iloc[0], 1)} in {line.index[0]}, {number(line[BEFORE], 1)} in {BEFORE}, "
            f"{number(line.iloc[-1], 1)} in {line.index[-1]}"
            for name, line in (
                (name, part.set_index("Year")[DISTANCE]) for name, part in shown.groupby("Capital")
            )
        )
        + ".",
        data=shown,
        tables=["un_ideal_point_distance", "un_ideal_points"],
        draw=_draw,
        note=(
            "Diamond: 2024, whose estimate rests on eight votes. A distance has no unit; the scale is "
            "that "
            "of the estimates."
        ),
    )


def _distance_panel(part: pd.DataFrame, name: str, layout: Layout) -> alt.LayerChart:
    panel = ln.Panel(
        width=int(layout.pick(318, 140)),
        height=int(layout.pick(180, 150)),
        x="Year",
        y=DISTANCE,
        name="Capital",
        names=CAPITALS,
        x_span=(1990, 2026),
        y_span=(0, 3),
    )
    ticks = [1990, 2010] if layout.narrow else [1990, 2000, 2010, 2020]
    band = (
        alt.Chart(part)
        .mark_area(opacity=0.18)
        .encode(
            x=panel.across(values=ticks),
            y=panel.up_at("Lower (5%)"),
            y2="Upper (95%):Q",
            color=panel.colour(),
        )
    )
    tips: Tips = [
        "Capital",
        "Year",
        *(alt.Tooltip(f"{column}:Q", format=".2f") for column in (DISTANCE, "Lower (5%)", "Upper (95%)")),
    ]
    return layer(
        band,
        ln.lines(part, panel, x_axis={"values": ticks}, y_axis={"values": [0, 1, 2, 3], "format": "d"}),
        ln.dots(part[part["Few votes"]], panel, aside=True, size=52),
        ln.touch(part, panel, tips, name.lower()),
    ).properties(width=panel.width, height=panel.height, title=ln.panel_title(name))


def _widest_since(line: pd.Series) -> str:
    """Return ", the widest since 1997" when an earlier year of the line reached its last value."""
    reached = line.index[:-1][line.iloc[:-1] >= line.iloc[-1]]
    return f", the widest since {reached[-1]}" if len(reached) else ", the widest on record"


def vote_moves(points: pd.DataFrame, since: int = BEFORE) -> Figure:
    """Where each state stood in UN votes in a year and in 2025: whose move opened the gap."""
    moved = votes.moves(points, since, AFTER).sort_values("after", ascending=False)
    shown = pd.DataFrame(
        {
            "State": moved["iso3"].map(country_names()),
            f"Position {since}": moved["before"].round(2),
            f"Position {AFTER}": moved["after"].round(2),
            f"Lower {AFTER} (5%)": moved["after_lower"].round(2),
            f"Upper {AFTER} (95%)": moved["after_upper"].round(2),
            "Move": moved["move"].round(2),
            "Beyond its error": moved["clear"].map({True: "yes", False: "no"}),
        }
    ).reset_index(drop=True)
    gap = votes.gap_change(moved, "KOR", "USA")
    by_iso = moved.set_index("iso3")["move"]

    def _draw(layout: Layout) -> alt.LayerChart:
        return _moves_chart(shown, moved["iso3"].tolist(), since, layout)

    return figure(
        "un-vote-moves",
        headline=(
            f"Between {since} and {AFTER} Washington's UN votes moved by {number(by_iso['USA'], 1)} and "
            f"Seoul's by {number(by_iso['KOR'], 1)}{_whose(gap)}"
        ),
        subtitle=(
            f"UN General Assembly voting positions (ideal points) in {since} (tick) and {AFTER} (dot); "
            f"bars: 90% band of {AFTER}"
        ),
        alt=(
            f"Arrows for ten states from {since} to {AFTER}. "
            + "; ".join(
                f"{row[0]} from {number(row[1], 2)} to {number(row[2], 2)}"
                for row in shown.itertuples(index=False)
            )
            + f". The gap between Washington and Seoul changed by {number(gap['change'], 2)}: "
            f"{number(gap['by_reference'], 2)} by Washington, {number(gap['by_state'], 2)} by Seoul."
        ),
        data=shown,
        tables=["un_ideal_points"],
        draw=_draw,
        note=(
            "Right means nearer to the American votes of the past. Positions are estimated together from all "
            "states' votes, so a common drift of the scale cannot be told from a common move. "
            "The error of a move takes those of the two years as independent (nine in ten)."
        ),
        steps=_said_of_moves(moved, since),
    )


def _moves_chart(shown: pd.DataFrame, codes: list[str], since: int, layout: Layout) -> alt.LayerChart:
    order = shown["State"].tolist()
    known = {"USA", "KOR", "CHN", "RUS", "JPN"}
    colours = [actor_colour(code if code in known else "OTHER") for code in codes]
    colour = alt.Color("State:N", scale=alt.Scale(domain=order, range=colours), legend=None)
    before, after = f"Position {since}", f"Position {AFTER}"
    span = alt.Scale(domain=[-1.2, 3.8], nice=False)
    rows = alt.Scale(domain=order)
    names = alt.Axis(labelColor=INK, domain=False, ticks=False, labelFontSize=layout.pick(13, 13, 12))
    y = alt.Y("State:N", sort=order, scale=rows, title=None, axis=names)
    tips: Tips = [
        "State",
        *(alt.Tooltip(f"{column}:Q", format=".2f") for column in (before, after, "Move")),
        "Beyond its error",
    ]
    moved_at = shown["State"].map(dict(zip(order, map(_step_of, codes), strict=True)))
    before_move = alt.Chart(shown).encode(y=y, tooltip=tips)
    base = steps.each(alt.Chart(shown.assign(Step=moved_at)).encode(y=y, tooltip=tips))
    axis = alt.Axis(grid=True, values=[-1, 0, 1, 2, 3], labelExpr="replace(datum.label, '-', '−')")
    x = alt.X(f"{after}:Q", title=None, scale=span, axis=axis)
    return layer(
        base.mark_rule(strokeWidth=9, opacity=0.18).encode(
            x=alt.X(f"Lower {AFTER} (5%):Q", title=None, scale=span),
            x2=f"Upper {AFTER} (95%):Q",
            color=colour,
        ),
        base.mark_rule(strokeWidth=2).encode(
            x=alt.X(f"{before}:Q", title=None, scale=span), x2=f"{after}:Q", color=colour
        ),
        start_tick(before_move).encode(x=alt.X(f"{before}:Q", title=None, scale=span), color=colour),
        base.mark_point(size=90, opacity=1).encode(x=x, color=colour),
        _move_words(shown, since, span),
    ).properties(width=layout.width, height=layout.pick(355, 352, 122))


def _step_of(iso3: str) -> int:
    """Return the step in which a state's move is shown: Washington's, then Seoul's, then the others'."""
    return {"USA": 2, "KOR": 3}.get(iso3, 4)


def _said_of_moves(moved: pd.DataFrame, since: int) -> list[str]:
    """Return what each step says: where the two stood, how each moved, and what the others did."""
    rows = moved.set_index("iso3")
    us, korea, others = rows.loc["USA"], rows.loc["KOR"], rows.drop(["USA", "KOR"])
    first, second = abs(us["before"] - korea["before"]), abs(us["after"] - korea["after"])
    way = "away from" if abs(us["after"] - korea["before"]) > first else "towards"
    error = f"{'more' if korea['clear'] else 'less'} than its error of ±{number(korea['error'], 2)}"
    return [
        f"In {since} Washington and Seoul stood {number(first, 1)} apart.",
        f"By {AFTER} Washington had moved {way} Seoul by {number(abs(us['move']), 1)}.",
        f"Seoul itself moved by {number(abs(korea['move']), 2)}, {error}.",
        f"The gap is {number(second, 1)} now; {out_of(int(others['clear'].sum()), len(others))} other states "
        "moved beyond their error.",
    ]


def _move_words(shown: pd.DataFrame, since: int, span: alt.Scale) -> alt.LayerChart:
    """Return the years over the two dots of the first row, each from its step on."""
    first = shown.head(1)
    words = [(f"Position {since}", str(since), 1), (f"Position {AFTER}", str(AFTER), 2)]
    return layer(
        *[
            steps.upto(alt.Chart(first.assign(word=word)), step)
            .mark_text(dy=-13, fontSize=12, color=MUTED)
            .encode(
                x=alt.X(f"{column}:Q", scale=span),
                y=alt.Y("State:N", sort=shown["State"].tolist()),
                text="word:N",
            )
            for column, word, step in words
        ]
    )


def _whose(gap: dict[str, float]) -> str:
    """Return who opened the gap, as far as the two moves say so."""
    if gap["by_reference"] > 0 >= gap["by_state"]:
        return ": the wider gap is Washington's own move"
    return ": the wider gap is Seoul's own move" if gap["by_state"] > 0 >= gap["by_reference"] else ""


def vote_agreement(agreement: pd.DataFrame) -> Figure:
    """The share of UN votes on which South Korea agreed with four states."""
    shared = votes.agreement(agreement, list(CAPITALS.values()))
    names = country_names()
    shown = pd.DataFrame(
        {
            "Country": shared["iso3"].map(names),
            "Year": shared["year"],
            AGREEMENT: shared["agreement_pct"].round(1),
        }
    )
    lines = {
        code: shared[shared["iso3"] == code].set_index("year")["agreement_pct"] for code in CAPITALS.values()
    }
    us, china = lines["USA"], lines["CHN"]

    def _draw(layout: Layout) -> alt.LayerChart:
        panel = ln.Panel(
            width=layout.width,
            height=int(layout.pick(340, 290)),
            x="Year",
            y=AGREEMENT,
            name="Country",
            names={names[code]: code for code in CAPITALS.values()},
            x_span=(1991, 2022),
            y_span=(0, 100),
        )
        return layer(
            ln.lines(shown, panel),
            ln.end_names(shown, panel),
            ln.touch(
                shown, panel, ["Country", "Year", alt.Tooltip(f"{AGREEMENT}:Q", format=".0f")], "agreement"
            ),
        ).properties(width=panel.width, height=panel.height)

    nearer = int((us > china).sum())
    return figure(
        "un-vote-agreement",
        headline=(
            f"Seoul agreed with Washington in {percent(us.iloc[-1])} of UN votes in {us.index[-1]}, and more "
            f"often than with Beijing in {nearer} of {len(us)} years"
        ),
        subtitle=(
            "Share of UN General Assembly votes on which South Korea agreed with each state, per cent, "
            f"{us.index[0]}–{us.index[-1]}"
        ),
        alt="Four lines. "
        + "; ".join(
            f"{names[code]}: {number(line.iloc[0])}% in {line.index[0]}, {number(line.iloc[-1])}% in "
            f"{line.index[-1]}"
            for code, line in lines.items()
        )
        + ".",
        data=shown,
        tables=["un_agreement"],
        draw=_draw,
        note="An abstention counts half. The table ends in 2022.",
    )
