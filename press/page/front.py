"""The first screen: under a page's title its facts, under the front page's answer what to take away."""

from __future__ import annotations

import html

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from press.book import file_names
from press.book.file_names import PAPER_NAMES
from press.page import context
from press.page.files import data_files
from press.page.html_builder import way_to_top
from press.page.icons import icon


def insert(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Set the facts and, on the front page, the buttons into a resolved page."""
    if app.builder.format != "html":
        return
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is None:
        return
    section = title.parent
    section.insert(section.index(title) + 1, _raw(facts(app, doctree)))
    answer = next((box for box in doctree.findall(nodes.container) if "answer" in box["classes"]), None)
    if answer is not None and docname == app.config.root_doc:
        answer.parent.insert(answer.parent.index(answer) + 1, _raw(buttons(app, docname)))


def facts(app: Sphinx, doctree: nodes.document) -> str:
    """Return the line of facts: edition, how far the data reach, reading time."""
    edition = app.config.brief_edition
    said = [f"Edition {html.escape(edition.edition)}" if edition.edition else ""]
    if edition.data_reach:
        said.append(html.escape(edition.data_reach[:1].upper() + edition.data_reach[1:]))
    elif edition.data_date:
        iso = edition.data_date
        said.append(f'Data to <time datetime="{iso}">{context.day(iso)}</time>')
    said.append(context.reading_time(doctree))
    return f'<p class="page-facts">{" <span aria-hidden=true>·</span> ".join(filter(None, said))}</p>\n'


def buttons(app: Sphinx, docname: str) -> str:
    """Return the links to the PDF, the tables, the figures and the citation."""
    top = way_to_top(app.builder, docname)
    links = [(app.config.brief_pdf, "download", "Read the PDF", False)]
    links += [("data.zip", "data", "Data", True)] if data_files.package(app) else []
    links += [("figures.zip", "chart", "Figures", True)]
    made = "".join(
        f'<a class="button" href="{top}{path}"{" download" if file else ""}>{icon(sign)}{text}</a>'
        for path, sign, text, file in links
        if path
    )
    cite = f'<a class="button" href="#cite">{icon("quote")}Cite</a>'
    return f'<div class="take-along">{made}{cite}{other_forms(app.config, top)}</div>\n'


def other_forms(config: Config, top: str) -> str:
    """Return the links to the other documents to hand out, where they are made with the pages."""
    if "summary" not in config.brief_documents:
        return ""
    folder = top + config.brief_pdf.rpartition("/")[0]
    two_pages = [
        (f"two pages, {name}", file_names.summary(config, paper)) for paper, name in PAPER_NAMES.items()
    ]
    files = [
        *two_pages,
        ("slides", file_names.slides(config, "html")),
        ("slides, PDF", file_names.slides(config, "pdf")),
        ("EPUB", file_names.ebook(config)),
    ]
    links = ", ".join(f'<a href="{folder}/{file}">{text}</a>' for text, file in files)
    return f'<p class="other-forms">Also as {links}.</p>'


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")
