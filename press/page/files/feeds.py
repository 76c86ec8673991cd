"""What machines read of the whole site: sitemap, robots.txt, and an Atom feed of the editions."""

from __future__ import annotations

import functools
import uuid
from itertools import pairwise
from pathlib import Path

from sphinx.application import Sphinx

from press.book import citation
from press.book.templating import render
from press.configuration.parts import Edition
from press.editions import comparing, edition_file

FEED = "editions.xml"


def write(app: Sphinx, docnames: list[str], newest: str) -> None:
    """Write the feed and, where the site's address is configured, sitemap.xml and robots.txt.

    `newest` is the page to which the newest edition's entry leads.
    """
    out, base = Path(app.outdir), app.config.html_baseurl
    (out / FEED).write_text(atom(app, newest), encoding="utf-8")
    if not base:
        return
    pages = [f"{base}{app.builder.get_target_uri(docname)}" for docname in docnames]
    (out / "sitemap.xml").write_text(sitemap(pages, citation.published(app.config)), encoding="utf-8")
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    (out / "robots.txt").write_text(robots, encoding="utf-8")


def sitemap(addresses: list[str], day: str) -> str:
    """Return the pages as a sitemap (sitemaps.org 0.9); `day` is when they last changed, or ""."""
    return render("page/templates/sitemap.xml", addresses=addresses, day=day)


def atom(app: Sphinx, newest: str) -> str:
    """Return the editions, newest first, as an Atom feed (RFC 4287); its ids are the same wherever it is."""
    config, work = app.config, citation.book(app.config)
    editions = sorted(config.brief_editions, key=lambda one: one.date, reverse=True)
    told = moved(Path(app.srcdir))
    compared = max(told, key=edition_file.order, default="")
    return render(
        "page/templates/atom.xml",
        work=work,
        site=config.html_baseurl,
        file_name=FEED,
        identifier=_id(work.title),
        updated=_moment(editions[0]) if editions else "1970-01-01T00:00:00Z",
        editions=[
            {
                "name": edition.edition,
                "identifier": _id(work.title, edition.edition),
                "updated": _moment(edition),
                "summary": " ".join(filter(None, (edition.summary, told.get(edition.edition, "")))),
                "page": app.builder.get_target_uri(newest)
                if edition.edition == compared
                else app.builder.get_target_uri(config.root_doc),
            }
            for edition in editions
        ],
    )


def get_ready(app: Sphinx) -> None:
    """Compare the editions."""
    moved(Path(app.srcdir))


def moved(root: Path) -> dict[str, str]:
    """Return for each edition on file but the first how much moved since the one before, in a sentence."""
    return _moved(root, edition_file.contents(root))


@functools.lru_cache(maxsize=1)
def _moved(root: Path, _on_file: tuple[tuple[str, bytes], ...]) -> dict[str, str]:
    known = edition_file.known(root)
    return {
        new: f"Since edition {old}, {comparing.counted(comparing.compared(root, old, new))} moved."
        for old, new in pairwise(known)
    }


def _moment(edition: Edition) -> str:
    return f"{edition.date}T00:00:00Z"


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, '/'.join(parts))}"
