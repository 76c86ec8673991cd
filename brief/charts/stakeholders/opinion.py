"""Stakeholders, what South Koreans think: one line per pollster and question, never joined to another."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from brief.analysis.alliance import opinion
from brief.charts.stakeholders.actors import with_article
from brief.tables import country_names
from press.figures import lines as ln
from press.figures.figure import Figure, figure
from press.figures.marks import Align, Tips, layer, on_halo, start_tick
from press.figures.theme import INK, MUTED, Layout
from press.look import actor_colour
from press.prose import change, listed, month, number, out_of, spelled

PEW, HANKOOK = "pew-microdata-favourable", "hankook-thermometer"
VIEWS = {
    PEW: ("Pew: favourable view, per cent", (2001, 2026), [2005, 2010, 2015, 2020, 2025]),
    HANKOOK: ("Hankook Research: warmth, 0 to 100", (2020.5, 2026), [2021, 2022, 2023, 2024, 2025]),
}
ANSWER = "Answer"
SHARE = "Share (%)"
NAMES = {"United States": "USA", "China": "CHN", "Japan": "JPN", "Russia": "RUS", "North Korea": "PRK"}

# First days in office, as years with a fraction: rules over the polls on confidence in the president.
PRESIDENTS = (
    ("Bush", 2001.05),
    ("Obama", 2009.05),
    ("Trump", 2017.05),
    ("Biden", 2021.05),
    ("Trump", 2025.05),
)
CONFIDENCE, FAVOUR = "Confidence in the president", "Favourable view of the US"

# Polls that asked the same question in 2024 and 2025: about trust and ties, and about weight.
TRUST = {
    "eai-trust": "Trusts the United States",
    "hankook-views-us-is-a-friend": "The US is a friend",
    "hankook-views-relations-good": "Relations with the US are good",
    "eai-relations-good": "Relations with the US are good",
}
WEIGHT = {
    "gallup-us-most-important-for-peace-on-the": "US matters most for peace",
    "gallup-us-most-important-for-rok-economy": "US matters most for the economy",
}

NOT_DRAWN = [  # asked in both years too; they bear on the president, the country's image, or a case of war
    "pew-press-confidence",
    "pew-press-favourable",
    "brookings-us-trustworthy-ally",
    "brookings-us-would-help-in-war",
    "asan-favourability",
]


def moment(when: pd.Series) -> pd.Series:
    """Return dates as years with a fraction: one axis serves yearly and monthly surveys."""
    return (when.dt.year + (when.dt.day_of_year - 1) / 365.25).round(2)


def korean_views(polls: pd.DataFrame) -> Figure:
    """How South Koreans see other states, a panel for each pollster's question."""
    shown = _views(polls)

    def _draw(layout: Layout) -> alt.ConcatChart:
        panels = [_views_panel(shown[shown["series"] == series], series, layout) for series in VIEWS]
        return ln.side_by_side(panels, columns=int(layout.pick(2, 1)))

    felt = shown[shown["series"] == HANKOOK]
    asked = felt.groupby("Fieldwork")["Country"].nunique()
    last = asked[asked == asked.max()].index.max()  # the last survey that asked about all of them
    warm = felt[felt["Fieldwork"] == last].set_index("Country")[ANSWER]
    return figure(
        "korean-views",
        headline=(
            f"Of {spelled(len(warm))} states South Koreans felt warmest in {month(f'{last}-01')} toward "
            f"{with_article(warm.idxmax())} ({number(warm.max())} of 100); "
            f"China ({number(warm['China'])}) ranked with {_nearest(warm)}"
        ),
        subtitle=(
            "South Koreans' views of other states: two pollsters, two questions, two scales, "
            f"{shown['Fieldwork'].min()[:4]}–{shown['Fieldwork'].max()[:4]}"
        ),
        alt=_views_alt(shown),
        data=shown.drop(columns=["series", "Moment"]),
        tables=["opinion"],
        draw=_draw,
        note=(
            "Read each panel by itself: question and scale differ. Pew is computed from its microdata, "
            "with the "
            "undecided kept in the base. Diamonds are worked out from a reported change. A state asked "
            "about "
            "once is left out; Pew did not ask about North Korea."
        ),
    )


