"""Mathematics in words, for those who cannot see a formula: its MathML is read out from left to right."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from docutils.utils.math.latex2mathml import tex2mathml

_SPOKEN = {
    "=": "equals",
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "±": "plus or minus",
    "/": "over",
    "×": "times",
    "⋅": "times",
    "·": "times",
    "∑": "the sum",
    "∏": "the product",
    "∫": "the integral",
    "≤": "is at most",
    "≥": "is at least",
    "<": "is less than",
    ">": "is greater than",
    "≈": "is about",
    "≠": "is not equal to",
    "∼": "is distributed as",
    "∝": "is proportional to",
    "∈": "in",
    "→": "to",
    "|": "given",
    "∣": "given",
    "∞": "infinity",
    "′": "prime",
    "∂": "partial",
    "^": "hat",
    "ˆ": "hat",
    "¯": "bar",
    "‾": "bar",
    "~": "tilde",
    "˜": "tilde",
    "…": "and so on",
    "⋯": "and so on",
}
_AGGREGATES = ("the sum", "the product", "the integral")


def spoken_latex(latex: str) -> str:
    """Return LaTeX mathematics in words."""
    return spoken(ET.fromstring(tex2mathml(latex)))


def spoken(node: ET.Element) -> str:
    """Return a formula's tree in words."""
    return " ".join(_say(node).split())


def _say(node: ET.Element) -> str:
    kind, parts = kind_of(node), [_say(child) for child in node]
    if kind == "mfrac":
        return f"the fraction {parts[0]} over {parts[1]} end fraction"
    if kind in ("msub", "munder"):
        return f"{parts[0]} sub {parts[1]}"
    if kind == "msup":
        return f"{parts[0]} squared" if parts[1].strip() == "2" else f"{parts[0]} to the power {parts[1]}"
    if kind == "mover":
        return f"{parts[0]} {parts[1]}"
    if kind in ("msubsup", "munderover"):
        named = "from {1} to {2} of" if parts[0].strip() in _AGGREGATES else "sub {1} to the power {2}"
        return f"{parts[0]} {named.format(*parts)}"
    if kind == "msqrt":
        return f"the square root of {' '.join(parts)} end root"
    if kind == "mroot":
        return f"the root {parts[1]} of {parts[0]} end root"
    text = "".join(node.itertext()) if not len(node) else ""
    return _SPOKEN.get(text.strip(), text) if not parts else " ".join(parts)


def kind_of(node: ET.Element) -> str:
    """Return the name of a MathML element, such as "mfrac", without its namespace."""
    return node.tag.rsplit("}", 1)[-1]
