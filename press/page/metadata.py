"""What a page says of itself to search engines, social networks and reference managers."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from press.book import chapter_order, citation
from press.book.templating import json_in_script, render
from press.page import social_cards
from press.page.files import data_files


def head(app: Sphinx, pagename: str, about: dict[str, str], top: str) -> Markup:
    """Return the tags of a page's head.

    `about` has the page's title and description; `top` is the way to the site's top folder.
    """
    config = app.config
    base = config.html_baseurl
    address = f"{base}{app.builder.get_target_uri(pagename)}" if base else ""
    picture = (
        f"{base or top}{social_cards.FOLDER}/{social_cards.file_name(app.builder.get_target_uri(pagename))}"
    )
    work = citation.book(config)
    properties = [
        ("og:type", "article"),
        ("og:site_name", work.title),
        ("og:title", about["title"]),
        ("og:description", about["description"]),
        ("og:locale", chapter_order.language_of(config, pagename).replace("-", "_")),
        ("og:url", address),
        ("og:image", picture),
        ("og:image:width", str(social_cards.WIDTH)),
        ("og:image:height", str(social_cards.HEIGHT)),
        ("og:image:alt", f"{about['title']}: {about['description']}"),
        ("article:published_time", work.date),
    ]
    return render(
        "page/templates/head.html",
        address=address,
        properties=properties,
        author=work.author,
        schema=json_in_script(schema(app, pagename, about, base or top, address)),
    )


def schema(app: Sphinx, pagename: str, about: dict[str, str], base: str, address: str) -> dict[str, Any]:
    """Return the page as schema.org: the front page is a Report with its Dataset, a chapter a part of it."""
    report = _report(app, base)
    if pagename == app.config.root_doc:
        graph = [{**report, "description": about["description"]}]
        if data_files.package(app):
            graph.append({"@id": f"{base}#data", **data_files.as_schema(app, base)})
        return {"@context": "https://schema.org", "@graph": graph}
    page = {
        "@type": "Article",
        "headline": about["title"],
        "description": about["description"],
        "url": address,
        "inLanguage": chapter_order.language_of(app.config, pagename),
        "isPartOf": {key: report[key] for key in ("@type", "@id", "name")},
    }
    return {"@context": "https://schema.org", **{key: value for key, value in page.items() if value}}


def _report(app: Sphinx, base: str) -> dict[str, Any]:
    work, about = citation.book(app.config), app.config.brief_about
    facts = {
        "@type": "Report",
        "@id": f"{base}#report",
        "name": work.title,
        "headline": work.title,
        "author": {"@type": "Organization", "name": work.author},
        "datePublished": work.date,
        "version": work.edition,
        "inLanguage": app.config.language,
        "license": about.licence_address,
        "keywords": list(about.keywords),
        "isAccessibleForFree": True,
        "url": work.address,
    }
    if app.config.brief_pdf:
        pdf = base + app.config.brief_pdf
        facts["encoding"] = {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": pdf}
    return {key: value for key, value in facts.items() if value}
