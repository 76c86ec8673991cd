"""The Sphinx builder that writes the EPUB."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup

from press.book import appendices, chapter_order, file_names
from press.book.chapter_order import chapter_names, title_in_contents
from press.ebook import epub_file, figures
from press.ebook.translator import EbookTranslator
from press.errors import PublishError


class EbookBuilder(figures.CollectingBuilder):
    """Writes `<project>.epub` into the output folder."""

    name = "ebook"
    format = "xhtml"
    epilog = ""
    search = False
    out_suffix = link_suffix = ".xhtml"
    default_translator_class = EbookTranslator
    allow_parallel = False
    supported_image_types = epub_file.PICTURES  # as Sphinx types it

    def init(self) -> None:
        """Start with no pages."""
        super().init()
        self.pages: dict[str, str] = {}
        self.charts = {}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *_: object, **__: object) -> None:
        """Keep a chapter as XHTML. Raises PublishError when it is not well-formed."""
        self.pages[pagename] = self._page(
            self.env.titles[pagename].astext(), Markup(addctx["body"]), pagename
        )

    def _page(self, title: str, body: Markup, name: str) -> str:
        page = epub_file.page(title, self.config.language or "en", body, name.count("/"))
        try:
            ET.fromstring(page.encode())
        except ET.ParseError as error:
            raise PublishError(f"{name}: the EPUB's page is not well-formed: {error}") from error
        return page

    def copy_assets(self) -> None:
        """Copy nothing: the file carries its own style and fonts."""

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Collect the pictures under names that an EPUB may have: without blanks and the like."""
        super().post_process_images(doctree)
        for source, file in self.images.items():
            self.images[source] = _UNFIT.sub(lambda sign: f"_{ord(sign[0]):x}", file)

    def finish(self) -> None:
        """Pack the chapters in reading order and their figures' numbers, contents, style, fonts, pictures."""
        order = [name for name in chapter_names(self.app) if name in self.pages]
        drawn = [name for name in order if self.charts.get(name)]
        book = epub_file.Book(
            title=self.config.html_title,
            author=self.config.author,
            language=self.config.language or "en",
            rights=self.config.copyright,
            edition=self.config.brief_edition,
            about=self.config.brief_about,
            pages={f"{name}.xhtml": self.pages[name] for name in order} | self._numbers(drawn),
            contents=self._contents(order) + self._numbers_entry(drawn),
            elsewhere=self._elsewhere(order),
            figures=[_line(chart) for name in drawn for chart in self.charts[name]],
            pictures=self._pictures(),
            evaluated=self.config.brief_ebook_evaluated,
        )
        (Path(self.outdir) / file_names.ebook(self.config)).write_bytes(epub_file.pack(book))

    def _contents(self, order: list[str]) -> list[epub_file.Link]:
        """Return the lines of the contents, the chapters of a part below its caption."""
        parts, found = chapter_order.parts(self.env), [self._entry(name) for name in order[:1]]
        for name in order[1:]:
            if name in parts:
                found.append(epub_file.Link(parts[name], ""))
            if found[-1].address:
                found.append(self._entry(name))
            else:
                found[-1] = found[-1]._replace(below=(*found[-1].below, self._entry(name)))
        return found

    def _elsewhere(self, order: list[str]) -> list[epub_file.Link]:
        """Return the links out of the book that its contents list: an EPUB's own contents may hold none."""
        links = chapter_order.links_after(self.env)
        return [
            epub_file.Link(chapter_order.called(link), link.url)
            for name in order
            for link in links.get(name, ())
        ]

    def _pictures(self) -> dict[str, bytes]:
        files = self.images.items()
        return {f"_images/{file}": (Path(self.srcdir) / source).read_bytes() for source, file in files}

    def _numbers(self, drawn: list[str]) -> dict[str, str]:
        """Return a page a chapter with the numbers of its figures."""
        pages = {}
        for docname in drawn:
            title, name = self._title(docname), figures.numbers_page(docname)
            pages[name] = self._page(f"Numbers: {title}", figures.numbers(self.charts[docname], title), name)
        return pages

    def _numbers_entry(self, drawn: list[str]) -> list[epub_file.Link]:
        """Return what the contents say of the pages with numbers."""
        below = tuple(epub_file.Link(self._title(name), figures.numbers_page(name)) for name in drawn)
        return [epub_file.Link("The numbers of the figures", below[0].address, below)] if below else []

    def _title(self, name: str) -> str:
        """Return a chapter's number and title."""
        number = appendices.called(self.env, name)
        return " ".join(filter(None, (number, title_in_contents(self.env, name))))

    def _entry(self, name: str) -> epub_file.Link:
        """Return the line of the contents for a chapter, with its sections."""
        top = next(iter(self.env.get_doctree(name).findall(nodes.section)))
        sections = [child for child in top.children if isinstance(child, nodes.section)]
        below = [(one.next_node(nodes.title), f"{name}.xhtml#{one['ids'][0]}") for one in sections]
        lines = (epub_file.Link(title.astext(), address) for title, address in below if title is not None)
        return epub_file.Link(self._title(name), f"{name}.xhtml", tuple(lines))


_UNFIT = re.compile(r"[^\w.-]")  # in the name of a file


def _line(chart: figures.Chart) -> epub_file.Link:
    """Return the line of the list of figures for a chart."""
    title = f"{chart.called}: {chart.bundle.headline}"
    return epub_file.Link(title, f"{chart.docname}.xhtml#{chart.anchor}")
