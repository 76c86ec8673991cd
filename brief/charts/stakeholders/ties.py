"""Stakeholders, ties: how strong the tie of each pair of actors is, measure by measure, where it is known."""

from __future__ import annotations

import altair as alt
import pandas as pd
from altair.typing import ChartType

from brief.analysis.alliance import arms, ties
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, Layout
from press.look import PAPER
from press.prose import number

CAPITALS = {
    "KOR": "Seoul",
    "USA": "Washington",
    "CHN": "Beijing",
    "JPN": "Tokyo",
    "RUS": "Moscow",
    "PRK": "Pyongyang",
}
# Column headings; a bar breaks the line.
TIES = {
    "trade": "Goods trade|billion USD",
    "investment": "Investment|billion USD",
    "arms": "Arms from the|other, %",
    "votes": "UN votes:|distance",
    "warmth": "Korean warmth|0 to 100",
    "meeting": "Leaders|last met",
}
WORDS = {
    "trade": "goods trade in billion dollars",
    "investment": "investment in billion dollars",
    "arms": "arms from the other in per cent",
    "votes": "distance of UN votes",
    "warmth": "Korean warmth",
    "meeting": "leaders last met in",
}
OLDEST_MEETING = 2015
THERMOMETER = "hankook-thermometer"


def pairwise_ties(tables: dict[str, pd.DataFrame], until: pd.Timestamp) -> Figure:
    """Return a matrix of pairs against ties.

    `tables` maps names to tables: trade_korea, trade_us, direct_investment, arms_suppliers_korea,
    arms_us_share, un_ideal_points, opinion, events, summits. Meetings count up to the day `until`.
    """
    known = measured(tables, until)
    shown = _shown(known)
    filled = int(shown["Value"].notna().sum())
    most = shown.dropna(subset=["Value"]).groupby("Pair", sort=False)["Value"].size()

    def _draw(layout: Layout) -> ChartType:
        if not layout.narrow:
            return _matrix(shown, list(TIES), layout.width, 400)
        halves = [list(TIES)[:3], list(TIES)[3:]]
        parts = [_matrix(shown, half, 204, 340) for half in halves]
        return alt.vconcat(*parts, spacing=16).properties(autosize="pad")

    pairs = ties.pairs()
    return figure(
        "pairwise-ties",
        headline=_ties_headline(known),
        subtitle=(
            f"Ties between six capitals by measure, last year known; darker is stronger; {filled} of "
            f"{len(pairs) * len(TIES)} cells are known"
        ),
        alt=(
            "A matrix of fifteen pairs and six measures. "
            + " ".join(_pair_in_words(shown, pair) for pair in most.index)
            + " Every other cell is empty."
        ),
        data=shown.drop(columns=["Strength", "order"]),
        tables=sorted(tables),
        draw=_draw,
        note=(
            "An empty cell is not known from this brief's tables; it is not zero. Darkness runs within a "
            "column "
            "and compares no two columns. Trade and investment as Seoul counts them where Seoul is a "
            "partner. "
            "Arms: share of the first capital's imports (for Washington and Tokyo, of Tokyo's) in 2021–2025. "
            "Meetings are those on record to the day of the article."
        ),
    )


def _shown(known: pd.DataFrame) -> pd.DataFrame:
    """Return a row for every cell of the matrix, known or not, with how dark it is."""
    grid = pd.MultiIndex.from_tuples(
        [(*pair, tie) for pair in ties.pairs() for tie in TIES], names=["first", "second", "tie"]
    )
    cells = known.set_index(["first", "second", "tie"]).reindex(grid).reset_index()
    return pd.DataFrame(
        {
            "Pair": cells["first"].map(CAPITALS) + "–" + cells["second"].map(CAPITALS),
            "Tie": cells["tie"].map(TIES).str.replace("|", " ", regex=False),
            "Value": cells["value"].round(2),
            "As of": cells["as_of"],
            "Strength": [_strength(row.tie, row.value, known) for row in cells.itertuples()],
            "order": cells["tie"],
        }
    )


