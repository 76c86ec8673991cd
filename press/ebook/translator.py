"""Nodes as XHTML for EPUB: as Sphinx writes HTML, except for what the pages' scripts would bring to life."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.writers.html5 import HTML5Translator

from press.book import figure_node, file_names, places
from press.book.content import latex
from press.book.content.pieces import hides_code
from press.ebook import figures as charts
from press.ebook import languages
from press.errors import PublishError


class EbookTranslator(HTML5Translator):
    """Writes one chapter."""

    builder: charts.CollectingBuilder

    def visit_chart_figure(self, node: figure_node.chart_figure) -> None:
        """Write a chart, and tell the builder of it for the page with its numbers."""
        bundle, docname = node.bundle, self.builder.current_docname
        number = figure_node.figure_number(self.builder, docname, node)
        file = file_names.web_address(self.config, file_names.numbers(bundle))
        chart = charts.Chart(bundle, number, node["ids"][0], docname, file)
        self.builder.charts.setdefault(docname, []).append(chart)
        self.body.append(str(charts.figure(chart)))
        raise nodes.SkipNode

    def visit_Text(self, node: nodes.Text) -> None:
        """Write text, with the language of what is written in another script."""
        super().visit_Text(node)
        self.body[-1] = languages.marked(self.body[-1])

    def visit_entry(self, node: nodes.entry) -> None:
        """Open a cell: in a table with a head, the cells of the first column name their rows."""
        table: Any = node.parent.parent.parent  # docutils keeps its columns in attributes of its own
        if not isinstance(table[-2], nodes.thead):
            return super().visit_entry(node)
        table.stubs[0] = 1
        super().visit_entry(node)
        scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        self.body[-1] = self.body[-1].replace("<th", f'<th scope="{scope}"', 1)
        return None

    def visit_claim_note(self, node: nodes.Element) -> None:
        """Write a claim's number and verdict, linked to the ledger."""
        here, ledger = self.builder.current_docname, node["refdoc"]
        page = self.builder.get_relative_uri(here, ledger) if ledger else ""
        link = Markup(' href="{}"').format(f"{page}#{node['refid']}") if ledger else ""
        claim = Markup('<a class="claim" id="{}"{}>{}, {}</a>')
        self.body.append(str(claim.format(node["ids"][0], link, node["claim_id"], node["label"].lower())))
        raise nodes.SkipNode

    def visit_verdict_strip(self, _node: nodes.Element) -> None:
        """Write the strip of verdicts in words: they are its child."""

    def depart_verdict_strip(self, _node: nodes.Element) -> None:
        """Close nothing."""

    def visit_ledger_title(self, node: nodes.Element) -> None:
        """Open a heading of the ledger."""
        self.body.append(f"<h{self.section_level}>")

    def depart_ledger_title(self, _node: nodes.Element) -> None:
        """Close a heading of the ledger."""
        self.body.append(f"</h{self.section_level}>\n")

    def visit_verdict_word(self, _node: nodes.Element) -> None:
        """Open the word of a verdict."""
        self.body.append("<strong>")

    def depart_verdict_word(self, _node: nodes.Element) -> None:
        """Close the word of a verdict."""
        self.body.append("</strong>")

    def visit_evidence_list(self, _node: nodes.Element) -> None:
        """Open the evidence for a claim."""
        self.body.append('<div class="evidence">')

    def depart_evidence_list(self, _node: nodes.Element) -> None:
        """Close the evidence."""
        self.body.append("</div>\n")

    def visit_ledger_files(self, _node: nodes.Element) -> None:
        """Leave out the offer of the ledger's files: they come with the web book."""
        raise nodes.SkipNode

    def visit_claim_places(self, node: nodes.Element) -> None:
        """Open the line that links back to the text."""
        self.body.append(self.starttag(node, "p", ""))

    def depart_claim_places(self, _node: nodes.Element) -> None:
        """Close the line."""
        self.body.append("</p>\n")

    def visit_container(self, node: nodes.container) -> None:
        """Leave out code, and cells without results; name the box that says how sure we are."""
        element = node.get("nb_element")
        parts = [child for child in node.children if isinstance(child, nodes.Element)]
        results = [part for part in parts if part.get("nb_element") != "cell_code_source"]
        if element == "cell_code_source" and hides_code(node.parent):
            raise nodes.SkipNode
        if element == "cell_code" and not results and hides_code(node):
            raise nodes.SkipNode
        super().visit_container(node)
        if "sure" in node["classes"]:
            opened = Markup('<div role="note" aria-label="{}"').format(node[0].astext())
            self.body[-1] = self.body[-1].replace("<div", opened, 1)

    def visit_math(self, node: nodes.Element, _math_env: str = "") -> None:
        """Write a formula in a line as MathML."""
        self.body.append(_mathml(node, block=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element, _math_env: str = "") -> None:
        """Write a formula on its own line as MathML."""
        anchor = f' id="{node["ids"][0]}"' if node["ids"] else ""
        self.body.append(f'<div class="formula"{anchor}>{_mathml(node, block=True)}</div>\n')
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.Element) -> None:
        """Open a link; a link to a file that only the web book carries stays text."""
        if _is_file_of_the_site(node):
            self.body.append("<span>")
        else:
            super().visit_reference(node)

    def depart_reference(self, node: nodes.reference) -> None:
        """Close a link."""
        if _is_file_of_the_site(node):
            self.body.append("</span>")
        else:
            super().depart_reference(node)

    def visit_download_reference(self, node: nodes.Element) -> None:
        """Open the words of a file to take away, which only the web book carries."""
        self.body.append("<span>")

    def depart_download_reference(self, node: nodes.Element) -> None:
        """Close them."""
        self.body.append("</span>")

    def visit_citation(self, node: nodes.Element) -> None:
        """Open an entry of the bibliography, without the role that EPUB gave up."""
        self.body.append(self.starttag(node, "div", classes=["citation"]))

    def depart_citation(self, _node: nodes.Element) -> None:
        """Close an entry of the bibliography."""
        self.body.append("</div>\n")

    def visit_raw(self, _node: nodes.Element) -> None:
        """Leave out raw HTML: what it shows would be missing on paper too, and the PDF refuses it."""
        raise nodes.SkipNode

    def add_permalink_ref(self, _node: nodes.Element, _title: str) -> None:
        """Write no sign beside headings."""

    def unknown_visit(self, node: nodes.Node) -> None:
        """Raise PublishError for a kind of node that has no form here."""
        raise PublishError(f'{places.of(node)}: the EPUB cannot set a node of kind "{type(node).__name__}"')


def _is_file_of_the_site(node: nodes.Element) -> bool:
    address = node.get("refuri", "")
    return bool(address) and not node.get("internal") and not re.match(r"[a-z]+:", address)


def _mathml(node: nodes.Element, block: bool) -> str:
    try:
        return latex.described(node.astext(), block)
    except ValueError as problem:
        raise PublishError(f"{places.of(node)}: {problem}") from None
