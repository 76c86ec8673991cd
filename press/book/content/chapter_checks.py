"""What a chapter has to have: one title, and a text for each of its footnotes. Told with cell and line.

What a notebook's file says of itself (title, authors, ...) is no text of the chapter and is not read as such.
"""

from __future__ import annotations

import json
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from press.system import signs

_LOGGER = logging.getLogger(__name__)
_MARK = re.compile(r"\[\^[\w-]+\]")
_GIVEN = {"cell_output", "ledger", "pasted-text"}  # classes of what tables and cells give, letter by letter
_READ = {"kernelspec", "language_info", "jupytext", "mystnb", "myst", "substitutions", "html_meta"}
_READ |= {"orphan", "nosearch", "tocdepth", "no-search"}  # Sphinx's own


def leave_metadata_out(app: Sphinx, docname: str, source: list[str]) -> None:
    """Take out of a notebook's metadata what MyST would read as Markdown of the page."""
    if not app.env.doc2path(docname).endswith(".ipynb"):
        return
    try:
        notebook = json.loads(source[0])
        metadata = notebook["metadata"]
    except (ValueError, KeyError, TypeError):  # told by whoever reads it as a notebook
        return
    if set(metadata) - _READ:
        notebook["metadata"] = {key: value for key, value in metadata.items() if key in _READ}
        source[0] = json.dumps(notebook, ensure_ascii=False)


def check(_app: Sphinx, tree: nodes.document) -> None:
    """Warn of what a chapter lacks; a warning stops the build."""
    _check_title(tree)
    _check_letters(tree)
    for text in tree.findall(nodes.Text):
        if isinstance(text.parent, (nodes.literal, nodes.literal_block, nodes.raw, nodes.math)):
            continue
        if _is_given(text):
            continue
        for mark in _MARK.findall(str(text)):
            name = mark[2:-1]
            said = f"the footnote mark {mark} has no text; write [^{name}]: and the text in the same chapter"
            _LOGGER.warning(said, location=text.parent)


def _check_letters(tree: nodes.document) -> None:
    """Warn of signs in the text that a reader does not see."""
    for text in tree.findall(nodes.Text):
        if sign := signs.unseen(str(text)):
            _LOGGER.warning(f"the text holds the sign {sign}; {signs.WAY_OUT}", location=text.parent)


def _is_given(text: nodes.Text) -> bool:
    """Whether a text was given by a table or a cell, and not written in the chapter."""
    node = text.parent
    while node is not None:
        if _GIVEN & set(node.get("classes", [])):
            return True
        node = node.parent
    return False


def _check_title(tree: nodes.document) -> None:
    """Warn of a chapter without a heading of the first level, or with two."""
    sections = [child for child in tree.children if isinstance(child, nodes.section)]
    before = [child for child in tree.children if not isinstance(child, (nodes.section, *_UNSEEN))]
    before = [child for child in before if not isinstance(child, nodes.container)]  # cells that bind values
    if not sections or any(child.astext().strip() for child in before):
        _LOGGER.warning(
            "the chapter does not begin with a heading of the first level; begin it with a line: # Title",
            location=before[0] if before and getattr(before[0], "line", None) else tree,
        )
    for section in sections[1:]:
        _LOGGER.warning(
            f'the chapter has a second heading of the first level, "{section[0].astext()}"; write it with ##',
            location=section,
        )


_UNSEEN = (nodes.comment, nodes.target, nodes.substitution_definition, nodes.docinfo, nodes.transition)
