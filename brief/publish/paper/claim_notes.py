"""A claim's number in the text, linked to the ledger, and its verdict in the margin."""

from __future__ import annotations

from brief.publish.claims import claim_note
from brief.publish.paper.typst_text import colour, invoke, label, string, words
from brief.publish.paper.writer import Writer, renders

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
        writer.notes.append(invoke("claim-note", *shared, words(node["label"]), words(node["line"])))
    return writer.marks(node) + invoke("claim-number", *shared)
