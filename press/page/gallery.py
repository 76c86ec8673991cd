"""The gallery: every figure of the book with its picture, to be found by words, chapter and table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup
from sphinx.application import Sphinx

from press.book import appendices, figure_node, file_names, shared_trees
from press.book.chapter_order import chapter_names
from press.book.figure_parts import in_code
from press.book.templating import render
from press.figures import render as drawings
from press.figures.bundle import Bundle
from press.page import context
from press.page.files import figure_files
from press.page.html_builder import SiteBuilder

PAGE = "gallery"
_HEAD = Markup('<script src="_static/gallery.js" defer></script>')


class Card(NamedTuple):
    """A figure in the gallery: where it stands, what it says, its picture and the room that takes."""

    number: str
    headline: str
    link: str
    picture: str
    width: float
    height: float
    chapter: str
    tables: str  # their names, with blanks between them
    sources: str
    python: str  # lines that read its numbers and draw them
    r: str


def names(app: Sphinx) -> list[str]:
    """Return the page's name, for lists of pages; none for a book without figures."""
    return [PAGE] if has_figures(app) else []


def pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Return the gallery's page for Sphinx to write; none for a book without figures."""
    if not isinstance(app.builder, SiteBuilder):
        return []
    groups = {name: list(_cards(app, name)) for name in chapter_names(app)}
    shown = {name: cards for name, cards in groups.items() if cards}
    if not shown:
        return []
    chapters = {name: _named(app, name) for name in shown}
    every = [card for cards in shown.values() for card in cards]
    body = render(
        "page/templates/gallery.html",
        groups=[(chapters[name], cards) for name, cards in shown.items()],
        chapters=list(chapters.values()),
        tables=sorted({table for card in every for table in card.tables.split()}),
        count=len(every),
        archive=f"{figure_files.FOLDER}.zip",
    )
    figures = "The figure" if len(every) == 1 else f"All {len(every)} figures"
    says = f"{figures} of {app.config.html_title}, with the tables behind them."
    said = {"title": "Figures", "gallery": body, "page_head": _HEAD, "says": says}
    return [(PAGE, said, "gallery.html")]


def get_ready(app: Sphinx) -> None:
    """Read the figures that the last build left."""
    for name in shared_trees.kept(app):
        for node in shared_trees.tree(app.env, name).findall(figure_node.chart_figure):
            if node.is_stored:
                figure_node.read(node["stored"])


def has_figures(app: Sphinx) -> bool:
    """Tell whether a chapter shows a figure."""
    figures = (
        next(iter(shared_trees.tree(app.env, name).findall(figure_node.chart_figure)), None)
        for name in chapter_names(app)
    )
    return any(figure is not None for figure in figures)


def _cards(app: Sphinx, docname: str) -> Iterator[Card]:
    """Yield the figures of a chapter in its order."""
    for node in shared_trees.tree(app.env, docname).findall(figure_node.chart_figure):
        bundle = node.bundle
        width, height = drawings.size(bundle.svg.titled)
        yield Card(
            number=figure_node.figure_number(app.builder, docname, node),
            headline=bundle.headline,
            link=f"{app.builder.get_target_uri(docname)}#{node['ids'][0]}",
            picture=f"{figure_files.FOLDER}/{bundle.name}.svg",
            width=width,
            height=height,
            chapter=_named(app, docname),
            tables=" ".join(source.table for source in bundle.sources),
            python=in_code.python(bundle, _numbers(app, bundle)),
            r=in_code.r(bundle, _numbers(app, bundle)),
            sources="; ".join(dict.fromkeys(source.short_source for source in bundle.sources)),
        )


def _numbers(app: Sphinx, bundle: Bundle) -> str:
    """Return where a figure's numbers lie: on the web, or in the folder of the book."""
    return file_names.web_address(app.config, file_names.numbers(bundle)) or file_names.numbers(bundle)


def _named(app: Sphinx, docname: str) -> str:
    """Return a chapter's number and title."""
    return f"{appendices.number(app.env, docname)} {context.name_of(app, docname)}".strip()
