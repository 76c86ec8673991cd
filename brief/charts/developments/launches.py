"""Recent developments: how often North Korea launches, by year and month, and how long it pauses."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief.analysis.peninsula import launches
from brief.article import ARTICLE_DAY, WINDOW, Span, months_before
from press import prose
from press.figures import steps
from press.figures.figure import Figure, figure
from press.figures.marks import Tips, crosshair, layer, nearest, on_halo, span
from press.figures.theme import INK, MUTED, Layout
from press.look import actor_colour

PRK = actor_colour("PRK")
PRELIMINARY_FROM = 2025
LAUNCH_TABLES = ["missiles", "missile_events_added", "missile_count_disagreements"]

# One hue, North Korea's; the shade tells the kind, palest where the class is not known.
SHADES = {
    "Short range": 0.4,
    "Medium range, submarine": 0.7,
    "Long range, space": 1.0,
    "Class not known": 0.2,
}


def launches_by_year(missiles: pd.DataFrame, added: pd.DataFrame, days: pd.DataFrame) -> Figure:
    """Missiles by year and kind since 1984, with the range of the sources."""
    years = launches.by_year(missiles, days)
    kinds = launches.by_year_and_kind(missiles, added)
    shown = kinds.merge(years[["lowest", "highest"]], left_on="year", right_index=True)
    shown.columns = ["Year", "Kind", "Missiles", "Lowest report, all kinds", "Highest report, all kinds"]
    peak, latest, year = years["missiles"].idxmax(), int(years.index.max()), ARTICLE_DAY.year
    last_day = prose.day(days["date"].max())
    return figure(
        "launches-by-year",
        headline=f"{year} saw {years.loc[year, 'missiles']} missiles, the fewest since "
        f"{fewest_since(years['missiles'], year)}; the record year is {peak}",
        subtitle="Ballistic missiles and space rockets launched, by year and kind, "
        f"{years.index.min()}–{latest}; line: lowest and highest report where sources differ",
        alt=f"Stacked bars by year. Before 2014 no year had more than "
        f"{years.loc[:2013, 'missiles'].max()} missiles; then {_in_words(years, peak)}, "
        f"{_in_words(years, year - 1)}, {_in_words(years, year)} and {_in_words(years, latest)} "
        f"up to {last_day}. {_largest_kind(kinds)}",
        data=shown,
        tables=LAUNCH_TABLES,
        note=f"Years from {PRELIMINARY_FROM} are preliminary and {latest} ends on {last_day}. The highest "
        "report for 2022 includes other kinds of missile. Cruise missiles are not counted.",
        draw=lambda layout: _years_drawn(shown, years, layout),
    )


def _in_words(years: pd.DataFrame, year: int) -> str:
    """Return "73 missiles in 2022 (sources: 73 to 91)"."""
    row = years.loc[year]
    differing = f" (sources: {row['lowest']} to {row['highest']})" if row["lowest"] < row["highest"] else ""
    return f"{row['missiles']} missiles in {year}{differing}"


def _largest_kind(kinds: pd.DataFrame) -> str:
    """Return a sentence on which kind is the largest in most years."""
    largest = kinds.loc[kinds.groupby("year")["missiles"].idxmax(), "kind"].value_counts()
    return (
        f"{largest.index[0]} is the largest kind in {largest.iloc[0]} of {largest.sum()} years with a launch."
    )


def _years_drawn(shown: pd.DataFrame, years: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    every = [int(year) for year in years.index]
    ticks = [year for year in every if year % layout.pick(5, 10) == 0]
    place = alt.X(
        "Year:O", title=None, scale=alt.Scale(domain=every), axis=alt.Axis(values=ticks, labelAngle=0)
    )
    pick = alt.selection_point(fields=["Kind"], bind="legend", name="kind")
    bars = (
        alt.Chart(shown)
        .transform_calculate(rank=f"indexof({list(SHADES)}, datum.Kind)")
        .mark_bar(color=PRK)
        .encode(
            x=place,
            y=alt.Y("Missiles:Q", title=None, scale=alt.Scale(domainMax=110)),
            opacity=_shade(layout),
            fillOpacity=alt.condition(pick, alt.value(1), alt.value(0.12)),
            order=alt.Order("rank:Q"),
            tooltip=list(shown.columns),
        )
        .add_params(pick)
    )
    chart = layer(bars, _preliminary(years), _range_rules(years, layout))
    return chart.properties(width=layout.width, height=layout.pick(340, 300))


def _shade(layout: Layout) -> alt.Opacity:
    legend = alt.Legend(title=None, columns=layout.pick(4, 2), symbolFillColor=PRK, symbolType="square")
    scale = alt.Scale(type="ordinal", domain=list(SHADES), range=list(SHADES.values()))
    return alt.Opacity("Kind:O", sort=list(SHADES), scale=scale, legend=legend)


def _preliminary(years: pd.DataFrame) -> alt.LayerChart:
    """Return a dashed outline round the years that are not yet reviewed, and what it means."""
    late = years[years.index >= PRELIMINARY_FROM].reset_index()
    outline = (
        alt.Chart(late)
        .mark_bar(fillOpacity=0, stroke=INK, strokeWidth=1.2, strokeDash=[3, 2])
        .encode(x="year:O", y="missiles:Q")
    )
    words = pd.DataFrame({"year": [int(years.index.max())], "word": ["dashed: preliminary"]})
    text = (
        alt.Chart(words)
        .mark_text(align="right", baseline="top", color=MUTED, fontSize=12, dx=6, dy=2)
        .encode(x="year:O", y=alt.value(0), text="word:N")
    )
    return layer(outline, text)


def _range_rules(years: pd.DataFrame, layout: Layout) -> alt.Chart:
    differing = years[years["lowest"] < years["highest"]].reset_index()
    rules = alt.Chart(differing).mark_rule(color=INK, strokeWidth=layout.pick(2, 1.5))
    return rules.encode(x="year:O", y="lowest:Q", y2="highest:Q")


def fewest_since(missiles: pd.Series, year: int) -> int:
    """Return the last earlier year that had as few."""
    return int(missiles[(missiles.index < year) & (missiles <= missiles[year])].index.max())


def launch_pace(days: pd.DataFrame, months: int = 6) -> Figure:
    """Launch days in the preceding months, month by month, with the article's day marked."""
    table = launches.trailing(days, "2013-01-01", days["date"].max(), months)
    shown = table[["date", "launch_days", "missiles"]]
    span_words = f"{prose.spelled(months)} months" if months > 1 else "month"
    shown = shown.set_axis([f"{span_words.capitalize()} before", "Launch days", "Missiles"], axis=1)
    counts = table.set_index("date")["launch_days"]
    here, earlier = counts[ARTICLE_DAY], counts[months_before(months).start]
    then = "half-year" if months == 6 else span_words
    word = prose.change(earlier, here, up="more than", down="fewer than", same="as many as")
    peak, last = counts.idxmax(), counts.index[-1]
    return figure(
        "launch-pace",
        headline=f"The article’s {span_words} held {prose.counted(here, 'launch day')}, {word} "
        f"the {prose.spelled(earlier)} of the {then} before",
        subtitle=f"Days with a launch in the {span_words} before each date, "
        f"{counts.index[0].year}–{last.year}",
        alt=f"A line of launch days per {span_words}. It first reaches its peak, {counts.max()}, "
        f"in {prose.month(peak)}, lies at {here} on {prose.day(ARTICLE_DAY)} "
        f"and at {counts.iloc[-1]} on {prose.day(last)}.",
        data=shown,
        tables=LAUNCH_TABLES[:2],
        note="Ballistic missiles and space rockets; cruise missiles are not counted. From 2025 preliminary.",
        draw=lambda layout: _pace_drawn(shown.assign(Step=_steps_of_pace(counts, months)), layout),
        steps=_said_of_pace(counts, months, span_words),
    )


