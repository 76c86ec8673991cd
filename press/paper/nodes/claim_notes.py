"""Claims: the number in the text, linked to the ledger, its verdict in the margin, and the ledger's words."""

from __future__ import annotations

from docutils import nodes

from press.book.claims.claim_role import claim_note
from press.book.claims.ledger_directive import claim_places, evidence_list, verdict_word
from press.book.claims.verdict_strip import verdict_strip
from press.claims.vocabulary import VERDICTS, Verdict
from press.paper.markup import array, colour, invoke, label, string, words
from press.paper.writer import Writer, renders

_SHAPE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1.1 -1.1 2.2 2.2">'
    '<path fill="{colour}" d="{path}"/></svg>'
)


@renders(claim_note)
def claim(writer: Writer, node: claim_note) -> str:
    """Write the number; the first time in a chapter, its verdict and line go to the margin."""
    shape = _SHAPE.format(colour=node["colour"], path=node["path"])
    target = f"{node['refdoc']}#{node['refid']}"
    link = label(target) if target in writer.anchors else "none"
    shared = (string(node["claim_id"]), string(shape), colour(node["colour"]), link)
    if node["first"]:
        told = [words(node["label"]), words(node["line"])]
        writer.notes.append(f"claim-note({', '.join([*shared, *told])})")
    return writer.marks(node) + invoke("claim-number", *shared)


@renders(verdict_strip)
def strip(_writer: Writer, node: verdict_strip) -> str:
    """Write the strip: its line, a mark a point, and the key with the counts."""
    return invoke("verdict-strip", f"..{in_a_strip(node)}")


def in_a_strip(node: verdict_strip) -> str:
    """Return the strip's line and its groups (number, shape, words before and after) as a Typst array."""
    groups = [
        f"({count}, {string(_shape(VERDICTS[code]))}, {words(before)}, {words(after)})"
        for code, count, before, after in node["counts"]
    ]
    return array([words(node["lead"]), array(groups)])


@renders(evidence_list, claim_places)
def beside_a_verdict(writer: Writer, node: nodes.Element) -> str:
    """Write the evidence for a claim, or where it is discussed, which the brief leaves to other sheets."""
    written = writer.blocks(node) if isinstance(node, evidence_list) else writer.children(node)
    return invoke("beside-a-verdict", f"[{written}]")


@renders(verdict_word)
def verdict(writer: Writer, node: verdict_word) -> str:
    """Write the word of a verdict after its shape, in its colour."""
    told = VERDICTS[node["verdict"]]
    return invoke(
        "verdict-word", string(_shape(told)), colour(told.colour.light), f"[{writer.children(node)}]"
    )


def _shape(verdict: Verdict) -> str:
    return _SHAPE.format(colour=verdict.colour.light, path=verdict.shape.path)