def _views(polls: pd.DataFrame) -> pd.DataFrame:
    answered = opinion.answers(polls, list(VIEWS), ["KOR"])
    asked = answered.groupby(["series", "target_iso3"])["value"].transform("size")
    answered = answered[asked > 1]
    return pd.DataFrame(
        {
            "Pollster": answered["pollster"],
            "Country": answered["target_iso3"].map(country_names()),
            "Fieldwork": answered["fieldwork"].fillna(answered["year"].astype("string")),
            "Moment": moment(answered["when"]),
            ANSWER: answered["value"].round(1),
            "Worked out": answered["worked_out"].astype(bool) & (answered["series"] != PEW),
            "series": answered["series"],
        }
    ).reset_index(drop=True)


def _views_panel(part: pd.DataFrame, series: str, layout: Layout) -> alt.LayerChart:
    title, span, ticks = VIEWS[series]
    panel = ln.Panel(
        width=int(layout.pick(230, 226)),
        height=int(layout.pick(300, 220)),
        x="Moment",
        y=ANSWER,
        name="Country",
        names=NAMES,
        x_span=span,
        y_span=(0, 100),
    )
    tips: Tips = ["Pollster", "Country", "Fieldwork", alt.Tooltip(f"{ANSWER}:Q", format=".1f"), "Worked out"]
    return layer(
        ln.lines(part, panel, x_axis={"values": ticks}),
        ln.dots(part[~part["Worked out"]], panel, size=20),
        ln.dots(part[part["Worked out"]], panel, aside=True, size=40),
        ln.end_names(part, panel),
        ln.touch(part, panel, tips, series.split("-")[0]),
    ).properties(width=panel.width, height=panel.height, title=ln.panel_title(title))


def _nearest(warm: pd.Series) -> str:
    """Return the states whose warmth is within five points of China's."""
    others = warm.drop(["China", "United States"])
    return " and ".join(sorted(others[(others - warm["China"]).abs() < 5].index)) or "no other"


def _views_alt(shown: pd.DataFrame) -> str:
    told = []
    for series, (title, _, _) in VIEWS.items():
        lines = shown[shown["series"] == series].groupby("Country", sort=False)
        ends = [f"{name} {_answer(line, 0)} to {_answer(line, -1)}" for name, line in lines]
        told.append(f"{title}: " + ", ".join(ends))
    return "Two panels of lines. " + "; ".join(told) + "."


def _answer(line: pd.DataFrame, place: int) -> str:
    row = line.iloc[place]
    return f"{number(row[ANSWER], 1)} ({opinion.fieldwork_in_words(row['Fieldwork'])})"


def president_confidence(polls: pd.DataFrame) -> Figure:
    """South Koreans' confidence in the US president beside their view of the country (Pew)."""
    shown = _confidence(polls)
    trust = shown[shown["Question"] == CONFIDENCE].set_index("Year")[SHARE].sort_index()
    view = shown[shown["Question"] == FAVOUR][SHARE]

    def _draw(layout: Layout) -> alt.LayerChart:
        return _confidence_chart(shown, layout)

    return figure(
        "president-confidence",
        headline=(
            f"Korean confidence in the US president {change(trust.iloc[-2], trust.iloc[-1])} from "
            f"{number(trust.iloc[-2])}% in {trust.index[-2]} to {number(trust.iloc[-1])}% in "
            f"{trust.index[-1]}; its low is {number(trust.min())}%, in "
            f"{listed(trust.index[trust == trust.min()].astype(str).tolist())}"
        ),
        subtitle=(
            "South Koreans with confidence in the US president, and with a favourable view of the country, "
            f"per cent, {shown['Year'].min()}–{shown['Year'].max()}"
        ),
        alt=(
            "Two lines with gaps. Confidence: "
            + ", ".join(f"{number(value)}% in {year}" for year, value in trust.items())
            + f". Favourable view of the country: between {number(view.min())}% and {number(view.max())}%."
        ),
        data=shown,
        tables=["opinion"],
        draw=_draw,
        note=(
            "Pew Research Center. Dashed, with hollow dots: known from press reports only, not joined to "
            "what "
            "Pew published. The view of the country is computed from Pew's microdata, which end in 2023."
        ),
    )


