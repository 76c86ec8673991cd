"""A claim's number and side note as HTML, without script: in the margin if there is room, else a pop-up."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes

from press.claims.vocabulary import VERDICTS

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_claim_note(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write number, shape and note; the number links to the ledger."""
    if not node["ids"]:  # a copy, such as a heading's in the contents
        translator.body.append(node["claim_id"])
        raise nodes.SkipNode
    builder = translator.builder
    page = builder.get_relative_uri(builder.current_docname, node["refdoc"]) if node["refdoc"] else ""
    translator.body.append(claim(node, f"{page}#{node['refid']}"))
    raise nodes.SkipNode


def claim(node: nodes.Element, link: str) -> str:
    """Return the number (a link where the note is in view, else a button that opens it) and the note.

    All of it is phrasing content: it stands inside a paragraph.
    """
    number, place = node["claim_id"], node["ids"][0]
    label, line = html.escape(node["label"]), html.escape(node["line"])
    picture, colour = shape(node["verdict"]), VERDICTS[node["verdict"]].colour.name
    kind = f"claim in-{colour}" + ("" if node["first"] else " again")
    said = f'{picture}{number}<span class="unseen">, {label.lower()}'
    return (
        f'<span class="{kind}" id="{place}">'
        f'<a class="claim-number" href="{link}">{said}</span></a>'
        f'<button type="button" class="claim-number" popovertarget="{place}-note">'
        f"{said}: show the note</span></button>"
        f'<span class="side-note" id="{place}-note" role="note" aria-label="Claim {number}" popover>'
        f'<span class="verdict">{picture}{number} {label}.</span> {line} '
        f'<a href="{link}">Evidence for {number}</a></span>&#8288;</span>'
    )


def shape(verdict: str) -> str:
    """Return the verdict's shape as inline SVG; the word beside it speaks."""
    return (
        '<svg class="shape" viewBox="-1.1 -1.1 2.2 2.2" aria-hidden="true" focusable="false">'
        f'<path d="{VERDICTS[verdict].shape.path}"/></svg>'
    )
