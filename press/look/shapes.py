"""The shape of each verdict, so that no verdict is told by colour alone: one path, drawn everywhere.

Paths are SVG path data in a square from -1 to 1, filled by the non-zero rule. Charts, pages and paper
draw the same ones.
"""

from __future__ import annotations

from typing import NamedTuple


class Shape(NamedTuple):
    """A shape's name and its SVG path data (from -1 to 1 on both axes)."""

    name: str
    path: str


_DISC = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z"
_HOLE = "M0.66,0A0.66,0.66,0,1,0,-0.66,0A0.66,0.66,0,1,0,0.66,0Z"
_HALF = "M0,-1A1,1,0,0,0,0,1ZM0,-1A1,1,0,0,1,0,1L0,0.7A0.7,0.7,0,0,0,0,-0.7Z"
_CROSS = "M-0.9,-0.5L-0.5,-0.9L0,-0.4L0.5,-0.9L0.9,-0.5L0.4,0L0.9,0.5L0.5,0.9L0,0.4L-0.5,0.9L-0.9,0.5L-0.4,0Z"

VERDICT_SHAPES = {
    "supported": Shape("disc", _DISC),
    "partly supported": Shape("half disc", _HALF),
    "contradicted": Shape("cross", _CROSS),
    "not verifiable": Shape("ring", _DISC + _HOLE),
    "judgement": Shape("diamond", "M0,-1L1,0L0,1L-1,0Z"),
    "forecast-resolved-true": Shape("triangle", "M0,-0.95L1,0.8L-1,0.8Z"),
    "forecast-resolved-false": Shape("triangle down", "M0,0.95L1,-0.8L-1,-0.8Z"),
    "forecast-open": Shape("open triangle", "M0,-0.95L1,0.8L-1,0.8ZM0,-0.3L-0.48,0.5L0.48,0.5Z"),
}
