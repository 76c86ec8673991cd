"""Formulas on pages: as MathML, which browsers set without a script, each with its words."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.math import get_node_equation_number

from press.book import places
from press.book.content import latex
from press.errors import PublishError

RENDERER = "brief"


def setup(app: Sphinx) -> None:
    """Register the renderer, and choose it."""
    app.add_html_math_renderer(RENDERER, (visit_math, None), (visit_block, None))
    app.connect("config-inited", _choose)


def _choose(_app: Sphinx, config: Config) -> None:
    config.html_math_renderer = RENDERER


def visit_math(self: Any, node: nodes.math) -> None:
    """Write a formula in a line."""
    self.body.append(_mathml(node, block=False))
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number when it has one."""
    anchor = f' id="{node["ids"][0]}"' if node["ids"] else ""
    number = f'<span class="eqno">({get_node_equation_number(self, node)})</span>' if node["number"] else ""
    self.body.append(f'<div class="math"{anchor}>{_mathml(node, block=True)}{number}</div>\n')
    raise nodes.SkipNode


def _mathml(node: nodes.Element, block: bool) -> str:
    try:
        return latex.described(node.astext(), block)
    except ValueError as problem:
        raise PublishError(f"{places.of(node)}: {problem}") from None
