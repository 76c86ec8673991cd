"""What a drawing paints, read from its SVG as a browser would: marks by kind, and where words stand."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

TEMPLATES = {
    "defs",
    "clipPath",
    "linearGradient",
    "pattern",
    "mask",
}  # painted where they are used, or not at all
INHERITED = {
    "fill": "black",
    "stroke": "none",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "visibility": "visible",
}
SHAPES = {"path", "line", "rect", "circle", "ellipse", "polygon", "polyline"}
MOVE = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")


def marks(svg: etree._Element) -> Counter[str]:
    """Return how many marks of each kind are painted: words, filled, outlined or both."""
    return Counter(kind for element, style in _shown(svg, INHERITED) if (kind := _kind(element, style)))


def words(svg: etree._Element) -> list[tuple[str, float, float]]:
    """Return each line of words with the place (pixels) where it begins, but for words that are turned."""
    return sorted(_lines(svg, 0.0, 0.0))


def _shown(element, inherited):
    """Yield what is not hidden, with the paint that it has or inherits."""
    if (
        element.get("display") == "none"
        or float(element.get("opacity", 1)) == 0
        or _name(element) in TEMPLATES
    ):
        return
    style = {name: element.get(name, value) for name, value in inherited.items()}
    yield element, style
    for child in element:
        yield from _shown(child, style)


def _is_hidden(element):
    hidden = element.get("display") == "none" or float(element.get("opacity", 1)) == 0
    return hidden or _name(element) in TEMPLATES


def _kind(element, style):
    """Return how a shape or a text is painted, or None."""
    name = _name(element)
    if name not in SHAPES | {"text"} or style["visibility"] == "hidden" or element.get("d") == "":
        return None
    painted = [paint for paint in ("fill", "stroke") if _is_painted(element, style, paint)]
    if not painted:
        return None
    words = "".join(element.itertext())
    return f"words {words!r}" if name == "text" else f"{_form(name)}, {' and '.join(painted)}"


def _is_painted(element, style, paint):
    wide = paint == "fill" or float(element.get("stroke-width", 1)) > 0
    filled = paint == "stroke" or _name(element) != "line"
    return (
        style[paint] not in ("none", "transparent")
        and float(style[f"{paint}-opacity"]) > 0
        and wide
        and filled
    )


def _form(name):
    return "line" if name == "line" else "shape"  # a round path may be written as a circle


def _name(element):
    return etree.QName(element).localname


def _lines(element, x, y):
    transform = element.get("transform", "")
    if "rotate" in transform or "scale" in transform or _is_hidden(element):
        return
    for move in MOVE.finditer(transform):
        x, y = x + float(move[1]), y + float(move[2])
    if _name(element) == "text":
        yield from _lines_of_words(element, x, y)
        return
    for child in element:
        yield from _lines(child, x, y)


def _lines_of_words(text, x, y):
    """Yield the lines of a text: `x` and `y` set a place in what is moved, `dy` counts from the last line."""
    at_x, at_y = float(text.get("x", 0)), float(text.get("y", 0))
    if text.text:
        yield text.text, x + at_x, y + at_y
    for line in text:
        at_x, at_y = float(line.get("x", at_x)), float(line.get("y", at_y)) + float(line.get("dy", 0))
        yield line.text, x + at_x, y + at_y
