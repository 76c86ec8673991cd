"""A chart in the EPUB: its two drawings, one of which fits the screen, and its numbers as a table.

The web book shows the numbers behind a button. Without a script they stand on a page at the end of the
file, one for each chapter, so that nobody has to read them off a drawing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder

from press.book import citation, file_names
from press.book.figure_parts import inline_svg, number_table
from press.book.templating import render
from press.figures.bundle import Bundle

LIGHT, SHADE = 420, 0.87  # the sum of a light colour's parts; what remains of a darkened one's
_HEX = re.compile("#[0-9a-fA-F]{6}")


@dataclass
class Chart:
    """A figure as one chapter shows it; `file` is the address of its numbers' file, "" without one."""

    bundle: Bundle
    number: str
    anchor: str
    docname: str
    file: str

    @property
    def called(self) -> str:
        """Return what the text calls it: "Figure 3.1"."""
        return f"Figure {self.number}"


class CollectingBuilder(StandaloneHTMLBuilder):
    """A builder that keeps the charts of each chapter, in the order in which they were written."""

    charts: dict[str, list[Chart]]


def numbers_page(docname: str) -> str:
    """Return the name of the page that holds the numbers of a chapter's figures."""
    return f"numbers/{docname.rsplit('/', 1)[-1]}.xhtml"


def figure(chart: Chart) -> Markup:
    """Return the <figure>: number and headline, drawings with their description, note, source, numbers."""
    bundle = chart.bundle
    shown = {"wide": bundle.svg.still, "narrow": bundle.svg.stacked or bundle.svg.narrow}
    drawings = (
        inline_svg.picture(bundle, form, drawn=drawn, recolour=_darken_labels, in_xml=True)
        for form, drawn in shown.items()
    )
    return render(
        "ebook/templates/figure.xhtml",
        chart=chart,
        bundle=bundle,
        drawings=Markup("").join(drawings),
        credited=citation.credited(bundle),
        numbers_page="../" * chart.docname.count("/") + numbers_page(chart.docname),
        file_name=file_names.numbers(bundle),
    )


def numbers(charts: list[Chart], title: str) -> Markup:
    """Return the body of a page with the numbers of these figures, each linked back to its figure."""
    tables = [
        number_table.table(
            chart.bundle, f"{chart.anchor}-name", number_class="text-right", unknown="not known"
        )
        for chart in charts
    ]
    pairs = list(zip(charts, tables, strict=True))
    return render("ebook/templates/numbers.xhtml", title=title, charts=pairs)


def _darken_labels(drawing: etree._Element) -> None:
    """Give words a shade that has a contrast of 4.5 to 1 on paper and on bands; light ones stay."""
    for words in drawing.iter(inline_svg.TEXT):
        fill = words.get("fill", "")
        parts = [int(fill[place : place + 2], 16) for place in (1, 3, 5)] if _HEX.fullmatch(fill) else []
        if parts and sum(parts) <= LIGHT:
            words.set("fill", "#" + "".join(f"{round(part * SHADE):02x}" for part in parts))
