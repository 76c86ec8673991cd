"""The slides as one HTML file: nothing to install, nothing fetched; arrow keys turn, print gives paper.

Without its script the slides stand one under the other.
"""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path
from typing import Any

from press.figures.bundle import Bundle
from press.figures.render import size
from press.look import FONTS, all_colours, current, mark

TEMPLATE = Path(__file__).with_name("template")
FACES = (("Brief Sans", "BriefSans-VF.woff2"), ("Brief Serif", "BriefSerif-VF.woff2"))
_STRAND = 3.8  # how thick a strand is, in the units of the wide mark: about the 22 px of `deck.css`
_VEGA_MARKS = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')


def page(title: str, language: str, edition: str, answer: list[str], slides: list[dict[str, Any]]) -> str:
    """Return the deck; a slide has chapter, number and the figure's bundle."""
    style = _fonts() + _colours() + (TEMPLATE / "deck.css").read_text(encoding="utf-8")
    script = (TEMPLATE / "deck.js").read_text(encoding="utf-8")
    body = _opening(title, edition, answer) + "".join(_slide(one) for one in slides)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}: slides</title><style>{style}</style>"
    )
    turn = (
        '<nav aria-label="Slides" hidden><button type="button" data-step="-1">Previous</button>'
        '<span role="status"></span><button type="button" data-step="1">Next</button></nav>'
    )
    return (
        f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body><main>{body}</main>{turn}'
        f"<script>{script}</script></body></html>\n"
    )


def _opening(title: str, edition: str, answer: list[str]) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in answer)
    drawn = mark.band(current().strands, _STRAND, lambda _, colour: f'stroke="var(--{colour.name})"')
    strands = (
        f'<svg class="strands" viewBox="0 0 100 {mark.BAND_HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true">{drawn}</svg>'
    )
    return (
        f'<section class="opening"><h1>{html.escape(title)}</h1>{strands}<div class="answer">{lines}</div>'
        f"<footer>{html.escape(edition)}</footer></section>\n"
    )


def _slide(slide: dict[str, Any]) -> str:
    bundle, say = slide["bundle"], html.escape
    sources = "; ".join(dict.fromkeys(say(source.short_source) for source in bundle.sources))
    return (
        f'<section><p class="chapter">{say(slide["chapter"])}</p><h2>{say(bundle.headline)}</h2>'
        f'<p class="subtitle">{say(bundle.subtitle)}</p><div class="picture">{_drawing(bundle)}</div>'
        f"<footer>Figure {slide['number']}. Source: {sources}</footer></section>\n"
    )


def _drawing(bundle: Bundle) -> str:
    """Return the wide drawing as one picture with one description."""
    drawn = bundle.svg.wide
    width, height = size(drawn)
    rest = _VEGA_MARKS.sub("", drawn.partition(">")[2])
    label = html.escape(bundle.alt, quote=True)
    return f'<svg role="img" aria-label="{label}" viewBox="0 0 {width:g} {height:g}">{rest}'


def _fonts() -> str:
    faces = ((family, base64.b64encode((FONTS / file).read_bytes()).decode()) for family, file in FACES)
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:400 700;src:url(data:font/woff2;base64,{data})}}'
        for family, data in faces
    )


def _colours() -> str:
    return ":root{" + "".join(f"--{one.name}:{one.light};" for one in all_colours()) + "}\n"
