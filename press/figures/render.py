"""The one place that turns a chart into a picture: SVG in the brief's fonts, PNG from the same SVG."""

from __future__ import annotations

import functools
import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import vl_convert

from press.figures import svg_server
from press.figures.specs import days, living, spec_checks
from press.figures.specs.digits import SIGNIFICANT, rounded, with_tables_named
from press.figures.theme import CONFIG, INK, MUTED
from press.look import FONTS, PAPER, SANS

if TYPE_CHECKING:  # pages draw pictures too, and need no altair for it
    import typst
    from altair.typing import ChartType

Specification = dict[str, Any]  # a chart in Vega-Lite

MARGIN = 16

_ID = re.compile(r'\bid="([^"]+)"')
_ID_OR_USE = re.compile(r'(\bid="|url\(#)([^")]+)')
_DECIMAL = re.compile(r"-?\d+\.\d{3,}")


def specification(chart: ChartType, digits: int = SIGNIFICANT) -> Specification:
    """Return the chart as a Vega-Lite specification with the brief's configuration, fractions at `digits`.

    Raises altair's error when the chart breaks the schema.
    """
    from press.figures import altair_patches

    spec = days.with_midnights(rounded(altair_patches.checked(chart), digits))
    own = spec.get("config", {})
    spec["config"] = _merged(CONFIG, own)
    if spec_checks.is_composed(spec) and "autosize" not in spec and "autosize" not in own:
        spec["autosize"] = {"type": "pad", "contains": "padding"}  # Vega-Lite fits single views only
    spec.pop("$schema", None)
    return with_tables_named(spec)


def svg(spec: Specification, name: str) -> str:
    """Return a specification drawn as SVG text whose ids are unique to `name`."""
    return svg_server.drawn(spec, name, draw)


def draw(spec: Specification, name: str) -> str:
    """Draw a specification in this process, whatever was drawn before; `svg` asks first who has it.

    Raises ValueError when it cannot be drawn.
    """
    _register_fonts()
    drawn = vl_convert.vega_to_svg(living.compiled(spec))
    return _compact(_unique_ids(drawn, name))


def titled(drawing: str, words: dict[str, str], credit: str) -> str:
    """Return the drawing as a picture that stands alone: headline and subtitle over it, source under it.

    `words` are the `headline`, the `subtitle` and the `alt` that describes the picture.
    """
    width, height = size(drawing)
    message = [(line, 19, 600, INK) for line in wrapped(words["headline"], int(width / 8.8))]
    measure = [(line, 13.5, 400, MUTED) for line in wrapped(words["subtitle"], int(width / 6.3))]
    feet = [(line, 12, 400, MUTED) for line in wrapped(credit, int(width / 5.8))]
    head, over = _text_lines(message, MARGIN - 4)
    below_head, over = _text_lines(measure, over + 4)
    above = head + below_head
    below, total = _text_lines(feet, over + 8 + height + 6)
    inner = re.sub(r"<svg ", f'<svg overflow="visible" x="{MARGIN}" y="{over + 8:.0f}" ', drawing, count=1)
    full_width, full_height = width + 2 * MARGIN, total + MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{full_width:.0f}" height="{full_height:.0f}" '
        f'viewBox="0 0 {full_width:.0f} {full_height:.0f}" role="img">'
        f"<title>{html.escape(words['headline'])}</title><desc>{html.escape(words['alt'])}</desc>"
        f'<rect width="100%" height="100%" fill="{PAPER["paper"].light}"/>{above}{inner}{below}</svg>'
    )


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into as few lines of at most `width` characters as will do, of about equal length."""
    lines = textwrap.wrap(text, width, break_long_words=False)
    too_narrow, fits = width // 2, width
    while fits - too_narrow > 1:  # a narrower width never takes fewer lines
        middle = (too_narrow + fits) // 2
        tried = textwrap.wrap(text, middle, break_long_words=False)
        if len(tried) > len(lines):
            too_narrow = middle
        else:
            lines, fits = tried, middle
    return lines


def _text_lines(lines: Sequence[tuple[str, float, int, str]], top: float) -> tuple[str, float]:
    """Return lines of (text, size, weight, colour) set from `top` down, and where they end."""
    drawn, y = [], top
    for text, points, weight, colour in lines:
        y += points * 1.25
        drawn.append(
            f'<text x="{MARGIN}" y="{y:.1f}" font-family="{SANS}" font-size="{points}" '
            f'font-weight="{weight}" fill="{colour}">{html.escape(text)}</text>'
        )
    return "".join(drawn), y


def png(svg_text: str, scale: float = 2.0) -> bytes:
    """Return an SVG picture as PNG bytes, `scale` times its size.

    Typst draws it: the same pixels as vl-convert's in a third of the time, packed to a third of the bytes.
    """
    import typst  # here, so that a chapter that only draws charts does not load it

    width, height = size(svg_text)
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
        "#image(bytes(sys.inputs.svg), width: 100%)"
    )
    return typst.compile(
        page.encode(),
        format="png",
        ppi=72 * scale,
        font_paths=_fonts(),
        sys_inputs={"svg": svg_text},
    )


def size(svg_text: str) -> tuple[float, float]:
    """Return the width and height of an SVG picture, in pixels."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg_text)
    if box is None:
        raise ValueError("the drawing has no viewBox: vl-convert changed its output")
    return float(box[1]), float(box[2])


@functools.cache
def _fonts() -> typst.Fonts:
    """Return the brief's own fonts, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@functools.cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `over` laid on it, nested dictionaries merged."""
    both = {**base}
    for key, value in over.items():
        nested = isinstance(value, dict) and isinstance(base.get(key), dict)
        both[key] = _merged(base[key], value) if nested else value
    return both


def _unique_ids(text: str, name: str) -> str:
    """Name clip paths and gradients after the drawing, counted anew: several drawings share a page.

    Vega counts through all that it draws in a process, which differs from build to build.
    """
    ids = dict.fromkeys(_ID.findall(text))  # in the order of the drawing, each once
    new = {old: f"{name}-{old.rstrip('0123456789')}{count}" for count, old in enumerate(ids)}
    return _ID_OR_USE.sub(lambda found: found[1] + new.get(found[2], found[2]), text)


def _compact(text: str) -> str:
    """Round coordinates to hundredths of a pixel: half the bytes, no visible change."""
    return _DECIMAL.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), text)