def _confidence(polls: pd.DataFrame) -> pd.DataFrame:
    asked = {"pew-published-confidence": CONFIDENCE, "pew-press-confidence": CONFIDENCE, PEW: FAVOUR}
    answered = opinion.answers(polls, list(asked), ["KOR"])
    answered = answered[answered["target_iso3"] == "USA"]
    return pd.DataFrame(
        {
            "Question": answered["series"].map(asked),
            "Year": answered["year"].astype(int),
            SHARE: answered["value"].round(1),
            "From the press": answered["series"] == "pew-press-confidence",
        }
    ).reset_index(drop=True)


def _confidence_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    panel = ln.Panel(
        width=layout.width,
        height=int(layout.pick(360, 300)),
        x="Year",
        y=SHARE,
        name="Question",
        names={CONFIDENCE: "USA", FAVOUR: "OTHER"},
        x_span=(2001, 2026),
        y_span=(0, 100),
    )
    press = shown["From the press"]
    tips: Tips = ["Question", "Year", alt.Tooltip(f"{SHARE}:Q", format=".0f"), "From the press"]
    return layer(
        *_terms(panel),
        ln.lines(shown, panel, weak="From the press"),
        ln.dots(shown[~press], panel),
        ln.dots(shown[press], panel, hollow=True),
        _confidence_words(panel),
        ln.touch(shown, panel, tips, "confidence"),
    ).properties(width=panel.width, height=panel.height)


def _terms(panel: ln.Panel) -> list[alt.Chart]:
    """Return a rule and a name for each presidency since 2001."""
    base = alt.Chart(pd.DataFrame(PRESIDENTS, columns=["president", "Year"])).encode(x=panel.across())
    text = base.mark_text(align="left", baseline="bottom", dx=3, color=MUTED, fontSize=12)
    return [
        base.mark_rule(color=MUTED, strokeDash=[2, 3], opacity=0.7),
        text.encode(y=alt.value(panel.height - 6), text="president:N"),
    ]


def _confidence_words(panel: ln.Panel) -> alt.LayerChart:
    words: list[tuple[str, str, float, int, Align]] = [
        ("Confidence\nin the\npresident", CONFIDENCE, 2009.4, 48, "left"),
        (FAVOUR, FAVOUR, 2025.8, 96, "right"),
    ]
    return layer(
        *[
            text.encode(x=panel.across(), y=panel.up_at("at"), text="word:N", color=panel.colour())
            for word, question, year, at, align in words
            for text in on_halo(
                alt.Chart(pd.DataFrame({"Year": [year], "at": [at], "Question": [question], "word": [word]})),
                align=align,
                fontWeight=600,
                lineBreak="\n",
            )
        ]
    )


def trust_2024_2025(polls: pd.DataFrame) -> Figure:
    """What South Koreans said of the United States in polls asked in both 2024 and 2025."""
    asked = TRUST | WEIGHT
    answered = opinion.answers(polls, list(asked), ["KOR"])
    both = opinion.both_years(answered, 2024, 2025)
    drawn = answered[answered["year"].isin([2024, 2025])].drop_duplicates(["series", "year"])
    samples = drawn["respondents"].dropna()
    shown = pd.DataFrame(
        {
            "Question": both["series"].map(asked),
            "Pollster": both["pollster"],
            "About": both["series"].isin(TRUST).map({True: "trust and ties", False: "importance"}),
            "2024": both["before"],
            "2025": both["after"],
            "Change (points)": both["change"].round(1),
        }
    ).sort_values("Change (points)", ignore_index=True)

    def _draw(layout: Layout) -> alt.LayerChart:
        return _trust_chart(shown, layout)

    return figure(
        "trust-2024-2025",
        headline=_trust_headline(shown),
        subtitle=(
            "South Koreans who agree, per cent, in polls that asked the same question in 2024 (tick) "
            "and in 2025 (dot)"
        ),
        alt="Arrows from 2024 to 2025. "
        + "; ".join(
            f"{row[0]} ({row[1]}): {number(row[3])}% to {number(row[4])}%"
            for row in shown.itertuples(index=False)
        )
        + ".",
        data=shown,
        tables=["opinion"],
        draw=_draw,
        note=(
            f"Samples of {number(samples.min())} to {number(samples.max())} "
            f"where known: {number(_chance(samples.min()), 1)} points or less can be chance (95%). "
            f"Reports date Gallup Korea's wave of 2024 to June or to July.{_asked_again(answered)} "
            f"{_not_drawn(polls)}"
        ),
    )


