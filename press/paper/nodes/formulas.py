"""Mathematics: LaTeX as written in the chapters, as Typst, with words for those who cannot see it.

LaTeX is read by docutils (`latex2mathml`); the tree that it gives is said and set from here.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from docutils import nodes

from press.book.content import latex
from press.book.content.spoken_math import kind_of, spoken
from press.paper.markup import invoke, string
from press.paper.writer import Writer, renders

_LARGE = set("∑∏∫⋃⋂")
_ACCENTS = {
    "^": "hat",
    "ˆ": "hat",
    "~": "tilde",
    "˜": "tilde",
    "→": "arrow",
    "˙": "dot",
    "¯": "overline",
    "‾": "overline",
    "_": "underline",
}


@renders(nodes.math)
def inline(writer: Writer, node: nodes.math) -> str:
    """Write a formula in a line."""
    tree = _read(writer, node, block=False)
    return invoke("math.equation", f"${typst(tree)}$", alt=string(spoken(tree)))


@renders(nodes.math_block)
def block(writer: Writer, node: nodes.math_block) -> str:
    """Write a formula on a line of its own, numbered when it can be referred to."""
    tree = _read(writer, node, block=True)
    number = writer.number(node, "displaymath") if node.get("label") else ""
    formula = invoke("formula", string(number), string(spoken(tree)), f"${typst(tree)}$")
    return formula + writer.marks(node)


def _read(writer: Writer, node: nodes.Element, block: bool) -> ET.Element:
    try:
        return latex.tree(node.astext(), block)
    except ValueError as error:
        raise writer.problem(node, str(error)) from None


def typst(node: ET.Element) -> str:
    """Return a formula's tree as Typst mathematics."""
    kind, parts = kind_of(node), [typst(child) for child in node]
    if kind in _PATTERNS:
        return _PATTERNS[kind].format(*parts)
    if kind in ("mover", "munder"):
        return _over_or_under(node, kind, parts)
    if kind in ("mi", "mn", "mo", "mtext"):
        return _token(kind, node)
    if kind == "mspace":
        return "thin"
    if kind == "mtable":
        return "mat(delim: #none, " + "; ".join(parts) + ")"
    if kind == "mtr":
        return ", ".join(parts)
    if kind == "msqrt":
        return f"sqrt({' '.join(parts)})"
    return " ".join(parts)


_PATTERNS = {
    "mfrac": "frac({0}, {1})",
    "msub": "attach({0}, b: {1})",
    "msup": "attach({0}, t: {1})",
    "msubsup": "attach({0}, b: {1}, t: {2})",
    "munderover": "attach({0}, b: {1}, t: {2})",
    "mroot": "root({1}, {0})",
}


def _over_or_under(node: ET.Element, kind: str, parts: list[str]) -> str:
    sign = "".join(node[1].itertext()).strip()
    if kind == "mover" and sign in _ACCENTS:
        return f"{_ACCENTS[sign]}({parts[0]})"
    return f"attach({parts[0]}, {'t' if kind == 'mover' else 'b'}: {parts[1]})"


def _token(kind: str, node: ET.Element) -> str:
    """Return letters, numbers and signs: a single one as itself, words upright."""
    text = "".join(node.itertext())
    if kind == "mtext" or (kind == "mi" and len(text) > 1):
        return f"upright({string(text)})" if text.strip() else "space"
    if kind == "mi" and node.get("mathvariant") == "normal":
        return f"upright({string(text)})"
    if kind == "mo" and text in "([{|)]}":
        return f"\\{text}"
    return string(text) if kind == "mn" or (not text.isalpha() and text not in _LARGE) else text
