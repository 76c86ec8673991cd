"""The history chapter's charts of income, summits, visits, talks with Pyongyang and tests."""

from __future__ import annotations

import altair as alt
import pandas as pd

from brief import tables
from brief.analysis.alliance import diplomacy, posture
from brief.analysis.peninsula import timeline
from press.figures.figure import Figure, figure
from press.figures.marks import layer, readings, time_axis
from press.figures.theme import Layout
from press.figures.time_labels import Frame, flags
from press.look import PAPER, actor_colour
from press.prose import change, counted, day, listed, month, more, number, spelled

DYADS = {"US-DPRK": "US and North", "inter-Korean": "South and North", "multilateral": "Four or six parties"}
DYAD_COLOURS = {
    "US and North": actor_colour("USA"),
    "South and North": actor_colour("KOR"),
    "Four or six parties": PAPER["accent"].light,
    "Nuclear tests": actor_colour("PRK"),
}
VOTES = {"E030": "Free elections conceded", "E040": "Civilian wins"}


def income_and_votes(macro: pd.DataFrame, events: pd.DataFrame) -> Figure:
    """South Korea's income per head with the steps to democracy."""
    income = posture.income_per_head(macro)
    income = income[income.index <= 2004]
    shown = income.rename("usd").reset_index()
    return figure(
        "income-and-votes",
        headline=f"South Korea voted freely in 1987; income per head "
        f"{change(income[1990], income[2000], up='rose', down='fell')} from "
        f"{number(round(income[1990], -2))} dollars in 1990 to "
        f"{number(round(income[2000], -2))} in 2000",
        subtitle=f"GDP per head in US dollars at the prices and exchange rates of each year, "
        f"{income.index[0]} to {income.index[-1]}",
        alt=f"Line chart. GDP per head was {number(income[1987])} dollars in 1987, "
        f"{number(income[1992])} in 1992, "
        f"{number(income[1996])} in 1996, {number(income[1998])} in 1998 and "
        f"{number(income.iloc[-1])} in {income.index[-1]}. "
        f"Marked: free elections conceded on {day(timeline.day_of(events, 'E030'))}, a civilian wins "
        f"in 1992.",
        note="In dollars of the day the crisis of 1997 and 1998 looks deeper than in won.",
        data=shown.rename(columns={"year": "Year", "usd": "GDP per head (US dollars)"}),
        tables=["macro", "events"],
        draw=lambda layout: _income_line(shown, events, layout),
    )