def _trust_chart(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    data = shown.assign(
        row=shown["Question"] + "|" + shown["Pollster"], Name=shown["Question"] + ", " + shown["Pollster"]
    )
    span = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(
        labels=not layout.narrow,
        labelExpr="split(datum.label, '|')",
        labelColor=INK,
        domain=False,
        ticks=False,
        labelLineHeight=16,
    )
    y = alt.Y("row:N", sort=data["row"].tolist(), title=None, axis=axis)
    x = alt.X("2025:Q", title=None, scale=span, axis=alt.Axis(grid=True, values=[0, 25, 50, 75, 100]))
    old = alt.X("2024:Q", title=None, scale=span)
    test = "datum['Change (points)'] > 0"
    colour = alt.condition(test, alt.value(actor_colour("USA")), alt.value(actor_colour("OTHER")))
    tips: Tips = ["Question", "Pollster", "2024", "2025", "Change (points)"]
    base = alt.Chart(data).encode(y=y, tooltip=tips)
    signed = f"({test} ? '+' : '−') + format(abs(datum['Change (points)']), '.0f')"
    layers = [
        base.mark_rule(strokeWidth=2.4).encode(x=old, x2="2025:Q", color=colour),
        start_tick(base).encode(x=old, color=colour),
        base.mark_point(size=95, opacity=1).encode(x=x, color=colour),
        base.transform_calculate(label=signed, middle="(datum['2024'] + datum['2025']) / 2")
        .mark_text(dy=14, fontSize=12, fontWeight=600)
        .encode(x=alt.X("middle:Q", scale=span), text="label:N", color=colour),
    ]
    if layout.narrow:
        names = base.mark_text(align="left", dy=-15, fontSize=12, color=INK)
        layers.append(names.encode(x=alt.value(0), text="Name:N"))
    return layer(*layers).properties(width=layout.width, height=layout.pick(300, 340))


def _trust_headline(shown: pd.DataFrame) -> str:
    trust, weight = (
        shown[shown["About"] == about]["Change (points)"] for about in ("trust and ties", "importance")
    )
    fell, rose = int((trust < 0).sum()), int((weight > 0).sum())
    return (
        f"From 2024 to 2025 {out_of(fell, len(trust))} readings drawn of trust in Washington and of ties "
        f"fell, and {out_of(rose, len(weight))} of its importance rose"
    )


def _asked_again(answered: pd.DataFrame) -> str:
    """Return what the questions of importance found when they were asked again in 2025."""
    asked = answered[answered["series"].isin(WEIGHT) & (answered["year"] == 2025)].sort_values("when")
    again = asked[asked.duplicated("series")].drop_duplicates("series", keep="last").set_index("series")
    if set(again.index) != set(WEIGHT):
        return ""
    peace, economy = (number(again.loc[name, "value"]) for name in WEIGHT)
    return (
        f" It asked again in {month(again['when'].iloc[0])}: {peace}% for peace, {economy}% for the economy."
    )


def _not_drawn(polls: pd.DataFrame) -> str:
    """Return how many readings of the same two years are left out of the chart, and which way they went."""
    asked = opinion.answers(polls, NOT_DRAWN, ["KOR"])
    change = opinion.both_years(asked[asked["target_iso3"] == "USA"], 2024, 2025)["change"]
    fell = out_of(int((change < 0).sum()), len(change))
    return (
        "Among those not drawn are confidence in the president, favourable views (Pew, Asan), trust in an "
        f"ally and help in a war (Brookings): {fell} fell too."
    )


def _chance(respondents: float) -> float:
    """Return how far two simple random samples of this size differ by chance, in points, at 95 per cent."""
    return 196 * math.sqrt(2 * 0.25 / respondents)
