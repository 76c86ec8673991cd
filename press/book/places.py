"""Where something stands in the sources: file, cell and line, in words."""

from __future__ import annotations

import re

from docutils import nodes

CELL = 10_000  # MyST-NB counts a line of a notebook as cell x 10,000 + line in the cell
_COUNTED = re.compile(r"(\.(?:ipynb|md|rst)):(\d+)(?=:|$)", re.MULTILINE)
_KIND = re.compile(r"(?<=: )(?:WARNING|ERROR|CRITICAL): ")


def of(node: nodes.Node | None) -> str:
    """Return where a node comes from: file, cell and line as far as they are known."""
    source, line = None, None
    while node is not None and not (source and line):
        source, line = source or getattr(node, "source", None), line or getattr(node, "line", None)
        node = node.parent
    where = str(source or "unknown source").split(":<")[0]
    return f"{where}, {_words(int(line))}" if line else where


def _words(line: int) -> str:
    if line < CELL:
        return f"line {line}"
    cell, line = divmod(line, CELL)
    return f"cell {cell}, line {line}" if line else f"cell {cell}"


def told(text: str) -> str:
    """Return what Sphinx says with its places in words, as of notebooks "cell 12, line 2", not 120002."""
    return _KIND.sub("", _COUNTED.sub(lambda found: f"{found[1]}, {_words(int(found[2]))}", text))
