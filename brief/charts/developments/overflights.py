"""Recent developments in flight: what missiles flew over, how far and how high they went."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.peninsula import launches, overflights
from brief.charts.developments.launches import PRK
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import Align, layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER

# The mainland of South Korea stands in the list although, or because, nothing is recorded there.
LANES = [*overflights.WHERE.values(), overflights.DOUBTFUL]
SHAPES = {"success": "circle", "failure": "cross", "not known": "diamond"}
LAST_REVIEWED_YEAR = 2024  # outcomes of later launches are not yet reviewed


def overflown(cases: pd.DataFrame) -> Figure:
    """The recorded overflights of Japan and South Korea by kind of place."""
    table = overflights.by_place(cases)
    shown = table[["date", "where", "missile", "class", "place", "overflown"]]
    shown = shown.set_axis(["Date", "Where", "Missile", "Class", "Place", "Record"], axis=1)
    counts = shown["Where"].value_counts().reindex(LANES, fill_value=0)
    korea, japan = (int(counts[overflights.WHERE[iso3, "land"]]) for iso3 in ("KOR", "JPN"))
    first, last = shown["Date"].min().year, shown["Date"].max().year
    held = len(shown) - counts[overflights.DOUBTFUL]
    return figure(
        "overflights",
        headline=f"{prose.spelled(korea).replace('zero', 'no').capitalize()} recorded flight over mainland "
        f"South Korea, {prose.spelled(japan)} over Japan’s main islands",
        subtitle=f"Reports that a missile or rocket crossed Japan or South Korea, {first}–{last}, by place",
        alt=f"A strip of {len(shown)} reports, {held} of them shown to be true, in five rows. "
        + "; ".join(f"{lane}: {count}" for lane, count in counts.items())
        + f". The last report is of {prose.day(shown['Date'].max())}.",
        data=shown,
        tables=["overflights"],
        note="Grey: stated or reported, but not shown to have happened. One flight can stand in two rows.",
        draw=lambda layout: _overflown_drawn(shown, layout),
    )


def _overflown_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    lanes = pd.DataFrame({"Where": LANES, "start": [shown["Date"].min()] * len(LANES)})
    lanes["word"] = [_lane_words(lane, shown.loc[shown["Where"] == lane, "Date"]) for lane in LANES]
    row = alt.Y("Where:N", sort=LANES, axis=None, scale=alt.Scale(paddingInner=0.1))
    x = alt.X("Date:T", title=None, axis=alt.Axis(format="%Y", tickCount=layout.pick(10, 5)))
    base = alt.Chart(lanes).encode(y=row)
    lines = base.mark_rule(color=PAPER["grid"].light).encode(x=alt.value(0), x2=alt.value("width"))
    words = base.mark_text(align="left", dy=-18).encode(x=alt.value(0), text="word:N")
    doubtful = f"datum.Where == '{overflights.DOUBTFUL}'"
    colour = alt.condition(doubtful, alt.value(MUTED), alt.value(PRK))
    tips = [alt.Tooltip("Date:T", format=prose.DAY), "Missile", "Class", "Place", "Record"]
    dots = (
        alt.Chart(shown)
        .mark_point(filled=True, size=layout.pick(140, 110), opacity=1)
        .encode(x=x, y=row, color=colour, tooltip=tips)
    )
    return layer(lines, words, dots).properties(width=layout.width, height=len(LANES) * 56)


def _lane_words(lane: str, dates: pd.Series) -> str:
    """Return a row's name with its count; marks of one day cover each other, so that is said."""
    if dates.empty:
        return f"{lane}: none found"
    same_day = int(dates.duplicated(keep=False).sum())
    return f"{lane}: {len(dates)}" + (f" ({same_day} on one day)" if same_day else "")


