"""What a chapter has to have: one title, and a text for each of its footnotes. Told with cell and line."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

_LOGGER = logging.getLogger(__name__)
_MARK = re.compile(r"\[\^[\w-]+\]")


def check(_app: Sphinx, tree: nodes.document) -> None:
    """Warn of what a chapter lacks; a warning stops the build."""
    _check_title(tree)
    for text in tree.findall(nodes.Text):
        if isinstance(text.parent, (nodes.literal, nodes.literal_block, nodes.raw, nodes.math)):
            continue
        for mark in _MARK.findall(str(text)):
            name = mark[2:-1]
            said = f"the footnote mark {mark} has no text; write [^{name}]: and the text in the same chapter"
            _LOGGER.warning(said, location=text.parent)


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
