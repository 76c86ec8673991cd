"""The visual language that charts, pages and paper share: colours, shapes, fonts, and the book's mark."""

from press.look.look import Look, actor_colour, all_colours, automatic, current
from press.look.palette import PAPER, VERDICTS, Colour
from press.look.shapes import VERDICT_SHAPES, Shape
from press.look.typefaces import FONTS, SANS, SERIF

__all__ = [
    "FONTS",
    "PAPER",
    "SANS",
    "SERIF",
    "VERDICTS",
    "VERDICT_SHAPES",
    "Colour",
    "Look",
    "Shape",
    "actor_colour",
    "all_colours",
    "automatic",
    "current",
]