def flight_profiles(missiles: pd.DataFrame) -> Figure:
    """Distance against height of the missiles for which both are known, with the outcome to 2024."""
    known = missiles.dropna(subset=["apogee_km", "distance_km"])
    reviewed = known["date"].dt.year <= LAST_REVIEWED_YEAR
    outcome = known["outcome"].where(reviewed, "unknown").replace("unknown", "not known")
    kinds = known["class"].map(launches.KINDS).fillna(launches.UNKNOWN_KIND)
    shown = known.assign(outcome=outcome, kind=kinds, day=known["date"])[
        ["day", "missile", "class", "kind", "distance_km", "apogee_km", "outcome"]
    ].set_axis(["Day", "Missile", "Class", "Kind", "Distance, km", "Height, km", "Outcome"], axis=1)
    short = shown[shown["Kind"] == "Short range"]
    steep = shown[(shown["Class"] == "ICBM") & (shown["Height, km"] > shown["Distance, km"])]
    icbm = shown[shown["Class"] == "ICBM"]
    of_short = missiles["class"].map(launches.KINDS) == "Short range"
    higher = missiles[of_short & missiles["distance_km"].isna()]["apogee_km"] > short["Height, km"].max()
    all_steep = f"all {len(icbm)}" if len(steep) == len(icbm) else f"{len(steep)} of {len(icbm)}"
    return figure(
        "flight-profiles",
        headline=f"Of {len(short)} short-range missiles drawn none rose above "
        f"{prose.number(short['Height, km'].max())} km; {all_steep} intercontinental ones were fired steeply",
        subtitle="Distance flown and greatest height of each missile for which both are known, "
        f"{shown['Day'].min().year}–{shown['Day'].max().year} (logarithmic scales)",
        alt=f"A scatter of {len(shown)} of the {len(missiles)} missiles in the table. {len(short)} "
        f"short-range ones flew {prose.number(short['Distance, km'].min())} to "
        f"{prose.number(short['Distance, km'].max())} km "
        f"and no higher than {prose.number(short['Height, km'].max())} km. Of {len(icbm)} intercontinental "
        f"missiles {len(steep)} rose higher than they flew far, up to "
        f"{prose.number(icbm['Height, km'].max())} km.",
        data=shown,
        tables=["missiles"],
        note=f"Outcomes are shown to {LAST_REVIEWED_YEAR} only: later rows are not reviewed. Many failures "
        "have no known distance or height and are missing, so the crosses are not the failure rate. "
        f"{prose.spelled(int(higher.sum())).capitalize()} short-range missiles that rose higher have no "
        "known distance, and are not drawn.",
        draw=lambda layout: _profiles_drawn(shown, layout),
    )


def _profiles_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    pooled = shown.groupby(["Kind", "Class", "Distance, km", "Height, km", "Outcome"], as_index=False)
    marks = pooled.agg(
        Missiles=("Missile", "size"), Names=("Missile", lambda names: ", ".join(sorted(set(names))))
    )
    pick = alt.selection_point(fields=["Outcome"], bind="legend", name="outcome")
    shape = alt.Shape(
        "Outcome:N",
        scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())),
        legend=alt.Legend(title=None, symbolFillColor=PRK, symbolStrokeWidth=0),
    )
    points = (
        alt.Chart(marks)
        .mark_point(filled=True, color=PRK)
        .encode(
            x=_logarithmic(alt.X, "Distance, km"),
            y=_logarithmic(alt.Y, "Height, km"),
            shape=shape,
            size=alt.Size("Missiles:Q", scale=alt.Scale(range=[45, 260]), legend=None),
            opacity=alt.condition(pick, alt.value(0.55), alt.value(0.06)),
            tooltip=["Names", "Class", "Missiles", "Distance, km", "Height, km", "Outcome"],
        )
        .add_params(pick)
    )
    return layer(points, _groups(layout)).properties(width=layout.width, height=layout.pick(420, 360))


def _logarithmic(channel: type, field: str) -> alt.X | alt.Y:
    axis = alt.Axis(
        values=[20, 100, 500, 2000], format=",", grid=True, title=f"{field.replace(', km', '')} (km)"
    )
    return channel(f"{field}:Q", scale=alt.Scale(type="log", domain=[20, 8000]), axis=axis)


def _groups(layout: Layout) -> alt.LayerChart:
    """Return the names of three groups of missiles beside them."""
    spots = pd.DataFrame(
        [
            ("Short range", 30, 130, "left"),
            ("Intercontinental, fired steeply", 620, 7000, "right"),
            (layout.pick("Over Japan, into space", "Over Japan"), 7900, 300, "right"),
        ],
        columns=["word", "Distance, km", "Height, km", "side"],
    )
    sides: list[Align] = ["left", "right"]
    layers = [
        alt.Chart(spots[spots["side"] == side])
        .mark_text(align=side, fontWeight=600, color=INK, fontSize=layout.pick(13, 12))
        .encode(x="Distance, km:Q", y="Height, km:Q", text="word:N")
        for side in sides
    ]
    return layer(*layers)
