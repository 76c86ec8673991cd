"""The words of a claim: what stands before its number, underlined in the colour and line of its verdict.

They reach back to the number before, or to the end of the sentence before.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

from press.book.claims.claim_role import claim_note
from press.claims.vocabulary import VERDICTS

CLASS = "claimed"
FEWEST = 12  # letters; fewer, such as "and", are no words of a claim
_ENDS = re.compile(r"[.?!;:][\"”’)\]]*\s+")
_BETWEEN = re.compile(r"[\s,.;:)\]”]*")


def mark(_app: Sphinx, doctree: nodes.document) -> None:
    """Wrap the words of each claim of a page in an inline node of the class `claimed` and the verdict's."""
    for note in list(doctree.findall(claim_note)):
        words = _taken(note)
        if sum(len(node.astext()) for node in words) >= FEWEST:
            _wrap(note, words)


def _taken(note: claim_note) -> list[nodes.Node]:
    """Return the nodes of a claim's words in their order; the text at their start is cut where they begin."""
    parent, words = note.parent, list[nodes.Node]()
    for node in reversed(parent.children[: parent.index(note)]):
        if _stops(node):
            break
        if not isinstance(node, nodes.Text):
            words.insert(0, node)
            continue
        begin = max((found.end() for found in _ENDS.finditer(node)), default=0)
        rest = _cut(node, begin)
        words[:0] = [rest] if rest is not None else []
        if begin:
            break
    if words and isinstance(words[0], nodes.Text):
        first = _BETWEEN.match(words[0])
        rest = _cut(words[0], first.end() if first else 0)
        words[:1] = [rest] if rest is not None else []
    return words


def _stops(node: nodes.Node) -> bool:
    """Tell whether a claim's words begin after a node: another claim, a note, a bold sentence."""
    if isinstance(node, (claim_note, nodes.footnote_reference, nodes.raw)):
        return True
    return isinstance(node, nodes.strong) and node.astext().rstrip().endswith((".", ":", "?"))


def _cut(text: nodes.Text, place: int) -> nodes.Text | None:
    """Part a text in two where there is something before the place; return the second part, if any."""
    if place == 0:
        return text
    before, after = nodes.Text(text[:place]), nodes.Text(text[place:])
    text.parent.replace(text, [before, after] if after else [before])
    return after or None


def _wrap(note: claim_note, words: list[nodes.Node]) -> None:
    """Put the words into an inline node; the blank before the number stays outside."""
    parent, last = note.parent, words[-1]
    if isinstance(last, nodes.Text) and last != last.rstrip():
        kept = nodes.Text(last.rstrip())
        parent.replace(last, [kept, nodes.inline("", last[len(kept) :], classes=["gap"])])
        words[-1] = kept
    place = parent.index(words[0])
    colour = VERDICTS[note["verdict"]].colour.name
    for node in words:
        parent.remove(node)
    parent.insert(place, nodes.inline("", "", *words, classes=[CLASS, f"in-{colour}"]))


def setup(app: Sphinx) -> None:
    """Register the marking, after the claims of a page have been collected."""
    app.connect("doctree-read", mark, priority=600)
