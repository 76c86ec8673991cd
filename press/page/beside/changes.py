"""The page "What changed": what moved between the newest two editions, with old values and reasons."""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx

from press import prose
from press.book import appendices, chapter_order, figure_node, shared_trees
from press.book.claims import claim_role
from press.book.content import facts
from press.book.templating import render
from press.editions import comparing, edition_file, notes
from press.editions.changes import FORECAST, HEADLINE, NUMBER, VERDICT, WORDING, Change, Compared
from press.page import context
from press.page.beside import marks, ways
from press.page.beside.ways import PAGE
from press.page.files import data_files
from press.page.html_builder import SiteBuilder

TITLE = "What changed"
_KINDS = {
    "verdicts": VERDICT,
    "forecasts": FORECAST,
    "numbers": NUMBER,
    "headlines": HEADLINE,
    "words": WORDING,
}
_BEFORE, _AFTER = 90, 60  # characters of the sentence that are shown around a fact
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s")


class Place(NamedTuple):
    """Where something stands: the words before it, those after it, the way there, its section's title."""

    before: str = ""
    after: str = ""
    link: str = ""
    section: str = ""


class Row(NamedTuple):
    """Something that moved, as the page shows it: `also` names further chapters that tell the same.

    `alike` are the anchors to which these lead.
    """

    anchor: str
    title: str
    place: Place
    change: Change
    also: str = ""
    alike: tuple[str, ...] = ()


def get_ready(app: Sphinx) -> None:
    """Compare the editions, and find the facts of the pages that the last build left."""
    if names(app):
        for docname in shared_trees.kept(app):
            _told(shared_trees.tree(app.env, docname))


def names(app: Sphinx) -> list[str]:
    """Return the page's name, for lists of pages; none where it is not made."""
    return [PAGE] if ways.found(Path(app.srcdir)) is not None else []


def pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Return the page for Sphinx to write; none for a book with fewer than two editions."""
    compared = ways.found(Path(app.srcdir)) if isinstance(app.builder, SiteBuilder) else None
    if compared is None:
        return []
    old, new = compared.old.edition, compared.new.edition
    says = f"What moved from edition {old} to {new} of {app.config.html_title}, each with its reason."
    return [(PAGE, {"title": TITLE, "says": says, "changes": body(app, compared)}, "changes.html")]


def body(app: Sphinx, compared: Compared) -> Markup:
    """Return the page's content."""
    summaries = {one.edition: one.summary for one in app.config.brief_editions}
    places = _Places(app)
    return render(
        "page/templates/changes.html",
        title=TITLE,
        old=compared.old,
        new=compared.new,
        days=[prose.day(one.date) for one in (compared.old, compared.new)],
        summary=summaries.get(compared.new.edition, ""),
        steady=compared.steady,
        parts=_parts(compared, places),
        counts={anchor: len(compared.of(kind)) for anchor, kind in _KINDS.items()},
        once=_once(compared, places),
        tables=list(_tables(app, compared)),
        methods=[(prose.day(one.day), one.what) for one in notes.methods(Path(app.srcdir))],
        folder=edition_file.FOLDER,
    )


def search_entries(app: Sphinx) -> list[dict[str, str]]:
    """Return the page for the search, with the words of what moved."""
    compared = ways.found(Path(app.srcdir))
    if compared is None:
        return []
    words = [f"{one.fact}: {one.old} → {one.new}" for one in compared.changes if one.is_moved]
    return [{"link": f"{PAGE}.html", "page": TITLE, "title": TITLE, "text": " · ".join(words)}]


def write_files(app: Sphinx) -> None:
    """Offer the editions' files to readers, beside the pages."""
    out = Path(app.outdir) / edition_file.FOLDER
    known = edition_file.known(Path(app.srcdir))
    shutil.rmtree(out, ignore_errors=True)
    for name in known:
        out.mkdir(exist_ok=True)
        shutil.copyfile(edition_file.place(Path(app.srcdir), name), edition_file.place(out.parent, name))


class _Places:
    """Where facts, figures and claims stand in the book as it is now."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self.order = chapter_order.chapter_names(app)
        self.facts: dict[str, Place] = {}
        self.figures: dict[str, Place] = {}
        for docname in self.order:
            self._read(docname)

    def _read(self, docname: str) -> None:
        tree, link = shared_trees.tree(self._app.env, docname), self._app.builder.get_target_uri(docname)
        marked = {name for name, _, _ in marks.moved(self._app, tree, docname)}
        for fact, around, anchor, title in _told(tree):
            name = comparing.fact_name(docname, fact)
            place = ways.mark(fact) if name in marked else anchor
            self.facts.setdefault(name, Place(*around, f"{link}#{place}", title))
        for figure in tree.findall(figure_node.chart_figure):
            self.figures.setdefault(figure.bundle.name, Place(link=f"{link}#{figure['ids'][0]}"))

    def of(self, change: Change) -> Place:
        """Return where something stands; an empty place for what is not in the book."""
        if change.kind == HEADLINE:
            return self.figures.get(change.name, Place())
        page = self._app.config.brief_ledger_page
        if change.kind == VERDICT and page:
            return Place(link=f"{self._app.builder.get_target_uri(page)}#{claim_role.anchor(change.name)}")
        return self.facts.get(change.name, Place())

    def chapter(self, name: str) -> str:
        """Return a chapter's number and title; its name where the book no longer has it."""
        docname = next((one for one in self.order if one.rpartition("/")[2] == name), "")
        if not docname:
            return name
        return f"{appendices.number(self._app.env, docname)} {context.name_of(self._app, docname)}".strip()

    def claim(self, number: str) -> str:
        """Return what a claim says, "" for one that is not in the ledger."""
        entry = getattr(self._app.config, "brief_ledger", {}).get(number)
        return entry.says if entry else ""


