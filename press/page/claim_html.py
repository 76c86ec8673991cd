"""A claim's number and side note as HTML, without script: in the margin if there is room, else a pop-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import Markup

from press.book.claims import verdict_strip
from press.book.templating import render
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
    translator.body.append(str(claim(node, f"{page}#{node['refid']}")))
    raise nodes.SkipNode


def claim(note: nodes.Element, link: str) -> Markup:
    """Return the number (a link where the note is in view, else a button that opens it) and the note."""
    return render(
        "page/templates/claim.html",
        note=note.attributes,
        number=note["claim_id"],
        anchor=note["ids"][0],
        colour=VERDICTS[note["verdict"]].colour.name,
        shape=shape(note["verdict"]),
        link=link,
    )


def visit_verdict_strip(translator: HTML5Translator, node: verdict_strip.verdict_strip) -> None:
    """Write the strip: its marks and its key both lead to the claims with that verdict."""
    builder = translator.builder
    groups = verdict_strip.groups(builder, builder.current_docname, node, query=True)
    shapes = {group.verdict.code: shape(group.verdict.code) for group in groups}
    written = render("page/templates/verdict_strip.html", lead=node["lead"], groups=groups, shapes=shapes)
    translator.body.append(str(written))
    raise nodes.SkipNode


def shape(verdict: str) -> Markup:
    """Return the verdict's shape as inline SVG; the word beside it speaks."""
    return render("page/templates/shape.svg", path=VERDICTS[verdict].shape.path)
