"""Figures: charts from their bundles, and pictures; each numbered, captioned and described."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes

from press.book import file_names
from press.book.figure_node import chart_figure
from press.figures.bundle import Bundle, FigureSource
from press.figures.render import size
from press.paper import data_links
from press.paper.markup import call, invoke, label, string, words
from press.paper.writer import Writer, renders

_POINTS = {"px": 0.75, "pt": 1.0, "em": 10.0, "rem": 10.0, "cm": 28.3465, "mm": 2.83465, "in": 72.0}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(%|px|pt|em|rem|cm|mm|in)?")
SMALLEST_TYPE, DRAWN_TYPE = 7.5, 12  # points on paper; pixels in a drawing, which has no smaller type


@renders(chart_figure)
def chart(writer: Writer, node: chart_figure) -> str:
    """Write a chart: number and headline, subtitle, the wide drawing or all its steps, note and source.

    The designs of the template decide what they show of one that is folded on its page.
    """
    bundle, number = node.bundle, writer.number(node, "figure")
    file = f"figures/{bundle.name}.svg"
    writer.files[file] = bundle.svg.still.encode()
    writer.files[whole(bundle)] = bundle.svg.wide.encode()
    texts = {name: words(getattr(bundle, name)) for name in ("headline", "subtitle", "note")}
    anchor = label(writer.anchor(node["ids"][0]))
    width, height = size(bundle.svg.still)
    numbers = data_links.linked(writer.builder.config, file_names.numbers(bundle))
    described = {"alt": string(bundle.alt_in_steps), "source": f"[{sources(bundle)}. Numbers: {numbers}]"}
    shape = {"ratio": f"{height / width:.3f}", "least": f"{width * SMALLEST_TYPE / DRAWN_TYPE:.1f}pt"}
    parts = {**texts, **described, **shape}
    if not node["folded"]:
        cover = {"cover": "true"} if _is_on_the_cover(writer, node) else {}
        return invoke("chart", string(number), anchor, string(file), **cover, **parts)
    address = file_names.web_address(writer.builder.config, f"{writer.docname}.html#{node['ids'][0]}")
    parts |= {"address": string(address)} | ({"width": "full"} if writer.broad else {})
    return invoke("folded-chart", string(number), anchor, string(file), **parts)


def whole(bundle: Bundle) -> str:
    """Return the file of a chart's drawing where steps side by side would be too small: on a slide."""
    return f"figures/{bundle.name}{'-whole' if bundle.steps else ''}.svg"


def _is_on_the_cover(writer: Writer, node: chart_figure) -> bool:
    """Tell whether a chart is the front page's first, which the cover shows."""
    tree = node.document
    first = tree.next_node(chart_figure) if tree is not None else None
    return first is node and writer.docname == writer.builder.config.root_doc


def sources(bundle: Bundle) -> str:
    """Return the line under a chart: each table's short source once, linked to its address."""
    return "Source: " + "; ".join(dict.fromkeys(_credit(source) for source in bundle.sources))


def _credit(source: FigureSource) -> str:
    named, address = words(source.short_source)[1:-1], source.address
    return f"#link({string(address)})[{named}];" if address.startswith("http") else named


@renders(nodes.figure)
def figure(writer: Writer, node: nodes.figure) -> str:
    """Write a picture with its caption."""
    caption = node.next_node(nodes.caption)
    body = "\n\n".join(writer.render(child) for child in node.children if child is not caption)
    anchor = label(writer.anchor(node["ids"][0])) if node["ids"] else "none"
    said = f"[{writer.children(caption)}]" if caption is not None else "none"
    return invoke("picture-figure", string(writer.number(node, "figure")), anchor, said, f"[{body}]")


@renders(nodes.legend)
def legend(writer: Writer, node: nodes.legend) -> str:
    """Write what explains a picture."""
    return call("small", writer.blocks(node))


@renders(nodes.image)
def image(writer: Writer, node: nodes.image) -> str:
    """Write a picture. Raises PublishError without alternative text or without its file."""
    described = (node.get("alt") or "").strip()
    if not described:
        raise writer.problem(node, _without_words(node))
    source = _find(writer, node)
    file = f"pictures/{source.name}"
    writer.files[file] = source.read_bytes()
    size = _width(node)
    if size or _stands_alone(node):
        return invoke("picture", string(file), alt=string(described), **({"width": size} if size else {}))
    return invoke("inline-picture", string(file), alt=string(described))


def _without_words(node: nodes.image) -> str:
    """Return what is wrong with a picture that nobody described, and where to describe it."""
    if "jupyter_execute" in str(node["uri"]):  # MyST-NB keeps there what cells give
        return (
            "the picture that the cell gives has no alternative text; write it in the cell's metadata, as "
            '{"mystnb": {"image": {"alt": "what the picture shows"}}}'
        )
    return f"the picture {node['uri']} has no alternative text; write it as ![what it shows](file)"


def _stands_alone(node: nodes.image) -> bool:
    """Tell whether a picture is a block: in a figure or a cell's result, or alone in its paragraph."""
    shown: nodes.Element = node
    parent: nodes.Element = node.parent
    if isinstance(parent, nodes.reference):
        shown, parent = parent, parent.parent
    beside = (child for child in parent.children if child is not shown)
    alone = not isinstance(parent, nodes.TextElement) or not any(one.astext().strip() for one in beside)
    return isinstance(parent, (nodes.figure, nodes.container)) or alone


def _width(node: nodes.image) -> str:
    """Return the width that a picture is given, as a Typst length; "" without one."""
    found = _LENGTH.fullmatch(str(node.get("width", "")).strip())
    if found is None:
        return f"{node['scale']}%" if node.get("scale", 100) < 100 else ""
    number, unit = float(found[1]), found[2] or "px"
    if unit == "%":
        return f"{number:g}%"
    points = f"{number * _POINTS[unit]:g}pt"
    return f"calc.min({points}, column)"


def _find(writer: Writer, node: nodes.image) -> Path:
    for folder in (writer.builder.srcdir, writer.builder.outdir):
        found = Path(folder) / str(node["uri"]).lstrip("/")
        if found.is_file():
            return found
    raise writer.problem(node, f"the picture {node['uri']} was not found")
