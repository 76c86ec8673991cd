"""Claims: how the article's claims fare, section by section, and how strong the evidence is."""

from __future__ import annotations

import altair as alt
import pandas as pd

from press.claims import ledger
from press.claims.vocabulary import VERDICTS
from press.figures.figure import Figure, figure
from press.figures.marks import layer
from press.figures.theme import INK, MUTED, Layout
from press.look import PAPER
from press.prose import listed, number

WORDS = [verdict.word for verdict in VERDICTS.values()]
SHAPES = alt.Scale(domain=WORDS, range=[verdict.shape.path for verdict in VERDICTS.values()])
COLOURS = alt.Scale(domain=WORDS, range=[verdict.colour.light for verdict in VERDICTS.values()])
SAYS = "What the article says"


def by_verdict(claims: pd.DataFrame) -> Figure:
    """Every claim as a mark in the row of its verdict; a click on a row filters the ledger."""
    shown = _marks(ledger.placed(claims, "verdict")).sort_values("Claim", ignore_index=True)
    counts = ledger.verdict_counts(claims)
    against, backed = number(counts["contradicted"]), number(counts["supported"])

    def _draw(layout: Layout) -> alt.LayerChart:
        rows = [word for word, count in zip(WORDS, counts, strict=True) if count]
        return _unit_rows(shown, "Verdict", rows, layout)

    parts = [f"{VERDICTS[verdict].word.lower()}: {count}" for verdict, count in counts.items() if count]
    return figure(
        "claims-by-verdict",
        headline=(
            f"The record contradicts {against} of {number(counts.sum())} points and supports {backed} in full"
        ),
        subtitle=f"The article's {number(len(claims))} claims by verdict, one mark a point: claims that are "
        "one sentence or one fact count once",
        alt=f"Rows of marks, one a point. {'; '.join(parts)}.",
        data=shown.drop(columns=["Place"]),
        tables=["claims", "evidence"],
        draw=_draw,
    )


def by_section(claims: pd.DataFrame) -> Figure:
    """Every claim as a mark in the row of its section, in the order of verdicts."""
    shown = _marks(ledger.placed(claims, "section"))
    held = ledger.held(claims)
    rows = held.index.tolist()

    share = held["contradicted"] / held["points"]
    most = share.idxmax()
    told = [
        f"{section}: {row.supported} supported and {row.contradicted} contradicted of {row.points}"
        for section, row in held.iterrows()
    ]
    return figure(
        "claims-by-section",
        headline=(
            f"In “{most}” {number(held.loc[most, 'contradicted'])} of {number(held.loc[most, 'points'])} "
            "points are contradicted, the largest share of any section"
        ),
        subtitle="The article's claims by section and verdict, one mark a point: claims that are one "
        "sentence or one fact count once",
        alt=f"Rows of marks by section. {'; '.join(told)}.",
        data=shown.drop(columns=["Place"]),
        tables=["claims", "evidence"],
        draw=lambda layout: _unit_rows(shown, "Section", rows, layout, legend=True),
    )


def by_source(evidence: pd.DataFrame) -> Figure:
    """Pieces of evidence by the strength of their source."""
    table = ledger.source_strength(evidence)
    shown = pd.DataFrame(
        {
            "Source": table["label"].str.capitalize(),
            "Pieces of evidence": table["pieces"],
            "Strength": table["weak"]
            .map({True: "weak", False: "strong"})
            .where(table["tier"] != "none", "none"),
        }
    )
    strong = table.loc[table["tier"].isin(["primary", "major"]), "pieces"].sum()
    weak = table.loc[table["weak"], "pieces"].sum()

    def _draw(layout: Layout) -> alt.LayerChart:
        return _bars(shown, layout)

    return figure(
        "evidence-by-source",
        headline=(
            f"{number(strong)} of {number(len(evidence))} pieces of evidence are from primary or major "
            f"sources, {number(weak)} from weak ones"
        ),
        subtitle="Pieces of evidence by the kind of source under whose address they were read",
        alt=f"Bars: {listed([f'{row.label} {row.pieces}' for row in table.itertuples()])}.",
        data=shown,
        tables=["evidence"],
        draw=_draw,
        note="Weak sources are used where no stronger one was found, and are named as such in the ledger.",
    )


def _bars(shown: pd.DataFrame, layout: Layout) -> alt.LayerChart:
    colours = {"strong": PAPER["accent"].light, "weak": PAPER["line"].light, "none": PAPER["grid"].light}
    y = alt.Y(
        "Source:N",
        sort=None,
        title=None,
        axis=alt.Axis(labelColor=INK, domain=False, ticks=False),
    )
    x = alt.X(
        "Pieces of evidence:Q",
        axis=None,
        scale=alt.Scale(domain=[0, shown["Pieces of evidence"].max() * layout.pick(1.1, 1.22)]),
    )
    bars = (
        alt.Chart(shown)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "Strength:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
            ),
            tooltip=["Source", "Pieces of evidence"],
        )
    )
    ends = (
        alt.Chart(shown)
        .mark_text(align="left", dx=6, color=MUTED, fontSize=13)
        .encode(x=x, y=y, text="Pieces of evidence:Q")
    )
    return layer(bars, ends).properties(width=layout.width, height=layout.pick(270, 280))


def _marks(placed: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Claim": placed["claim_id"],
            "Counted with it": placed["together"].replace("", "none"),
            SAYS: placed["paraphrase"],
            "Section": placed["section"],
            "Verdict": placed["label"],
            "How sure": placed["confidence"],
            "Place": placed["place"],
        }
    )


def _unit_rows(
    shown: pd.DataFrame, by: str, rows: list[str], layout: Layout, *, legend: bool = False
) -> alt.LayerChart:
    """Draw one row of marks a value of `by`: name before it (above it on a narrow drawing), count after."""
    step = int(layout.pick(38, 48))
    y = alt.Y(f"{by}:N", sort=rows, title=None, axis=_row_axis(layout))
    x = alt.X("Place:Q", axis=None, scale=alt.Scale(domain=[0.4, 17.6], nice=False))
    base = alt.Chart(shown).encode(y=y)
    marks = base.mark_point(
        filled=True, size=layout.pick(210, 120), opacity=1, yOffset=layout.pick(0, 7)
    ).encode(
        x=x,
        shape=alt.Shape("Verdict:N", scale=SHAPES, legend=_legend(layout) if legend else None, sort=WORDS),
        color=alt.Color("Verdict:N", scale=COLOURS, legend=_legend(layout) if legend else None, sort=WORDS),
        tooltip=["Claim", "Counted with it", SAYS, "Verdict", "How sure"],
    )
    totals = shown.groupby(by, as_index=False).agg(Place=("Place", "max"), Count=("Claim", "size"))
    ends = alt.Chart(totals).encode(y=y)
    after = ends.mark_text(
        align="left", dx=layout.pick(13, 10), dy=layout.pick(0, 7), color=INK, fontSize=13
    ).encode(x=x, text="Count:Q")
    layers = [marks, after]
    if layout.narrow:
        layers.append(
            ends.mark_text(align="left", dy=-11, color=INK, fontSize=13).encode(
                x=alt.value(0), text=f"{by}:N"
            )
        )
    return layer(*layers).properties(width=layout.width, height=step * len(rows))


def _row_axis(layout: Layout) -> alt.Axis | None:
    if layout.narrow:
        return None
    return alt.Axis(labelColor=INK, labelPadding=10, domain=False, ticks=False)


def _legend(layout: Layout) -> alt.Legend:
    return alt.Legend(title=None, orient="top", columns=int(layout.pick(4, 2)), symbolOpacity=1)
