"""Recent developments around the launches: exercises, North Korean acts of other kinds, risk in the news."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis.peninsula import exercises, risk, timeline
from brief.article import AFTERMATH, ARTICLE_DAY, WINDOW, months_before
from brief.charts.developments.launches import LAUNCH_TABLES, PRK
from press import prose
from press.figures.figure import Figure, figure
from press.figures.marks import crosshair, layer, nearest, readings, span
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER, actor_colour

KOR, USA, PEER = (actor_colour(code) for code in ("KOR", "USA", "PEER"))
SERIES = [
    "Team Spirit",
    "Spring command post",
    "Spring field exercise",
    "August command post",
    "Air",
    "Marines",
    "With Japan",
]
HEAD_ROW = "Launch days (CNS/NTI, added)"
OUTCOMES = {"held": "circle", "held, but cut": "diamond", "not held": "cross"}


def named_exercises(table: pd.DataFrame) -> Figure:
    """Named exercises of the allies by series, held or not."""
    named = exercises.named(table)
    named = named.assign(when=timeline.when(named))
    shown = named[
        ["when", "exercise", "series", "outcome", "status", "field_training_events", "note", "place"]
    ]
    shown = shown.set_axis(
        ["Date", "Exercise", "Series", "Outcome", "Status", "Field events", "Note", "Day"], axis=1
    )
    counts = shown["Outcome"].value_counts()
    recent = shown[shown["Day"] >= "2025-01-01"]
    late = (recent["Status"] == "held, part postponed").sum()
    cut, gone = ((recent["Outcome"] == outcome).sum() for outcome in ("held, but cut", "not held"))
    off = shown.loc[shown["Outcome"] == "not held", "Day"].dt.year.drop_duplicates().sort_values()
    return figure(
        "exercises-named",
        headline=f"Of {prose.spelled(len(recent))} exercises named since 2025 "
        f"{prose.spelled(int(cut - late))} were reduced, {prose.spelled(int(late))} was put off in part and "
        f"{prose.spelled(int(gone)).replace('zero', 'none')} was called off",
        subtitle="Named US–South Korean exercises by series, "
        f"{shown['Day'].min().year}–{shown['Day'].max().year} (gathered from the press; not a full count)",
        alt=f"Marks along time in {len(SERIES)} rows, one for each of {len(shown)} named exercises: "
        + ", ".join(f"{counts.get(outcome, 0)} {outcome}" for outcome in OUTCOMES)
        + f". Those not held are of {prose.listed(off.astype(str).tolist())}.",
        data=shown.drop(columns="Day"),
        tables=["exercises_named"],
        note="Exercises known only by year or month stand at its middle. None of 1997 to 2010 was gathered.",
        draw=lambda layout: _named_drawn(shown, layout),
    )


def _named_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    row = alt.Y("Series:N", sort=SERIES, axis=None)
    rows = alt.Chart(pd.DataFrame({"Series": SERIES})).encode(y=row)
    lines = rows.mark_rule(color=PAPER["grid"].light).encode(x=alt.value(0), x2=alt.value("width"))
    words = rows.mark_text(align="left", dy=-15, fontSize=12).encode(x=alt.value(0), text="Series:N")
    pick = alt.selection_point(fields=["Outcome"], bind="legend", name="outcome")
    cut, gone, outcomes = PAPER["counter"].light, INK, list(OUTCOMES)
    legend = alt.Legend(title=None, symbolStrokeWidth=1.6)  # one for shape, fill and stroke

    def scale(*values: str) -> alt.Scale:
        """Return how outcomes are told apart by one channel, in their order."""
        return alt.Scale(domain=outcomes, range=list(values))

    marks = (
        alt.Chart(shown)
        .mark_point(strokeWidth=1.6, size=layout.pick(90, 60))
        .encode(
            x=alt.X("Day:T", title=None, axis=alt.Axis(format="%Y", tickCount=layout.pick(12, 6))),
            y=row,
            shape=alt.Shape("Outcome:N", scale=scale(*OUTCOMES.values()), legend=legend),
            fill=alt.Fill("Outcome:N", scale=scale(KOR, cut, gone), legend=legend),
            stroke=alt.Stroke("Outcome:N", scale=scale(KOR, cut, gone), legend=legend),
            opacity=alt.condition(pick, alt.value(1), alt.value(0.15)),
            tooltip=["Date", "Exercise", "Status", "Field events", "Note"],
        )
        .add_params(pick)
    )
    return layer(lines, words, marks).properties(width=layout.width, height=len(SERIES) * 44)


def field_events(table: pd.DataFrame) -> Figure:
    """Field events within the spring and the August exercise since 2023."""
    names = ("Freedom Shield", "Ulchi Freedom Shield")
    parts = [exercises.field_events(table, name).assign(exercise=name) for name in names]
    both = pd.concat(parts, ignore_index=True)
    shown = both[["exercise", "year", "field_events", "status", "note"]]
    shown = shown.set_axis(["Exercise", "Year", "Field events", "Status", "Note"], axis=1)
    spring = parts[0].set_index("year")["field_events"]
    last = int(spring.index.max())
    word = prose.change(spring[last - 1], spring[last], up="rose", down="fell", same="stayed")
    return figure(
        "field-events",
        headline=f"Field events of the spring exercise {word} from {spring[last - 1]} to {spring[last]} "
        f"in {last}",
        subtitle="Field training events within the two yearly exercises, "
        f"{shown['Year'].min()}–{last}, as announced",
        alt="Bars for two exercises. " + " ".join(map(_events_in_words, names, parts)),
        data=shown,
        tables=["exercises_named"],
        note="Pale: reduced, or part postponed. About half of the events of August 2025 were moved to "
        "September; sources differ on how many took place. No number was found for August 2026. By two "
        f"papers the {spring[last - 1]} of {last - 1} are of battalion size and above; counted alike, "
        f"{last} had {exercises.counted_alike(table, f'{names[0]} {last}')}.",
        draw=lambda layout: _events_drawn(shown, layout),
    )


def _events_in_words(name: str, part: pd.DataFrame) -> str:
    return f"{name}: " + ", ".join(f"{row.field_events} in {row.year}" for row in part.itertuples()) + "."


def _events_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    """Return horizontal bars, the spring exercise over the August one."""
    order = list(shown["Exercise"] + " " + shown["Year"].astype(str))
    rows = shown.assign(Name=order)
    y = alt.Y("Name:N", sort=order, title=None, axis=None, scale=alt.Scale(paddingInner=0.25))
    top = alt.Scale(domain=[0, 60])
    base = alt.Chart(rows).encode(y=y, x=alt.X("Field events:Q", axis=None, scale=top))
    whole = alt.condition("datum.Status == 'held'", alt.value(0.9), alt.value(0.35))
    tips = ["Exercise", "Year", "Field events", "Status", "Note"]
    bars = base.mark_bar(color=KOR).encode(opacity=whole, tooltip=tips)
    numbers = base.mark_text(align="left", dx=6, fontWeight=600).encode(text="Field events:Q")
    names = base.mark_text(align="left", dy=-21, fontSize=12).encode(x=alt.value(0), text="Name:N")
    chart = layer(bars, numbers, names)
    return chart.properties(width=layout.width, height=len(order) * 46)


def exercises_yearly(korea: pd.DataFrame, others: pd.DataFrame) -> Figure:
    """Exercises with the United States by year, Korea beside its peers, open after the count ends."""
    counted = exercises.yearly(korea, others)
    names = tables.country_names()
    shown = counted.assign(country=counted["iso3"].map(names))[["country", "year", "exercises"]]
    shown = shown.set_axis(["Country", "Year", "Exercises"], axis=1)
    own = shown[shown["Country"] == names["KOR"]].set_index("Year")["Exercises"]
    last = exercises.LAST_COUNTED_YEAR
    return figure(
        "exercises-yearly",
        headline=f"South Korea’s exercises with US forces reached {own[last]} in {last}, "
        "the last year of this count",
        subtitle=f"Joint exercises with the United States by year, 1980–{last}; "
        f"pale: {prose.spelled(shown['Country'].nunique() - 1)} other allies",
        alt=f"A line for South Korea from {own.iloc[0]} exercises in 1980 to {own[last]} in {last}, its "
        f"highest year being {own.idxmax()}, over pale lines for {shown['Country'].nunique() - 1} other "
        f"allies. From {last + 1} on the chart is empty: this count ends there.",
        data=shown,
        tables=["exercises_yearly_korea", "exercises_by_country"],
        draw=lambda layout: _yearly_drawn(shown, names["KOR"], layout),
    )


def _yearly_drawn(shown: pd.DataFrame, own: str, layout: Layout) -> alt.LayerChart:
    last, end = exercises.LAST_COUNTED_YEAR, ARTICLE_DAY.year + 1
    years = alt.Scale(domain=[1980, end], nice=False)
    x = alt.X("Year:Q", title=None, scale=years, axis=alt.Axis(format="d", tickCount=layout.pick(10, 5)))
    y = alt.Y("Exercises:Q", title=None)
    peers = alt.Chart(shown[shown["Country"] != own]).mark_line(color=PEER, opacity=0.6, strokeWidth=1.2)
    line = alt.Chart(shown[shown["Country"] == own]).mark_line(color=KOR, strokeWidth=2.8)
    lines = [chart.encode(x=x, y=y, detail="Country:N") for chart in (peers, line)]
    seen = readings(alt.Chart(shown).encode(x=x, y=y), ["Country", "Year", "Exercises"])
    name = (
        alt.Chart(shown[(shown["Country"] == own) & (shown["Year"] == last)])
        .mark_text(align="left", dx=8, color=KOR, fontWeight=600)
        .encode(x=x, y=y, text="Country:N")
    )
    chart = layer(*_uncounted(last + 0.5, end, years), *lines, seen, name)
    return chart.properties(width=layout.width, height=layout.pick(280, 272))


def _uncounted(start: float, end: float, years: alt.Scale) -> list[alt.Chart]:
    """Return a panel over the years for which no count exists."""
    empty = pd.DataFrame({"from": [start], "to": [end], "middle": [(start + end) / 2], "word": ["no count"]})
    base = alt.Chart(empty)
    shade = base.mark_rect(color=PAPER["panel"].light).encode(x=alt.X("from:Q", scale=years), x2="to:Q")
    word = base.mark_text(color=MUTED, baseline="top", dy=6)
    return [shade, word.encode(x=alt.X("middle:Q", scale=years), y=alt.value(0), text="word:N")]


def provocations(acts: pd.DataFrame, days: pd.DataFrame) -> Figure:
    """Acts counted by CSIS by kind and year, with the launch days of CNS/NTI above them."""
    first = 2012
    counts = risk.two_counts(acts, days, first)
    kinds = risk.acts_by_kind(acts[acts["year"] >= first])
    ours = counts[["year", "launch_days"]].assign(kind=HEAD_ROW)
    shown = pd.concat([ours.rename(columns={"launch_days": "events"}), kinds])[["kind", "year", "events"]]
    shown = shown[shown["events"] > 0].set_axis(["Kind", "Year", "Events"], axis=1)
    year = ARTICLE_DAY.year
    before, row = (counts.set_index("year").loc[when] for when in (year - 1, year))
    other = shown[~shown["Kind"].isin([HEAD_ROW, risk.KINDS["ballistic missile"]])]
    largest = other.loc[other["Events"].idxmax()]
    last = pd.Timestamp(tables.complete_to("provocations"))
    return figure(
        "provocations",
        headline=_agreement(before, row, year),
        subtitle=f"North Korean acts by kind and year, {first}–{shown['Year'].max()}; "
        "CSIS counts events, the first row counts days",
        alt=f"A grid of circles by kind and year. In {year} CSIS counts {row['csis_events']} ballistic and "
        f"space events after {before['csis_events']} the year before; launch days were {row['launch_days']} "
        f"after {before['launch_days']}. The largest circle of another kind: {largest['Kind'].lower()}, "
        f"{largest['Events']} in {largest['Year']}.",
        data=shown,
        tables=["provocations", *LAUNCH_TABLES[:2]],
        note="CSIS files some launches under a short-range kind whose type was unclear, so its ballistic "
        f"row is lower in some years. The last year runs to {prose.day(last)}.",
        draw=lambda layout: _provocations_drawn(shown, layout),
    )


def _agreement(before: pd.Series, now: pd.Series, year: int) -> str:
    """Return whether the two counts moved the same way from one year to the next."""
    moves = [
        prose.change(
            before[count],
            now[count],
            up="more ballistic and space launches than",
            down="fewer ballistic and space launches than",
            same="as many ballistic and space launches as",
        )
        for count in ("launch_days", "csis_events")
    ]
    if moves[0] == moves[1]:
        return f"Two counts agree on {year}: {moves[0]} in {year - 1}"
    return (
        f"Two counts differ on {year}: {moves[0]} in {year - 1} by days, {moves[1]} in {year - 1} by events"
    )


def _provocations_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    totals = shown.groupby("Kind")["Events"].sum().sort_values(ascending=False)
    heads = [HEAD_ROW, risk.KINDS["ballistic missile"]]
    order = [*heads, *(kind for kind in totals.index if kind not in heads)]
    years = list(range(int(shown["Year"].min()), int(shown["Year"].max()) + 1))
    row = alt.Y("Kind:N", sort=order, axis=None)
    x = alt.X(
        "Year:O",
        title=None,
        scale=alt.Scale(domain=years),
        axis=alt.Axis(labelAngle=0, values=years[:: layout.pick(1, 4)]),
    )
    base = alt.Chart(shown).encode(x=x, y=row)
    circles = base.mark_circle(color=PRK, opacity=0.85).encode(
        size=alt.Size(
            "Events:Q", scale=alt.Scale(domain=[0, 34], range=[0, layout.pick(620, 330)]), legend=None
        ),
        tooltip=["Kind", "Year", "Events"],
    )
    names = (
        alt.Chart(pd.DataFrame({"Kind": order}))
        .mark_text(align="left", dy=-17, fontSize=12)
        .encode(x=alt.value(0), y=row, text="Kind:N")
    )
    layers = [circles, names]
    if not layout.narrow:
        layers.append(base.mark_text(align="left", fontSize=12, dx=15, color=MUTED).encode(text="Events:Q"))
    return layer(*layers).properties(width=layout.width, height=len(order) * layout.pick(46, 42))


def risk_monthly(table: pd.DataFrame) -> Figure:
    """Share of newspaper articles on geopolitical risk that name South Korea, and the United States."""
    since = table[table["date"] >= "2005-01-01"]
    shown = since[["date", "gpr_korea_pct", "gpr_usa_pct"]].round({"gpr_korea_pct": 3, "gpr_usa_pct": 3})
    shown = shown.set_axis(["Month", "South Korea, %", "United States, %"], axis=1)
    spans = (months_before(6, WINDOW.start), WINDOW, AFTERMATH)
    before, inside, after = (risk.mean_of(table, "gpr_korea_pct", where) for where in spans)
    word = prose.change(before, inside, steady=0.02, up="more", down="less", same="as much")
    peak = since.loc[since["gpr_korea_pct"].idxmax()]
    return figure(
        "risk-monthly",
        headline=f"News of risk named South Korea {word} in the article’s six months "
        + ("as before" if word == "as much" else "than in the six before"),
        subtitle="Articles in ten newspapers that write of geopolitical risk and name the country, per cent "
        f"of all, by month, 2005–{shown['Month'].max().year}",
        alt="Two lines by month. For South Korea the mean share was "
        f"{prose.percent(inside, 2)} in the article’s six months, {prose.percent(before, 2)} in the six "
        f"months before and {prose.percent(after, 2)} in the six after; the peak was "
        f"{prose.percent(peak['gpr_korea_pct'], 1)} in {prose.month(peak['date'])}.",
        data=shown,
        tables=["geopolitical_risk"],
        note="A count of words: it follows attention, not danger alone. Each panel has its own scale. The "
        "article’s six months are counted as May to October.",
        draw=lambda layout: _risk_drawn(shown, layout),
    )


def _risk_drawn(shown: pd.DataFrame, layout: Layout) -> alt.VConcatChart:
    colours = {"South Korea, %": KOR, "United States, %": USA}
    panels = [_risk_line(shown, name, colour, layout) for name, colour in colours.items()]
    within = alt.AutoSizeParams(type="fit-x", contains="padding")
    drawn: alt.VConcatChart = alt.vconcat(*panels, spacing=layout.pick(26, 24)).properties(autosize=within)
    return drawn


def _risk_line(shown: pd.DataFrame, name: str, colour: str, layout: Layout) -> alt.LayerChart:
    x = alt.X("Month:T", title=None, axis=alt.Axis(format="%Y", tickCount=layout.pick(12, 5)))
    y = alt.Y(f"{name}:Q", title=None, axis=alt.Axis(tickCount=4, labelExpr="datum.label + '%'"))
    line = alt.Chart(shown).mark_line(color=colour, strokeWidth=1.5).encode(x=x, y=y)
    tips = [alt.Tooltip("Month:T", format=prose.MONTH), alt.Tooltip(f"{name}:Q", format=".2f")]
    pointer = crosshair(shown, "Month:T", tips, nearest("Month", f"at_{name.split()[0].lower()}"))
    heading = (
        alt.Chart(pd.DataFrame({"word": [name.removesuffix(", %")]}))
        .mark_text(align="left", baseline="bottom", fontWeight=600, color=colour)
        .encode(x=alt.value(0), y=alt.value(-5), text="word:N")
    )
    chart = layer(span(WINDOW.start, WINDOW.end), line, heading, pointer)
    return chart.properties(width=layout.width, height=layout.pick(150, 130))
