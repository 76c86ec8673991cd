"""The first screen: under a page's title its facts; on the front page the answer beside its chart.

The front page says its answer in a box (`:::{div} answer`); what follows it, up to the box of ways to read
on (`:::{div} doors`), is set side by side where there is room: words left, the first chart right.
"""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from press.book import chapter_order, file_names
from press.book.chapter_order import translation_of
from press.book.figure_node import chart_figure
from press.book.file_names import PAPER_NAMES
from press.book.templating import render
from press.configuration.parts import Translation
from press.page import context, gallery
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
    section, other = title.parent, translation_of(app.config, docname)
    if other is not None:  # which says its facts itself
        _translated(app, doctree, other)
        return
    answer, doors = _box(doctree, "answer"), _box(doctree, "doors")
    if answer is None or docname != app.config.root_doc:
        section.insert(section.index(title) + 1, _raw(facts(app, doctree)))
        if chapter_order.in_languages(app.config, docname):
            section.insert(section.index(title), _raw(imprint(app, docname)))
        return
    section.insert(section.index(title), _raw(imprint(app, docname)))
    together = doors is not None and doors.parent is answer.parent
    last = _beside(answer, doors) if together and doors is not None else answer
    at = last.parent.index(last) + 1
    last.parent.insert(at, [_raw(buttons(app, docname)), _raw(facts(app, doctree))])


def _translated(app: Sphinx, doctree: nodes.document, other: Translation) -> None:
    """Set the way to the book's own page over a translation; the front page is composed as in the book."""
    title = next(iter(doctree.findall(nodes.title)))
    title.parent.insert(title.parent.index(title), _raw(imprint(app, other.page)))
    if other.of == app.config.root_doc:
        answer, ties = _box(doctree, "answer"), _box(doctree, "beside")
        if answer is not None and ties is not None and ties.parent is answer.parent:
            _beside(answer, ties)
        _offer_sheets(app, doctree, other)


def _offer_sheets(app: Sphinx, doctree: nodes.document, other: Translation) -> None:
    """Set a link to the two sheets of a translated front page over its ways to read on."""
    doors = _box(doctree, "doors")
    if doors is None or other.of != app.config.root_doc or "summary" not in app.config.brief_documents:
        return
    folder = way_to_top(app.builder, other.page) + app.config.brief_pdf.rpartition("/")[0]
    link = f"{folder}/{file_names.translated_summary(app.config, other.language)}"
    named = f"{other.called} (PDF, A4)" if other.called else "PDF, A4"
    offered = render(
        "page/templates/take_along.html", buttons=[Button(named, link, icon("download"))], documents=[]
    )
    doors.parent.insert(doors.parent.index(doors), _raw(offered))


def _box(doctree: nodes.document, name: str) -> nodes.container | None:
    """Return the first box of a name."""
    return next((box for box in doctree.findall(nodes.container) if name in box["classes"]), None)


def _beside(answer: nodes.container, doors: nodes.container) -> nodes.container:
    """Set the answer, what is said with it and the doors beside the first chart that stands between them.

    A page in another language ends the composition with what stands at the chart's place: a box `beside`.
    """
    parent = answer.parent
    at = parent.index(answer)
    parts = parent.children[at : parent.index(doors) + 1]
    with_charts = [part for part in parts if next(iter(part.findall(chart_figure)), None) is not None]
    with_charts = with_charts or [part for part in parts if _is_beside(part)]
    right = with_charts[:1]
    left = [part for part in parts if part not in right]
    for part in parts:
        parent.remove(part)
    columns = [nodes.container("", *side, classes=["column"]) for side in (left, right) if side]
    hero = nodes.container("", *columns, classes=["hero"])
    parent.insert(at, hero)
    return hero


def _is_beside(part: nodes.Node) -> bool:
    return isinstance(part, nodes.Element) and "beside" in part["classes"]


def imprint(app: Sphinx, docname: str) -> Markup:
    """Return the line over a title: the book's name, what it is, and the page in its other languages."""
    other = translation_of(app.config, docname)
    told = other.kicker if other is not None else app.config.brief_kicker
    kicker = Markup("<span> · {}</span>").format(told) if told else ""
    links = Markup(" ").join(
        Markup('<a class="language" href="{}" lang="{}" hreflang="{}">{}</a>').format(
            app.builder.get_relative_uri(docname, name), code, code, chapter_order.own_name(code)
        )
        for code, name in chapter_order.in_languages(app.config, docname).items()
        if name != docname
    )
    return Markup('<p class="imprint">{}{}{}</p>').format(app.config.html_title, kicker, links)


def facts(app: Sphinx, doctree: nodes.document) -> Markup:
    """Return the line of facts: edition, how far the data reach, reading time."""
    edition = app.config.brief_edition
    return render(
        "page/templates/facts.html",
        edition=edition,
        data_day=context.day(edition.data_date),
        reading_time=context.reading_time(doctree),
        has_code=any(_folds_code(cell) for cell in doctree.findall(nodes.container)),
    )


def _folds_code(cell: nodes.container) -> bool:
    """Tell whether a cell's code is hidden until a reader asks for it."""
    return cell.get("hide_mode") in ("input", "input+output", "all")


def buttons(app: Sphinx, docname: str) -> Markup:
    """Return the links to the PDF, the tables, the figures, the citation and the other documents."""
    top, pdf = way_to_top(app.builder, docname), app.config.brief_pdf
    found = [
        Button("Read the PDF", f"{top}{pdf}", icon("download")) if pdf else None,
        Button("Data", f"{top}data.zip", icon("download"), True) if data_files.package(app) else None,
        Button("Figures", f"{top}{gallery.PAGE}.html", icon("chart")) if gallery.has_figures(app) else None,
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
