"""Nodes as XHTML for EPUB: as Sphinx writes HTML, except for what the pages' scripts would bring to life."""

from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from brief.charts.render import size
from brief.publish import figures
from brief.publish.errors import PublishError
from brief.publish.paper import data_files
from brief.publish.paper.formulas import spoken_latex

_VEGA_MARKS = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')


class EbookTranslator(HTML5Translator):
    """Writes one chapter."""

    def visit_chart_figure(self, node: figures.chart_figure) -> None:
        """Write a chart: number and headline, the drawing with its description, note and source."""
        bundle, anchor = node.bundle, node["ids"][0]
        number = figures.figure_number(self.builder, self.builder.current_docname, node)
        note = f'<p class="note">{_say(bundle["note"])}</p>' if bundle.get("note") else ""
        head = f'<p class="headline"><span>Figure {number}</span> {_say(bundle["headline"])}</p>'
        self.body.append(
            f'<figure class="chart" id="{anchor}"><figcaption>{head}<p class="subtitle">'
            f"{_say(bundle['subtitle'])}</p></figcaption>{_drawing(bundle)}{note}"
            f'<p class="source">{_sources(bundle)}. {_numbers(self.config, bundle)}</p></figure>\n'
        )
        raise nodes.SkipNode

    def visit_claim_note(self, node: nodes.Element) -> None:
        """Write a claim's number and verdict, linked to the ledger."""
        here, ledger = self.builder.current_docname, node["refdoc"]
        page = self.builder.get_relative_uri(here, ledger) if ledger else ""
        said = f"{node['claim_id']}, {_say(node['label'].lower())}"
        link = f' href="{page}#{node["refid"]}"' if ledger else ""
        self.body.append(f'<a class="claim" id="{node["ids"][0]}"{link}>{said}</a>')
        raise nodes.SkipNode

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

    def visit_claim_places(self, node: nodes.Element) -> None:
        """Open the line that links back to the text."""
        self.body.append(self.starttag(node, "p", ""))

    def depart_claim_places(self, _node: nodes.Element) -> None:
        """Close the line."""
        self.body.append("</p>\n")

    def visit_container(self, node: nodes.Element) -> None:
        """Leave out the code of a cell; its results stay."""
        if node.get("nb_element") == "cell_code_source":
            raise nodes.SkipNode
        super().visit_container(node)

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
        self.body.append("<span>") if _is_file_of_the_site(node) else super().visit_reference(node)

    def depart_reference(self, node: nodes.Element) -> None:
        """Close a link."""
        self.body.append("</span>") if _is_file_of_the_site(node) else super().depart_reference(node)

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
        raise PublishError(f'{node.source}: the EPUB cannot set a node of kind "{type(node).__name__}"')


def _is_file_of_the_site(node: nodes.Element) -> bool:
    address = node.get("refuri", "")
    return bool(address) and not node.get("internal") and not re.match(r"[a-z]+:", address)


def _say(text: str) -> str:
    return html.escape(text)


def _mathml(node: nodes.Element, block: bool) -> str:
    words = html.escape(spoken_latex(node.astext()), quote=True)
    return tex2mathml(node.astext(), as_block=block).replace("<math ", f'<math alttext="{words}" ', 1)


def _drawing(bundle: dict[str, Any]) -> str:
    """Return the wide drawing as one picture with one description."""
    drawn = bundle["svg"]["wide"]
    width, height = size(drawn)
    label = html.escape(bundle["alt"], quote=True)
    rest = _VEGA_MARKS.sub("", drawn.partition(">")[2])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'aria-label="{label}" viewBox="0 0 {width:g} {height:g}">{rest}'
    )


def _numbers(config: Config, bundle: dict[str, Any]) -> str:
    """Return where the figure's numbers are: a file of the web book."""
    file = data_files.of_figure(bundle)
    address = data_files.address(config, file)
    return "Numbers: " + (f'<a href="{_say(address)}">{_say(file)}</a>' if address else _say(file))


def _sources(bundle: dict[str, Any]) -> str:
    links = {}
    for source in bundle["sources"]:
        named, address = _say(source["short_source"]), html.escape(source["address"], quote=True)
        links[named] = f'<a href="{address}">{named}</a>' if address.startswith("http") else named
    return "Source: " + "; ".join(links.values())