def _turns_of_pace(counts: pd.Series, months: int) -> list[pd.Timestamp]:
    """Return the days at which all steps of the pace but the last end: the peak, the window's two ends."""
    start = months_before(months).start
    return [counts[:start].idxmax(), start, ARTICLE_DAY]


def _steps_of_pace(counts: pd.Series, months: int) -> list[int]:
    """Return for each day of the pace the step that it is shown in."""
    turns = _turns_of_pace(counts, months)
    return [1 + sum(day > turn for turn in turns) for day in counts.index]


def _said_of_pace(counts: pd.Series, months: int, span_words: str) -> list[str]:
    """Return what each step of the pace says."""
    peak, start, _ = _turns_of_pace(counts, months)
    most, own = (prose.counted(counts[day], "launch day") for day in (peak, ARTICLE_DAY))
    long = span_words if months > 1 else f"one {span_words}"
    until, last = prose.day(counts.index[-1]).replace(" ", "\N{NO-BREAK SPACE}"), counts.iloc[-1]
    return [
        f"The pace first reached its peak, {most} in {long}, in {prose.month(peak)}.",
        f"In the {span_words} before those of the article it stood at {prose.spelled(counts[start])}.",
        f"The article’s own {span_words} held {own}.",
        f"In the {span_words} to {until} there were {prose.spelled(last)}.",
    ]


