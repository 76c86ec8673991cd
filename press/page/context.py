"""What every page knows of itself and of the book: titles, contents, facts, downloads, metadata."""

from __future__ import annotations

import functools
import html
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from press import prose
from press.book import appendices, chapter_order, citation, figure_node, opening
from press.book.chapter_order import chapter_names, given_title, links_after, title_in_contents
from press.configuration.parts import BuiltEdition
from press.editions import edition_file
from press.page import metadata, social_cards
from press.page.files import data_files, downloads, feeds
from press.page.html_builder import SiteBuilder, way_to_top
from press.page.icons import book_mark, icon

WORDS_PER_MINUTE = 220
# What `content.css` styles; most pages have none of it.
_ORDINARY = re.compile(
    r'<(?:img|math|figure class="align|aside class="(?:margin|sidebar|topic))'
    r'|class="(?:folded|sd-|hll|centered|task-list)'
    r'|class="[^"]*\b(?:rubric|sidebar|sd-[a-z]+|attribution|code-block-caption|output_scroll)\b'
)


def fill(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add to a page's context what the templates of the theme show."""
    config = app.config
    about = describe(app, pagename, context, doctree)
    shown = list(doctree.findall(figure_node.chart_figure)) if doctree is not None else []
    context.update(
        about=about,
        citation=citation.words(citation.book(config)),
        citation_bibtex=citation.bibtex(citation.book(config)).strip(),
        chapters=chapters(app, pagename, context),
        edition=config.brief_edition,
        data_reach=reach(config.brief_edition),
        feed=feeds.FEED,
        has_changes=len(edition_file.known(Path(app.srcdir))) > 1,
        has_data=bool(data_files.package(app)),
        has_figures=bool(shown),
        has_ordinary=bool(_ORDINARY.search(context.get("body", ""))),
        icons={name: icon(name) for name in ("search", "download", "theme", "menu")},
        html_title=config.html_title,
        is_front=pagename == config.root_doc,
        licence=config.brief_about,
        mark=book_mark(),
        offers=downloads.offers(app, pagename, context) if doctree is not None else [],
        pdf_link=config.brief_pdf,
        reading=reading_time(doctree) if doctree is not None else "",
        root_doc=config.root_doc,
    )
    if "body" in context:  # docutils writes a role that ARIA 1.2 dropped, in a list that needs items
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')
    context["page_metatags"] = metadata.head(app, pagename, about, way_to_top(app.builder, pagename))
    _card(app, pagename, about, shown, doctree)


def describe(
    app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document | None
) -> dict[str, str]:
    """Return the page's title, the book's beside it, and the sentence that says what the page found."""
    book = app.config.html_title
    numbered = html.unescape(re.sub(r"<[^>]+>", "", context.get("title") or ""))
    if pagename == app.config.root_doc and doctree is not None:
        title = opening.of(app.config, doctree).question
    else:
        title = re.sub(r"^(?:\d+|[A-Z])\.\s+", "", numbered)
    return {
        "title": title,
        "full_title": title if title == book else f"{title} – {book}",
        "description": _first_words(doctree) or context.get("says") or f"{title}: {book}",
    }


def _first_words(doctree: nodes.document | None) -> str:
    """Return the page's first paragraph, whole or cut at a word."""
    first = next(iter(doctree.findall(nodes.paragraph)), None) if doctree is not None else None
    text = " ".join(opening.plain_words(first).split()) if first is not None else ""
    return text if len(text) <= 300 else text[:297].rsplit(" ", 1)[0] + " …"


def chapters(app: Sphinx, pagename: str, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the chapters in the book's order: number, title, link, and the sections of this one."""
    folder = app.builder.get_target_uri(pagename).rpartition("/")[0]
    own = {"link": context["pathto"](pagename), "current": True}
    listed = _contents(app, folder)
    named = [one for one in listed if one["name"]]
    if named and named[0]["link"] != context["pathto"](
        named[0]["name"]
    ):  # a page that may stand anywhere: 404
        listed = [{**one, "link": context["pathto"](one["name"])} if one["name"] else one for one in listed]
    return [
        {**one, **own, "sections": _sections(app.env.tocs[pagename])} if one["name"] == pagename else one
        for one in listed
    ]


@functools.lru_cache(maxsize=8)
def _contents(app: Sphinx, folder: str) -> list[dict[str, Any]]:
    """Return the chapters as each page of a folder lists the others: made once, not once a page."""
    env, links, parts = app.env, links_after(app.env), chapter_order.parts(app.env)
    beside = f"{folder}/-" if folder else "-"
    found: list[dict[str, Any]] = []
    for docname in chapter_names(app):
        found.append(
            {
                "name": docname,
                "number": appendices.number(env, docname),
                "title": name_of(app, docname),
                "link": relative_uri(beside, app.builder.get_target_uri(docname)),
                "part": parts.get(docname, ""),
            }
        )
        found += [
            {"name": "", "title": chapter_order.called(link), "link": link.url, "leaves": True}
            for link in links.get(docname, [])
        ]
    return found


def name_of(app: Sphinx, docname: str) -> str:
    """Return what the contents call a page: its title, the front page without one by the name of its file."""
    if docname == app.config.root_doc and not given_title(app.env, docname):
        return docname.rsplit("/", 1)[-1].replace("-", " ").capitalize()
    return title_in_contents(app.env, docname)


def _sections(toc: nodes.bullet_list) -> list[dict[str, str]]:
    """Return the second-level headings of a page with their anchors."""
    lists = list(toc.findall(nodes.bullet_list))
    items = lists[1].children if len(lists) > 1 else []
    links = [link for item in items if (link := next(iter(item.findall(nodes.reference)), None)) is not None]
    return [{"title": link.astext(), "anchor": link["anchorname"].lstrip("#")} for link in links]


def reading_time(doctree: nodes.document) -> str:
    """Return how long the page's text takes to read."""
    words = sum(len(opening.plain_words(node).split()) for node in doctree.findall(nodes.paragraph))
    return f"{max(1, round(words / WORDS_PER_MINUTE))} min read"


def day(iso: str) -> str:
    """Return "20 August 2026" for "2026-08-20", nothing for no day."""
    return prose.day(iso) if iso else ""


def _card(
    app: Sphinx,
    pagename: str,
    about: dict[str, str],
    shown: list[figure_node.chart_figure],
    doctree: nodes.document | None,
) -> None:
    """Request the page's picture for social networks: its first chart, on the front page its verdicts."""
    chart = social_cards.chart_for([node.bundle.svg.narrow for node in shown])
    sentence = re.split(r"(?<=[.?!])\s", about["description"])[0]
    front = doctree if pagename == app.config.root_doc else None
    verdicts = opening.of(app.config, front).verdicts if front is not None else None
    drawn = social_cards.card(app.config.html_title, about["title"], sentence, _facts(app), chart, verdicts)
    place = (
        Path(app.outdir) / social_cards.FOLDER / social_cards.file_name(app.builder.get_target_uri(pagename))
    )
    if isinstance(app.builder, SiteBuilder):
        app.builder.pictures.request(drawn, place, scale=1)


def _facts(app: Sphinx) -> str:
    """Return the edition and how far its data reach in a line."""
    edition = app.config.brief_edition
    named = f"Edition {edition.edition}" if edition.edition else ""
    return " · ".join(filter(None, (named, reach(edition))))


def reach(edition: BuiltEdition) -> str:
    """Return how far the data reach: in the brief's own words, or "data to" its day."""
    return edition.data_reach or (f"data to {day(edition.data_date)}" if edition.data_date else "")
