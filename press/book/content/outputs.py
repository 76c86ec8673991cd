"""What cells give, as nodes: tables, other HTML, coloured text; what is not for paper is refused."""

from __future__ import annotations

import json
import re
from typing import Any

from docutils import nodes
from sphinx.config import Config

from press.book.content import html_reader
from press.book.content.html_reader import NotShown
from press.book.content.pieces import unshown
from press.claims.strip import STRIP_MIME
from press.figures.bundle import FIGURE_MIME
from press.run.plain_outputs import REFUSED

HTML, WIDGET = "text/html", "application/vnd.jupyter.widget-view+json"
_SCRIPTS = (
    "application/javascript",
    "application/vnd.plotly.v1+json",
    "application/vnd.bokehjs_exec.v0+json",
)
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07")
_WAY_OUT = "show a picture (image/png or SVG) or a table instead, or tag the cell remove-output"
_REASONS = {
    WIDGET: f"a widget, which works only beside a running kernel; {_WAY_OUT}",
    **dict.fromkeys(_SCRIPTS, f"a program, which would have to be fetched and cannot be printed; {_WAY_OUT}"),
}


# Of the forms of a cell's output MyST-NB shows the one with the least number.
_PRIORITIES = {FIGURE_MIME: 0, STRIP_MIME: 0, REFUSED: 0, WIDGET: 1, **dict.fromkeys(_SCRIPTS, 90)}

# What paper and EPUB take of a cell's output, the best first: nothing that moves or asks for a script.
STILL = (
    FIGURE_MIME,
    "text/markdown",
    "text/latex",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    HTML,
    "text/plain",
)


def prefer_ours(config: Config) -> None:
    """Tell MyST-NB which forms of an output this engine reads, and how early; the book may say otherwise."""
    ours = [["*", mime, place] for mime, place in _PRIORITIES.items()]
    config.nb_mime_priority_overrides = [*ours, *config.nb_mime_priority_overrides]


def prefer_still(config: Config, builder: str) -> None:
    """Tell MyST-NB that a builder wants the forms of STILL, in their order."""
    wanted = [[builder, mime, place] for place, mime in enumerate(STILL)]
    config.nb_mime_priority_overrides = [*config.nb_mime_priority_overrides, *wanted]


def read(data: Any, inline: bool) -> list[nodes.Node] | None:
    """Return the nodes of HTML and of what cannot be shown; None for what MyST-NB shows itself."""
    if data.mime_type == REFUSED:
        return [unshown(reason=json.loads(data.string))]
    if data.mime_type in _REASONS:
        return [unshown(reason=f"the cell gives {_REASONS[data.mime_type]}")]
    if data.mime_type == HTML:
        return _html(data.string, inline)
    if data.mime_type == "text/plain" and _COLOUR.search(data.string):
        text = _COLOUR.sub("", data.string)
        return [nodes.inline(text, text) if inline else nodes.literal_block(text, text, language="none")]
    return None


def _html(markup: str, inline: bool) -> list[nodes.Node]:
    try:
        return html_reader.read_inline(markup) if inline else html_reader.read(markup)
    except NotShown as problem:
        return [unshown(reason=f"the cell gives HTML with {problem}; {_WAY_OUT}")]


def plain(text: str) -> str:
    """Return the text of a stream without colours; of a line that was written over, its last state."""
    lines = _COLOUR.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