def _strength(tie: str, value: float, known: pd.DataFrame) -> float | None:
    """Return how dark a cell is, 0 to 1, within its column; None when it is not known."""
    if pd.isna(value):
        return None
    most = known[known["tie"] == tie]["value"].max()
    if tie == "votes":
        return 1 - value / most
    if tie == "meeting":
        return max(0.0, (value - OLDEST_MEETING) / (most - OLDEST_MEETING))
    return value / (100 if tie in ("arms", "warmth") else most)


def _matrix(shown: pd.DataFrame, columns: list[str], width: int, height: int) -> alt.LayerChart:
    part = shown[shown["order"].isin(columns)]
    words = part.dropna(subset=["Value"])
    words = words.assign(label=[_label(row.order, row.Value) for row in words.itertuples()])
    heads = [TIES[tie] for tie in columns]
    part = part.assign(Column=part["order"].map(TIES))
    words = words.assign(Column=words["order"].map(TIES))
    top = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr="split(datum.label, '|')",
        domain=False,
        ticks=False,
        labelLineHeight=15,
        labelPadding=20,
        labelFontSize=12,
    )
    x = alt.X("Column:N", sort=heads, title=None, axis=top)
    side = alt.Axis(domain=False, ticks=False, labelColor=INK)
    y = alt.Y("Pair:N", sort=list(dict.fromkeys(shown["Pair"])), title=None, axis=side)
    tips = ["Pair", "Tie", alt.Tooltip("Value:Q", format=",.2~f"), "As of"]
    cells = alt.Chart(part).mark_rect(stroke=PAPER["grid"].light, strokeWidth=1).encode(x=x, y=y)
    return layer(
        cells.encode(color=alt.value("transparent")),
        alt.Chart(words)
        .mark_rect(color=PAPER["accent"].light)
        .encode(
            x=x,
            y=y,
            tooltip=tips,
            opacity=alt.Opacity("Strength:Q", scale=alt.Scale(domain=[0, 1], range=[0.04, 0.5]), legend=None),
        ),
        alt.Chart(words).mark_text(fontSize=13).encode(x=x, y=y, text="label:N"),
    ).properties(width=width, height=height)


def _label(tie: str, value: float) -> str:
    return str(int(value)) if tie == "meeting" else number(value, 1 if tie == "votes" else 0)


def _ties_headline(known: pd.DataFrame) -> str:
    """Say with which capital Seoul's tie is strongest, measure by measure."""
    seouls = known[known["first"] == "KOR"].set_index(["tie", "second"])["value"]
    trade, held = (CAPITALS[seouls[tie].idxmax()] for tie in ("trade", "investment"))
    armed, liked = (CAPITALS[seouls[tie].idxmax()] for tie in ("arms", "warmth"))
    votes = CAPITALS[seouls["votes"].idxmin()]
    if held == armed == liked:
        rest = f"{held} is first for investment, arms and warmth"
    else:
        rest = f"for investment {held} is first, for arms {armed}"
    return f"Seoul trades most with {trade} and votes nearest to {votes}; {rest}"


def _pair_in_words(shown: pd.DataFrame, pair: str) -> str:
    cells = shown[(shown["Pair"] == pair) & shown["Value"].notna()]
    told = [f"{WORDS[row.order]} {_label(row.order, row.Value)}" for row in cells.itertuples()]
    return f"{pair}: " + ", ".join(told) + "."


def measured(tables: dict[str, pd.DataFrame], until: pd.Timestamp) -> pd.DataFrame:
    """Return every known tie, one row a pair and measure, from the tables of `pairwise_ties`."""
    parts = [
        ties.goods_trade(tables["trade_korea"], tables["trade_us"]),
        ties.investment(tables["direct_investment"]),
        ties.arms_received(tables["arms_suppliers_korea"], arms.us_share(tables["arms_us_share"])),
        ties.vote_distance(tables["un_ideal_points"]),
        ties.warmth(tables["opinion"], THERMOMETER),
        ties.last_meeting(tables["events"], tables["summits"], until),
    ]
    return pd.concat(parts, ignore_index=True)
