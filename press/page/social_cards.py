"""The picture of a page for social networks, drawn at build time: mark, titles, and its first chart."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from press.book.claims.verdict_strip import verdict_strip
from press.book.templating import render
from press.claims.vocabulary import VERDICTS
from press.figures.render import size, wrapped
from press.look import PAPER, SANS, SERIF, current, mark

FOLDER = "social"
WIDTH, HEIGHT = 1200, 630
MARGIN = 64
CHART_WIDTH = 460
MARK_SIZE = 6.5  # half a mark of a verdict (pixels)
STRIP_ROWS = 4  # of marks of that size
_SPACED = 2.9  # from one mark to the next, in halves of a mark
LETTER = 0.5  # a letter's width, in the size of the type


class Style(NamedTuple):
    """How a line is set: font, size (pixels), weight, and the name of its colour on paper."""

    family: str
    points: int
    weight: int
    colour: str


class Line(NamedTuple):
    """A line of words and where its foot begins (pixels)."""

    text: str
    x: float
    y: float
    style: Style


class PlacedChart(NamedTuple):
    """A drawing (SVG), its upper left corner on the card (pixels), and its scale."""

    drawing: Markup
    x: float
    y: float
    scale: float


def file_name(pagename: str) -> str:
    """Return the name of a page's picture; `pagename` may be its address."""
    return f"{Path(pagename).stem}.png"


class Mark(NamedTuple):
    """A point of what is checked: its verdict's shape (SVG path, -1 to 1) and colour, its middle (pixels)."""

    path: str
    colour: str
    x: float
    y: float


def card(
    book: str, title: str, sentence: str, foot: str, chart: str = "", verdicts: verdict_strip | None = None
) -> str:
    """Return the card as SVG; `chart` is a drawing for phones (SVG), set at the right when it is given.

    `verdicts` is what the front page's strip holds: a mark a point under its line.
    """
    room = WIDTH - 2 * MARGIN - (CHART_WIDTH + 48 if chart else 0)
    strip = _strip(verdicts, room) if verdicts is not None else Strip([], [], 0, HEIGHT - 60)
    style = Style(SANS, 60 if len(title) < 40 else 44, 700, "ink")
    title_lines, y = _broken(title, room, MARGIN + 150, style, min(HEIGHT - 260, strip.top - 60))
    said = Style(SERIF, 30, 400, "muted")
    fits = y + 16 <= strip.top - 30
    sentence_lines = _broken(sentence, room, y + 16, said, strip.top - 30)[0] if fits else []
    named = Line(book, MARGIN + 58, MARGIN + 40, Style(SANS, 27, 600, "ink"))
    return render(
        "page/templates/card.svg",
        width=WIDTH,
        height=HEIGHT,
        margin=MARGIN,
        paper=PAPER,
        mark=Markup(mark.svg(current().strands, mark.in_light)),
        lines=[named, *title_lines, *sentence_lines, *strip.lead],
        marks=strip.marks,
        mark_size=strip.size,
        chart=_placed(chart) if chart else None,
        foot=Line(foot, MARGIN, HEIGHT - 44, Style(SANS, 22, 400, "muted")),
    )


class Strip(NamedTuple):
    """The strip's line and marks, half a mark's size, and where it begins (pixels)."""

    lead: list[Line]
    marks: list[Mark]
    size: float
    top: float


def _strip(verdicts: verdict_strip, room: float) -> Strip:
    """Return the strip over the foot; its marks shrink until their rows are no more than STRIP_ROWS high."""
    codes = [code for code, count, *_ in verdicts["counts"] for _ in range(count)]
    size = MARK_SIZE
    while (rows := _rows(len(codes), room, size)) * size > STRIP_ROWS * MARK_SIZE:
        size *= 0.95
    step = _SPACED * size
    in_row = max(1, int(room / step))
    top = HEIGHT - 96 - rows * step
    marks = [
        Mark(
            VERDICTS[code].shape.path,
            VERDICTS[code].colour.light,
            MARGIN + size + (place % in_row) * step,
            top + (place // in_row + 0.5) * step,
        )
        for place, code in enumerate(codes)
    ]
    style = Style(SANS, 20, 700, "ink")
    height = _broken(verdicts["lead"], room, 0, style, HEIGHT)[1]
    begin = top + 14 - height
    return Strip(_broken(verdicts["lead"], room, begin, style, top)[0], marks, size, begin - style.points)


def _rows(marks: int, room: float, size: float) -> int:
    """Return how many rows of `room` pixels marks of a size fill."""
    return -(-marks // max(1, int(room / (_SPACED * size))))


def _broken(text: str, room: float, top: float, style: Style, bottom: float) -> tuple[list[Line], float]:
    """Return a text broken into lines from `top` down to `bottom` at most, and where they end (pixels)."""
    lines = wrapped(text, int(room / (style.points * LETTER)))
    step = style.points * 1.22
    most = max(1, int((bottom - top) / step) + 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip(" .,;") + " …"]
    placed = [Line(line, MARGIN, top + place * step, style) for place, line in enumerate(lines)]
    return placed, top + len(lines) * step


def chart_for(drawings: list[str]) -> str:
    """Return the first drawing that a card has room for: not much taller than it is wide."""
    return next((one for one in drawings if size(one)[1] <= 1.25 * size(one)[0]), "")


def _placed(drawing: str) -> PlacedChart:
    """Return a drawing scaled into the right-hand side."""
    width, height = size(drawing)
    scale = min(CHART_WIDTH / width, (HEIGHT - 2 * MARGIN - 30) / height)
    x, y = WIDTH - MARGIN - width * scale, max(MARGIN, (HEIGHT - 40 - height * scale) / 2)
    return PlacedChart(Markup(drawing), x, y, scale)
