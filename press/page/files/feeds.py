"""What machines read of the whole site: sitemap, robots.txt, and an Atom feed of the editions."""

from __future__ import annotations

import html
import uuid
from pathlib import Path

from sphinx.application import Sphinx

from press.book import citation
from press.settings import Edition

FEED = "editions.xml"


def write(app: Sphinx, docnames: list[str]) -> None:
    """Write the feed and, where the site's address is configured, sitemap.xml and robots.txt."""
    out, base = Path(app.outdir), app.config.html_baseurl
    (out / FEED).write_text(atom(app), encoding="utf-8")
    if not base:
        return
    pages = [f"{base}{app.builder.get_target_uri(docname)}" for docname in docnames]
    (out / "sitemap.xml").write_text(sitemap(pages, citation.published(app.config)), encoding="utf-8")
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"
    (out / "robots.txt").write_text(robots, encoding="utf-8")


def sitemap(addresses: list[str], day: str) -> str:
    """Return the pages as a sitemap (sitemaps.org 0.9); `day` is when they last changed, or ""."""
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    urls = "".join(f"<url><loc>{html.escape(address)}</loc>{changed}</url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def atom(app: Sphinx) -> str:
    """Return the editions, newest first, as an Atom feed (RFC 4287); its ids are the same wherever it is."""
    config, work = app.config, citation.book(app.config)
    editions = sorted(config.brief_editions, key=lambda one: one.date, reverse=True)
    updated = f"{editions[0].date}T00:00:00Z" if editions else "1970-01-01T00:00:00Z"
    base = config.html_baseurl
    entries = "".join(_entry(work, one, base) for one in editions)
    own = f'<link rel="self" href="{html.escape(base)}{FEED}"/>' if base else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{html.escape(work.title)}: editions</title>\n<id>{_id(work.title)}</id>\n"
        f"<updated>{updated}</updated>\n<author><name>{html.escape(work.author)}</name></author>\n"
        f'{own}<link href="{html.escape(base)}index.html"/>\n{entries}</feed>\n'
    )


def _entry(work: citation.Work, edition: Edition, base: str) -> str:
    name = edition.edition
    return (
        f"<entry><title>{html.escape(work.title)}, edition {html.escape(name)}</title>"
        f"<id>{_id(work.title, name)}</id><updated>{edition.date}T00:00:00Z</updated>"
        f'<link href="{html.escape(base)}index.html"/>'
        f"<summary>{html.escape(edition.summary)}</summary></entry>\n"
    )


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, '/'.join(parts))}"
