"""The picture of a page for social networks, drawn at build time: mark, titles, and its first chart."""

from __future__ import annotations

import html
from pathlib import Path
from typing import NamedTuple

from press.figures import render
from press.look import PAPER, SANS, SERIF, current, mark

FOLDER = "social"
WIDTH, HEIGHT = 1200, 630
MARGIN = 64
CHART_WIDTH = 460
LETTER = 0.5  # a letter's width, in the size of the type


class Style(NamedTuple):
    """How a line is set: font, size (pixels), weight, and the name of its colour on paper."""

    family: str
    points: int
    weight: int
    colour: str


def file_name(pagename: str) -> str:
    """Return the name of a page's picture; `pagename` may be its address."""
    return f"{Path(pagename).stem}.png"


def card(book: str, title: str, sentence: str, foot: str, chart: str = "") -> str:
    """Return the card as SVG; `chart` is a drawing for phones (SVG), set at the right when it is given."""
    room = WIDTH - 2 * MARGIN - (CHART_WIDTH + 48 if chart else 0)
    style = Style(SANS, 60 if len(title) < 40 else 44, 700, "ink")
    lines, y = _set(title, room, MARGIN + 150, style, HEIGHT - 260)
    more, _ = _set(sentence, room, y + 16, Style(SERIF, 30, 400, "muted"), HEIGHT - 90)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER["paper"].light}"/>'
        f'<rect width="{WIDTH}" height="10" fill="{PAPER["ink"].light}"/>{_mark()}'
        f"{_text(book, MARGIN + 58, MARGIN + 40, Style(SANS, 27, 600, 'ink'))}{lines}{more}{_chart(chart)}"
        f"{_text(foot, MARGIN, HEIGHT - 44, Style(SANS, 22, 400, 'muted'))}</svg>"
    )


def _set(text: str, room: float, top: float, style: Style, bottom: float) -> tuple[str, float]:
    """Return a text broken into lines from `top` down to `bottom` at most, and where they end (pixels)."""
    lines = render.wrapped(text, int(room / (style.points * LETTER)))
    step = style.points * 1.22
    most = max(1, int((bottom - top) / step) + 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" .,;") + " …"]
    drawn = [_text(line, MARGIN, top + place * step, style) for place, line in enumerate(lines)]
    return "".join(drawn), top + len(lines) * step


def chart_for(drawings: list[str]) -> str:
    """Return the first drawing that a card has room for: not much taller than it is wide."""
    return next((one for one in drawings if render.size(one)[1] <= 1.25 * render.size(one)[0]), "")


def _text(text: str, x: float, y: float, style: Style) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="{style.family}" font-size="{style.points}" '
        f'font-weight="{style.weight}" fill="{PAPER[style.colour].light}">{html.escape(text)}</text>'
    )


def _chart(drawing: str) -> str:
    """Return a drawing scaled into the right-hand side."""
    if not drawing:
        return ""
    width, height = render.size(drawing)
    scale = min(CHART_WIDTH / width, (HEIGHT - 2 * MARGIN - 30) / height)
    x, y = WIDTH - MARGIN - width * scale, max(MARGIN, (HEIGHT - 40 - height * scale) / 2)
    return f'<g transform="translate({x:.0f},{y:.0f}) scale({scale:.3f})">{drawing}</g>'


def _mark() -> str:
    return (
        f'<g transform="translate({MARGIN},{MARGIN + 8}) scale(1.35)" fill="none" stroke-width="3.4" '
        f'stroke-linecap="round">{mark.svg(current().strands, mark.in_light)}</g>'
    )
