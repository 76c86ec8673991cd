"""The page for an address that the site does not have: servers show 404.html in its place, at any depth.

A browser resolves the page's links from the address that was asked for, and a static site does not know in
which folder of its server it stands. Where the settings give the site's address, every link begins with the
path in it. Elsewhere the page asks for its style and its script at every depth: one of them is there, which
tells the script where the site's top is, and the script sets the links right. A strict policy of the server
stops nothing of it: there is no inline script, and no base is set.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from press.page.html_builder import SiteBuilder

PAGE = "404"
_DEPTHS = range(6)  # folders between the site's top and an address that may be asked for
_STYLES = ("colours.css", "brief.css")


def setup(app: Sphinx) -> None:
    """Register the page."""
    app.connect("html-collect-pages", pages)
    app.connect("html-page-context", set_right, priority=400)  # before links are made


def pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Return the page for Sphinx to write."""
    if not isinstance(app.builder, SiteBuilder):
        return []
    head = Markup('<meta name="robots" content="noindex">')
    head += Markup("") if app.config.html_baseurl else _at_every_depth()
    says = f"{app.config.html_title} has no page at the address that was asked for."
    return [(PAGE, {"title": "No such page", "says": says, "page_head": head}, "not_found.html")]


def set_right(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Let the page's links begin with the path of the site's address, where the settings give it."""
    top = urlsplit(app.config.html_baseurl or "").path
    if pagename == PAGE and top:
        way = context["pathto"]
        context["pathto"] = lambda *where, **how: top + way(*where, **how).lstrip("#")


def _at_every_depth() -> Markup:
    """Return the style sheets of all depths, and the script that finds the site's top."""
    styles = [(f"{'../' * depth}_static/{name}") for depth in _DEPTHS[1:] for name in _STYLES]
    scripts = [f"{'../' * depth}_static/lost.js" for depth in _DEPTHS]
    return Markup("").join(
        [
            *(Markup('<link rel="stylesheet" href="{}">').format(path) for path in styles),
            *(Markup('<script src="{}" defer></script>').format(path) for path in scripts),
        ]
    )
