"""Nodes of an ordinary book that docutils lacks: ends of lines, words that fold, what no medium shows."""

from __future__ import annotations

from docutils import nodes


class line_break(nodes.Inline, nodes.Element):
    """The end of a line inside a paragraph."""

    def astext(self) -> str:
        """Return what parts the words of two lines."""
        return " "


class folded(nodes.General, nodes.Element):
    """Words that a page folds under their title, the first child, a `folded_title`; `opened` unfolds them."""


class folded_title(nodes.TextElement):
    """The title of folded words."""


class unshown(nodes.General, nodes.Element):
    """What a cell gives and not every medium can show; `reason` says so, with the way out."""


def hides_code(cell: nodes.Element) -> bool:
    """Tell whether a cell's code is folded on the page, so that paper and EPUB go without."""
    metadata: dict[str, list[str]] = cell.get("cell_metadata", {})
    return bool({"hide-input", "hide-cell", "remove-input", "remove-cell"} & set(metadata.get("tags", [])))
