"""The engine's own colours, each once, with its light and its dark value; a brief adds those of its actors.

A chart is drawn in the light values. Pages turn each of them into a CSS variable and the live chart
swaps them, so a dark page is designed, not inverted. No two colours share a light value: the swap
works by value.
"""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """One colour: its name, and its value on a light and on a dark page (#rrggbb)."""

    name: str
    light: str
    dark: str


PAPER = {
    "paper": Colour("paper", "#fdfcf9", "#15181c"),
    "panel": Colour("panel", "#f4f1ea", "#1e2329"),
    "ink": Colour("ink", "#1c2126", "#e9e6df"),
    "muted": Colour("muted", "#58606a", "#a9b0b8"),
    "grid": Colour("grid", "#e3dfd5", "#343b43"),
    "line": Colour("line", "#b9b3a5", "#57606a"),
    "accent": Colour("accent", "#0b5c78", "#6fc3dd"),
    "counter": Colour("counter", "#a5501d", "#f2a874"),  # the way against the accent's
    "mark": Colour("mark", "#fae3a8", "#57471a"),
    "land": Colour("land", "#e9e5da", "#2a3037"),
    "sea": Colour("sea", "#f7f8f6", "#191d22"),
    "band": Colour("band", "#cfe0e6", "#24414c"),
}

# Actors whose own colour says nothing: all that are not named, and a group that others are held against.
NEUTRALS = {
    "OTHER": Colour("other", "#7a7f85", "#959ca4"),
    "PEER": Colour("peer", "#a5a79f", "#6e757d"),
}

# For actors to which the brief gives no colour, the most distinct first. Chosen by search: any two differ in
# lightness by 5 of CIE L* and by 14 in CIE L*a*b* for normal, protan, deutan and tritan eyes, on light and on
# dark paper, and each has a contrast of at least 3:1 with the paper.
AUTOMATIC = (
    Colour("auto-1", "#109c8e", "#37edda"),
    Colour("auto-2", "#484101", "#acb357"),
    Colour("auto-3", "#6d0133", "#e26e84"),
    Colour("auto-4", "#026078", "#0592b6"),
    Colour("auto-5", "#926a0e", "#fedeb0"),
    Colour("auto-6", "#523e90", "#cabfff"),
    Colour("auto-7", "#8072cb", "#9d96ec"),
    Colour("auto-8", "#b1394f", "#fea19d"),
)

VERDICTS = {
    "supported": Colour("supported", "#17734f", "#57c99b"),
    "partly supported": Colour("partly", "#8f6708", "#e0b24a"),
    "contradicted": Colour("contradicted", "#b2301f", "#ff8b78"),
    "not verifiable": Colour("unverifiable", "#5f6771", "#a4acb5"),
    "judgement": Colour("judgement", "#6a4c93", "#bda3e6"),
    "forecast-resolved-true": Colour("forecast-true", "#18744e", "#56c89a"),
    "forecast-resolved-false": Colour("forecast-false", "#b1311e", "#fe8c77"),
    "forecast-open": Colour("forecast-open", "#2f6f8f", "#7fc4e4"),
}
