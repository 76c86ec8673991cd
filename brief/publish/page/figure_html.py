"""A figure as HTML: drawn at build time, alive when the reader comes near, complete to take away."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from brief.charts.render import size
from brief.design.palette import all_colours
from brief.publish import figures
from brief.publish.page import figure_files

_VARIABLES = {colour.light: f"var(--{colour.name})" for colour in all_colours()}
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")
ROWS_IN_PAGE = 400


def visit_chart_figure(translator: HTML5Translator, node: figures.chart_figure) -> None:
    """Write the figure and the files that it offers; the node has no children."""
    bundle, builder = node.bundle, translator.builder
    number = figures.figure_number(builder, builder.current_docname, node)
    edition = builder.config.brief_edition
    figure_files.write(bundle, Path(builder.outdir) / figure_files.FOLDER, number, edition)
    root = "../" * builder.current_docname.count("/")
    translator.body.append(figure(bundle, node["ids"][0], number, root))
    raise nodes.SkipNode


def depart_chart_figure(translator: HTML5Translator, node: nodes.Element) -> None:
    """Nothing is left to close."""


def figure(bundle: dict[str, Any], anchor: str, number: str, root: str) -> str:
    """Return the whole <figure>; `root` leads from the page to the site's top folder."""
    say, name = html.escape, bundle["name"]
    note = f'<p class="figure-note">{say(bundle["note"])}</p>' if bundle["note"] else ""
    return (
        f'<figure class="chart" id="{anchor}" data-figure="{name}" aria-labelledby="{anchor}-headline">'
        f'<figcaption class="figure-head"><p class="headline" id="{anchor}-headline">'
        f'<span class="figure-number">Figure {number}</span> {say(bundle["headline"])}</p>'
        f'<p class="subtitle">{say(bundle["subtitle"])}</p></figcaption>'
        f"{pictures(bundle)}{note}"
        f'<p class="figure-source">{_source_line(bundle)}</p>'
        f'<div class="figure-tools">{_numbers(bundle, anchor)}{_take_away(bundle, anchor, root)}</div></figure>\n'
    )


def pictures(bundle: dict[str, Any]) -> str:
    """Return the wide and the narrow drawing; the style sheet shows the one that fits."""
    drawn = "".join(_picture(bundle, form) for form in ("wide", "narrow"))
    controls = _control_count(bundle["spec"]["wide"])
    reserve = f' data-controls="{controls}"' if controls else ""
    return f'<div class="picture"{reserve}>{drawn}<div class="controls"></div></div>'


def with_variables(svg: str) -> str:
    """Replace the palette's light values by CSS variables, so that the page's theme colours the drawing."""
    return _HEX.sub(lambda match: _VARIABLES.get(match[0].lower(), match[0]), svg)


def _picture(bundle: dict[str, Any], form: str) -> str:
    drawing = with_variables(bundle["svg"][form])
    width, height = size(drawing)
    label = html.escape(bundle["alt"], quote=True)
    opened = re.sub(
        r"<svg [^>]*>",
        f'<svg class="drawing" role="img" aria-label="{label}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}">',
        drawing,
        count=1,
    )
    return f'<div class="{form}">{_quiet(opened)}</div>'


def _quiet(svg: str) -> str:
    """Drop Vega's own roles and labels: the drawing is one picture with one description."""
    head, _, rest = svg.partition(">")
    rest = re.sub(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"', "", rest)
    return f"{head}>{rest}"


def _control_count(spec: dict[str, Any]) -> int:
    """Return how many input controls the live chart shows: their room is kept free."""
    return str(spec).count("'bind': {'input'") + str(spec).count("'bind': {'element'")


def _source_line(bundle: dict[str, Any]) -> str:
    links = {}
    for source in bundle["sources"]:
        text = html.escape(source["short_source"])
        links[text] = (
            f'<a href="{html.escape(source["address"], quote=True)}">{text}</a>'
            if source["address"].startswith("http")
            else text
        )
    return "Source: " + "; ".join(links.values())


def _numbers(bundle: dict[str, Any], anchor: str) -> str:
    head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in bundle["columns"])
    rows = "".join(_row(row) for row in bundle["rows"][:ROWS_IN_PAGE])
    left = len(bundle["rows"]) - ROWS_IN_PAGE
    more = f"<p>{left:,} more rows are in the CSV file.</p>" if left > 0 else ""
    return (
        f'<details class="numbers"><summary>Numbers</summary><div class="scroll" role="region" tabindex="0" '
        f'aria-labelledby="{anchor}-headline"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}</details>'
    )


def _row(row: list[object]) -> str:
    first, *rest = (_cell(value) for value in row)
    return f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{value}</td>" for value in rest) + "</tr>"


def _cell(value: object) -> str:
    if value is None:
        return '<span class="unknown">not known</span>'
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return html.escape(str(value))


def _take_away(bundle: dict[str, Any], anchor: str, root: str) -> str:
    stem = f"{root}{figure_files.FOLDER}/{bundle['name']}"
    kinds = (
        ("csv", "CSV"),
        ("svg", "SVG"),
        ("png", "PNG"),
        ("json", "Vega-Lite"),
        ("metadata.json", "Metadata"),
    )
    links = "".join(f'<li><a href="{stem}.{suffix}" download>{kind}</a></li>' for suffix, kind in kinds)
    tables = ", ".join(f"<code>{source['table']}</code>" for source in bundle["sources"])
    return (
        f'<details class="take-away"><summary>Take away</summary><ul class="files">{links}'
        f'<li><a href="#{anchor}">Link to this figure</a></li></ul>'
        f"<p>Made by <code>{html.escape(bundle['function'])}</code> from {tables}.</p></details>"
    )
