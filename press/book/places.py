"""Where something stands in the sources: file, cell and line, in words."""

from __future__ import annotations

import re

from docutils import nodes

CELL = 10_000  # MyST-NB counts a line of a notebook as cell x 10,000 + line in the cell
_COUNTED = re.compile(r"(\.(?:ipynb|md|rst)):(\d+)(?=:|$)", re.MULTILINE)
_KIND = re.compile(r"(?:(?<=: )|^)(?:WARNING|ERROR|CRITICAL): ", re.MULTILINE)
_WAYS_OUT = {  # by the words in which Sphinx and MyST tell a name that is not there
    ": undefined label: ": "name a figure or a label that a chapter has, or take the reference out",
    "bibtex key": "add the work to the bibliography, or mend the key",
    ": unknown document: ": "name a page of _toc.yml, from the chapter's folder",
    "file not readable: ": "put the file there, or mend its name",
    "file not found: ": "put the file there, or mend its name",
    ": term not in glossary: ": "add it to a glossary, or mend the word",
    "[myst.xref_missing]": "name a file or a label that is there",
    "[myst.role_unknown]": "mend the role's name, or load the extension that adds it",
    "[myst.directive_unknown]": "mend the directive's name, or load the extension that adds it",
}


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
    line -= bool(line)  # MyST-NB and MyST both count from one: a line of a cell is one too many
    return f"cell {cell}, line {line}" if line else f"cell {cell}"


def told(text: str) -> str:
    """Return what Sphinx says with its places in words, as of notebooks "cell 12, line 2", not 120003.

    Where a text names what is not there, the way out is said too.
    """
    said = _KIND.sub("", _COUNTED.sub(lambda found: f"{found[1]}, {_words(int(found[2]))}", text))
    return said + next((f"; {way_out}" for what, way_out in _WAYS_OUT.items() if what in said), "")
