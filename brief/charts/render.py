"""The one place that turns a chart into a picture: SVG in the brief's fonts, PNG from the same SVG."""

from __future__ import annotations

import functools
import re

import altair as alt
import vl_convert

from brief.charts.theme import CONFIG
from brief.design import FONTS

_DECIMAL = re.compile(r"-?\d+\.\d{3,}")


def specification(chart: alt.TopLevelMixin) -> dict:
    """Return the chart as a Vega-Lite specification with the brief's configuration."""
    spec = chart.to_dict(validate=True)
    spec["config"] = _merged(CONFIG, spec.get("config", {}))
    spec.pop("$schema", None)
    return spec


def svg(spec: dict, name: str) -> str:
    """Draw a specification as SVG text whose ids are unique to `name`."""
    _register_fonts()
    drawn = vl_convert.vegalite_to_svg(spec, show_warnings=False)
    return _compact(_unique_ids(drawn, name))


def png(svg_text: str, scale: float = 2.0) -> bytes:
    """Return an SVG picture as PNG bytes, `scale` times its size."""
    _register_fonts()
    return vl_convert.svg_to_png(svg_text, scale=scale)


def size(svg_text: str) -> tuple[float, float]:
    """Return the width and height of an SVG picture, in pixels."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg_text)
    if box is None:
        raise ValueError("the drawing has no viewBox: vl-convert changed its output")
    return float(box[1]), float(box[2])


@functools.cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _merged(base: dict, over: dict) -> dict:
    """Return `base` with `over` laid on it, nested dictionaries merged."""
    both = {**base}
    for key, value in over.items():
        nested = isinstance(value, dict) and isinstance(base.get(key), dict)
        both[key] = _merged(base[key], value) if nested else value
    return {key: value for key, value in both.items() if value is not None}


def _unique_ids(text: str, name: str) -> str:
    """Prefix the ids of clip paths and gradients: several drawings share a page."""
    for old in set(re.findall(r'\bid="([^"]+)"', text)):
        text = text.replace(f'id="{old}"', f'id="{name}-{old}"').replace(f"url(#{old})", f"url(#{name}-{old})")
    return text


def _compact(text: str) -> str:
    """Round coordinates to hundredths of a pixel: half the bytes, no visible change."""
    return _DECIMAL.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), text)
