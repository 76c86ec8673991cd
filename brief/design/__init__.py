"""The visual language that charts, pages and paper share: colours and fonts."""

from brief.design.palette import ACTORS, PAPER, VERDICTS, Colour, actor_colour
from brief.design.shapes import VERDICT_SHAPES, Shape
from brief.design.typefaces import FONTS, SANS, SERIF

__all__ = [
    "ACTORS",
    "FONTS",
    "PAPER",
    "SANS",
    "SERIF",
    "VERDICTS",
    "VERDICT_SHAPES",
    "Colour",
    "Shape",
    "actor_colour",
]