def _income_line(shown: pd.DataFrame, events: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    domain = ["1985-01-01", "2005-01-01"]
    start, end = map(pd.Timestamp, domain)
    frame = Frame(start, end, layout.width - 56, layout.pick(240, 220))
    data = shown.assign(day=pd.to_datetime(shown["year"].astype(str) + "-07-01"))
    dated = timeline.dated(timeline.chosen(events, list(VOTES)), tables.country_names())
    moments = [(row.middle, VOTES[row.event_id]) for row in dated.itertuples()]
    base = alt.Chart(data[["day", "year", "usd"]]).encode(
        x=time_axis("day", domain, layout),
        y=alt.Y(
            "usd:Q",
            title=None,
            scale=alt.Scale(domainMin=0),
            axis=alt.Axis(format=",.0f", minExtent=50, maxExtent=50),
        ),
    )
    colour = actor_colour("KOR")
    line = base.mark_line(color=colour, point={"size": 40, "color": colour, "opacity": 1})
    tooltip = [
        alt.Tooltip("year:Q", title="Year"),
        alt.Tooltip("usd:Q", title="US dollars", format=",.0f"),
    ]
    return layer(flags(moments, frame), line, readings(base, tooltip)).properties(
        width=frame.width, height=frame.height, autosize=alt.AutoSizeParams(type="pad")
    )


def summits(by_president: pd.DataFrame) -> Figure:
    """Summits of each South Korean president with an American president."""
    shown = diplomacy.summits_a_year(by_president)
    early, late = (
        diplomacy.rate(shown[rows]) for rows in (shown["term_end"] <= 1988, shown["term_start"] >= 1988)
    )
    most = shown.loc[shown["a_year"].idxmax()]
    shown = shown.assign(
        rate=[f"{number(row.summits)} in {number(row.years)} years" for row in shown.itertuples()],
    )

    return figure(
        "summits-by-president",
        headline=f"Summits became a routine after 1988: {number(late, 1)} a year against "
        f"{number(early, 1)} before",
        subtitle="Meetings of South Korean with American presidents, for each year in office, by "
        "president, 1948 to 2021",
        alt="Bars. "
        + "; ".join(f"{row.president}: {row.rate}" for row in shown.itertuples())
        + f". Most for each year in office: {most.president}, {number(most.a_year, 1)}.",
        note="Moon is counted to May 2021. For his successors only dated meetings are known, not a "
        "complete count.",
        data=shown.rename(
            columns={
                "president": "President",
                "term_start": "From",
                "term_end": "To",
                "summits": "Summits",
                "a_year": "Summits a year",
            }
        )[["President", "From", "To", "Summits", "Summits a year"]],
        tables=["summits_by_president"],
        draw=lambda layout: _summit_bars(shown, layout),
    )


def _summit_bars(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    base = alt.Chart(shown[["president", "a_year", "summits", "rate", "term_start", "term_end"]]).encode(
        y=alt.Y(
            "president:N",
            title=None,
            sort=shown["president"].tolist(),
            axis=alt.Axis(domain=False, ticks=False),
        ),
        x=alt.X("a_year:Q", title=None, scale=alt.Scale(domain=[0, layout.pick(3.1, 4.8)]), axis=None),
        tooltip=[
            alt.Tooltip("president:N", title="President"),
            alt.Tooltip("summits:Q", title="Summits"),
            alt.Tooltip("term_start:Q", title="From"),
            alt.Tooltip("term_end:Q", title="To"),
            alt.Tooltip("a_year:Q", title="A year", format=".1f"),
        ],
    )
    bars = base.mark_bar(color=actor_colour("KOR"))
    words = (
        base.mark_text(align="left", dx=6)
        .encode(text="label:N")
        .transform_calculate(label="format(datum.a_year, '.1f') + '  (' + datum.rate + ')'")
    )
    return layer(bars, words).properties(width=layout.width, height=len(shown) * 27)


def visits(table: pd.DataFrame, us_treaties: pd.DataFrame) -> Figure:
    """Visits of the American president by partner and decade: treaty allies first, then China and Russia."""
    counted_visits = diplomacy.visits_by_decade(table, tables.country_names())
    allies = set(us_treaties["partner_iso3"])
    totals = counted_visits.groupby("partner")["visits"].sum()
    shown = counted_visits.assign(
        label=counted_visits["decade"].astype(str) + "s", ally=counted_visits["partner_iso3"].isin(allies)
    )
    order = sorted(
        totals.index,
        key=lambda name: (not shown.set_index("partner").loc[name, "ally"].iloc[0], -totals[name]),
    )
    korea = shown[shown["partner_iso3"] == "KOR"].set_index("decade")["visits"]
    rank = [name for name in order if name in set(shown.loc[shown["ally"], "partner"])].index(
        "South Korea"
    ) + 1
    treaty_count = sum(shown.drop_duplicates("partner")["ally"])
    last = pd.Timestamp(tables.complete_to("leader_visits"))
    return figure(
        "visits-by-decade",
        headline="American presidents came to South Korea "
        + more(korea[2010], korea[1990], up="more often", down="less often", same="as often")
        + f" in the 2010s than in the 1990s: {spelled(korea[2010])} visits against {spelled(korea[1990])}",
        subtitle=f"Visits of the US president by host and decade, {shown['decade'].min()} to {last.year}; "
        "treaty allies first, then China and Russia; the area of a circle grows with the number",
        alt=f"Table of circles, {len(order)} hosts by {spelled(shown['decade'].nunique())} decades. Totals: "
        f"{listed([f'{name} {totals[name]}' for name in order])}. "
        f"South Korea is number {rank} of {treaty_count} treaty allies shown.",
        note=f"The State Department's list is complete to {day(last)} here; later visits are left out, "
        "not counted as none. Stops on the way count as the list has them; the visit to Korea in 1952 "
        "was a president-elect's.",
        data=shown.rename(
            columns={"partner": "Host", "label": "Decade", "visits": "Visits", "ally": "Treaty ally"}
        )[["Host", "Decade", "Visits", "Treaty ally"]],
        tables=["leader_visits", "us_treaties"],
        draw=lambda layout: _visit_circles(shown, order, layout),
    )


def _visit_circles(shown: pd.DataFrame, order: list[str], layout: Layout) -> alt.LayerChart:
    base = alt.Chart(shown.loc[shown["visits"] > 0, ["partner", "partner_iso3", "label", "visits"]]).encode(
        x=alt.X(
            "label:N",
            title=None,
            axis=alt.Axis(
                orient="top",
                domain=False,
                ticks=False,
                labelAngle=0,
                labelExpr=layout.pick("datum.label", '"\'" + slice(datum.label, 2, 4)'),
            ),
        ),
        y=alt.Y(  # no grid: its lines would strike the numbers through
            "partner:N", title=None, sort=order, scale=alt.Scale(domain=order), axis=alt.Axis(grid=False)
        ),
        tooltip=[
            alt.Tooltip("partner:N", title="Host"),
            alt.Tooltip("label:N", title="Decade"),
            alt.Tooltip("visits:Q", title="Visits"),
        ],
    )
    dots = base.mark_circle().encode(
        size=alt.Size("visits:Q", scale=alt.Scale(domain=[0, 12], range=[0, 760]), legend=None),
        color=alt.condition(
            "datum.partner_iso3 == 'KOR'", alt.value(actor_colour("KOR")), alt.value(PAPER["line"].light)
        ),
        opacity=alt.condition("datum.partner_iso3 == 'KOR'", alt.value(0.4), alt.value(0.45)),
    )
    return layer(dots, base.mark_text(fontSize=12).encode(text="visits:Q")).properties(
        width=layout.width, height=len(order) * 31
    )


NAMED = {"TK03": "Agreed Framework", "TK30": "Four-party talks", "TK08": "Six-party talks"}


def talks(table: pd.DataFrame, tests: pd.DataFrame) -> Figure:
    """Talks with North Korea by channel, broken channels, and the nuclear tests between them."""
    met = diplomacy.talks(table)
    last = {dyad: diplomacy.last_meeting(table, dyad) for dyad in DYADS}
    shown = pd.concat(
        [
            met.assign(lane=met["dyad"].map(DYADS), what=met["event"], when=timeline.when(met)),
            tests.assign(
                lane="Nuclear tests",
                broke_off=False,
                what="test " + tests["test_no"].astype(str),
                place=tests["site"],
                when=tests["date"].map(day),
            ),
        ],
        ignore_index=True,
    )
    shown = shown.assign(
        how=shown["broke_off"]
        .map({True: "channel closed or deal suspended", False: "meeting or agreement"})
        .where(shown["lane"] != "Nuclear tests", "test")
    )
    ended = int(met[met["date"] > last["US-DPRK"]["date"]]["broke_off"].sum())
    after = len(met[met["date"] > last["US-DPRK"]["date"]])
    return figure(
        "talks-and-tests",
        headline=f"The record holds no talks of either ally with Pyongyang after "
        f"{month(last['US-DPRK']['date'])}: its {spelled(after)} "
        f"later entries are channels that closed or deals suspended"
        if ended == after
        else f"{counted(after, 'entry', 'entries').capitalize()} after the last American talks with "
        f"Pyongyang",
        subtitle="Talks and summits with North Korea by channel, and nuclear tests, "
        f"{table['date'].min().year} to {month(table['date'].max())}; crosses: a channel closed or a deal "
        "was suspended",
        alt=f"Timeline in four rows. {len(met)} entries on talks: "
        + listed([f"{int((met['dyad'] == dyad).sum())} {name}" for dyad, name in DYADS.items()])
        + f"; {int(met['broke_off'].sum())} of them are closed channels or suspended deals. Last meetings: "
        + listed(
            [f"{name} {row['date'].year}" for (name, row) in zip(DYADS.values(), last.values(), strict=True)]
        )
        + f". {len(tests)} nuclear tests between {tests['date'].min().year} and {tests['date'].max().year}.",
        note="A selection from the press: the four-party rounds of 1999, some six-party sessions and most "
        "contacts below envoys or vice ministers are missing.",
        data=shown.rename(
            columns={"when": "Date", "lane": "Channel", "what": "Event", "how": "Kind", "place": "Place"}
        )[["Date", "Channel", "Event", "Kind", "Place"]],
        tables=["talks", "nuclear_tests"],
        draw=lambda layout: _talk_lanes(shown, layout),
    )


def _talk_lanes(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    lanes = list(DYAD_COLOURS)
    domain = ["1992-06-01", "2025-06-01"]
    start, end = map(pd.Timestamp, domain)
    frame = Frame(start, end, layout.width - 116, len(lanes) * layout.pick(54, 68))
    days = shown.set_index("talk_id")["date"]
    moments = [(days[talk], text) for talk, text in NAMED.items()]
    summit = shown[(shown["lane"] == "US and North") & (shown["what"] == "summit")].iloc[0]
    first_test = shown[shown["lane"] == "Nuclear tests"]["date"].min()
    moments += [(summit["date"], summit["place"]), (first_test, "First test")]
    base = alt.Chart(shown[["date", "when", "lane", "what", "how", "place", "broke_off"]]).encode(
        x=time_axis("date", domain, layout),
        y=alt.Y(
            "lane:N",
            title=None,
            sort=lanes,
            scale=alt.Scale(domain=lanes),
            axis=alt.Axis(grid=True, domain=False, ticks=False, minExtent=104, maxExtent=104),
        ),
        color=alt.Color(
            "lane:N", scale=alt.Scale(domain=lanes, range=list(DYAD_COLOURS.values())), legend=None
        ),
        tooltip=[
            alt.Tooltip("when:N", title="Date"),
            alt.Tooltip("what:N", title="Event"),
            alt.Tooltip("place:N", title="Place"),
            alt.Tooltip("how:N", title="Kind"),
        ],
    )
    met = base.transform_filter("!datum.broke_off").mark_circle(
        size=110, opacity=1, stroke=PAPER["paper"].light, strokeWidth=1
    )
    closed = base.transform_filter("datum.broke_off").mark_point(
        shape="cross", angle=45, size=70, filled=True, opacity=1
    )
    return layer(flags(moments, frame), met, closed).properties(
        width=frame.width, height=frame.height, autosize=alt.AutoSizeParams(type="pad")
    )


def nuclear_yields(tests: pd.DataFrame, estimates: pd.DataFrame) -> Figure:
    """Estimates of the yield of each nuclear test, all sources drawn."""
    shown = diplomacy.yields(tests, estimates)
    shown = shown.assign(
        test=[f"{month(row.date, short=True)} (M {number(row.magnitude, 1)})" for row in shown.itertuples()]
    )
    first, last = shown.iloc[0], shown.iloc[-1]
    return figure(
        "nuclear-yields",
        headline=f"{spelled(int(last['sources'])).capitalize()} estimates of the "
        f"{'sixth' if last['test_no'] == 6 else 'last'} test run from {number(last['least'])} to "
        f"{number(last['most'])} kilotons, {spelled(int(first['sources']))} of the first up to "
        f"{number(first['most'])}",
        subtitle="Estimated yield of North Korea's nuclear tests in kilotons, logarithmic scale; dots "
        "and bars: estimates of "
        "one source each; M: seismic magnitude",
        alt="Dot plot, six tests. "
        + "; ".join(
            f"{month(row.date)}: {number(row.least, 1)}"
            + (f" to {number(row.most, 1)}" if row.most > row.least else "")
            + f" kilotons, {counted(int(row.sources), 'estimate')}"
            for row in shown.drop_duplicates("test_no").itertuples()
        )
        + ".",
        note="A selection of what was published; some put the first and the sixth test higher. One list "
        "gives the first only as less than one kiloton: its bar fades out to the left.",
        data=shown.rename(
            columns={
                "date": "Date",
                "magnitude": "Magnitude",
                "low": "Low (kt)",
                "high": "High (kt)",
                "estimate_by": "Estimate by",
            }
        )[["Date", "Magnitude", "Low (kt)", "High (kt)", "Estimate by"]],
        tables=["nuclear_tests", "nuclear_test_yields"],
        draw=lambda layout: _yield_dots(shown, layout),
    )


def _yield_dots(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    floor = 0.3
    data = shown.assign(from_kt=shown["low"].fillna(floor), open=shown["low"].isna())
    order = list(dict.fromkeys(data["test"]))
    base = alt.Chart(
        data[["test", "from_kt", "high", "least", "most", "open", "estimate_by", "sources"]]
    ).encode(
        y=alt.Y("test:N", title=None, sort=order, axis=alt.Axis(domain=False, ticks=False, grid=True)),
        tooltip=[
            alt.Tooltip("test:N", title="Test"),
            alt.Tooltip("from_kt:Q", title="From (kt)"),
            alt.Tooltip("high:Q", title="To (kt)"),
            alt.Tooltip("estimate_by:N", title="Estimate by"),
        ],
    )
    scale = alt.Scale(type="log", domain=[floor, 400])
    x = alt.X(
        "from_kt:Q", title=None, scale=scale, axis=alt.Axis(values=[1, 10, 100], grid=True, format="~g")
    )
    span = base.mark_bar(height=14, color=PAPER["band"].light).encode(
        x=alt.X("least:Q", scale=scale), x2="most:Q"
    )
    bars = (
        base.transform_filter("datum.high > datum.from_kt")
        .mark_bar(height=5, color=actor_colour("PRK"))
        .encode(x=x, x2="high:Q", opacity=alt.condition("datum.open", alt.value(0.3), alt.value(0.75)))
    )
    dots = (
        base.transform_filter("datum.high == datum.from_kt")
        .mark_circle(size=80, color=actor_colour("PRK"), opacity=0.85)
        .encode(x=x)
    )
    return layer(span, bars, dots).properties(width=layout.width, height=len(order) * layout.pick(39, 50))
