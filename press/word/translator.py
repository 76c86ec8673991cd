"""Nodes as the XHTML that pandoc reads: as for the EPUB, with pictures for charts and notes for claims."""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from markupsafe import Markup

from press.book import citation, figure_node
from press.book.content.html_reader import STRUCK
from press.book.templating import render
from press.ebook.epub_builder import EbookBuilder
from press.ebook.translator import EbookTranslator
from press.figures.bundle import Bundle


class CollectingBuilder(EbookBuilder):
    """A builder that keeps the charts of the book, and the notes of the present chapter, by id."""

    bundles: dict[str, Bundle]
    notes: dict[str, str]


class DocxTranslator(EbookTranslator):
    """Writes one chapter."""

    def visit_inline(self, node: nodes.inline) -> None:
        """Write a span; pandoc knows struck words by their element alone."""
        super().visit_inline(node)
        if STRUCK in node["classes"]:
            self.body.append("<s>")

    def depart_inline(self, node: nodes.inline) -> None:
        """End a span."""
        if STRUCK in node["classes"]:
            self.body.append("</s>")
        super().depart_inline(node)

    def visit_chart_figure(self, node: figure_node.chart_figure) -> None:
        """Write a chart as a picture with its words; have the builder draw it."""
        builder, bundle = self._own, node.bundle
        builder.bundles[bundle.name] = bundle
        number = figure_node.figure_number(builder, builder.current_docname, node)
        self.body.append(
            render(
                "word/templates/figure.html",
                anchor=node["ids"][0],
                bundle=bundle,
                number=number,
                credited=citation.credited(bundle),
            )
        )
        raise nodes.SkipNode

    def visit_claim_note(self, node: nodes.Element) -> None:
        """Write a claim's number, linked to the ledger; the first time in a chapter with a note."""
        builder, anchor = self._own, node["ids"][0]
        here, ledger = builder.current_docname, node["refdoc"]
        address = f"{builder.get_relative_uri(here, ledger)}#{node['refid']}" if ledger else ""
        self.body.append(
            render(
                "word/templates/claim.html",
                anchor=anchor,
                address=address,
                number=node["claim_id"],
                note=f"note-{anchor}" if node["first"] else "",
            )
        )
        if node["first"]:
            told = {"number": node["claim_id"], "verdict": node["label"], "line": node["line"]}
            builder.notes[anchor] = render("word/templates/note.html", note=f"note-{anchor}", **told)
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write the sign of a footnote."""
        self.body.append(str(_SIGN.format(node["refid"])))
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.Element) -> None:
        """Open the text of a footnote; its number is the document's own."""
        self.body.append(str(_NOTE.format(node["ids"][0])))

    def depart_footnote(self, _node: nodes.Element) -> None:
        """Close the text of a footnote."""
        self.body.append("</aside>\n")

    def visit_label(self, node: nodes.label) -> None:
        """Leave out the label of a footnote; that of a source stays."""
        if isinstance(node.parent, nodes.footnote):
            raise nodes.SkipNode
        super().visit_label(node)

    @property
    def _own(self) -> CollectingBuilder:
        return cast(CollectingBuilder, cast(Any, self.builder))


_SIGN = Markup('<a epub:type="noteref" href="#{}">*</a>')
_NOTE = Markup('<aside epub:type="footnote" id="{}">')
