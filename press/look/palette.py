"""Every colour of the brief, once, with its light and its dark value.

A chart is drawn in the light values. Pages turn each of them into a CSS variable and the live chart
swaps them, so a dark page is designed, not inverted. No two colours share a light value: the swap
works by value. Lightness differs between actors, so they stay apart in greyscale.
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
    "mark": Colour("mark", "#fae3a8", "#57471a"),
    "land": Colour("land", "#e9e5da", "#2a3037"),
    "sea": Colour("sea", "#f7f8f6", "#191d22"),
    "band": Colour("band", "#cfe0e6", "#24414c"),
}

ACTORS = {
    "USA": Colour("usa", "#1d4f91", "#7db1f5"),
    "KOR": Colour("kor", "#0c8075", "#4fd0bd"),
    "CHN": Colour("chn", "#c23b22", "#ff8f79"),
    "PRK": Colour("prk", "#5b2a66", "#cf9fe0"),
    "RUS": Colour("rus", "#8a6a10", "#dcbb4e"),
    "JPN": Colour("jpn", "#b3487a", "#f29ac0"),
    "UN": Colour("un", "#4a7fb0", "#9cc7ea"),
    "OTHER": Colour("other", "#7a7f85", "#959ca4"),
    "PEER": Colour("peer", "#a5a79f", "#6e757d"),
}

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


def actor_colour(iso3: str) -> str:
    """Return the light value for a country code; countries without a colour share OTHER's."""
    return ACTORS.get(iso3, ACTORS["OTHER"]).light


def all_colours() -> list[Colour]:
    """Return every colour, in a fixed order."""
    return [*PAPER.values(), *ACTORS.values(), *VERDICTS.values()]
