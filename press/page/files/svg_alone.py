"""A figure's picture that stands alone: each word says how wide it is in the book's typeface.

A picture in a file has no typeface but the reader's own, whose letters are wider: labels would run into each
other and past the edge. With its width said, a word is set in the place that it was drawn for.
"""

from __future__ import annotations

import html
import re
from functools import cache

from fontTools.ttLib import TTFont

from press.look import FONTS, SANS

_FACES = {400: "BriefSans-Regular.ttf", 600: "BriefSans-Semibold.ttf", 700: "BriefSans-Bold.ttf"}  # by weight
_TEXT = re.compile(r"(<text\b[^>]*(?<!/))>(.*?)</text>", re.DOTALL)
_PART = re.compile(r"(<tspan\b[^>]*)>([^<]*)</tspan>")
_SIZE, _WEIGHT = re.compile(r' font-size="(\d+(?:\.\d+)?)(?:px)?"'), re.compile(r' font-weight="(\w+)"')
_OTHERWISE = re.compile(r" (?:style|textLength|letter-spacing|xml:space)=")  # its width is said, or another
_BLANKS = re.compile(r"[ \t\n]+")  # a run of them is one
_NAMED = {"bold": 700, "bolder": 700}
_OWN = f'font-family="{SANS}"'


def measured(drawing: str) -> str:
    """Return a drawing in which each text of the book's letters has its width (`textLength`)."""
    return _TEXT.sub(_text, drawing)


def _text(found: re.Match[str]) -> str:
    """Return one text, or each of its lines, with its width."""
    head, inside = found[1], found[2]
    size = _SIZE.search(head)
    # A chart of one's own may be set otherwise.
    if size is None or _OWN not in head or _OTHERWISE.search(head):
        return found[0]
    weight = _weight(head)
    if "<" not in inside:
        return f"{head}{_width(inside, float(size[1]), weight)}>{inside}</text>"
    if " font-" in inside or _OTHERWISE.search(inside):
        return found[0]
    lines = _PART.sub(
        lambda part: f"{part[1]}{_width(part[2], float(size[1]), weight)}>{part[2]}</tspan>", inside
    )
    return f"{head}>{lines}</text>"


def _weight(head: str) -> int:
    given = _WEIGHT.search(head)
    word = given[1] if given else "normal"
    return int(word) if word.isdecimal() else _NAMED.get(word, 400)


def _width(words: str, size: float, weight: int) -> str:
    """Return the attributes that say how wide a text is; "" where a letter is not one of the book's."""
    advances = _advances(min(_FACES, key=lambda known: abs(known - weight)))
    letters = [advances.get(letter) for letter in _BLANKS.sub(" ", html.unescape(words)).strip(" ")]
    width = sum(advance for advance in letters if advance is not None) * size
    if not letters or None in letters:
        return ""
    return f' textLength="{round(width, 1):g}" lengthAdjust="spacingAndGlyphs"'


@cache
def _advances(weight: int) -> dict[str, float]:
    """Return how wide each letter of a face is, in sizes of the letter."""
    with TTFont(FONTS / _FACES[weight], lazy=True) as face:
        widths, per_size = face["hmtx"].metrics, face["head"].unitsPerEm
        return {chr(code): widths[name][0] / per_size for code, name in face.getBestCmap().items()}
