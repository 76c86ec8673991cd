"""A drawing in the page: the SVG of the build, slimmed, in the theme's colours, described once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from lxml import etree
from markupsafe import Markup

from press.book.templating import render
from press.figures.bundle import Bundle
from press.figures.render import size
from press.figures.specs.living import STEP
from press.look import SANS, all_colours

FORMS = ("wide", "narrow")
_SVG = "{http://www.w3.org/2000/svg}"
TEXT = f"{_SVG}text"
_GROUP, _PATH, _LINE, _CIRCLE = (f"{_SVG}{tag}" for tag in ("g", "path", "line", "circle"))
_MARKS = {TEXT, _PATH, _LINE, _CIRCLE, f"{_SVG}rect"}
_TEMPLATES = {f"{_SVG}defs", f"{_SVG}clipPath"}  # not painted where they stand, and yet needed
_VEGAS_OWN = {"role", "class", "pointer-events", "aria-hidden", "aria-label", "aria-roledescription"}
_DEFAULTS = {
    ("opacity", "1"),
    ("stroke-width", "1"),
    ("transform", "translate(0,0)"),
    ("font-size", "13px"),  # of the drawing, see `picture`
    ("font-family", SANS),
    ("text-anchor", "start"),
    ("stroke-miterlimit", "4"),
}
_LINE_DEFAULTS = {("x2", "0"), ("y2", "0")}
_PLACES = {"d", "x", "y", "x2", "y2"}
_FRACTION = re.compile(r"(-?\d+)(\.\d)\d+")
_MOVE = re.compile(r"translate\([^)]*\)")
_ONLY_A_MOVE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_DISC = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")


def in_theme_colours(drawing: etree._Element) -> None:
    """Replace the palette's light values by CSS variables, so that the page's theme colours the drawing."""
    variables = {colour.light: f"var(--{colour.name})" for colour in all_colours()}
    for element in drawing.iter():
        for name in ("fill", "stroke", "stop-color"):
            variable = variables.get(element.get(name, "").lower())
            if variable:
                element.set(name, variable)


def picture(
    bundle: Bundle,
    form: str,
    *,
    drawn: str = "",
    recolour: Callable[[etree._Element], None] = in_theme_colours,
    in_xml: bool = False,
) -> Markup:
    """Return one drawing of a figure ("wide" or "narrow") as inline SVG with the figure's alternative text.

    `drawn` is another drawing in its place; `recolour` changes the colours of the slimmed one; `in_xml` names
    the namespaces, as XHTML needs.
    """
    drawn = drawn or getattr(bundle.svg, form)
    drawing = etree.fromstring(drawn)
    _slim(drawing)
    recolour(drawing)
    content = etree.tostring(drawing, encoding="unicode").partition(">")[2].removesuffix("</svg>")
    return _framed(bundle, form, content, size(drawn), in_xml)


def frame(bundle: Bundle, form: str) -> Markup:
    """Return the room of a drawing, with its alternative text, for one that is brought when asked for."""
    return _framed(bundle, form, "", size(getattr(bundle.svg, form)), False)


def _framed(bundle: Bundle, form: str, content: str, room: tuple[float, float], in_xml: bool) -> Markup:
    width, height = room
    return render(
        "book/templates/drawing.html",
        form=form,
        in_xml=in_xml,
        alt=bundle.alt_in_steps if in_xml else bundle.alt,
        width=f"{width:g}",
        height=f"{height:g}",
        font=SANS,
        content=Markup(content),
    )


def _slim(parent: etree._Element) -> None:
    """Drop what changes nothing to see: unpainted marks, plain groups, Vega's roles, defaults, fractions."""
    for element in list(parent):
        if element.tag in _TEMPLATES:
            continue
        if _is_unseen(element):
            parent.remove(element)
            continue
        _slim(element)
        _shorten(element)
        if element.tag == _GROUP and not (len(element) and element.attrib):
            for child in element:
                element.addprevious(child)
            parent.remove(element)


def _is_unseen(element: etree._Element) -> bool:
    """Whether an element is hidden, or a mark that nothing paints: Vega gives each mark its own paint."""
    if element.get("opacity") == "0" or element.get("display") == "none" or element.get("d") == "":
        return True
    return element.tag in _MARKS and not (_has(element, "fill") or _has(element, "stroke"))


def _has(mark: etree._Element, paint: str) -> bool:
    """Whether a mark has a fill or a stroke that can be seen: a hollow one has a stroke alone."""
    return mark.get(paint, "none") != "none" and mark.get(f"{paint}-opacity") != "0"


def _shorten(element: etree._Element) -> None:
    """Write an element in fewer letters."""
    kept = _telling(element)
    move = _ONLY_A_MOVE.fullmatch(kept.get("transform", ""))
    if move and element.tag == TEXT and not len(element):  # lines of words count from where they are moved to
        kept = _replaced(kept, {"transform": {"x": move[1], "y": move[2]}})
    elif move and element.tag == _PATH and (disc := _DISC.fullmatch(kept["d"])):
        element.tag = _CIRCLE
        kept = _replaced(kept, {"transform": {"cx": move[1], "cy": move[2]}, "d": {"r": disc[1]}})
    element.attrib.clear()
    element.attrib.update(list(kept.items()))


def _telling(element: etree._Element) -> dict[str, str]:
    """Return the attributes that are seen: no defaults, no roles of Vega; places to a tenth of a pixel."""
    kept: dict[str, str] = {}
    for name, value in cast(list[tuple[str, str]], element.items()):
        if name in _VEGAS_OWN or (name, value) in _DEFAULTS:
            continue
        if name in _PLACES:
            value = _FRACTION.sub(_to_a_tenth, value)
        elif name == "transform":
            value = _MOVE.sub(lambda move: _FRACTION.sub(_to_a_tenth, move[0]), value)
        kept[name] = value
    if element.tag == _LINE:
        kept = {name: value for name, value in kept.items() if (name, value) not in _LINE_DEFAULTS}
    elif element.tag in _MARKS and "stroke" not in kept:
        kept.pop("stroke-width", None)
    return kept


def _replaced(attributes: dict[str, str], by: dict[str, dict[str, str]]) -> dict[str, str]:
    """Return attributes with those that `by` names replaced by others, in their place."""
    parts = (by.get(name, {name: value}) for name, value in attributes.items())
    return {name: value for part in parts for name, value in part.items()}


def _to_a_tenth(number: re.Match[str]) -> str:
    return number[1] if number[2] == ".0" else number[1] + number[2]


def controls(bundle: Bundle, form: str) -> int:
    """Return how many inputs the live chart will show: their room is kept free."""
    return _bound(getattr(bundle.spec, form))


def _bound(part: object) -> int:
    """Count bound inputs in a specification; a parameter bound to several fields has one input each."""
    if isinstance(part, list):
        return sum(map(_bound, part))
    if not isinstance(part, dict):
        return 0
    bind = part.get("bind")
    if isinstance(bind, dict) and part.get("name") == STEP:
        return 0
    if isinstance(bind, dict):
        return 1 if "input" in bind or "element" in bind else len(bind)
    return sum(_bound(value) for key, value in part.items() if key not in ("datasets", "data", "config"))
