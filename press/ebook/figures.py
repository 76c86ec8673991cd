"""A chart in the EPUB: its two drawings, one of which fits the screen, and its numbers as a table.

The web book shows the numbers behind a button. Without a script they stand on a page at the end of the
file, one for each chapter, so that nobody has to read them off a drawing.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from press.book import file_names, inline_svg, number_table
from press.figures.bundle import Bundle

LIGHT, SHADE = 420, 0.87  # the sum of a light colour's parts; what remains of a darkened one's
_LABEL = re.compile(r'(<text [^>]*\bfill=")#([0-9a-fA-F]{6})')


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


def numbers_page(docname: str) -> str:
    """Return the name of the page that holds the numbers of a chapter's figures."""
    return f"numbers/{docname.rsplit('/', 1)[-1]}.xhtml"


def figure(chart: Chart) -> str:
    """Return the <figure>: number and headline, drawings with their description, note, source, numbers."""
    bundle = chart.bundle
    note = f'<p class="note">{_say(bundle.note)}</p>' if bundle.note else ""
    head = f'<p class="headline"><span>{chart.called}</span> {_say(bundle.headline)}</p>'
    drawn = "".join(_drawing(bundle, form) for form in inline_svg.FORMS)
    return (
        f'<figure class="chart" id="{chart.anchor}"><figcaption>{head}<p class="subtitle">'
        f"{_say(bundle.subtitle)}</p></figcaption>{drawn}{note}"
        f'<p class="source">{_sources(bundle)}. {_numbers(chart)}.</p></figure>\n'
    )


def numbers(charts: list[Chart], title: str) -> str:
    """Return the body of a page with the numbers of these figures, each linked back to its figure."""
    return f"<h1>Numbers: {title}</h1>\n" + "\n".join(map(_section, charts))


def _section(chart: Chart) -> str:
    bundle, back = chart.bundle, f"../{chart.docname}.xhtml#{chart.anchor}"
    shown = number_table.table(bundle, f"{chart.anchor}-name", right="text-right", unknown="not known")
    return (
        f'<section id="{chart.anchor}"><h2 id="{chart.anchor}-name">{chart.called}: '
        f"{_say(bundle.headline)}</h2><p>{_say(bundle.subtitle)}. "
        f'<a href="{back}">Back to {chart.called}</a>.</p>{shown}</section>'
    )


def _drawing(bundle: Bundle, form: str) -> str:
    """Return one drawing as a picture with one description; the style sheet shows the one that fits."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    drawn = inline_svg.picture(bundle, form, themed=False).replace("<svg ", f"<svg {names} ", 1)
    return _LABEL.sub(_darker, drawn)


def _darker(label: re.Match[str]) -> str:
    """Return a label in a shade that has a contrast of 4.5 to 1 on paper and on bands; light ones stay."""
    red, green, blue = (int(label[2][place : place + 2], 16) for place in (0, 2, 4))
    shade = 1 if red + green + blue > LIGHT else SHADE
    return f"{label[1]}#{round(red * shade):02x}{round(green * shade):02x}{round(blue * shade):02x}"


def _numbers(chart: Chart) -> str:
    """Return where the figure's numbers are: the page at the end, and a file of the web book."""
    file = _say(file_names.numbers(chart.bundle))
    named = f'<a href="{_say(chart.file)}">{file}</a>' if chart.file else file
    page = "../" * chart.docname.count("/") + numbers_page(chart.docname)
    return f'<a href="{page}#{chart.anchor}">Numbers of {chart.called}</a>, in the web book {named}'


def _sources(bundle: Bundle) -> str:
    links = {}
    for source in bundle.sources:
        named, address = _say(source.short_source), html.escape(source.address, quote=True)
        links[named] = f'<a href="{address}">{named}</a>' if address.startswith("http") else named
    return "Source: " + "; ".join(links.values())


def _say(text: str) -> str:
    return html.escape(text)
