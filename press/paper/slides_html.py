"""The slides as one HTML file: nothing to install, nothing fetched; arrow keys turn, print gives paper.

Without its script the slides stand one under the other.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup

from press.book.opening import Opening
from press.book.templating import render
from press.claims.vocabulary import VERDICTS
from press.figures.bundle import Bundle
from press.figures.render import size
from press.look import all_colours, current, mark, typefaces
from press.paper import TEMPLATE

FACES = typefaces.rule(typefaces.SANS_FAMILY) + typefaces.rule(typefaces.SERIF_FAMILY)
_STRAND = 3.8  # how thick a strand is, in the units of the wide mark: about the 22 px of `deck.css`
_VEGA_MARKS = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')


def page(begins: Opening, language: str, edition: str, slides: list[dict[str, Any]]) -> str:
    """Return the deck after what the front page answers; a slide has chapter, number, a figure's bundle."""
    strands = mark.band(current().strands, _STRAND, lambda _, colour: f'stroke="var(--{colour.name})"')
    return render(
        "paper/templates/deck.html",
        opening=begins,
        chart=_figure(begins.chart) | {"bundle": begins.chart} if begins.chart is not None else None,
        verdicts=VERDICTS,
        language=language,
        edition=edition,
        slides=[one | _figure(one["bundle"]) for one in slides],
        band=Markup(strands),
        band_height=mark.BAND_HEIGHT,
        style=Markup(FACES + _colours() + (TEMPLATE / "deck.css").read_text(encoding="utf-8")),
        script=Markup((TEMPLATE / "deck.js").read_text(encoding="utf-8")),
    )


def _figure(bundle: Bundle) -> dict[str, Any]:
    """Return what a slide shows of a figure: its sources, and the drawing that its own element holds."""
    drawn = bundle.svg.wide
    width, height = size(drawn)
    return {
        "sources": "; ".join(dict.fromkeys(source.short_source for source in bundle.sources)),
        "width": f"{width:g}",
        "height": f"{height:g}",
        "drawing": Markup(_VEGA_MARKS.sub("", drawn.partition(">")[2])),
    }


def _colours() -> str:
    return ":root{" + "".join(f"--{one.name}:{one.light};" for one in all_colours()) + "}\n"
