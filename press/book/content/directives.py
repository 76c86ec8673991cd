"""Directives that an ordinary Jupyter Book knows: margin notes, folds, tabs, grids, cards, for every medium.

What sphinx-design makes of them is turned into nodes that all writers know; its style and script are not
taken along. Tabs stand one under the other, each under its name: paper has no others, and nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from docutils.parsers.rst.directives.body import Sidebar
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms import SphinxTransform

from press.book import places
from press.book.content.pieces import folded, folded_title
from press.errors import PublishError

# sphinx-design's listeners that bring its style, fonts and script to the pages
_OF_ITS_STYLE = ("add_static_assets", "add_fontawesome_css", "add_fontawesome_pkg")


class Margin(Sidebar):
    """`{margin}`: a note beside the text, with or without a title."""

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a sidebar of the class "margin"."""
        titled = bool(self.arguments)
        self.arguments = self.arguments or [""]
        made: list[nodes.Node] = super().run()  # type: ignore[no-untyped-call]
        for note in made:
            if isinstance(note, nodes.sidebar):
                note["classes"].append("margin")
                note.children = note.children if titled else note.children[1:]
        return made


class OrdinaryParts(SphinxTransform):
    """Turn the containers of sphinx-design into folds, titled blocks and plain text."""

    default_priority = 14

    def apply(self, **_options: object) -> None:
        """Go through the containers; those inside others are met first."""
        from sphinx_design.icons import fontawesome, sd_icon
        from sphinx_design.shared import PassthroughTextElement

        for menu in filter(_is_menu, self.document.findall(nodes.inline)):
            way = menu.astext().replace("\N{TRIANGULAR BULLET}", "›")
            menu.clear()
            menu += nodes.Text(way)
        for icon in [*self.document.findall(sd_icon), *self.document.findall(fontawesome)]:
            icon.parent.remove(icon)  # decoration
        for words in list(self.document.findall(PassthroughTextElement)):
            words.replace_self(nodes.paragraph("", "", *words.children))
        for part in reversed(list(self.document.findall(nodes.container))):
            mend = _PARTS.get(part.get("design_component", ""))
            if mend is not None:
                mend(part)


class PlainAddresses(SphinxTransform):
    """Undo the escape that MyST gives an address in Markdown: each writer escapes it for its own medium."""

    default_priority = 14

    def apply(self, **_options: object) -> None:
        """Go through the links."""
        for link in self.document.findall(nodes.reference):
            if "&amp;" in link.get("refuri", ""):
                link["refuri"] = link["refuri"].replace("&amp;", "&")


def _is_menu(node: nodes.inline) -> bool:
    """Whether words are a way through menus, which Sphinx parts by a sign that few fonts have."""
    return "menuselection" in node["classes"]


def _fold(part: nodes.container) -> None:
    """Make a fold of a dropdown."""
    title = folded_title()
    body = part.children
    if part.get("has_title") and isinstance(body[0], nodes.Element):
        title += body[0].children
        title["ids"] += body[0]["ids"]
        body = body[1:]
    else:
        title += nodes.Text("More")
    made = folded("", title, *body, opened=bool(part.get("opened")), ids=part["ids"], names=part["names"])
    made.source, made.line = part.source, part.line
    part.replace_self(made)


def _plain(part: nodes.container) -> None:
    """Keep a container for what it holds, without what sphinx-design would add for its script."""
    part["design_component"] = ""
    part["classes"] = [name for name in part["classes"] if name in _LAID_OUT]


def _title(part: nodes.container) -> None:
    """Make a small heading of a card's title."""
    words = [grandchild for child in part.children for grandchild in child.children]
    part.replace_self(nodes.rubric("", "", *words))


_LAID_OUT = ("sd-card", "sd-row", "sd-tab-item", "sd-card-footer")  # classes that the theme knows
_PARTS: dict[str, Callable[[nodes.container], None]] = {
    "dropdown": _fold,
    "card-title": _title,
    **dict.fromkeys(
        ("tab-set", "tab-item", "tab-content", "card", "card-body", "card-header", "card-footer"), _plain
    ),
    **dict.fromkeys(("grid-container", "grid-row", "grid-item", "card-carousel", "article-info"), _plain),
}


def visit_folded(self: Any, node: folded) -> None:
    """Open a fold."""
    options: dict[str, str] = {"open": "open"} if node.get("opened") else {}
    self.body.append(self.starttag(node, "details", CLASS="folded", **options))


def depart_folded(self: Any, _node: folded) -> None:
    """Close a fold."""
    self.body.append("</details>\n")


def visit_folded_title(self: Any, node: folded_title) -> None:
    """Open the title of a fold."""
    self.body.append(self.starttag(node, "summary", ""))


def depart_folded_title(self: Any, _node: folded_title) -> None:
    """Close the title of a fold."""
    self.body.append("</summary>\n")


def visit_line_break(self: Any, _node: nodes.Node) -> None:
    """End the line."""
    self.body.append("<br />\n")
    raise nodes.SkipNode


def visit_unshown(_self: Any, node: nodes.Element) -> None:
    """Stop: a cell gives what not every medium can show. Raises PublishError."""
    raise PublishError(f"{places.of(node)}: {node['reason']}")


def _quiet(_app: Sphinx, config: Config) -> None:
    """Let cards have their feet as books have written them so far: sphinx-design would warn."""
    config.suppress_warnings = [*config.suppress_warnings, "design.card_legacy"]


def load_design(app: Sphinx) -> None:
    """Load sphinx-design's directives without its style, fonts and script."""
    app.setup_extension("sphinx_design")
    app.connect("config-inited", _quiet)
    for event, listeners in app.events.listeners.items():
        app.events.listeners[event] = [
            one for one in listeners if getattr(one.handler, "__name__", "") not in _OF_ITS_STYLE
        ]
