"""The mark of pages that are not the book's: of a chapter run otherwise, of the book as of an earlier day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

SHEET = "_static/variant.css"
_STYLE = """.struck,s{text-decoration:line-through;text-decoration-thickness:.1em}
.variant{border:3px solid var(--counter);padding:.6rem 1rem}
.variant-mark{position:sticky;top:3.4rem;z-index:9;margin:0;padding:.3rem 1rem;
background:var(--paper);border-bottom:3px solid var(--counter)}
"""


def fill(app: Sphinx, _name: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Have a page say that it is not the book's, and in what it differs (`brief_variant`)."""
    if app.config.brief_variant and "body" in context:
        said = Markup('<p class="variant-mark" role="note">Not the book: {}.</p>')
        context["body"] = f"{said.format(app.config.brief_variant)}\n{context['body']}"
        sheet = context["pathto"](SHEET, 1)
        context["page_metatags"] += Markup('<link rel="stylesheet" href="{}">').format(sheet)


def write(app: Sphinx, site: Path) -> None:
    """Write the look of the mark, where pages bear it."""
    if app.config.brief_variant:
        (site / SHEET).write_text(_STYLE, encoding="utf-8")