def _pace_drawn(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    begin, end = shown.iloc[0, 0], shown.iloc[-1, 0] + pd.DateOffset(months=layout.pick(6, 12))
    x = alt.X(
        f"{shown.columns[0]}:T",
        title=None,
        axis=alt.Axis(format="%Y", tickCount=layout.pick(12, 6)),
        scale=alt.Scale(domain=[{"year": one.year, "month": one.month} for one in (begin, end)]),
    )
    y = alt.Y("Launch days:Q", title=None, scale=alt.Scale(domain=[0, shown["Launch days"].max()]))
    base = steps.each(alt.Chart(shown).encode(x=x, y=y))
    tips: Tips = [
        alt.Tooltip(f"{shown.columns[0]}:T", format=prose.DAY),
        "Launch days:Q",
        "Missiles:Q",
    ]
    pointer = steps.each(crosshair(shown, f"{shown.columns[0]}:T", tips, nearest(str(shown.columns[0]))))
    area, line = base.mark_area(color=PRK, opacity=0.18), base.mark_line(color=PRK)
    chart = layer(area, line, steps.upto(_article_rule(layout), 3), _named_points(shown), pointer)
    return chart.properties(width=layout.width, height=layout.pick(304, 342, 95))


def _article_rule(layout: Layout) -> alt.LayerChart:
    """Return a rule on the article's day with its name at the top."""
    base = alt.Chart(pd.DataFrame({"day": [ARTICLE_DAY], "word": ["article"]})).encode(x="day:T")
    rule = base.mark_rule(color=MUTED, strokeDash=[4, 3])
    named = base.encode(y=alt.value(0), text="word:N")
    words = on_halo(named, align="right", baseline="top", dx=-5, dy=layout.pick(0, 24), color=MUTED)
    return layer(rule, *words)


def _named_points(shown: pd.DataFrame) -> alt.LayerChart:
    """Return dots with their numbers where each step ends: peak, before, the article's day, at last."""
    ends = shown.groupby("Step").tail(1)
    base = steps.each(alt.Chart(ends).encode(x=f"{shown.columns[0]}:T", y="Launch days:Q"))
    told = base.encode(text="Launch days:Q")
    left, right = told.transform_filter("datum.Step == 2"), told.transform_filter("datum.Step != 2")
    return layer(
        base.mark_point(color=INK, size=50, opacity=1),
        left.mark_text(align="right", dx=-8, fontWeight=600),  # on the right it would meet the next dot
        right.mark_text(align="left", dx=8, fontWeight=600),
    )


def launches_by_month(days: pd.DataFrame) -> Figure:
    """Launch days and missiles by month since 2022, the article's six months shaded."""
    since = Span(pd.Timestamp("2022-01-01"), days["date"].max() + pd.Timedelta(days=1))
    table = launches.by_month(days, since)[
        ["month", "launch_days", "missiles", "missiles_min", "missiles_max"]
    ]
    shown = table.set_axis(["Month", "Launch days", "Missiles", "Lowest report", "Highest report"], axis=1)
    pace = launches.pace(days)["launch_days"]
    return figure(
        "launches-by-month",
        headline=f"{prose.counted(pace['window'], 'launch day').capitalize()} in the article’s six months, "
        f"{prose.spelled(pace['after'])} in the six months after it",
        subtitle="Launch days, and missiles launched, by month, "
        f"January 2022–{prose.month(days['date'].max())}; line: lowest and highest report",
        alt=f"Two rows of bars by month. The shaded six months before the article have {pace['window']} "
        f"launch days, against {pace['before it']} in the six months before those and "
        f"{pace['a year earlier']} a year earlier; the six months from the article on have {pace['after']}.",
        data=shown,
        tables=LAUNCH_TABLES,
        note="Months from 2025 are preliminary. The highest report for November 2022 includes other kinds "
        "of missile. Cruise missiles are not counted.",
        draw=lambda layout: _months_drawn(shown, layout),
    )


def _months_drawn(shown: pd.DataFrame, layout: Layout) -> alt.VConcatChart:
    upper, lower = (_month_bars(shown, name, layout) for name in ("Launch days", "Missiles"))
    ranges = (
        alt.Chart(shown[shown["Lowest report"] < shown["Highest report"]])
        .mark_rule(color=INK, strokeWidth=layout.pick(2, 1.5))
        .encode(x=_month_axis(), y="Lowest report:Q", y2="Highest report:Q")
    )
    within = alt.AutoSizeParams(type="fit-x", contains="padding")
    both = alt.vconcat(upper, layer(lower, ranges), spacing=layout.pick(26, 24))
    fitted: alt.VConcatChart = both.properties(autosize=within)
    return fitted


def _month_bars(shown: pd.DataFrame, name: str, layout: Layout) -> alt.LayerChart:
    tips: Tips = [alt.Tooltip("Month:T", format=prose.MONTH), *shown.columns[1:]]
    bars = (
        alt.Chart(shown)
        .mark_bar(color=PRK, opacity=0.65)
        .encode(x=_month_axis(), y=alt.Y(f"{name}:Q", title=None, axis=alt.Axis(tickCount=4)), tooltip=tips)
    )
    heading = (
        alt.Chart(pd.DataFrame({"word": [name]}))
        .mark_text(align="left", baseline="bottom", fontWeight=600)
        .encode(x=alt.value(0), y=alt.value(-6), text="word:N")
    )
    word = layout.pick("article’s six months", "article") if name == "Launch days" else ""
    shade = span(WINDOW.start, WINDOW.end, word)
    return layer(shade, bars, heading).properties(width=layout.width, height=layout.pick(150, 130))


def _month_axis() -> alt.X:
    axis = alt.Axis(format="%Y", tickCount="year")
    return alt.X("Month:T", timeUnit="yearmonth", bandPosition=0.5, title=None, axis=axis)


def launch_gaps(days: pd.DataFrame) -> Figure:
    """The quiet times between launch days since 2013, as wide and as high as they lasted."""
    table = launches.gaps(days[days["date"] >= "2013-01-01"])
    shown = table.set_axis(["Launch", "Next launch", "Days between"], axis=1)
    inside = table[WINDOW.holds(table["until"])].nlargest(1, "days").iloc[0]
    since = table.loc[table["days"] > inside["days"], "until"].max()
    longest = table.loc[table["days"].idxmax()]
    return figure(
        "launch-gaps",
        headline=f"The article’s six months held a pause of {inside['days']} days, the longest since "
        f"the one that ended in {prose.month(since)}",
        subtitle="Days from one launch day to the next, "
        f"{table['after'].min().year}–{days['date'].max().year}; each block is one pause, "
        "the article’s six months are shaded",
        alt="Blocks along time, each as wide and as high as a pause between launch days. The longest lasted "
        f"{longest['days']} days, to {prose.day(longest['until'])}. The pause of {inside['days']} days ended "
        f"on {prose.day(inside['until'])}, {(ARTICLE_DAY - inside['until']).days} days before the article.",
        data=shown,
        tables=LAUNCH_TABLES[:2],
        note="Ballistic missiles and space rockets. Cruise missiles were tested within some pauses.",
        draw=lambda layout: _gaps_drawn(shown, int(inside["days"]), layout),
    )


def _gaps_drawn(shown: pd.DataFrame, inside: int, layout: Layout) -> alt.LayerChart:
    x = alt.X("Launch:T", title=None, axis=alt.Axis(format="%Y", tickCount=layout.pick(12, 6)))
    y = alt.Y("Days between:Q", title=None)
    tips: Tips = [alt.Tooltip(f"{name}:T", format=prose.DAY) for name in ("Launch", "Next launch")]
    blocks = (
        alt.Chart(shown)
        .mark_rect(color=PRK)
        .encode(x=x, x2="Next launch:T", y=y, y2=alt.datum(0), tooltip=[*tips, "Days between"])
    )
    named = (
        alt.Chart(shown[shown["Days between"] >= inside])
        .transform_calculate(middle="(time(datum['Launch']) + time(datum['Next launch'])) / 2")
        .encode(x="middle:T", y=y, text="Days between:Q")
    )
    words = on_halo(named, baseline="bottom", dy=-4, dx=layout.pick(0, 5), fontWeight=600)
    chart = layer(span(WINDOW.start, WINDOW.end), blocks, *words)
    return chart.properties(width=layout.width, height=layout.pick(280, 270))