@functools.lru_cache(maxsize=256)
def _told(tree: nodes.document) -> list[tuple[str, tuple[str, str], str, str]]:
    """Return each fact that a chapter tells: name, words before and after, its section's anchor and title."""
    found = []
    for node in facts.shown(tree):
        section = _section(node)
        found.append((node[facts.NAME], _around(node), str(section["ids"][0]), section[0].astext()))
    return found


def _section(node: nodes.Node) -> nodes.section:
    """Return the section that holds a node."""
    return next(one for one in _above(node) if isinstance(one, nodes.section))


def _around(node: nodes.inline) -> tuple[str, str]:
    """Return the words of its sentence before and after a fact."""
    paragraph: nodes.Node = node
    while not isinstance(paragraph, nodes.TextElement) or isinstance(paragraph, nodes.inline):
        paragraph = paragraph.parent
    before, after, is_after = "", "", False
    for text in paragraph.findall(nodes.Text):
        if node in _above(text):
            is_after = True
        elif is_after:
            after += text.astext()
        else:
            before += text.astext()
    first, last = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after)[0]
    start = first if len(first) <= _BEFORE else f"… {first[-_BEFORE:].split(' ', 1)[-1]}"
    end = last if len(last) <= _AFTER else f"{last[:_AFTER].rsplit(' ', 1)[0]} …"
    return " ".join(start.split("\n")), " ".join(end.split("\n"))


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while node is not None:
        yield node
        node = node.parent


def _parts(compared: Compared, places: _Places) -> list[tuple[str, str, list[tuple[str, list[Row]]]]]:
    """Return the sections of what moved: anchor, title, and rows by chapter (one group without a name)."""
    verdicts = [
        Row(f"v-{one.name}", f"{one.name}: {places.claim(one.name)}", places.of(one), one)
        for one in compared.of(VERDICT)
    ]
    forecasts = [Row("", one.name, Place(), one) for one in compared.of(FORECAST)]
    figures = [Row(f"f-{one.name}", "", places.of(one), one) for one in compared.of(HEADLINE)]
    parts = [
        ("verdicts", "Verdicts or how sure they are", [("", verdicts)]),
        ("forecasts", "Forecasts", [("", forecasts)]),
        ("numbers", "Numbers in the text", _by_chapter(compared.of(NUMBER), places)),
        ("headlines", "Headlines of figures", [("", figures)]),
        ("words", "Words that the figures choose", _by_chapter(compared.of(WORDING), places)),
    ]
    return [part for part in parts if any(rows for _, rows in part[2])]


def _by_chapter(moved: list[Change], places: _Places) -> list[tuple[str, list[Row]]]:
    """Return rows by chapter; what several chapters tell alike stands in the first that shows it."""
    alike: dict[tuple[str, str, str], list[Change]] = {}
    for one in moved:
        alike.setdefault((one.fact, one.old, one.new), []).append(one)
    groups: dict[str, list[Row]] = {}
    for same in alike.values():
        first, *others = sorted(same, key=lambda one: not places.of(one).link)
        also = ", ".join(places.chapter(one.chapter) for one in others)
        alike_anchors = tuple(ways.entry(one.name) for one in others)
        row = Row(ways.entry(first.name), "", places.of(first), first, also, alike_anchors)
        groups.setdefault(places.chapter(first.chapter), []).append(row)
    return list(groups.items())


def _once(compared: Compared, places: _Places) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what only one edition tells: a title with the number of entries, and name and words of each."""
    told = compared.of(NUMBER, WORDING, HEADLINE, FORECAST, VERDICT, moved=False)
    new = [(one.name, one.new) for one in told if one.new]
    gone = [(one.name, one.old) for one in told if one.old]
    titles = (f"New in {compared.new.edition}", new), (f"No longer told, in {compared.old.edition}", gone)
    return [(f"{title}: {len(entries)}", entries) for title, entries in titles if entries]


def _tables(app: Sphinx, compared: Compared) -> Iterator[tuple[str, str, str]]:
    """Yield each table that moved: its title, which rows did, and to which day it is complete."""
    titles = {entry["name"]: entry["title"] for entry in data_files.package(app).get("resources", [])}
    old, new = compared.old.tables, compared.new.tables
    for name in [*new, *(one for one in old if one not in new)]:
        reach = new[name].complete_to if name in new else ""
        until = f"complete to {prose.day(reach)}" if reach else ""
        if name not in old or name not in new:
            yield titles.get(name, name), "new table" if name in new else "no longer there", until
        elif old[name].hash != new[name].hash:
            yield titles.get(name, name), compared.since[name].words if name in compared.since else "", until
