"""A figure as HTML: drawn at build time, alive when the reader comes near, complete to take away."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import NamedTuple, cast

from docutils import nodes
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from press.book import citation, figure_node
from press.book.figure_parts import figure_words, inline_svg, number_table
from press.book.templating import render
from press.figures.bundle import Bundle, FigureSource
from press.page.files import figure_files
from press.page.html_builder import SiteBuilder, way_to_top

ROWS_IN_PAGE, ROWS_FOLDED = 12, 3  # all rows lie in the CSV file; a reader of the page pays for each
SOURCES_NAMED, SOURCES_LONG = 3, 80  # under the picture, and their letters; all stand under "More"
UNKNOWN = Markup('<span class="unknown">not known</span>')
FILES = (
    ("csv", "Numbers (CSV)"),
    ("svg", "Picture (SVG)"),
    ("png", "Picture (PNG)"),
    ("json", "Chart (Vega-Lite)"),
    ("metadata.json", "Metadata"),
)


class Place(NamedTuple):
    """Where a figure stands: its anchor, its number, how to cite it, its data, and whether it is folded."""

    anchor: str
    number: str
    work: citation.Work
    files: str  # the figure's files, without their ending
    data: str  # folder of the tables in the site, or ""
    folded: bool


def visit_chart_figure(translator: HTML5Translator, node: figure_node.chart_figure) -> None:
    """Write the figure and the files that it offers; the node has no children."""
    builder, bundle = cast(SiteBuilder, translator.builder), node.bundle
    place = _place(builder, builder.current_docname, node)
    builder.figure_files.write(node, place.work, builder.config)
    translator.body.append(str(figure(bundle, place)))
    raise nodes.SkipNode


def _place(builder: StandaloneHTMLBuilder, docname: str, node: figure_node.chart_figure) -> Place:
    bundle, anchor = node.bundle, node["ids"][0]
    number = figure_node.figure_number(builder, docname, node)
    address = f"{builder.config.html_baseurl}{builder.get_target_uri(docname)}#{anchor}"
    root = way_to_top(builder, docname)
    return Place(
        anchor,
        number,
        work=citation.figure(builder.config, bundle, number, address),
        files=f"{root}{figure_files.FOLDER}/{bundle.name}",
        data=f"{root}data/" if builder.config.brief_data else "",
        folded=node["folded"],
    )


def figure(bundle: Bundle, place: Place) -> Markup:
    """Return the whole <figure>: the table of its numbers has some rows, its CSV file all.

    What is not in the page is in the file of metadata: version, licence and day of reading of each source.
    """
    headline = f"{place.anchor}-headline"
    most = ROWS_FOLDED if place.folded else ROWS_IN_PAGE
    return render(
        "page/templates/figure.html",
        bundle=bundle,
        place=place,
        drawings=_when_unfolded(bundle, place) if place.folded else _drawings(bundle),
        controls={form: inline_svg.controls(bundle, form) for form in inline_svg.FORMS},
        credited=citation.credited(bundle),
        named=_named(citation.credited(bundle)),
        numbers=number_table.table(bundle, headline, most=most, number_class="n", unknown=UNKNOWN),
        rows_left=len(bundle.rows) - most,
        numbers_in_words=figure_words.describe(bundle),
        files=FILES,
        lights=json.dumps(bundle.lights, ensure_ascii=False),
        citation=citation.words(place.work),
    )


def _named(credited: list[FigureSource]) -> int:
    """Return how many sources are named in the line under the picture: at least one, as many as it holds."""
    letters = accumulate(len(source.short_source) for source in credited[:SOURCES_NAMED])
    return max(1, sum(total <= SOURCES_LONG for total in letters))


def _drawings(bundle: Bundle) -> Markup:
    return Markup("").join(inline_svg.picture(bundle, form) for form in inline_svg.FORMS)


def _when_unfolded(bundle: Bundle, place: Place) -> Markup:
    """Return the room of a folded figure's drawings; its files where there are no scripts to bring them."""
    frames = Markup("").join(inline_svg.frame(bundle, form) for form in inline_svg.FORMS)
    return frames + render("page/templates/unfolded.html", files=place.files, alt=bundle.alt)
