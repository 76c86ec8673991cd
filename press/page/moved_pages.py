"""Small pages at the addresses of pages that the book no longer has: a link or a bookmark still leads on."""

from __future__ import annotations

import html
from collections.abc import Iterator

from sphinx.application import Sphinx

from press.book.chapter_order import chapter_names
from press.configuration.parts import Moved
from press.errors import PublishError
from press.settings import near


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield name, context and template of a page for each entry of `brief_moved`.

    Raises PublishError when the book still has the page, or has none where its reader is sent.
    """
    pages = chapter_names(app)
    for one in app.config.brief_moved:
        _check(one, pages)
        inside = one.to in pages
        words = {
            "title": html.escape(one.title),
            "note": one.note,
            "says": one.note,
            "to": one.to,
            "to_title": app.env.titles[one.to].astext() if inside else one.to,
        }
        yield one.page, words, "moved.html"


def _check(one: Moved, pages: list[str]) -> None:
    place = f"_config.yml: brief_moved: {one.page}"
    if one.page in (*pages, "search", "index"):
        raise PublishError(f"{place} is still a page of the book; list only those that are gone")
    if one.page.startswith("/") or one.page.endswith(".html") or ".." in one.page.split("/"):
        raise PublishError(f"{place} is not as _toc.yml names a page, such as chapters/method")
    if one.to not in pages and not one.to.startswith("https://"):
        raise PublishError(f"{place} leads to {one.to}, which is no page of the book{near(one.to, pages)}")
