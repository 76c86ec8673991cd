"""Recent developments on the map: where missiles start, where they end and which land they cross."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from brief.analysis.peninsula import geodesy, overflights
from brief.article import WINDOW
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER, actor_colour

PRK, KOR = actor_colour("PRK"), actor_colour("KOR")
PYONGYANG = (125.75, 39.03)
RINGS_KM = {500: (115, 100), 1000: (155, 50), 1500: (124, 100)}  # where each is named: bearing, km outside it
PLACES = {
    "Seoul": (126.98, 37.57),
    "Tokyo": (139.69, 35.69),
    "Vladivostok": (131.89, 43.12),
    "Beijing": (116.39, 39.91),  # outside the narrow map
}
SHORT = {
    "launch_site": "site",
    "longitude_deg": "lon",
    "latitude_deg": "lat",
    "missiles": "n",
    "first_year": "first",
    "last_year": "last",
}  # names that repeat in every row of the embedded data


def launch_map(missiles: pd.DataFrame, sites: pd.DataFrame, region: Mapping) -> Figure:
    """Launch sites, estimated end points, distances from Pyongyang and the tracks that crossed land."""
    flown = overflights.tracks(missiles, sites)
    used = overflights.sites_used(missiles, sites)
    ends = overflights.end_points(flown)
    outlines = {iso3: overflights.outlines(region, iso3) for iso3 in ("KOR", "JPN")}
    over_korea = int(overflights.crossing(flown, outlines["KOR"][:1]).sum())
    over_japan = flown[overflights.crossing(flown, outlines["JPN"])]
    window = flown[WINDOW.holds(flown["date"])]
    shown = used[["launch_site", "latitude_deg", "longitude_deg", "missiles", "first_year", "last_year"]]
    shown = shown.set_axis(
        ["Launch site", "Latitude", "Longitude", "Missiles", "First year", "Last year"], axis=1
    )
    crossing = (
        f"{over_korea or 'None'} of {len(flown)} estimated tracks {'cross' if over_korea else 'crosses'}"
    )
    first = int(used["first_year"].min())
    return figure(
        "launch-map",
        headline=f"{crossing} mainland South Korea; {prose.spelled(len(over_japan))} crossed Japan",
        subtitle=f"Launch sites (filled, by number of missiles since {first}), estimated "
        f"end points (crosses, {flown['date'].min().year}–{flown['date'].max().year}) and distance from "
        "Pyongyang",
        alt=f"A map of the seas around Korea: {len(used)} launch sites in the North and {len(ends)} "
        "estimated end points, most of them in the East Sea (Sea of Japan). Circles mark "
        f"{prose.listed([prose.number(ring) for ring in RINGS_KM])} km from Pyongyang. "
        f"Of {len(flown)} tracks "
        f"with an estimated end {over_korea} cross mainland South Korea and {len(over_japan)} cross Japan. "
        f"The {len(window)} missiles of the article’s six months {_landed(window)}.",
        data=shown.sort_values("Missiles", ascending=False),
        tables=["missiles", "launch_sites", "region"],
        note="Solid lines: the article’s six months. Dashed: tracks over Japan, cut at the frame. End points "
        "are estimates from reported distance and direction. A drawn border is no statement on it.",
        draw=lambda layout: _map_drawn(region, used, ends, window, over_japan, layout),
    )


def _landed(flown: pd.DataFrame) -> str:
    """Return where missiles came down, by the record: "came down inside North Korea: 2 ..."."""
    words = {
        "sea-of-japan": "in the East Sea (Sea of Japan)",
        "north-korea": "inside North Korea",
        "yellow-sea": "in the Yellow Sea",
    }
    counts = flown["landing"].map(words).fillna("in a place not known").value_counts()
    return "came down " + prose.listed([f"{place}: {count}" for place, count in counts.items()])


def _map_drawn(
    region: Mapping,
    used: pd.DataFrame,
    ends: pd.DataFrame,
    window: pd.DataFrame,
    over: pd.DataFrame,
    layout: Layout,
) -> alt.LayerChart:
    hover = alt.selection_point(fields=["site"], on="pointerover", clear="pointerout", name="site")
    layers = [
        _land(region, layout),
        *_rings(layout),
        _lines(over, stroke=PRK, dash=[4, 3], width=1.2),
        _ends(ends.rename(columns=SHORT), hover, layout),
        _lines(window, stroke=INK, dash=[1, 0], width=2),
        _sites(used.round(3).rename(columns=SHORT), hover, layout),
        *_names(layout),
    ]
    height, per_km = layout.pick(520, 380), layout.pick(0.262, 0.165)
    view = alt.ViewBackground(fill=PAPER["sea"].light, stroke=None)
    return layer(*layers, view=view, width=layout.width, height=height).project(
        type="azimuthalEquidistant",
        rotate=layout.pick([-131.5, -38, 0], [-131, -38.5, 0]),
        scale=per_km * geodesy.EARTH_RADIUS_KM,
        translate=[layout.width / 2, height / 2],
    )


def _land(region: Mapping, layout: Layout) -> alt.Chart:
    """Return the countries, the two Koreas tinted in their colours."""
    rings = overflights.simplified_outlines(region, layout.pick(0.1, 0.16))  # about two pixels
    features = [
        {
            "type": "Feature",
            "properties": {"iso3": iso3},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in parts]},
        }
        for iso3, parts in rings.items()
    ]
    tint = alt.Scale(domain=["KOR", "PRK"], range=[KOR, PRK])
    shapes = alt.Chart(alt.Data(values=features))
    korean = "datum.properties.iso3 == 'KOR' || datum.properties.iso3 == 'PRK'"
    hue = alt.Color("properties.iso3:N", scale=tint, legend=None)
    return shapes.mark_geoshape(clip=True, stroke=PAPER["paper"].light, strokeWidth=0.7).encode(
        color=alt.condition(korean, hue, alt.value(PAPER["land"].light)),
        fillOpacity=alt.condition(korean, alt.value(0.22), alt.value(1)),
    )


def _rings(layout: Layout) -> list[alt.Chart]:
    """Return circles of equal distance from Pyongyang, each with its name."""
    radii = list(RINGS_KM)[: layout.pick(3, 2)]  # the third lies outside the narrow map
    shapes = [{"type": "LineString", "coordinates": geodesy.circle(PYONGYANG, radius)} for radius in radii]
    wider = layout.pick(1, 1.6)  # the letters of the narrow map cover more land
    places = ((radius, *RINGS_KM[radius]) for radius in radii)
    spots = [
        geodesy.destination(PYONGYANG, bearing, radius + away * wider) for radius, bearing, away in places
    ]
    named = [f"{prose.number(radius)} km" for radius in radii]
    words = pd.DataFrame(spots, columns=["lon", "lat"]).assign(word=named)
    text = alt.Chart(words).mark_text(fontSize=12, color=MUTED, clip=True)
    return [
        alt.Chart(alt.Data(values=shapes)).mark_geoshape(
            filled=False, stroke=MUTED, strokeWidth=0.9, opacity=0.7, clip=True
        ),
        text.encode(longitude="lon:Q", latitude="lat:Q", text="word:N"),
    ]


def _lines(flown: pd.DataFrame, stroke: str, dash: list[int], width: float) -> alt.Chart:
    """Return ground tracks, one line where several missiles share a track."""
    places = ["longitude_deg", "latitude_deg", "est_end_lon_deg", "est_end_lat_deg"]
    tracks = flown[places].drop_duplicates().itertuples(index=False, name=None)
    shapes = [
        {"type": "LineString", "coordinates": geodesy.path(row[:2], row[2:], 12).round(2).tolist()}
        for row in tracks
    ]
    return alt.Chart(alt.Data(values=shapes)).mark_geoshape(
        filled=False, stroke=stroke, strokeWidth=width, strokeDash=dash, clip=True
    )


def _ends(ends: pd.DataFrame, hover: alt.Parameter, layout: Layout) -> alt.Chart:
    return (
        alt.Chart(ends)
        .mark_point(filled=True, shape="cross", angle=45, color=PRK, clip=True)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size("n:Q", scale=_sizes(layout), legend=None),
            opacity=alt.condition(hover, alt.value(0.6), alt.value(0.08)),
            tooltip=_tips("Estimated end; launched at"),
        )
    )


def _sizes(layout: Layout) -> alt.Scale:
    return alt.Scale(domain=[0, 60], range=layout.pick([16, 420], [10, 180]))


def _tips(first: str) -> list[alt.Tooltip]:
    fields = {"site": first, "n": "Missiles", "first": "First year", "last": "Last year"}
    return [alt.Tooltip(field, title=title) for field, title in fields.items()]


def _sites(used: pd.DataFrame, hover: alt.Parameter, layout: Layout) -> alt.Chart:
    return (
        alt.Chart(used)
        .mark_point(filled=True, color=PRK, stroke=PAPER["paper"].light, strokeWidth=0.6, opacity=0.9)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size("n:Q", scale=_sizes(layout), legend=None),
            tooltip=_tips("Launch site"),
        )
        .add_params(hover)
    )


def _names(layout: Layout) -> list[alt.Chart]:
    """Return cities, and words for the two kinds of lines."""
    cities = list(PLACES)[: layout.pick(4, 3)]
    places = pd.DataFrame([PLACES[name] for name in cities], columns=["lon", "lat"]).assign(word=cities)
    where = {"longitude": "lon:Q", "latitude": "lat:Q"}
    dots = alt.Chart(places).mark_point(filled=True, color=INK, size=14, opacity=1, clip=True).encode(**where)
    words = alt.Chart(places).mark_text(align="left", dx=5, dy=3, fontSize=12, clip=True)
    lines = pd.DataFrame({"word": ["article’s six months", "over Japan"]}).assign(
        lon=layout.pick([137.0, 146.5], [137.2, 142.4]), lat=layout.pick([38.1, 40.2], [37.4, 38.4])
    )
    named = alt.Chart(lines).mark_text(align="right", fontSize=12, fontWeight=600, dx=-8, dy=-6)
    return [dots, words.encode(text="word:N", **where), named.encode(text="word:N", **where)]
