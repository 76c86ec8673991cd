"""The first screen: under a page's title its facts, under the front page's answer what to take away."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from press.book import file_names
from press.book.file_names import PAPER_NAMES
from press.book.templating import render
from press.page import context
from press.page.files import data_files
from press.page.html_builder import way_to_top
from press.page.icons import icon


class Button(NamedTuple):
    """A link of the first screen; `is_file` when following it means to save a file."""

    text: str
    link: str
    icon: Markup
    is_file: bool = False


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


def facts(app: Sphinx, doctree: nodes.document) -> Markup:
    """Return the line of facts: edition, how far the data reach, reading time."""
    edition = app.config.brief_edition
    return render(
        "page/templates/facts.html",
        edition=edition,
        data_day=context.day(edition.data_date),
        reading_time=context.reading_time(doctree),
    )


def buttons(app: Sphinx, docname: str) -> Markup:
    """Return the links to the PDF, the tables, the figures, the citation and the other documents."""
    top, pdf = way_to_top(app.builder, docname), app.config.brief_pdf
    found = [
        Button("Read the PDF", f"{top}{pdf}", icon("download")) if pdf else None,
        Button("Data", f"{top}data.zip", icon("data"), True) if data_files.package(app) else None,
        Button("Figures", f"{top}figures.zip", icon("chart"), True),
        Button("Cite", "#cite", icon("quote")),
    ]
    return render(
        "page/templates/take_along.html",
        buttons=[button for button in found if button is not None],
        documents=documents(app.config, top),
    )


def documents(config: Config, top: str) -> list[tuple[str, str]]:
    """Return name and link of the other documents to hand out, where they are made with the pages."""
    if "summary" not in config.brief_documents:
        return []
    folder = top + config.brief_pdf.rpartition("/")[0]
    files = [
        *((f"two pages, {name}", file_names.summary(config, paper)) for paper, name in PAPER_NAMES.items()),
        ("slides", file_names.slides(config, "html")),
        ("slides, PDF", file_names.slides(config, "pdf")),
        ("EPUB", file_names.ebook(config)),
    ]
    return [(name, f"{folder}/{file}") for name, file in files]


def _raw(markup: Markup) -> nodes.raw:
    return nodes.raw("", str(markup), format="html")
