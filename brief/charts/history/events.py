"""The history chapter's charts of events: the timeline, THAAD, and what the allies differed on."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis.alliance import posture
from brief.analysis.peninsula import timeline
from brief.article import ARTICLE_DAY
from press.figures.figure import Figure, figure
from press.figures.marks import actor_scale, layer, time_axis
from press.figures.sequence import sequence
from press.figures.theme import Layout
from press.figures.time_labels import Frame, flags
from press.look import PAPER, actor_colour
from press.prose import listed, month, number, spelled
from press.tables.words import known

LANES = list(timeline.KINDS.values())
ACTORS = {
    "United States": "USA",
    "South Korea": "KOR",
    "North Korea": "PRK",
    "China": "CHN",
    "Japan": "JPN",
    "Russia": "RUS",
    "United Nations": "UN",
}
PANELS = {
    ("1945-01-01", "1990-01-01"): {
        "E003": "Korean War begins",
        "E009": "Defence treaty",
        "E016": "US division leaves",
        "E020": "Carter plans withdrawal",
        "E030": "Free elections conceded",
    },
    ("1990-01-01", "2016-01-01"): {
        "E039": "Ties with Beijing",
        "E044": "Agreed Framework",
        "E047": "First Korean summit",
        "E057": "First nuclear test",
        "E065": "Cheonan sunk",
        "E070": "Free trade with US",
    },
    ("2016-01-01", "2025-01-01"): {
        "E079": "THAAD decision",
        "E092": "Singapore summit",
        "E097": "Pact with Tokyo in doubt",
        "E102": "Washington Declaration",
        "E113": "Moscow-Pyongyang treaty",
    },
    ("2025-01-01", "2027-01-01"): {
        "E128": "Lee elected",
        "E135": "Lee and Trump meet",
        "E159": "Tariff rise announced",
        "E167": "Air defences leave",
    },
}


def events_timeline(events: pd.DataFrame) -> Figure:
    """All events of the brief by kind, to filter by actor and kind; how exactly each is dated is drawn."""
    names = {**tables.country_names(), "SUN": "Russia"}
    dated = timeline.dated(events, names)
    shown = dated.rename(
        columns={
            "when": "Date",
            "event": "Event",
            "kind": "Kind",
            "actors": "Actors",
            "first_named": "First named",
        }
    ).assign(Source=dated["source_publisher"], Strength=dated["source_tier"])
    counts = shown["Kind"].value_counts()
    late = int((dated["date"].dt.year >= 2016).sum())

    return figure(
        "events-timeline",
        headline=f"North Korea is named in {number(timeline.together(events, 'PRK'))} of "
        f"{number(len(events))} events, "
        f"the two allies together in {number(timeline.together(events, 'USA', 'KOR'))}",
        subtitle="Events since 1945 that bear on the article, by kind; colour: the actor named first. "
        "Square: only the "
        "month or year is known, and a bar spans it. Each row has its own scale of time",
        alt="Timeline in four rows (1945 to 1989, to 2015, to 2024, to "
        f"{month(events['date'].max())}) of {len(shown)} "
        f"events in nine kinds. "
        f"The most frequent kinds are {counts.index[0].lower()} ({counts.iloc[0]}), "
        f"{counts.index[1].lower()} "
        f"({counts.iloc[1]}) and {counts.index[2].lower()} ({counts.iloc[2]}); exercises are the rarest "
        f"({counts['Exercises']}). {number(late)} of the events fall in 2016 or later.",
        note="The events were chosen by hand for what bears on the article: their number says what "
        "was looked at, "
        "not how much happened.",
        data=shown[["Date", "Event", "Actors", "Kind", "Source", "Strength"]],
        tables=["events"],
        draw=lambda layout: _panels(shown, layout),
    )


def _panels(shown: pd.DataFrame, layout: Layout) -> alt.VConcatChart:
    panels = [_panel(shown, span, words, layout) for span, words in PANELS.items()]
    return (
        alt.vconcat(*panels, spacing=10)
        .add_params(*_filters())
        .resolve_scale(x="independent", color="shared")
        .properties(autosize=alt.AutoSizeParams(type="pad"))
    )


def _filters() -> list[alt.Parameter]:
    everyone = [*ACTORS]
    actor = alt.param(
        name="actor",
        value=None,
        bind=alt.binding_select(options=[None, *everyone], labels=["All", *everyone], name="Actor"),
    )
    kind = alt.param(
        name="kind",
        value=None,
        bind=alt.binding_select(options=[None, *LANES], labels=["All", *LANES], name="Kind"),
    )
    return [actor, kind]


def _panel(
    shown: pd.DataFrame, span: tuple[str, str], words: dict[str, str], layout: Layout
) -> alt.LayerChart:
    start, end = (pd.Timestamp(day) for day in span)
    frame = Frame(start, end, layout.width - 98, len(LANES) * layout.pick(15, 17))
    within = shown[(shown["start"] >= start) & (shown["start"] < end)]
    moments = [(row.middle, words[row.event_id]) for row in within.itertuples() if row.event_id in words]
    if start <= ARTICLE_DAY < end:
        moments.append((ARTICLE_DAY, "The article"))
    base = _base(within, frame)
    return layer(flags(moments, frame), _spans(base), _dots(base)).properties(
        width=frame.width, height=frame.height
    )


def _base(within: pd.DataFrame, frame: Frame) -> alt.Chart:
    wanted = "(actor == null || indexof(datum.Actors, actor) >= 0) && (kind == null || datum.Kind == kind)"
    years = (frame.end - frame.start).days / 365
    form = "%b %Y" if years < 3 else "%Y"
    axis = alt.Axis(format=form, title=None, tickCount=5 if frame.width < 400 else 9, labelOverlap=True)
    return alt.Chart(
        within[["start", "end", "middle", "Date", "date_precision", "Event", "Actors", "Kind", "First named"]]
    ).encode(
        y=alt.Y("Kind:N", sort=LANES, scale=alt.Scale(domain=LANES), axis=_lane_axis()),
        color=alt.Color(
            "First named:N",
            scale=actor_scale(ACTORS),
            legend=alt.Legend(title=None, columns=2 if frame.width < 400 else 4),
        ),
        opacity=alt.condition(wanted, alt.value(1), alt.value(0.07)),
        tooltip=["Date:N", "Event:N", "Actors:N", "Kind:N"],
        x=alt.X("middle:T", axis=axis, scale=alt.Scale(domain=[_iso(frame.start), _iso(frame.end)])),
    )


def _lane_axis(extent: float = 76, grid: bool = True) -> alt.Axis:
    return alt.Axis(
        title=None, grid=grid, domain=False, ticks=False, minExtent=extent, maxExtent=extent, labelFontSize=12
    )


def _spans(base: alt.Chart) -> alt.Chart:
    return (
        base.transform_filter("datum.date_precision != 'day'")
        .mark_bar(height=3, fillOpacity=0.5)
        .encode(x="start:T", x2="end:T")
    )


def _dots(base: alt.Chart) -> alt.LayerChart:
    day = base.transform_filter("datum.date_precision == 'day'").mark_circle(
        size=66, stroke=PAPER["paper"].light, strokeWidth=0.8
    )
    rough = base.transform_filter("datum.date_precision != 'day'").mark_point(
        filled=True, shape="square", size=56, stroke=PAPER["paper"].light, strokeWidth=0.8
    )
    return layer(day, rough)


def _iso(moment: pd.Timestamp) -> str:
    return moment.date().isoformat()


THAAD_STEPS = ["E075", "E076", "E079", "E082", "E236", "E086", "E238", "E088", "E303", "E167"]
DECIDERS = {
    "North Korea": actor_colour("PRK"),
    "Both allies": PAPER["accent"].light,
    "China": actor_colour("CHN"),
    "South Korea": actor_colour("KOR"),
    "United States": actor_colour("USA"),
}


def thaad_decision(events: pd.DataFrame) -> Figure:
    """How the THAAD battery came to Korea, step by step, as the record has it."""
    steps = _thaad_steps(events)
    talks = (timeline.day_of(events, "E079") - timeline.day_of(events, "E076")).days
    joint = int((steps["who"] == "Both allies").sum())
    return figure(
        "thaad-decision",
        headline=f"The allies announced THAAD together, {number(talks)} days after announcing talks",
        subtitle="The decision of 2016, the quarrels over the deployment in 2017, and what became of the air "
        "defences in 2026; distances are not to scale",
        alt="List of steps in order. "
        + " ".join(f"{row.when}: {row.what}" for row in steps.itertuples())
        + f" {spelled(joint).capitalize()} of the {spelled(len(steps))} steps are announcements of "
        f"both allies.",
        data=steps.rename(columns={"when": "Date", "what": "Event", "who": "Who acted", "source": "Source"}),
        tables=["events"],
        draw=lambda layout: sequence(steps, DECIDERS, layout),
    )


def _thaad_steps(events: pd.DataFrame) -> pd.DataFrame:
    named = timeline.dated(timeline.chosen(events, THAAD_STEPS), tables.country_names())
    both = named["event"].str.contains(r"the allies announce|Seoul and Washington")
    who = named["first_named"].where(~both, "Both allies")
    who = who.mask(
        named["event"].str.startswith(("Lee says", "Seoul and Beijing", "Seoul holds")),
        "South Korea",
    )
    return named.assign(who=who).rename(columns={"event": "what", "source_publisher": "source"})[
        ["when", "what", "who", "source"]
    ]


def events_by_decade(events: pd.DataFrame) -> Figure:
    """How many events of each kind the table holds in each decade."""
    shown = timeline.by_decade_and_kind(events).assign(label=lambda table: table["decade"].astype(str) + "s")
    totals = shown.groupby("decade")["events"].sum()
    spans = [shown[shown["decade"] < 1990], shown[shown["decade"] >= 2000]]
    leading = [span.groupby("kind")["events"].sum().nlargest(2).index for span in spans]
    early, late = (
        listed([kind.lower().replace("forces and bases", "bases") for kind in kinds]) for kinds in leading
    )
    domain = [f"{decade}s" for decade in totals.index]

    return figure(
        "events-by-decade",
        headline=f"{early.capitalize()} lead the record before 1990, {late} since 2000",
        subtitle=f"Number of events of each kind in each decade, 1945 to {month(events['date'].max())}; the "
        "area of a circle grows with the number",
        alt=f"Table of circles, nine kinds by nine decades. The most frequent before 1990: {early}; "
        f"since 2000: "
        f"{late}. The 2020s hold {totals[2020]} of {totals.sum()} events, the 1950s {totals[1950]}.",
        note="The 2020s are close at hand and were searched more closely: compare kinds within a "
        "decade, not decades.",
        data=shown.rename(columns={"label": "Decade", "kind": "Kind", "events": "Events"})[
            ["Decade", "Kind", "Events"]
        ],
        tables=["events"],
        draw=lambda layout: _decade_circles(shown, domain, layout),
    )


def _decade_circles(shown: pd.DataFrame, domain: list[str], layout: Layout) -> alt.LayerChart:
    base = alt.Chart(shown[shown["events"] > 0]).encode(
        x=alt.X(
            "label:N", title=None, sort=domain, scale=alt.Scale(domain=domain), axis=_decade_axis(layout)
        ),
        y=alt.Y("kind:N", sort=LANES, axis=_lane_axis(grid=False)),  # a line would strike numbers through
    )
    dots = base.mark_circle(color=PAPER["band"].light, opacity=1).encode(
        size=alt.Size("events:Q", scale=alt.Scale(range=[0, 900], domain=[0, 16]), legend=None),
        tooltip=[
            alt.Tooltip("label:N", title="Decade"),
            alt.Tooltip("kind:N", title="Kind"),
            alt.Tooltip("events:Q", title="Events"),
        ],
    )
    return layer(dots, base.mark_text(fontSize=12).encode(text="events:Q")).properties(
        width=layout.width, height=len(LANES) * 33
    )


def _decade_axis(layout: Layout) -> alt.Axis:
    return alt.Axis(
        orient="top",
        domain=False,
        ticks=False,
        labelAngle=0,
        labelFontSize=12,
        labelExpr=layout.pick("datum.label", '"\'" + slice(datum.label, 2, 4)'),
    )


SUBJECTS = {
    "troops": "Troops",
    "domestic politics": "Politics at home",
    "policy toward the North": "Policy on the North",
    "nuclear arms and missiles": "Arms of its own",
    "technology and trade": "Trade",
    "command": "Command",
    "use of forces elsewhere": "Forces elsewhere",
    "cost-sharing": "Cost-sharing",
    "third countries": "Third countries",
    "exercises": "Exercises",
    "air defence": "Air defence",
    "intelligence": "Intelligence",
    "ties with Japan": "Ties with Japan",
}
ALLIES = {"Washington moved first": "USA", "Seoul moved first": "KOR"}


def frictions(events: pd.DataFrame, readings: pd.DataFrame, evidence: pd.DataFrame) -> Figure:
    """What Washington and Seoul differed on, when, and who opened the difference."""
    read = timeline.frictions(events, readings)
    moves = timeline.first_moves(read)
    nineties = int((read["decade"] == 1990).sum())
    names = {"USA": "Washington moved first", "KOR": "Seoul moved first"}
    shown = timeline.dated(read, {**tables.country_names(), "SUN": "Russia"}).assign(
        topic=lambda table: known(table["subject"], SUBJECTS, "frictions", "subject"),
        mover=lambda table: table["first_move_iso3"].map(names),
        strong=lambda table: table["source_tier"].isin(["primary", "major"]),
    )
    waves = pd.DataFrame(
        [
            (pd.Timestamp(first, 1, 1), pd.Timestamp(last, 12, 31), "Troops")
            for first, last in posture.waves(evidence)
        ],
        columns=["from", "to", "topic"],
    )
    return figure(
        "frictions",
        headline=f"No decade since the 1950s was without open differences; Washington moved first "
        f"in {moves['USA']} of {len(read)}, Seoul in {moves['KOR']}",
        subtitle="Events in which the allies openly differed, by subject, "
        f"{read['date'].dt.year.min()} to {month(read['date'].max())}. Bars: years in which US troops in "
        "Korea were cut. Hollow: read in a copy or a reposted text only",
        alt=f"Dot plot over time, {len(SUBJECTS)} subjects. {len(read)} frictions: Washington moved first in "
        f"{moves['USA']}, "
        f"Seoul in {moves['KOR']}. {nineties} fall in the 1990s, "
        f"{int((read['decade'] == 2020).sum())} in the 2020s. "
        f"Troop cuts: {listed([f'{row[0]} to {row[1]}' for row in posture.waves(evidence)])}.",
        note="Read from the events by one reader and one rule; a reason for each is in the table. The press "
        "of the years from 1990 on can be searched, that before hardly: dots are no rate.",
        data=shown.rename(
            columns={
                "when": "Date",
                "topic": "Subject",
                "mover": "Who moved first",
                "event": "Event",
                "reading": "Reading",
            }
        )[["Date", "Subject", "Who moved first", "Event", "Reading"]],
        tables=["frictions", "events", "evidence"],
        draw=lambda layout: _friction_plot(shown, waves, layout),
    )


def _friction_plot(shown: pd.DataFrame, waves: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    order = list(SUBJECTS.values())
    time = time_axis("middle", ["1950-01-01", "2027-01-01"], layout)
    y = alt.Y(
        "topic:N",
        title=None,
        sort=order,
        scale=alt.Scale(domain=order),
        axis=_lane_axis(layout.pick(130, 118)),
    )
    bars = alt.Chart(waves).mark_bar(height=12, color=PAPER["mark"].light).encode(x="from:T", x2="to:T", y=y)
    base = alt.Chart(shown[["middle", "topic", "mover", "strong", "when", "event", "reading"]]).encode(
        x=time,
        y=y,
        color=alt.Color(
            "mover:N", scale=actor_scale(ALLIES), legend=alt.Legend(title=None, columns=layout.pick(2, 1))
        ),
        tooltip=[
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("event:N", title="Event"),
            alt.Tooltip("mover:N", title="Who"),
            alt.Tooltip("reading:N", title="Reading"),
        ],
    )
    strong = base.transform_filter("datum.strong").mark_circle(
        size=120, stroke=PAPER["paper"].light, strokeWidth=1, opacity=1
    )
    weak = base.transform_filter("!datum.strong").mark_point(
        filled=False, size=95, strokeWidth=2.2, fill=PAPER["paper"].light, opacity=1
    )
    return layer(bars, strong, weak).properties(width=layout.width, height=len(order) * 30)
