"""The ledger's page: its nodes as HTML, claims with their reviews as JSON-LD, script, style, files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx

from press.book.claims import ledger_directive
from press.book.shared_trees import AHEAD
from press.book.templating import json_in_script, render
from press.claims.entries import Reviewed
from press.claims.vocabulary import VERDICTS
from press.page import claim_html
from press.page.files import ledger_files

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator


def visit_ledger_title(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a heading at its depth."""
    translator.body.append(f"<h{translator.section_level}>")


def depart_ledger_title(translator: HTML5Translator, node: nodes.Element) -> None:
    """Close a heading with the link that is its permanent address, and add the claim's review as JSON-LD.

    Beside the words that it repeats a review weighs next to nothing in a compressed page.
    """
    translator.add_permalink_ref(node.parent, "Link to this claim")
    translator.body.append(f"</h{translator.section_level}>\n")
    review = ledger_files.reviews(translator.builder.app).get(node.parent["ids"][0])
    if review is not None:
        content = json_in_script({**ledger_files.SCHEMA, **review})
        translator.body.append(f'<script type="application/ld+json">{content}</script>\n')


def visit_verdict_word(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open the word with its shape, in the verdict's colour."""
    colour, picture = VERDICTS[node["verdict"]].colour.name, claim_html.shape(node["verdict"])
    translator.body.append(f'<span class="verdict in-{colour}">{picture}')


def depart_verdict_word(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the word."""
    translator.body.append("</span>")


def visit_evidence_list(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open the evidence: unfolded, until a script folds it."""
    pieces = f"{node['count']} piece{'' if node['count'] == 1 else 's'} of evidence"
    translator.body.append(f'<details class="evidence" open><summary>{pieces}</summary>')


def depart_evidence_list(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the evidence."""
    translator.body.append("</details>\n")


def visit_claim_places(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a line of links."""
    translator.body.append(translator.starttag(node, "p", ""))


def depart_claim_places(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the line."""
    translator.body.append("</p>\n")


def _head(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Give the ledger's page its style, its script and its reviews."""
    if pagename != app.config.brief_ledger_page or not app.config.brief_ledger:
        return
    context["page_head"] = render(
        "page/templates/ledger_head.html",
        style=context["pathto"]("_static/ledger.css", 1),
        script=context["pathto"]("_static/ledger.js", 1),
    )


def _files(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.format == "html" and app.config.brief_ledger:
        ledger_files.write(app, Path(app.outdir))


def _get_ready(app: Sphinx) -> None:
    """Write the ledger's files ahead, but for their place."""
    if app.config.brief_ledger:
        ledger_files.texts(app)


def setup(app: Sphinx) -> None:
    """Register how the ledger's nodes are written, and hook into the writing of pages."""
    line_of_links = (visit_claim_places, depart_claim_places)
    for node, visitors in (
        (ledger_directive.ledger_title, (visit_ledger_title, depart_ledger_title)),
        (ledger_directive.verdict_word, (visit_verdict_word, depart_verdict_word)),
        (ledger_directive.evidence_list, (visit_evidence_list, depart_evidence_list)),
        (ledger_directive.claim_places, line_of_links),
        (ledger_directive.ledger_files, line_of_links),
    ):
        app.add_node(node, override=True, html=visitors)
    app.add_config_value("brief_reviewed", None, "html", [Reviewed])
    app.connect("html-page-context", _head, priority=600)
    app.connect("build-finished", _files)
    app.connect(AHEAD, _get_ready)
