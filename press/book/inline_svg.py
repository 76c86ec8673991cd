"""A drawing in the page: the SVG of the build, slimmed, in the theme's colours, described once."""

from __future__ import annotations

import html
import re

from press.figures.bundle import Bundle
from press.figures.render import size
from press.look import SANS
from press.look.palette import all_colours

FORMS = ("wide", "narrow")
_VARIABLES = {colour.light: f"var(--{colour.name})" for colour in all_colours()}
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
_OWN_ROLES = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')
_UNSEEN = re.compile(
    r"(<clipPath.*?</clipPath>)"  # kept: its shape is not painted and yet needed
    r"|<(?:path|line|rect|circle)(?![^>]* (?:fill|stroke)=)[^>]*/>"  # neither filled nor stroked
    r'|<[a-z]+ [^>]*\b(?:opacity="0"|display="none"|d="")[^>]*/>'
    r'|<text [^>]*\bopacity="0"[^>]*>[^<]*</text>'
)
_PLACES = re.compile(r' (?:d|x|y|x2|y2)="[^"]*"|translate\([^)]*\)')
_FRACTION = re.compile(r"(-?\d+)(\.\d)\d+")
_AT = r' transform="translate\(([-\d.]+),([-\d.]+)\)"'
_TEXT = re.compile(rf"(<text[^>]*){_AT}")
_CIRCLE = re.compile(rf'<path{_AT} d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"')
_DEFAULTS = re.compile(
    r' (?:opacity="1"|stroke-width="1"|transform="translate\(0,0\)"|font-size="13px"|'
    r'text-anchor="start"|stroke-miterlimit="4"|'
    rf'font-family="{re.escape(SANS)}")'
)
_LINE_END = re.compile(r'(<line\b[^>]*?) [xy]2="0"')  # of a line, whose ends are at 0 unless told
_UNSTROKED = re.compile(r'(<(?:text|path|circle)(?![^>]* stroke=)[^>]*?) stroke-width="[^"]*"')
_GROUP = re.compile(r"(<g(?: [^>]*)?>|</g>)")
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>|<g(?: [^>]*)?/>")


def picture(bundle: Bundle, form: str, themed: bool = True) -> str:
    """Return one drawing of a figure as inline SVG with the figure's alternative text.

    Its colours are the theme's, or, where there is no theme to follow, its own.
    """
    drawn = with_variables(getattr(bundle.svg, form)) if themed else getattr(bundle.svg, form)
    width, height = size(drawn)
    label = html.escape(bundle.alt, quote=True)
    head = (
        f'<svg class="drawing" role="img" aria-label="{label}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{SANS}" font-size="13px">'
    )
    return f'<div class="{form}">{head}{_slim(drawn[drawn.index(">") + 1 :])}</div>'


def with_variables(svg: str) -> str:
    """Replace the palette's light values by CSS variables, so that the page's theme colours the drawing."""
    return _HEX.sub(lambda match: _VARIABLES.get(match[0].lower(), match[0]), svg)


def _slim(inner: str) -> str:
    """Drop what changes nothing to see: Vega's roles, unpainted marks, defaults, empty groups, fractions.

    Circles and places of words are written in fewer letters.
    """
    inner = _UNSEEN.sub(lambda part: part[1] or "", inner)
    for pattern in (_OWN_ROLES, _DEFAULTS):
        inner = pattern.sub("", inner)
    inner = _PLACES.sub(lambda part: _FRACTION.sub(_to_a_tenth, part[0]), inner)
    inner = _CIRCLE.sub(r'<circle cx="\1" cy="\2" r="\3"', _TEXT.sub(r'\1 x="\2" y="\3"', inner))
    for pattern in (_LINE_END, _UNSTROKED):
        inner = pattern.sub(r"\1", inner)
    while (fewer := _EMPTY.sub("", inner)) != inner:
        inner = fewer
    return _without_plain_groups(inner)


def _without_plain_groups(inner: str) -> str:
    """Drop groups that carry nothing but their content."""
    parts, carries = [], []
    for part in _GROUP.split(inner):
        if part.startswith("<g"):
            carries.append(part != "<g>")
        kept = carries.pop() if part == "</g>" else not part.startswith("<g") or carries[-1]
        parts += [part] if kept else []
    return "".join(parts)


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
    if isinstance(bind, dict):
        return 1 if "input" in bind or "element" in bind else len(bind)
    return sum(_bound(value) for key, value in part.items() if key not in ("datasets", "data", "config"))
