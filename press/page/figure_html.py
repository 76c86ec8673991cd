"""A figure as HTML: drawn at build time, alive when the reader comes near, complete to take away."""

from __future__ import annotations

import html
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from press.book import citation, figure_node, figure_words, inline_svg, number_table
from press.figures.bundle import Bundle, FigureSource
from press.page.files import figure_files
from press.page.html_builder import way_to_top

ROWS_IN_PAGE = 300
UNKNOWN = '<span class="unknown">not known</span>'
FILES = (
    ("csv", "CSV", "the numbers"),
    ("svg", "SVG", "the picture, sharp at any size"),
    ("png", "PNG", "the picture, for slides and posts"),
    ("json", "Vega-Lite", "the chart, to change"),
    ("metadata.json", "Metadata", "sources, units, licence"),
)


class Place(NamedTuple):
    """Where a figure stands: its anchor, its number, how to cite it, its data."""

    anchor: str
    number: str
    work: citation.Work
    files: str  # the figure's files, without their ending
    data: str  # folder of the tables in the site, or ""


class Shown(NamedTuple):
    """What a page takes of a figure: its HTML, and the files that it offers (text by ending)."""

    page: str
    files: dict[str, str]


def visit_chart_figure(translator: HTML5Translator, node: figure_node.chart_figure) -> None:
    """Write the figure and the files that it offers; the node has no children."""
    builder = translator.builder
    shown = _shown(node["stored"], _place(builder, builder.current_docname, node), builder.config)
    figure_files.write(shown.files, Path(builder.outdir) / figure_files.FOLDER, node.bundle.name)
    translator.body.append(shown.page)
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
    )


def _shown(stored: str, place: Place, config: Config) -> Shown:
    """Make the figure that is `stored` (a path named by its content)."""
    bundle = figure_node.read(stored)
    return Shown(figure(bundle, place), figure_files.texts(bundle, place.work, config))


def figure(bundle: Bundle, place: Place) -> str:
    """Return the whole <figure>."""
    anchor = place.anchor
    note = f'<p class="figure-note">{_say(bundle.note)}</p>' if bundle.note else ""
    return (
        f'<figure class="chart" id="{anchor}" data-figure="{bundle.name}" '
        f'aria-labelledby="{anchor}-headline">'
        f'<figcaption><p class="headline" id="{anchor}-headline">'
        f'<span class="figure-number">Figure {place.number}</span> {_say(bundle.headline)}</p>'
        f'<p class="subtitle">{_say(bundle.subtitle)}</p></figcaption>'
        f"{_pictures(bundle)}{note}"
        f'<p class="figure-source">{_source_line(bundle)}</p>'
        f'<div class="figure-tools">{_numbers(bundle, anchor)}{_in_words(bundle)}{_made(bundle, place)}'
        f"{_files(place)}{_cite(place)}</div></figure>\n"
    )


def _pictures(bundle: Bundle) -> str:
    """Return the wide and the narrow drawing, of which the style sheet shows the one that fits, and room."""
    drawn = "".join(inline_svg.picture(bundle, form) for form in inline_svg.FORMS)
    wide, narrow = (inline_svg.controls(bundle, form) for form in inline_svg.FORMS)
    room = f' data-wide="{wide}" data-narrow="{narrow}"' if wide or narrow else ""
    reset = '<button type="button" class="reset">Back to the start</button>' if room else ""
    controls = f'<div class="control-room"{room}><div class="controls"></div>{reset}</div>'
    return f'<div class="picture">{drawn}</div>{controls}'


def _source_line(bundle: Bundle) -> str:
    links = {source.short_source: _link(source.address, source.short_source) for source in bundle.sources}
    return "Source: " + "; ".join(links.values())


def _numbers(bundle: Bundle, anchor: str) -> str:
    """Return the numbers as a table behind a disclosure; what is too long for a page is in the CSV."""
    left = len(bundle.rows) - ROWS_IN_PAGE
    more = f'<p class="left">The CSV file holds {left:,} more rows.</p>' if left > 0 else ""
    shown = number_table.table(bundle, f"{anchor}-headline", most=ROWS_IN_PAGE, right="n", unknown=UNKNOWN)
    return (
        '<details class="numbers"><summary>Numbers</summary><div class="scroll" role="group" tabindex="0" '
        f'aria-label="Numbers: {_say(bundle.headline)}">{shown}</div>{more}</details>'
    )


def _in_words(bundle: Bundle) -> str:
    return (
        f'<details class="in-words"><summary>In words</summary><div><p>{_say(bundle.alt)}</p>'
        f"<p>{_say(figure_words.describe(bundle))}</p></div></details>"
    )


def _made(bundle: Bundle, place: Place) -> str:
    """Return how the figure was made: chart function, then each table with origin, vintage and licence."""
    tables = "".join(_table(source, place) for source in bundle.sources)
    return (
        '<details class="made"><summary>How it was made</summary><div>'
        f"<p>Drawn by <code>{_say(bundle.function)}</code> from:</p><ul>{tables}</ul></div></details>"
    )


def _table(source: FigureSource, place: Place) -> str:
    name = f"<code>{_say(source.table)}</code>"
    if place.data and source.path:
        name = f'<a href="{place.data}{_say(source.path)}" download>{name}</a>'
    origin = _link(source.address, source.publisher or source.short_source)
    facts = [
        origin,
        source.version,
        f"read {source.accessed}" if source.accessed else "",
        source.licence,
    ]
    return f"<li>{name}: {_say(source.title)}. {'; '.join(filter(None, facts))}.</li>"


def _files(place: Place) -> str:
    links = "".join(
        f'<li><a href="{place.files}.{suffix}" download>{kind}</a> <span>{what}</span></li>'
        for suffix, kind, what in FILES
    )
    return (
        f'<details class="take-away"><summary>Download</summary><ul class="files">{links}'
        f'<li><a href="#{place.anchor}">Link</a> <span>the address of this figure</span></li></ul></details>'
    )


def _cite(place: Place) -> str:
    words, copied = _say(citation.words(place.work)), f"{place.anchor}-cite"
    return (
        f'<details class="cite"><summary>Cite</summary><div><p id="{copied}">{words}</p>'
        f'<p class="cite-tools"><button type="button" class="copy" data-copies="{copied}">Copy</button> '
        f'<a href="{place.files}.bib" download>BibTeX</a> '
        f'<a href="{place.files}.ris" download>RIS</a>'
        "</p></div></details>"
    )


def _link(address: str, text: str) -> str:
    return f'<a href="{_say(address)}">{_say(text)}</a>' if address.startswith("http") else _say(text)


def _say(text: object) -> str:
    return html.escape(str(text), quote=True)
