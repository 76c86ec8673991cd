"""The visual language that charts, pages and paper share: colours and fonts."""

from press.look.palette import ACTORS, PAPER, VERDICTS, Colour, actor_colour
from press.look.shapes import VERDICT_SHAPES, Shape
from press.look.typefaces import FONTS, SANS, SERIF

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
